import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type Act, act } from '../domain/cases/records/actor.ts';
import { appealRow, correction, objection, opinion } from '../domain/cases/records/beside.ts';
import { type Pins, pins } from '../domain/cases/records/handed-in.ts';
import { type CaseFile, caseRecord } from '../domain/cases/records.ts';
import type { CaseCard, CaseTimer } from '../domain/cases/shown/card.ts';
import { type CaseLetter, caseLetter } from '../domain/cases/shown/letters.ts';
import type { PublicNotice } from '../domain/cases/shown/public-notice.ts';
import { type ChainHead, chainHead } from '../domain/parties/records.ts';
import { payment, recovery } from '../domain/payments/records.ts';
import type { Write } from './commit.ts';
import {
  besideCaseKey,
  caseCardKey,
  caseConfirmationKey,
  caseKey,
  caseNoticeKey,
  casePartition,
  casePinsKey,
  caseTimerKey,
  confirmationListing,
  noticeListing,
  queueListing,
  reappliedKey,
} from './keys/cases.ts';
import { applicantCaseKey } from './keys/companies.ts';
import type { ItemKey } from './keys/key.ts';
import { paymentRow, recoveryRow } from './money-rows.ts';
import { opinionWrites } from './opinion-writes.ts';
import { outboxWrite } from './outbox.ts';
import { placeOf } from './timer-place.ts';

/** The rows beside a case that are part of what is decided on, by the first word of the sort key. */
const BESIDE = {
  CORRECTION: correction,
  OPINION: opinion,
  OBJECTION: objection,
  APPEAL: appealRow,
  PAYMENT: payment,
  RECOVERY: recovery,
} as const;
/** Rows of the partition that are read with it and stand for themselves: acts of payers, who sign many cases at once. */
const APART = ['ACT'];
/** Rows of the partition that only lists, workers and the public read. */
const DERIVED = ['CARD', 'TIMER', 'NOTICE', 'ASKED', 'LETTER'];

export interface StoredCase {
  readonly file: CaseFile;
  readonly head: ChainHead;
  /** From its submission on. */
  readonly pins: Pins | undefined;
  /** What was sent about it, in the order of the steps it tells of. */
  readonly letters: readonly CaseLetter[];
  /** The case that applies for the same again, the latest where there were several. */
  readonly again?: Again;
}

const again = z.object({ caseId: z.string(), version: z.int() });
export type Again = z.infer<typeof again>;

export interface CaseReader {
  /** A case with all that stands beside it and the head of its chain, or undefined. One consistent Query. */
  readCase(id: string): Promise<StoredCase | undefined>;
}

const keyed = z.object({ sk: z.string() });

const placed = z.object({ nth: z.optional(z.number()) });
/** In the order in which they began, where the rows tell: what began at one moment is told apart by nothing else. */
const inPlace = (rows: readonly unknown[]): unknown[] => {
  const nth = new Map(rows.map((row) => [row, placed.parse(row).nth ?? 0]));
  return rows.toSorted((a, b) => (nth.get(a) ?? 0) - (nth.get(b) ?? 0));
};

