import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { allow } from './statement.ts';

/** Reads the catalogue pointer and the compiled catalogue. No other row of the table is visible, and nothing can be written. */
export const readCatalogue = (main: Table) => allow('ReadCatalogue', ['GetItem', 'Query'], main, 'CATALOGUE', 'CATALOGUE#*');

/**
 * Puts a catalogue in force: adds versions and parts, then moves the pointer; and the lists of days off. For the person or pipeline that
 * publishes, never for a function; a condition in each write keeps what is there (`shared/store/catalogue-store.ts`, `calendar-store.ts`).
 */
export const publishCatalogue = (main: Table) =>
  allow('PublishCatalogue', ['GetItem', 'PutItem'], main, 'CATALOGUE', 'CATALOGUE#*', 'PROGRAMME#*', 'CALENDAR');

/** Reads what communities there are, one by one. */
export const readCommunities = (main: Table) => allow('ReadCommunities', ['GetItem'], main, 'COMMUNITY#*');

/** Reads the State Council's lists of days off. */
export const readCalendar = (main: Table) => allow('ReadCalendar', ['Query'], main, 'CALENDAR');
