import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { packWebHost } from '../constructs/web-host-package.ts';

/** Builds the web application to `dist/web` and lays it beside the bundle of `web-host` (`dist/packages/web-host`), which serves it. */
export async function buildWeb(repository: string, dist: string): Promise<void> {
  const configFile = join(repository, 'web/vite.config.ts');
  if (!existsSync(configFile)) throw new Error('web/vite.config.ts is missing');
  await build({ configFile, logLevel: 'warn' });
  packWebHost(dist);
}
