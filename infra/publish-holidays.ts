import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readHolidays } from '../shared/catalogue/read-holidays.ts';
import { createCalendarStore, type ListPublication } from '../shared/store/calendar-store.ts';

export interface PublishHolidaysOptions {
  readonly client: DynamoDBDocumentClient;
  /** Physical name of the table `main`. */
  readonly table: string;
}

/** Puts the State Council's lists of days off in force, year by year; what is there already, or is newer there, is left alone. */
export async function publishHolidays({ client, table }: PublishHolidaysOptions): Promise<ReadonlyMap<number, ListPublication>> {
  const store = createCalendarStore(client, table);
  const outcomes = readHolidays().map(async (list) => [list.year, await store.publishHolidayList(list)] as const);
  return new Map(await Promise.all(outcomes));
}
