import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** What the build leaves of the catalogue: `catalogue.json` beside `catalogue.bin`, both in `dist`. */
const builtCatalogue = z.strictObject({
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

/** `catalogue`: as it is published · `demo-catalogue`: the same with the templates that demo counties adopted, for the house on one machine. */
export type CatalogueName = 'catalogue' | 'demo-catalogue';
export const catalogueFiles = (name: CatalogueName) => ({ list: `${name}.json`, artefact: `${name}.bin` });

/** Reads a built catalogue. Throws when it was not built. */
export function readBuiltCatalogue(dist: string, name: CatalogueName = 'catalogue'): BuiltCatalogue & { readonly artefact: Uint8Array } {
  const files = catalogueFiles(name);
  const listed = builtCatalogue.parse(JSON.parse(readFileSync(join(dist, files.list), 'utf8')));
  return { ...listed, artefact: readFileSync(join(dist, files.artefact)) };
}