const nameOf = ({ at, event, by }: Act): string => `${at} ${event} ${by.personKey}`;
/** What is on the record, and what payers did beside it; the next step of the case takes it over. */
function allActs(known: readonly Act[], beside: readonly Act[]): Act[] {
  const names = new Set(known.map(nameOf));
  const more = beside.filter((one) => !names.has(nameOf(one)));
  return more.length === 0 ? [...known] : [...known, ...more].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

export const createCaseReader = (client: DynamoDBDocumentClient, table: string): CaseReader => ({
  async readCase(id) {
    const rows: Record<string, unknown[]> = {};
    const pages = paginateQuery(
      { client },
      {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': casePartition(id) },
        ConsistentRead: true,
      },
    );
    for await (const { Items = [] } of pages) {
      for (const item of Items) {
        const kind = keyed.parse(item).sk.split('#', 1)[0] as string;
        rows[kind] = [...(rows[kind] ?? []), item];
      }
    }
    const unknown = Object.keys(rows).find(
      (kind) => !['CASE', 'HEAD', 'PINS', 'AGAIN', ...DERIVED, ...APART, ...Object.keys(BESIDE)].includes(kind),
    );
    if (unknown) throw new Error(`case ${id} holds a row of unknown kind: ${unknown}`);
    const [record] = rows.CASE ?? [];
    if (!record) return undefined;
    const beside = <Kind extends keyof typeof BESIDE>(kind: Kind) =>
      inPlace(rows[kind] ?? []).map((item) => BESIDE[kind].parse(item) as z.infer<(typeof BESIDE)[Kind]>);
    const byTime = <Row>(list: Row[], at: (row: Row) => string): Row[] =>
      list.toSorted((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0));
    const found = caseRecord.parse(record);
    const acts = (rows.ACT ?? []).map((item) => act.parse(item));
    return {
      head: chainHead.parse(rows.HEAD?.[0]),
      pins: rows.PINS?.[0] === undefined ? undefined : pins.parse(rows.PINS[0]),
      ...(rows.AGAIN?.[0] !== undefined && { again: again.parse(rows.AGAIN[0]) }),
      letters: byTime(
        (rows.LETTER ?? []).map((item) => caseLetter.parse(item)),
        ({ version }) => String(version).padStart(10, '0'),
      ),
      file: {
        record: { ...found, acts: allActs(found.acts, acts) },
        corrections: byTime(beside('CORRECTION'), ({ openedAt }) => openedAt),
        opinions: byTime(beside('OPINION'), ({ askedAt }) => askedAt),
        objections: byTime(beside('OBJECTION'), ({ filedAt }) => filedAt),
        appeals: byTime(beside('APPEAL'), ({ filedAt }) => filedAt),
        payments: beside('PAYMENT'),
        recoveries: byTime(beside('RECOVERY'), ({ noticedBy }) => noticedBy.at),
      },
    };
  },
});

/** Pins what a case is judged by and on. Handed in again after a correction, it is judged on the facts of then. */
export const pinWrite = (caseId: string, pinned: Pins, before: Pins | undefined): Write => ({
  put: { ...casePinsKey(caseId), ...pinned },
  expect: before?.version ?? 'absent',
});

/** Notes with a case that has ended which one applies for the same again: on what was read, so that no two do at one moment. */
export const reappliedWrite = (caseId: string, newCaseId: string, before: Again | undefined): Write => ({
  put: { ...reappliedKey(caseId), caseId: newCaseId, version: (before?.version ?? 0) + 1 },
  expect: before?.version ?? 'absent',
});

/** Notes that a letter was written and where. */
export const letterWrite = (caseId: string, letter: CaseLetter): Write => ({
  put: { ...besideCaseKey(caseId, 'LETTER', letter.id), ...letter },
  expect: 'absent',
});

type Row = { readonly id: string; readonly version: number };

type Kept = ItemKey & Readonly<Record<string, unknown>>;

/** The rows of a kind that this step wrote or changed: each on the version that was read. */
function changedRows<R extends Row>(before: readonly R[], after: readonly R[], kept: (row: R) => Kept): Write[] {
  const old = new Map(before.map((row) => [row.id, row]));
  return after
    .filter((row) => old.get(row.id) !== row)
    .map((row) => ({ put: kept(row), expect: old.get(row.id)?.version ?? ('absent' as const) }));
}
/** Such a list only grows, and each row keeps which it is. */
const besideWrites = (caseId: string, kind: string, before: readonly Row[], after: readonly Row[]): Write[] =>
  changedRows(before, after, (row) => ({ ...besideCaseKey(caseId, kind, row.id), ...row, nth: after.indexOf(row) + 1 }));

/** What follows from a case for lists, workers and the public. */
export interface CaseViews {
  readonly card: CaseCard;
  readonly timer: CaseTimer | null;
  /** Once it has been on notice. */
  readonly notice: PublicNotice | null;
  /** The body that is asked to confirm now. */
  readonly asked: string | null;
}

const NEVER = '9999-12-31';

/**
 * Everything one step of a case writes: the record and what stands beside it, each on the version that was read; what lists, workers and the
 * public see of it; and the row from which the rest of the house is told.
 * @param at RFC 3339, the moment of the step
 */
export function caseWrites(before: CaseFile | undefined, after: CaseFile, event: string, views: CaseViews, at: string): Write[] {
  const { record } = after;
  const { id, version, divisionCode } = record;
  const expect = before ? before.record.version : ('absent' as const);
  const { card, timer, notice, asked } = views;
  // What came back to its applicant is at no desk, and looked up under its state (`RETURNED`).
  const list = card.queue ?? (card.state === 'returned' ? card.state : null);
  const listed = list !== null && queueListing(list, divisionCode, card.dueOn ?? NEVER, id);
  const shown = notice && noticeListing(divisionCode, notice.until, id);
  const derived: Write[] = [
    { put: { ...caseCardKey(id), ...(listed || {}), version, card }, expect },
    { put: { ...applicantCaseKey(record.applicant.organisationId, id), version, card }, expect },
    { put: { ...caseTimerKey(id), ...(timer ? { ...placeOf(timer, id), ...timer } : {}), id, version }, expect },
    { put: { ...caseNoticeKey(id), ...(shown ?? {}), version, card: notice }, expect },
    { put: { ...caseConfirmationKey(id), ...(asked ? confirmationListing(asked, record.since, id) : {}), version, card }, expect },
  ];
  const told = { id: `${id}.${version}`, type: `case.${event}`, caseId: id, version, state: record.state, at };
  return [
    { put: { ...caseKey(id), ...record }, expect },
    ...besideWrites(id, 'CORRECTION', before?.corrections ?? [], after.corrections),
    ...opinionWrites(before, after),
    ...besideWrites(id, 'OBJECTION', before?.objections ?? [], after.objections),
    ...besideWrites(id, 'APPEAL', before?.appeals ?? [], after.appeals),
    ...changedRows(before?.payments ?? [], after.payments, paymentRow),
    ...changedRows(before?.recoveries ?? [], after.recoveries, recoveryRow),
    ...derived,
    outboxWrite(told),
  ];
}
