import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../shared/runtime/read-config.ts';
import { allowStorage } from './allow-storage.ts';
import { configSchema } from './config.ts';
import { createHandler } from './create-handler.ts';
import { siteSchema } from './site.ts';

/** The bundle is CommonJS: this is the directory it lies in, with `site.json` and `files/` beside it. */
const here = __dirname;

const { STORAGE_ORIGINS } = readConfig(configSchema);
const site = siteSchema.parse(JSON.parse(readFileSync(join(here, 'site.json'), 'utf8')));

export const handler = createHandler({
  site: { ...site, headers: allowStorage(site.headers, STORAGE_ORIGINS) },
  readFile: (path) => readFileSync(join(here, 'files', path)),
});
