import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as z from 'zod/mini';
import { checkClaimable } from '../domain/instruments/check-claimable.ts';
import { checkNeighbours, checkProgrammeFile } from '../domain/policy/check-catalogue.ts';
import type { FactDefinition, FactDictionary } from '../domain/policy/fact.ts';
import { toDictionary } from '../domain/policy/fact-dictionary.ts';
import { factDictionaryFile } from '../domain/policy/fact-dictionary-file.ts';
import type { GoldenCase, Programme, ProgrammeFile } from '../domain/policy/programme.ts';
import { type Reference, reference } from '../domain/policy/reference.ts';
import { complaintsOf } from '../domain/policy/schema-complaints.ts';

/** Where the catalogue lies: this folder. */
export const CATALOGUE_FOLDER: string = fileURLToPath(new URL('.', import.meta.url));

export type Catalogue = {
  readonly definitions: readonly FactDefinition[];
  readonly dictionary: FactDictionary;
  /** Sorted by id. */
  readonly programmes: readonly Programme[];
  /** By programme id. */
  readonly goldenCases: ReadonlyMap<string, readonly GoldenCase[]>;
  readonly reference: Reference;
};

/** Keys of the reference data and the files they stand in. */
const REFERENCE_FILES = {
  sizeClasses: 'reference/size-classes.json',
  lpr1y: 'reference/lpr-1y.json',
  divisions: 'reference/divisions.json',
  instruments: 'reference/instruments.json',
} as const satisfies Record<keyof Reference, string>;

type Faults = string[];

function readJson(folder: string, file: string, faults: Faults): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, file), 'utf8'));
  } catch (error) {
    faults.push(`${file} /: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function parse<Schema extends z.ZodMiniType>(folder: string, file: string, schema: Schema, faults: Faults): z.infer<Schema> | undefined {
  const json = readJson(folder, file, faults);
  if (json === undefined) return undefined;
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  faults.push(...complaintsOf(parsed.error).map((complaint) => `${file} ${complaint}`));
  return undefined;
}

function readReference(folder: string, faults: Faults): Reference | undefined {
  const { shape } = reference;
  const read = {
    sizeClasses: parse(folder, REFERENCE_FILES.sizeClasses, shape.sizeClasses, faults),
    lpr1y: parse(folder, REFERENCE_FILES.lpr1y, shape.lpr1y, faults),
    divisions: parse(folder, REFERENCE_FILES.divisions, shape.divisions, faults),
    instruments: parse(folder, REFERENCE_FILES.instruments, shape.instruments, faults),
  };
  const { sizeClasses, lpr1y, divisions, instruments } = read;
  return sizeClasses && lpr1y && divisions && instruments ? { sizeClasses, lpr1y, divisions, instruments } : undefined;
}

function readProgrammes(folder: string, dictionary: FactDictionary, faults: Faults): ProgrammeFile[] {
  const names = readdirSync(join(folder, 'programmes'))
    .filter((name) => name.endsWith('.json'))
    .sort();
  const read = names.flatMap((name) => {
    const file = `programmes/${name}`;
    const json = readJson(folder, file, faults);
    if (json === undefined) return [];
    const checked = checkProgrammeFile(json, dictionary);
    if (!checked.ok) {
      faults.push(...checked.refusal.map((complaint) => `${file} ${complaint}`));
      return [];
    }
    const { id } = checked.value.programme;
    if (name !== `${id}.json`) faults.push(`${file} /programme/id: is "${id}", which belongs in ${id}.json`);
    return [checked.value];
  });
  const ids = new Set(names.map((name) => name.replace(/\.json$/, '')));
  const programmes = new Map(read.map(({ programme }) => [programme.id, programme]));
  for (const file of read) {
    const complaints = [...checkNeighbours(file, ids), ...checkClaimable(file.programme, programmes)];
    faults.push(...complaints.map((complaint) => `programmes/${file.programme.id}.json ${complaint}`));
  }
  return read;
}

/** What programmes and tables say of each other: regions are known divisions, instruments have their names. */
function checkAgainstReference(files: readonly ProgrammeFile[], tables: Reference): Faults {
  const divisions = new Set(tables.divisions.map((division) => division.code));
  const unknown = (code: string | null | undefined) => typeof code === 'string' && !divisions.has(code);
  return files.flatMap(({ programme, goldenCases }) => {
    const file = `programmes/${programme.id}.json`;
    return [
      ...(unknown(programme.regionCode) ? [`${file} /programme/regionCode: no division ${programme.regionCode}`] : []),
      ...(tables.instruments[programme.instrument] ? [] : [`${file} /programme/instrument: "${programme.instrument}" has no name`]),
      ...goldenCases.flatMap((golden, index) =>
        unknown(golden.adoptedBy) ? [`${file} /goldenCases/${index}/adoptedBy: no division ${golden.adoptedBy}`] : [],
      ),
    ];
  });
}

/**
 * Reads and checks the whole catalogue from disk. For builds and tests only; the running product loads the compiled catalogue.
 * @throws one Error that lists every fault as `file JSON-pointer: reason`, so that a faulty file stops the build.
 */
export function readCatalogue(folder: string = CATALOGUE_FOLDER): Catalogue {
  const faults: Faults = [];
  const definitions = parse(folder, 'facts.json', factDictionaryFile, faults);
  const tables = readReference(folder, faults);
  const dictionary = toDictionary(definitions ?? []);
  const files = definitions ? readProgrammes(folder, dictionary, faults) : [];
  if (tables) faults.push(...checkAgainstReference(files, tables));
  if (faults.length > 0 || !definitions || !tables) throw new Error(`the catalogue has ${faults.length} fault(s):\n${faults.join('\n')}`);
  return {
    definitions,
    dictionary,
    programmes: files.map((file) => file.programme),
    goldenCases: new Map(files.map((file) => [file.programme.id, file.goldenCases])),
    reference: tables,
  };
}
