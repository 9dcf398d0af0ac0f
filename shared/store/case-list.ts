import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type CaseCard, caseCard } from '../domain/cases/shown/card.ts';
import { type PublicNotice, publicNotice } from '../domain/cases/shown/public-notice.ts';
import {
  caseCardKey,
  caseConfirmationKey,
  caseNoticeKey,
  caseTimerKey,
  confirmationListing,
  noticeListing,
  queueListing,
  timerListing,
} from './keys/cases.ts';
import type { ItemKey, Listing } from './keys/key.ts';
import { LISTING } from './table-names.ts';

export interface ListedPage<Item> {
  readonly items: readonly Item[];
  /** The place of the last one, where more follow. */
  readonly last: string | null;
}
export interface PageQuestion {
  readonly limit: number;
  readonly after?: string | undefined;
}

/** The place of a row in one of these lists ends with the id of its case. */
const caseOf = (place: string): string => place.slice(place.lastIndexOf('#') + 1);
const WHATEVER = 'x';
export interface DueCase {
  readonly id: string;
}

/** The lists of cases: by desk, by the body that is asked, of the notice board, of what is due. An index, a moment behind; it decides nothing. */
export interface CaseList {
  /** Cases that wait at a desk, of places that begin with these digits, by due date within a place. One Query. */
  readQueue(queue: string, regionPrefix: string, page: PageQuestion): Promise<ListedPage<CaseCard>>;
  /** Cases a body is asked to confirm, oldest first. One Query. */
  readAsked(bodyId: string, page: PageQuestion): Promise<ListedPage<CaseCard>>;
  /** Public notices of places that begin with these digits; of each place the one that ends last comes first. One Query. */
  readNotices(regionPrefix: string, page: PageQuestion): Promise<ListedPage<PublicNotice>>;
  /** One notice, as published. One GetItem's worth, by Query on its key. */
  readNotice(caseId: string): Promise<PublicNotice | undefined>;
  /** Cases a worker has to look at, up to and with a day. One Query. */
  readDue(day: string, page: PageQuestion): Promise<ListedPage<DueCase>>;
  /** Of the cases that wait for the list of days off of a year, those something is due of up to and with a day all the same. One Query. */
  readDueAwaiting(year: number, day: string, page: PageQuestion): Promise<ListedPage<DueCase>>;
  /** Cases that wait for the list of days off of any year up to and with this one. One Query. */
  readAwaiting(upTo: number, page: PageQuestion): Promise<ListedPage<DueCase>>;
}

const carded = z.object({ card: caseCard });
const published = z.object({ card: publicNotice });
const due = z.object({ id: z.string() });

export function createCaseList(client: DynamoDBDocumentClient, table: string): CaseList {
  const list = async (
    pk: string,
    range: { expression: string; values: Record<string, string> },
    page: PageQuestion,
    keyOf: (id: string) => ItemKey,
  ) => {
    const after = page.after;
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: LISTING.name,
        KeyConditionExpression: `#pk = :pk${range.expression}`,
        ExpressionAttributeNames: { '#pk': LISTING.partitionKey, ...(range.expression !== '' && { '#sk': LISTING.sortKey }) },
        ExpressionAttributeValues: { ':pk': pk, ...range.values },
        Limit: page.limit,
        ...(after !== undefined && {
          ExclusiveStartKey: { ...keyOf(caseOf(after)), [LISTING.partitionKey]: pk, [LISTING.sortKey]: after },
        }),
      }),
    );
    return { items: Items, last: LastEvaluatedKey ? String(LastEvaluatedKey[LISTING.sortKey]) : null };
  };
  const beginning = (prefix: string) =>
    prefix === '' ? { expression: '', values: {} } : { expression: ' AND begins_with(#sk, :prefix)', values: { ':prefix': prefix } };
  const partitionOf = ({ listPk }: Listing): string => listPk;
  const between = (start: string, end: string) => ({
    expression: ' AND #sk BETWEEN :start AND :end',
    values: { ':start': start, ':end': end },
  });
  const readTimers = async (
    range: { expression: string; values: Record<string, string> },
    page: PageQuestion,
  ): Promise<ListedPage<DueCase>> => {
    const { items, last } = await list(partitionOf(timerListing(WHATEVER, WHATEVER)), range, page, caseTimerKey);
    return { items: items.map((item) => due.parse(item)), last };
  };

  return {
    async readQueue(queue, regionPrefix, page) {
      const pk = partitionOf(queueListing(queue, WHATEVER, WHATEVER, WHATEVER));
      const { items, last } = await list(pk, beginning(regionPrefix), page, caseCardKey);
      return { items: items.map((item) => carded.parse(item).card), last };
    },
    async readAsked(bodyId, page) {
      const { items, last } = await list(
        partitionOf(confirmationListing(bodyId, WHATEVER, WHATEVER)),
        beginning(''),
        page,
        caseConfirmationKey,
      );
      return { items: items.map((item) => carded.parse(item).card), last };
    },
    async readNotices(regionPrefix, page) {
      const { items, last } = await list(
        partitionOf(noticeListing(WHATEVER, WHATEVER, WHATEVER)),
        beginning(regionPrefix),
        page,
        caseNoticeKey,
      );
      return { items: items.map((item) => published.parse(item).card), last };
    },
    async readNotice(caseId) {
      const { pk, sk } = caseNoticeKey(caseId);
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND sk = :sk',
          ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
          ConsistentRead: true,
        }),
      );
      const found = published.safeParse(Items[0]);
      return found.success ? found.data.card : undefined;
    },
    readDue: (day, page) => readTimers({ expression: ' AND #sk < :end', values: { ':end': `${day}#~` } }, page),
    readDueAwaiting: (year, day, page) => readTimers(between(`list-${year}#`, `list-${year}#${day}#~`), page),
    readAwaiting: (upTo, page) => readTimers(between('list-', `list-${upTo}#~`), page),
  };
}
