import type * as z from 'zod/mini';
import type { recoveryView } from '../../../shared/contracts/recoveries.ts';
import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { owedOn } from '../../../shared/domain/payments/owed.ts';
import type { Recovery, Repayment } from '../../../shared/domain/payments/records.ts';
import { answerDueOn, repayDueOn } from '../../../shared/domain/payments/recovery-timers.ts';

type View = z.infer<typeof recoveryView>;
type ByTwo = Repayment['correction'];

/** What a first person proposed: the bureau's own affair until a second one confirms it. */
function showByTwo(of: ByTwo, own: boolean): View['writeOff'] {
  if (!of || (own && of.confirmedBy === null)) return null;
  return { reason: of.reason, confirmed: of.confirmedBy !== null, on: of.on };
}

/**
 * A recovery as every answer has it, with what is owed today and how that comes about.
 * @param own whether it is the applicant who reads it
 */
export function showRecovery(recovery: Recovery, today: CivilDate, own: boolean): View {
  const { id, version, paymentId, state, ground, principalFen, terms, paidOn, noticedOn, disputeReason, writeOff } = recovery;
  const owed = owedOn(recovery, today);
  return {
    ...{ id, version, paymentId, state, ground, principalFen, terms, paidOn, noticedOn, disputeReason },
    ofAttempt: recovery.ofAttempt ?? null,
    answerDueOn: answerDueOn(recovery),
    repayDueOn: repayDueOn(recovery),
    remindedAt: recovery.remindedAt ?? null,
    escalatedAt: recovery.escalatedAt ?? null,
    repayments: recovery.repayments.map(({ bankSerial, on, amountFen, principalFen: principal, interestFen, correction }, at) => ({
      ...{ n: at + 1, bankSerial, on, amountFen, principalFen: principal, interestFen },
      correction: showByTwo(correction, own),
    })),
    writeOff: showByTwo(writeOff, own),
    owed: { on: today, ...owed, trace: owed.trace.map((stretch) => ({ ...stretch })) },
  };
}
