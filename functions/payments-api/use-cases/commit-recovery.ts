import { recoveryAnswer } from '../../../shared/contracts/recoveries.ts';
import { knowingOthers } from '../../../shared/domain/cases/money/payments-of-case.ts';
import type { CaseFile } from '../../../shared/domain/cases/records.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import type { Transfer } from '../../../shared/domain/ledger/records.ts';
import { counts } from '../../../shared/domain/payments/correct-repayment.ts';
import { owedOn } from '../../../shared/domain/payments/owed.ts';
import type { Recovery, Repayment } from '../../../shared/domain/payments/records.ts';
import { actorOf } from '../../../shared/http/case-people.ts';
import type { Decision } from '../../../shared/http/command.ts';
import type { Allowed } from '../../../shared/http/request.ts';
import { bookingFreed, bookingWrite } from '../../../shared/store/booking-row.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { stepAudit, stepWrites } from '../../../shared/store/step-writes.ts';
import type { GatheredCase } from '../routes/gather-case.ts';
import { isOwn, stageOf } from './recovery-hands.ts';
import { showRecovery } from './show-recovery.ts';

interface Moved {
  readonly before: Recovery | undefined;
  readonly after: Recovery;
  readonly event: string;
  readonly money?: CaseFile['record']['money'];
  readonly transfers?: readonly Transfer[];
  readonly reason?: string | undefined;
  /** The repayment whose correction it is about, by its number. */
  readonly repayment?: number | undefined;
}

/** The bookings of the bureau's bank that a repayment takes, or that its correction frees. */
function bookingWrites(payerId: string | undefined, { before, after }: Pick<Moved, 'before' | 'after'>): readonly Write[] {
  if (!before || payerId === undefined) return [];
  const isNew = (_one: Repayment, at: number): boolean => before.repayments[at] === undefined;
  const isFreed = (one: Repayment, at: number): boolean => !isNew(one, at) && !counts(one) && counts(before.repayments[at] ?? one);
  return [
    ...after.repayments.filter(isNew).map((one) => bookingWrite(payerId, after, one)),
    ...after.repayments.filter(isFreed).map((one) => bookingFreed(payerId, after, one)),
  ];
}

/** A recovery with what it moves, as one write and one answer. */
export function commitRecovery(request: Allowed, { stored: { file } }: GatheredCase, moved: Moved): Decision<Write> {
  const { before, after, event, money, transfers = [], reason, repayment } = moved;
  const { record } = file;
  const at = request.now.toISOString();
  const act = { event: 'recover' as const, stage: stageOf(request, record), by: actorOf(request), at };
  const own = isOwn(request);
  const acted = { ...act, stage: own ? ('applicant' as const) : act.stage };
  const next = { ...record, money: money ?? record.money, acts: [...record.acts, acted], version: record.version + 1 };
  const recoveries = before ? file.recoveries.map((one) => (one === before ? after : one)) : [...file.recoveries, after];
  const payments = knowingOthers({ payments: file.payments, recoveries }, file.payments);
  const taken = { file: { ...file, record: next, recoveries, payments }, event, transfers };
  const { aggregate, changed } = stepAudit(file, taken);
  const owed = owedOn(after, dayInShanghai(request.now));
  return {
    writes: [...stepWrites(file, taken, at), ...bookingWrites(record.budget?.payerId, moved)],
    audit: {
      aggregate,
      changed: { ...changed, recovery: after.id, recovery_state: after.state, owedFen: owed.totalFen, ...(repayment && { repayment }) },
      ...(reason !== undefined && { reason }),
    },
    status: before ? 200 : 201,
    body: recoveryAnswer.parse({ caseId: record.id, recovery: showRecovery(after, dayInShanghai(request.now), own) }),
  };
}
