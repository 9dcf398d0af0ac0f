import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** What the build leaves of the catalogue: `catalogue.json` beside `catalogue.bin`, both in `dist`. */
export const builtCatalogue = z.strictObject({
  catalogueVersion: z.string().min(1),
  programmes: z.array(
    z.strictObject({
      programmeId: z.string().min(1),
      version: z.string().min(1),
      /** The programme file as JSON text. */
      content: z.string().min(2),
    }),
  ),
});
export type BuiltCatalogue = z.infer<typeof builtCatalogue>;

export const CATALOGUE_JSON = 'catalogue.json';
export const CATALOGUE_BIN = 'catalogue.bin';

/** Reads the built catalogue. Throws when it was not built. */
export function readBuiltCatalogue(dist: string): BuiltCatalogue & { readonly artefact: Uint8Array } {
  const listed = builtCatalogue.parse(JSON.parse(readFileSync(join(dist, CATALOGUE_JSON), 'utf8')));
  return { ...listed, artefact: readFileSync(join(dist, CATALOGUE_BIN)) };
}
