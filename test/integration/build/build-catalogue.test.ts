import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildCatalogue } from '../../../infra/build/build-catalogue.ts';
import { readBuiltCatalogue } from '../../../infra/built-catalogue.ts';
import { CATALOGUE_FOLDER, readCatalogue } from '../../../shared/catalogue/read-catalogue.ts';
import { openCatalogue } from '../../../shared/domain/matching/catalogue-artefact.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'rongqiao-catalogue-'));
  cpSync(CATALOGUE_FOLDER, join(directory, 'catalogue'), { recursive: true });
});
afterEach(() => rmSync(directory, { recursive: true }));

const dist = () => join(directory, 'dist');
/** Builds the copy, after a change to the text of one of its files. */
async function build(file?: string, change: (text: string) => string = (text) => text): Promise<void> {
  if (file) {
    const path = join(directory, 'catalogue', file);
    const before = readFileSync(path, 'utf8');
    expect(change(before)).not.toBe(before);
    writeFileSync(path, change(before));
  }
  await buildCatalogue(dist(), readCatalogue(join(directory, 'catalogue')));
}

describe('the catalogue', () => {
  it('is built into bytes the functions open, and the list of every version of every programme', async () => {
    await build();
    const built = readBuiltCatalogue(dist());
    const source = readCatalogue();
    const opened = openCatalogue(built.artefact);
    expect(opened.catalogueVersion).toBe(built.catalogueVersion);
    expect(opened.programmes).toEqual(source.programmes);
    expect(built.programmes.map(({ programmeId, version }) => [programmeId, version])).toEqual(
      source.programmes.flatMap(({ id, versions }) => versions.map(({ version }) => [id, version])),
    );
  });

  it('has the same version for the same content, and another for any other', async () => {
    await build();
    const first = readBuiltCatalogue(dist()).catalogueVersion;
    await build();
    expect(readBuiltCatalogue(dist()).catalogueVersion).toBe(first);
    await build('programmes/su-ke-dai.json', (text) => text.replace('"zh": "苏科贷"', '"zh": "苏科贷款"'));
    expect(readBuiltCatalogue(dist()).catalogueVersion).not.toBe(first);
  });
});

describe('a catalogue with a mistake is not built, and the mistake is named by file, place and reason', () => {
  it.each([
    ['broken JSON', 'programmes/su-ke-dai.json', (text: string) => text.slice(0, -20), /su-ke-dai\.json/],
    [
      'an unknown field',
      'programmes/su-ke-dai.json',
      (text: string) => text.replace('"instrument"', '"instument"'),
      /su-ke-dai\.json \/programme.*instument/s,
    ],
    [
      'an undeclared fact',
      'programmes/su-ke-dai.json',
      (text: string) => text.replaceAll('firm.in_sukedai_library', 'firm.in_library'),
      /su-ke-dai\.json \/.*firm\.in_library/,
    ],
    ['a fact of no type', 'facts.json', (text: string) => text.replace('"type": "division"', '"type": "place"'), /facts\.json \/.*type/],
  ])('%s', async (_what, file, change, words) => {
    await expect(build(file, change)).rejects.toThrow(words);
    expect(readdirSync(directory)).toEqual(['catalogue']);
  });

  it('a golden case that is not answered as it says', async () => {
    const wrong = (text: string) => text.replace('"verdict": "eligible"', '"verdict": "ineligible"');
    await expect(build('programmes/su-ke-dai.json', wrong)).rejects.toThrow(
      /programmes\/su-ke-dai\.json \/goldenCases\/\d+ \(.+\): expected .*"ineligible"/,
    );
    expect(readdirSync(directory)).toEqual(['catalogue']);
  });
});
