import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { Act } from '../domain/cases/records/actor.ts';
import { type CaseRecord, caseRecord } from '../domain/cases/records.ts';
import type { Document } from '../domain/documents/document.ts';
import type { Hands } from '../domain/parties/hands.ts';
import { type ChainHead, chainHead } from '../domain/parties/records.ts';
import { BATCH_STATES, type Batch, type BatchLine, batch, type Payment, payment } from '../domain/payments/records.ts';
import { readRows, rowFinder } from './batch-read.ts';
import { type CaseCards, readCaseCards } from './case-cards.ts';
import type { ListedPage, PageQuestion } from './case-list.ts';
import type { Write } from './commit.ts';
import { handsAmong, keyOfHand } from './hand-store.ts';
import { besideCaseKey, caseKey } from './keys/cases.ts';
import { documentKey } from './keys/companies.ts';
import { batchKey, batchListing } from './keys/money.ts';
import { headKey } from './keys/organisations.ts';
import { paymentRow } from './money-rows.ts';
import { LISTING } from './table-names.ts';

/** What the list of batches shows. */
const batchCard = z.object({
  id: z.string(),
  payerId: z.string(),
  state: z.enum(BATCH_STATES),
  count: z.int(),
  totalFen: z.int(),
  openedAt: z.string(),
  sealedBy: z.nullable(z.string()),
  approvedBy: z.nullable(z.string()),
});
export type BatchCard = z.infer<typeof batchCard>;

/** A line as it is decided on: the payment and the record of its case, read together. */
export interface PayableLine {
  readonly record: CaseRecord;
  readonly payment: Payment;
}
export interface ReadLines {
  /** In the order asked for; undefined: there is no such payment. */
  readonly lines: readonly (PayableLine | undefined)[];
  /** Of the bureau's chain. */
  readonly head: ChainHead | undefined;
  /** Where the persons asked about have a place today, under whatever account. */
  readonly hands: Hands;
}
/** What one act on one payment looks at beside its case. */
export interface ReadBeside {
  readonly hands: Hands;
  /** How far the paper asked for has come, if the organisation has it. */
  readonly paper: z.infer<typeof evidence> | undefined;
}
/** Whom and what is asked about in the same read. */
export interface Asking {
  readonly personKeys: readonly string[];
  readonly bureauId?: string | undefined;
}

export interface PaymentStore {
  /** One consistent GetItem. */
  readBatch(id: string): Promise<Batch | undefined>;
  /** Batches of a bureau, newest first. One Query of the index. */
  readBatches(payerId: string, page: PageQuestion): Promise<ListedPage<BatchCard>>;
  /** Payments with their cases, the head of the bureau's chain, and where persons belong. One consistent BatchGetItem for 48 lines. */
  readLines(of: readonly Pick<BatchLine, 'caseId' | 'paymentId'>[], asking: Asking): Promise<ReadLines>;
  /** Where persons belong, and a paper of an organisation. One consistent BatchGetItem. */
  readBeside(personKeys: readonly string[], paper?: Pick<Document, 'organisationId' | 'id'>): Promise<ReadBeside>;
  /** The cards of cases; what is not there is left out. One consistent BatchGetItem. */
  readCards(caseIds: readonly string[]): Promise<CaseCards>;
}

const listed = z.object({ card: batchCard, [LISTING.sortKey]: z.string() });
const keyed = z.object({ sk: z.string() });
const WHATEVER = 'x';
/** Of a paper, no more than whether it may be relied on. */
const evidence = z.object({ status: z.string(), sha256: z.nullable(z.string()) });

export function createPaymentStore(client: DynamoDBDocumentClient, table: string): PaymentStore {
  return {
    async readBatch(id) {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: batchKey(id), ConsistentRead: true }));
      return Item && batch.parse(Item);
    },

    async readBatches(payerId, { limit, after }) {
      const { listPk } = batchListing(payerId, WHATEVER, WHATEVER);
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: LISTING.name,
          KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :bureau)',
          ExpressionAttributeNames: { '#pk': LISTING.partitionKey, '#sk': LISTING.sortKey },
          ExpressionAttributeValues: { ':pk': listPk, ':bureau': `${payerId}#` },
          ScanIndexForward: false,
          Limit: limit,
          ...(after !== undefined && {
            ExclusiveStartKey: {
              ...batchKey(after.slice(after.lastIndexOf('#') + 1)),
              [LISTING.partitionKey]: listPk,
              [LISTING.sortKey]: after,
            },
          }),
        }),
      );
      return {
        items: Items.map((item) => listed.parse(item).card),
        last: LastEvaluatedKey ? String(LastEvaluatedKey[LISTING.sortKey]) : null,
      };
    },

    async readLines(of, { personKeys, bureauId }) {
      const keys = of.map(({ caseId, paymentId }) => [caseKey(caseId), besideCaseKey(caseId, 'PAYMENT', paymentId)] as const);
      const heads = bureauId === undefined ? [] : [headKey(bureauId)];
      const rows = await readRows(client, table, [...keys.flat(), ...heads, ...personKeys.map(keyOfHand)]);
      const rowOf = rowFinder(rows);
      const head = bureauId === undefined ? undefined : rowOf(headKey(bureauId));
      return {
        lines: keys.map(([ofCase, ofPayment]) => {
          const record = rowOf(ofCase);
          const row = rowOf(ofPayment);
          return record && row ? { record: caseRecord.parse(record), payment: payment.parse(row) } : undefined;
        }),
        head: head && chainHead.parse(head),
        hands: handsAmong(rows),
      };
    },

    async readBeside(personKeys, paper) {
      const papers = paper ? [documentKey(paper.organisationId, paper.id)] : [];
      const rows = await readRows(client, table, [...papers, ...personKeys.map(keyOfHand)]);
      const found = rows.find((row) => keyed.parse(row).sk.startsWith('DOCUMENT'));
      return { hands: handsAmong(rows), paper: found && evidence.parse(found) };
    },

    async readCards(caseIds) {
      return readCaseCards(client, table, caseIds);
    },
  };
}

/** The row of a batch, with its place in the list of its bureau. */
export function batchWrite(before: Batch | undefined, after: Batch): Write {
  const { id, payerId, state, count, totalFen, openedBy, sealedBy, approvedBy } = after;
  const card: BatchCard = {
    id,
    payerId,
    state,
    count,
    totalFen,
    openedAt: openedBy.at,
    sealedBy: sealedBy?.personId ?? null,
    approvedBy: approvedBy?.personId ?? null,
  };
  return { put: { ...batchKey(id), ...batchListing(payerId, openedBy.at, id), ...after, card }, expect: before?.version ?? 'absent' };
}

/**
 * Payments that a batch moves, many cases in one write: each row on the version that was read, and beside it that this person acted in the case.
 * The record of the case stays as it is; whoever reads it finds the act with it (`case-store.ts`).
 */
export function paymentWrites(before: readonly Payment[], after: readonly Payment[], act: Act, name: string): Write[] {
  const old = new Map(before.map((one) => [`${one.caseId} ${one.id}`, one]));
  return after.flatMap((one): Write[] => {
    const read = old.get(`${one.caseId} ${one.id}`);
    if (!read) throw new RangeError(`not among those that were read: ${one.caseId} ${one.id}`);
    return [
      { put: paymentRow(one), expect: read.version },
      { put: { ...besideCaseKey(one.caseId, 'ACT', name), ...act }, expect: 'absent' },
    ];
  });
}
