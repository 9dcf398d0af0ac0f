import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { MONEY_KINDS, type MoneyRow } from '../domain/payments/records.ts';
import type { ListedPage, PageQuestion } from './case-list.ts';
import { besideCaseKey, moneyListing } from './keys/cases.ts';
import { LISTING } from './table-names.ts';

/** What is due of money. */
export interface DueMoney extends MoneyRow {
  readonly caseId: string;
}
const listed = z.object({ [LISTING.sortKey]: z.string() });
const place = z.tuple([z.string(), z.string(), z.enum(MONEY_KINDS), z.string()]);
const read = (item: unknown): { readonly due: DueMoney; readonly at: string } => {
  const at = listed.parse(item)[LISTING.sortKey] as string;
  const [, caseId, kind, id] = place.parse(at.split('#'));
  return { due: { caseId, kind, id }, at };
};

/** The list of payments and recoveries a worker has to look at. An index, a moment behind; it decides nothing. */
export interface MoneyList {
  /** Those whose day has come, earliest first. One Query. */
  readDue(day: string, page: PageQuestion): Promise<ListedPage<DueMoney>>;
}

export const createMoneyList = (client: DynamoDBDocumentClient, table: string): MoneyList => ({
  async readDue(day, { limit, after }) {
    const { listPk } = moneyListing(day, 'x', 'x', 'x');
    const last = after === undefined ? undefined : read({ [LISTING.sortKey]: after }).due;
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: LISTING.name,
        KeyConditionExpression: '#pk = :pk AND #sk < :end',
        ExpressionAttributeNames: { '#pk': LISTING.partitionKey, '#sk': LISTING.sortKey },
        ExpressionAttributeValues: { ':pk': listPk, ':end': `${day}#~` },
        Limit: limit,
        ...(last && {
          ExclusiveStartKey: {
            ...besideCaseKey(last.caseId, last.kind, last.id),
            [LISTING.partitionKey]: listPk,
            [LISTING.sortKey]: after,
          },
        }),
      }),
    );
    return { items: Items.map((item) => read(item).due), last: LastEvaluatedKey ? String(LastEvaluatedKey[LISTING.sortKey]) : null };
  },
});
