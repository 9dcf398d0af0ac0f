import type { Listing, PartitionKey, SortKey } from './key.ts';

/** What keys are built with: for the files of this folder alone, so that no caller can write a key of its own making. */
export const SEPARATOR = '#';

/** A word inside a key. A separator in it would let one record pass for another. */
const word = (text: string): string => {
  if (text === '' || text.includes(SEPARATOR)) throw new RangeError(`not a word a key can be built from: ${JSON.stringify(text)}`);
  return text;
};

export const partition = (...words: string[]) => words.map(word).join(SEPARATOR) as PartitionKey;
export const sort = (...words: string[]) => words.map(word).join(SEPARATOR) as SortKey;
export const listing = (list: string, ...words: string[]): Listing => ({ listPk: partition(list), listSk: sort(...words) });
