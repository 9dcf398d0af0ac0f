import { cpSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { resolve } = createRequire(import.meta.url);

/** Files a function is shipped with beside its bundle, because they are too large to be code: name → the file of a package it is. */
export const FILES_BESIDE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'letter-writer': {
    'letter-font.ttf': '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
    // The font's licence (OFL 1.1) goes where the font goes.
    'letter-font.LICENSE.txt': '@expo-google-fonts/noto-sans-sc/LICENSE_FONT',
  },
};

/** Lays the files of a function beside its bundle in `directory`. */
export function layFilesBeside(name: string, directory: string): void {
  for (const [file, source] of Object.entries(FILES_BESIDE[name] ?? {})) cpSync(resolve(source), join(directory, file));
}
