import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type HolidayList, holidayList } from '../domain/calendar/holiday-list.ts';
import { CALENDAR_PARTITION, holidayListKey } from './keys/catalogue.ts';

export interface StoredHolidayList {
  readonly list: HolidayList;
  /** Raised by every correction. */
  readonly version: number;
}

/** `published`: now in force · `present`: the same stood there · `newer-there`: a later notice stood there and was left alone. */
export type ListPublication = 'published' | 'present' | 'newer-there';

export interface CalendarStore {
  /** Every list there is, by year. One consistent Query: a list is some 1.5 KB, so a page has room for centuries. */
  readHolidays(): Promise<readonly StoredHolidayList[]>;
  /**
   * Puts a list from the catalogue in force: it takes the place of none, or of one of an earlier or the same notice that says something else.
   * Throws when others keep writing the same year.
   */
  publishHolidayList(list: HolidayList): Promise<ListPublication>;
}

const rowOf = (list: HolidayList, version: number) => ({ ...holidayListKey(list.year), list, version });
const storedRow = z.object({ list: holidayList, version: z.int().check(z.positive()) });

const ATTEMPTS = 3;
const isSame = (one: HolidayList, other: HolidayList): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The lists of days off in the table `main`. */
export function createCalendarStore(client: DynamoDBDocumentClient, table: string): CalendarStore {
  /** True when written, false when the condition did not hold. */
  const put = async (list: HolidayList, seen: number | undefined): Promise<boolean> => {
    const condition = seen === undefined ? 'attribute_not_exists(pk)' : 'version = :seen';
    const values = seen === undefined ? {} : { ExpressionAttributeValues: { ':seen': seen } };
    try {
      await client.send(
        new PutCommand({ TableName: table, Item: rowOf(list, (seen ?? 0) + 1), ConditionExpression: condition, ...values }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };

  return {
    async readHolidays() {
      const query = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': CALENDAR_PARTITION } };
      const { Items } = await client.send(new QueryCommand({ TableName: table, ...query, ConsistentRead: true }));
      return (Items ?? []).map((item) => storedRow.parse(item));
    },

    async publishHolidayList(given) {
      const list = holidayList.parse(given);
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const { Item } = await client.send(new GetCommand({ TableName: table, Key: holidayListKey(list.year), ConsistentRead: true }));
        const there = Item && storedRow.parse(Item);
        // Parsed alike, so keys stand in the same order: what is the same reads the same.
        if (there && isSame(there.list, list)) return 'present';
        if (there && there.list.source.issuedOn > list.source.issuedOn) return 'newer-there';
        if (await put(list, there?.version)) return 'published';
      }
      throw new Error(`the list of ${list.year} was not published: others keep writing it`);
    },
  };
}
