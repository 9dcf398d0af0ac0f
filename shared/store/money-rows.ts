import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { CaseFile } from '../domain/cases/records.ts';
import { MONEY_KINDS, type MoneyRow, type Payment, type Recovery } from '../domain/payments/records.ts';
import { nextRecoveryTimer } from '../domain/payments/recovery-timers.ts';
import { watchedFrom } from '../domain/payments/silence.ts';
import type { ListedPage, PageQuestion } from './case-list.ts';
import type { Write } from './commit.ts';
import { besideCaseKey, moneyListing } from './keys.ts';
import { LISTING } from './table-names.ts';

const placed = (row: { readonly caseId: string; readonly id: string }, kind: MoneyRow['kind'], on: string | null | undefined) => ({
  ...besideCaseKey(row.caseId, kind, row.id),
  ...(on != null && moneyListing(on, row.caseId, kind, row.id)),
  ...row,
});
/** A payment as it is kept: while it waits for the bank's word it is in the list of what is due. */
export const paymentRow = (payment: Payment) => placed(payment, 'PAYMENT', watchedFrom(payment));
/** A recovery as it is kept: in that list until nothing more is to be done by a worker. */
export const recoveryRow = (recovery: Recovery) => placed(recovery, 'RECOVERY', nextRecoveryTimer(recovery)?.on);

/** Puts a payment or a recovery back into the list; undefined: it waits for no day. */
export function listAgain({ payments, recoveries }: Pick<CaseFile, 'payments' | 'recoveries'>, { kind, id }: MoneyRow): Write | undefined {
  const row = kind === 'PAYMENT' ? payments.find((one) => one.id === id) : recoveries.find((one) => one.id === id);
  const put = row && ('attempt' in row ? paymentRow(row) : recoveryRow(row));
  return row && put && LISTING.partitionKey in put ? { put, expect: row.version } : undefined;
}

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
