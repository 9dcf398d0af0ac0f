import type * as z from 'zod/mini';
import { PARTITION_KEY, SORT_KEY } from './table-names.ts';

/** A key built here and nowhere else, so that no caller can write a key of its own making. */
export type PartitionKey = string & z.$brand<'PartitionKey'>;
export type SortKey = string & z.$brand<'SortKey'>;
export interface ItemKey {
  readonly [PARTITION_KEY]: PartitionKey;
  readonly [SORT_KEY]: SortKey;
}

const SEPARATOR = '#';
const PART_DIGITS = 3;
/** As many parts as their numbers have room for. */
export const MAX_PARTS = 10 ** PART_DIGITS;

/** A word inside a key. A separator in it would let one record pass for another. */
const word = (text: string): string => {
  if (text === '' || text.includes(SEPARATOR)) throw new RangeError(`not a word a key can be built from: ${JSON.stringify(text)}`);
  return text;
};
const partition = (...words: string[]) => words.map(word).join(SEPARATOR) as PartitionKey;
const sort = (...words: string[]) => words.map(word).join(SEPARATOR) as SortKey;

/** All stored versions of one programme. */
export const programmePartition = (programmeId: string): PartitionKey => partition('PROGRAMME', programmeId);
/** What the sort keys of programme versions begin with. */
export const VERSION_PREFIX = `VERSION${SEPARATOR}`;
/** One version of one programme: the version it calls itself, and the first 8 digits of the hash of its content. */
export const programmeVersionKey = (programmeId: string, version: string, hash: string): ItemKey => ({
  pk: programmePartition(programmeId),
  sk: sort('VERSION', version, hash.slice(0, 8)),
});

/** All parts of one compiled catalogue. */
export const cataloguePartition = (hash: string): PartitionKey => partition('CATALOGUE', hash);
/** One part of a compiled catalogue, counted from 0; the numbers sort as text. */
export const cataloguePartKey = (hash: string, part: number): ItemKey => {
  if (!Number.isInteger(part) || part < 0 || part >= MAX_PARTS) throw new RangeError(`no such part: ${part}`);
  return { pk: cataloguePartition(hash), sk: sort('PART', String(part).padStart(PART_DIGITS, '0')) };
};

/** The one item that says which catalogue is in force. */
export const CATALOGUE_POINTER_KEY: ItemKey = { pk: partition('CATALOGUE'), sk: sort('POINTER') };
