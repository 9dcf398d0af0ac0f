import { type DynamoDBDocumentClient, paginateQuery, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type CaseRecord, caseRecord } from '../domain/cases/records.ts';
import { type Tip, tip } from '../domain/cases/tips/tip.ts';
import { TIPS_A_DAY } from '../domain/cases/tips/tip-terms.ts';
import type { CivilDate } from '../domain/kernel/civil-date.ts';
import { type ChainHead, chainHead } from '../domain/parties/records.ts';
import { readRows } from './batch-read.ts';
import type { ListedPage, PageQuestion } from './case-list.ts';
import type { Write } from './commit.ts';
import { caseKey, tipDayKey, tipKey, tipListing } from './keys/cases.ts';
import { chainHeadKey } from './keys/journal.ts';
import type { ItemKey } from './keys/key.ts';
import { memberKey } from './keys/organisations.ts';
import { LISTING } from './table-names.ts';

const WHATEVER = 'x';
export type SeenTips = 'waiting' | 'done';

/** Tips, apart from the cases they are about: what a crowd writes makes no case slower to read. */
export interface TipReader {
  /** A tip, the case it is about as its row has it, and the head of that case's chain. One consistent BatchGetItem. */
  readTip(caseId: string, tipId: string): Promise<ToldOf | undefined>;
  /** The natural persons who belong to an applicant, by key: nothing else of it. One Query for each MB of members. */
  readMemberKeys(organisationId: string): Promise<readonly string[]>;
  /** Tips about a case, the latest first. One consistent Query for each MB: a day takes so many of one notice, and no more. */
  readTipsOf(caseId: string): Promise<readonly Tip[]>;
  /** Tips of places that begin with these digits, by place and then by time. One Query of the index, a moment behind. */
  readTips(seen: SeenTips, regionPrefix: string, page: PageQuestion): Promise<ListedPage<Tip>>;
}

export interface ToldOf {
  readonly tip: Tip;
  readonly record: CaseRecord;
  readonly head: ChainHead;
}

/** The index carries of a row what lists show: its card. */
const carded = z.object({ card: tip });
const keyed = z.object({ personKey: z.string() });

export const seenOf = ({ state }: Tip): SeenTips => (state === 'looked-into' ? 'done' : 'waiting');
const listingOf = (one: Tip) => tipListing(seenOf(one), one.notice.divisionCode, one.leftAt, one.caseId, one.id);

/** Keeps a tip, new or as it was noted; on the version that was read. */
export const tipWrite = (before: Tip | undefined, after: Tip): Write => ({
  put: { ...tipKey(after.caseId, after.id), ...listingOf(after), version: after.version, card: after },
  expect: before?.version ?? 'absent',
});

const DAY_SECONDS = 86_400;
/** One more of this day; refused in the write itself where the day is full. The count is forgotten two days later. */
export const tipCountWrite = ({ caseId, leftAt }: Tip, today: CivilDate): Write => ({
  count: tipDayKey(caseId, today),
  add: { taken: 1 },
  atMost: { taken: TIPS_A_DAY - 1 },
  startsAt: { taken: 0, expiresAt: Math.floor(Date.parse(leftAt) / 1000) + 2 * DAY_SECONDS },
  refusal: 'tips-full',
});

export function createTipReader(client: DynamoDBDocumentClient, table: string): TipReader {
  /** The rows beside this one, of the same kind, consistently. */
  const readAll = async ({ pk, sk }: ItemKey, what: Partial<QueryCommandInput> = {}): Promise<unknown[]> => {
    const rows: unknown[] = [];
    const question = {
      TableName: table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
      ExpressionAttributeValues: { ':pk': pk, ':sk': sk.slice(0, -WHATEVER.length) },
      ConsistentRead: true,
      ...what,
    };
    for await (const { Items = [] } of paginateQuery({ client }, question)) rows.push(...Items);
    return rows;
  };
  return {
    async readTip(caseId, tipId) {
      const keys = [tipKey(caseId, tipId), caseKey(caseId), chainHeadKey('case', caseId)];
      const rows = await readRows(client, table, keys);
      const [told, record, head] = keys.map(({ sk }) => rows.find((row) => row.sk === sk));
      return told && record && head && { tip: carded.parse(told).card, record: caseRecord.parse(record), head: chainHead.parse(head) };
    },
    async readMemberKeys(organisationId) {
      // Said aloud: the right to ask is one to these attributes alone (`readMemberKeys` of the infrastructure).
      const few = { ProjectionExpression: 'personKey', Select: 'SPECIFIC_ATTRIBUTES' as const };
      return (await readAll(memberKey(organisationId, WHATEVER), few)).map((item) => keyed.parse(item).personKey);
    },
    async readTipsOf(caseId) {
      const found = (await readAll(tipKey(caseId, WHATEVER))).map((item) => carded.parse(item).card);
      return found.sort((a, b) => (a.leftAt > b.leftAt ? -1 : 1));
    },
    async readTips(seen, regionPrefix, { limit, after }) {
      const { listPk } = tipListing(seen, 'x', 'x', 'x', 'x');
      const [caseId = '', tipId = ''] = after?.split('#').slice(-2) ?? [];
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: LISTING.name,
          KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :prefix)',
          ExpressionAttributeNames: { '#pk': LISTING.partitionKey, '#sk': LISTING.sortKey },
          ExpressionAttributeValues: { ':pk': listPk, ':prefix': regionPrefix },
          Limit: limit,
          ...(after !== undefined && {
            ExclusiveStartKey: { ...tipKey(caseId, tipId), [LISTING.partitionKey]: listPk, [LISTING.sortKey]: after },
          }),
        }),
      );
      return {
        items: Items.map((item) => carded.parse(item).card),
        last: LastEvaluatedKey ? String(LastEvaluatedKey[LISTING.sortKey]) : null,
      };
    },
  };
}
