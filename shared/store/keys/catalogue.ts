import { listing, partition, SEPARATOR, sort } from './build.ts';
import type { ItemKey, Listing, PartitionKey } from './key.ts';

/** All stored versions of one programme. */
export const programmePartition = (programmeId: string): PartitionKey => partition('PROGRAMME', programmeId);
/** What the sort keys of programme versions begin with. */
export const VERSION_PREFIX = `VERSION${SEPARATOR}`;
/** One version of one programme: the version it calls itself, and the first 8 digits of the hash of its content. */
export const programmeVersionKey = (programmeId: string, version: string, hash: string): ItemKey => ({
  pk: programmePartition(programmeId),
  sk: sort('VERSION', version, hash.slice(0, 8)),
});
const PART_DIGITS = 3;
/** As many parts as their numbers have room for. */
export const MAX_PARTS = 10 ** PART_DIGITS;
/** All parts of one compiled catalogue. */
export const cataloguePartition = (hash: string): PartitionKey => partition('CATALOGUE', hash);
/** One part of a compiled catalogue, counted from 0; the numbers sort as text. */
export const cataloguePartKey = (hash: string, part: number): ItemKey => {
  if (!Number.isInteger(part) || part < 0 || part >= MAX_PARTS) throw new RangeError(`no such part: ${part}`);
  return { pk: cataloguePartition(hash), sk: sort('PART', String(part).padStart(PART_DIGITS, '0')) };
};
/** The one item that says which catalogue is in force. */
export const CATALOGUE_POINTER_KEY: ItemKey = { pk: partition('CATALOGUE'), sk: sort('POINTER') };
/** The State Council's lists of days off, one row a year. */
export const CALENDAR_PARTITION: PartitionKey = partition('CALENDAR');
export const holidayListKey = (year: number): ItemKey => ({ pk: CALENDAR_PARTITION, sk: sort('YEAR', String(year)) });
/** One community (众创社区). */
export const communityKey = (id: string): ItemKey => ({ pk: partition('COMMUNITY', id), sk: sort('COMMUNITY') });
export const communityListing = (divisionCode: string, communityId: string): Listing => listing('COMMUNITY', divisionCode, communityId);
