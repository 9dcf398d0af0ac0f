import * as z from 'zod/mini';

/** `site.json`: what the packaging step tells this function about the files laid beside it. Paths begin with a slash. */
export const siteSchema = z.strictObject({
  /** On every answer, names in lower case. */
  headers: z.record(z.string(), z.string()),
  /** The page that draws every address without a page of its own. */
  fallback: z.string().check(z.startsWith('/')),
  files: z.record(
    z.string().check(z.startsWith('/')),
    z.strictObject({
      contentType: z.string(),
      cacheControl: z.string(),
      etag: z.string(),
      /** Compressed copies that are smaller than the file, the best one first. */
      copies: z.array(z.strictObject({ encoding: z.enum(['br', 'gzip']), path: z.string().check(z.startsWith('/')) })),
    }),
  ),
});

export type Site = z.infer<typeof siteSchema>;
export type SiteFile = Site['files'][string];
export type Copy = SiteFile['copies'][number];
