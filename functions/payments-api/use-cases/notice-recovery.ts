import type * as z from 'zod/mini';
import type { recoveryNotice } from '../../../shared/contracts/recoveries.ts';
import { type CivilDate, dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import { isOpenRecovery, type Payment } from '../../../shared/domain/payments/records.ts';
import { openRecovery } from '../../../shared/domain/payments/recovery.ts';
import { recoveryTermsOf } from '../../../shared/domain/payments/recovery-terms.ts';
import type { Decision, Refusal } from '../../../shared/http/command.ts';
import type { Allowed } from '../../../shared/http/request.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { GatheredCase } from '../routes/gather-case.ts';
import { commitRecovery } from './commit-recovery.ts';
import { signerIn } from './payer.ts';
import { barred } from './recovery-hands.ts';

/** The day on which the money arrived, as far as anybody has said. */
function paidOn({ attempts }: Payment): CivilDate | undefined {
  const attempt = attempts.findLast(({ outcome, beyond }) => outcome === 'paid' && !beyond);
  return attempt && dayInShanghai(new Date(attempt.bankAt ?? attempt.at));
}

/** Asks back what was paid, with a ground the applicant reads. */
export function noticeRecovery(
  request: Allowed & { readonly body: z.output<typeof recoveryNotice> },
  state: GatheredCase,
): Result<Decision<Write>, Refusal> {
  const { stored } = state;
  const bar = barred(request, state);
  if (bar) return refuse(bar);
  const { record, payments, recoveries } = stored.file;
  const { paymentId, ground } = request.body;
  const payment = payments.find(({ id }) => id === paymentId);
  const paid = payment && paidOn(payment);
  const booked = record.money.payments[paymentId];
  if (!payment || !paid || !booked || booked.postedFen === 0) return refuse({ code: 'nothing-to-recover' });
  if (recoveries.some((one) => one.paymentId === paymentId && !one.ofAttempt && isOpenRecovery(one)))
    return refuse({ code: 'recovery-state' });
  const opened = openRecovery(
    {
      caseId: record.id,
      id: `r${recoveries.length + 1}`,
      paymentId,
      ground,
      terms: recoveryTermsOf(stored.pins?.programme),
      paidOn: paid,
      noticedOn: dayInShanghai(request.now),
      noticedBy: signerIn(request),
    },
    { paidFen: booked.postedFen, recoveredFen: booked.recoveredFen },
  );
  if (!opened.ok) return refuse(opened.refusal);
  return ok(commitRecovery(request, state, { before: undefined, after: opened.value, event: 'recovery-noticed', reason: ground }));
}
