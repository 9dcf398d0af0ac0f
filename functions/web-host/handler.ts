import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHandler } from './create-handler.ts';
import { siteSchema } from './site.ts';

/** The bundle is CommonJS: this is the directory it lies in, with `site.json` and `files/` beside it. */
const here = __dirname;

export const handler = createHandler({
  site: siteSchema.parse(JSON.parse(readFileSync(join(here, 'site.json'), 'utf8'))),
  readFile: (path) => readFileSync(join(here, 'files', path)),
});
