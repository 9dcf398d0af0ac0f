import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as fonts from '../../../functions/letter-writer/render/fonts.ts';
import * as rendering from '../../../functions/letter-writer/render/render-letter.ts';
import { bundleOptions } from '../../../infra/build/bundle-functions.ts';
import { FILES_BESIDE, layFilesBeside } from '../../../infra/build/files-beside.ts';
import { letterFont, longLetter, sampleLetter } from '../../support/letters.ts';
import { readingOrder, readPdf } from '../../support/read-pdf.ts';

const repository = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/u, '');
type Bundled = Pick<typeof fonts, 'readFonts'> & Pick<typeof rendering, 'renderLetter'>;

describe('the maker of letters, bundled as the function is', () => {
  let directory: string;
  let bundled: Bundled;
  let size: number;
  let outside: string[];

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'rongqiao-letters-'));
    const entry = join(directory, 'entry.ts');
    const render = join(repository, 'functions/letter-writer/render');
    writeFileSync(
      entry,
      ['fonts', 'render-letter'].map((file) => `export * from ${JSON.stringify(join(render, `${file}.ts`))};`).join('\n'),
    );
    const outfile = join(directory, 'function', 'index.cjs');
    mkdirSync(join(directory, 'function'));
    const { metafile } = await build(bundleOptions(repository, entry, outfile));
    layFilesBeside('letter-writer', join(directory, 'function'));
    outside = Object.values(metafile.outputs).flatMap(({ imports }) => imports.flatMap(({ path, external }) => (external ? [path] : [])));
    size = readFileSync(outfile).length;
    bundled = createRequire(import.meta.url)(outfile) as Bundled;
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('reads the font that lies beside it, as it came, with its licence', () => {
    expect(readdirSync(join(directory, 'function')).sort()).toEqual(['index.cjs', 'letter-font.LICENSE.txt', 'letter-font.ttf']);
    expect(Object.keys(FILES_BESIDE['letter-writer'] ?? {}).sort()).toEqual(['letter-font.LICENSE.txt', 'letter-font.ttf']);
    expect(readFileSync(join(directory, 'function/letter-font.ttf')).equals(letterFont())).toBe(true);
    expect(readFileSync(join(directory, 'function/letter-font.LICENSE.txt'), 'utf8')).toContain('SIL OPEN FONT LICENSE');
  });

  it('holds no font, and needs nothing but node', () => {
    expect(size).toBeLessThan(480_000);
    expect(outside.filter((path) => !/^(?:node:)?[a-z][a-z_/]*$/u.test(path))).toEqual([]);
  });

  it('makes the same bytes each time, and the same letter as its sources', async () => {
    const font = bundled.readFonts(readFileSync(join(directory, 'function/letter-font.ttf')));
    for (const letter of [sampleLetter(), longLetter(40)]) {
      const bytes = await bundled.renderLetter(letter, font);
      expect(Buffer.compare(await bundled.renderLetter(letter, font), bytes)).toBe(0);
      const ofSources = await rendering.renderLetter(letter, fonts.readFonts(letterFont()));
      expect(readingOrder(await readPdf(bytes))).toEqual(readingOrder(await readPdf(ofSources)));
    }
  });
});
