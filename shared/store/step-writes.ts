import type { AuditValue } from '../domain/audit/entry.ts';
import { nextTimer } from '../domain/cases/clock/timers.ts';
import type { CaseFile } from '../domain/cases/records.ts';
import { marked } from '../domain/cases/runs/undecided.ts';
import { askedOf, cardOf } from '../domain/cases/shown/card.ts';
import { noticeOf } from '../domain/cases/shown/notice-of.ts';
import type { Step } from '../domain/cases/step.ts';
import { changedContents } from './case-contents.ts';
import { caseWrites } from './case-store.ts';
import type { Write } from './commit.ts';
import { holdWrites } from './hold-store.ts';
import { ledgerWrites } from './ledger-store.ts';
import { transfersChanged } from './transfer-hash.ts';
import { undecidedWrites } from './undecided-writes.ts';
import { waitingWrites } from './waiting-writes.ts';

/** A step of a case, or whatever else changed it: drafting, taking, halting. */
export type Taken = Pick<Step, 'file'> & Partial<Pick<Step, 'transfers' | 'taken' | 'givenBack'>> & { readonly event: string };

/**
 * Everything a step of a case writes: the case with what lists, workers and the public see of it, the ledger, what is held or given back.
 * @param before undefined: the case begins
 * @param at RFC 3339
 */
export function stepWrites(
  before: CaseFile | undefined,
  { file, event, transfers = [], taken = [], givenBack = [] }: Taken,
  at: string,
): Write[] {
  const { record } = file;
  const views = { card: cardOf(file), timer: nextTimer(record), notice: noticeOf(file, before?.record), asked: askedOf(record) };
  return [
    ...caseWrites(before, { ...file, record: marked(record) }, event, views, at),
    ...ledgerWrites(...transfers),
    ...waitingWrites(before?.record, record, transfers),
    ...undecidedWrites(before?.record, record),
    ...holdWrites({ taken, givenBack, caseId: record.id }),
  ];
}

/** What the audit entry of a step says: all that it changed (`case-contents.ts`), and every transfer with its hash. */
export function stepAudit(before: CaseFile | undefined, { file, event, transfers = [] }: Taken) {
  const { record } = file;
  const changed: Record<string, AuditValue> = {
    ...changedContents(before, file),
    event,
    from: before?.record.state ?? null,
    state: record.state,
    version: record.version,
    contentHash: record.contentHash,
    computedFen: record.appraisal?.computedFen ?? null,
    ...(record.proposal && { proposed: record.proposal.event }),
    ...(transfers.length > 0 && transfersChanged(transfers)),
  };
  return { aggregate: { kind: 'case' as const, id: record.id }, changed };
}

/** What is said with these is for those who decide; the applicant reads the chain too, and finds a keyed hash of it. */
const INTERNAL: readonly string[] = [
  'complete-review',
  'approve-step',
  'approve',
  'approve-conditional',
  'ask-opinion',
  'withdraw-opinion',
  'give-opinion',
  'decline-opinion',
  'answer-flag',
  'hold',
  'hand-back',
  'reassign',
  'keep-payment',
];

const isProposal = (step: Taken): boolean => 'proposed' in step && step.proposed === true;

/** What the audit entry of a person's step says, and why it was taken. */
function personAudit(before: CaseFile, step: Taken, reason: string) {
  const audit = stepAudit(before, step);
  if (reason === '') return audit;
  return isProposal(step) || INTERNAL.includes(step.event)
    ? { ...audit, changed: { ...audit.changed, reason: { sensitive: reason } } }
    : { ...audit, reason };
}

/** When a person took a step, and why in their words; kept with the audit entry. */
export interface Said {
  /** RFC 3339. */
  readonly now: string;
  readonly reason?: string | undefined;
}

/** A step of a person: everything it writes, with what goes with it, and its audit entry. */
export const stepCommit = (before: CaseFile, step: Taken, { now, reason = '' }: Said, more: readonly Write[] = []) => ({
  writes: [...stepWrites(before, step, now), ...more],
  audit: personAudit(before, step, reason),
});
