import * as z from 'zod/mini';

/** The shapes of the items of the catalogue as they stand in the table. Everything read is parsed with these. */
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in hex'));

export const cataloguePointer = z.object({
  /** Counts the moves of the pointer from 1; each move is made under the condition that nobody moved it in between. */
  revision: z.int().check(z.positive()),
  /** The name of the catalogue as its authors give it. */
  catalogueVersion: z.string().check(z.minLength(1)),
  /** SHA-256 of the stored (compressed) artefact: the name of its parts. */
  hash: sha256,
  /** Number of parts the artefact is cut into. */
  parts: z.int().check(z.positive()),
  /** Number of programmes in the catalogue. */
  programmes: z.int().check(z.nonnegative()),
  /** SHA-256 over the list of programme versions, so that a change in the texts alone is a change too. */
  programmesHash: sha256,
  /** RFC 3339. */
  publishedAt: z.iso.datetime(),
});
export type CataloguePointer = z.infer<typeof cataloguePointer>;

export const cataloguePart = z.object({
  part: z.int().check(z.nonnegative()),
  bytes: z.instanceof(Uint8Array),
});

export const programmeVersion = z.object({
  programmeId: z.string().check(z.minLength(1)),
  version: z.string().check(z.minLength(1)),
  /** SHA-256 of `content`. */
  hash: sha256,
  /** The programme file as JSON text, byte for byte what was published. */
  content: z.string().check(z.minLength(2)),
  /** RFC 3339: when this content was first published. */
  publishedAt: z.iso.datetime(),
});
export type StoredProgrammeVersion = z.infer<typeof programmeVersion>;
