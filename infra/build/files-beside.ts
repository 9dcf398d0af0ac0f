import { cpSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { openApiDocument } from '../../shared/contracts/openapi.ts';
import { PRODUCT_VERSION } from '../../shared/runtime/product-version.ts';

const { resolve } = createRequire(import.meta.url);

/** Files a function is shipped with beside its bundle, because they are too large to be code: name → the file of a package it is, or what makes its text. */
export const FILES_BESIDE: Readonly<Record<string, Readonly<Record<string, string | (() => string)>>>> = {
  // Made here once, so that the function that hands it out carries no schema of any other.
  'description-api': { 'openapi.json': () => JSON.stringify(openApiDocument(PRODUCT_VERSION)) },
  'letter-writer': {
    'letter-font.ttf': '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
    // The font's licence (OFL 1.1) goes where the font goes.
    'letter-font.LICENSE.txt': '@expo-google-fonts/noto-sans-sc/LICENSE_FONT',
  },
};

/** Lays the files of a function beside its bundle in `directory`. */
export function layFilesBeside(name: string, directory: string): void {
  for (const [file, source] of Object.entries(FILES_BESIDE[name] ?? {})) {
    if (typeof source === 'string') cpSync(resolve(source), join(directory, file));
    else writeFileSync(join(directory, file), source());
  }
}
