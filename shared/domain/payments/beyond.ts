import { type CivilDate, dayInShanghai } from '../kernel/civil-date.ts';
import { countedOf } from './correct-repayment.ts';
import { DEFAULT_RECOVERY_TERMS } from './interest.ts';
import type { BeyondEffect } from './payment.ts';
import type { Payment, Recovery, RecoveryTerms, Signer } from './records.ts';
import { afterBounce, openRecovery } from './recovery.ts';

/** Money without a ground is given back (民法典 第九百八十五条). That nothing is asked for its use, as the mistake was not the payee's, is ours. */
const WITHOUT_INTEREST: RecoveryTerms = { ...DEFAULT_RECOVERY_TERMS, rateBp: 0, from: 'notice' };

const groundOf = ({ reference, on }: Pick<BeyondEffect, 'reference' | 'on'>): string =>
  `付款 ${reference} 重复到账（银行 ${dayInShanghai(new Date(on))} 入账），多付的一次须退还，不计利息。 / This payment arrived twice (${reference}); the second one must come back, without interest.`;

/**
 * The recoveries of a case after money of a payment arrived beyond what was reserved, or turned out to be gone. What arrived beyond is asked
 * back as any money is: with a notice the applicant may dispute.
 * @param at RFC 3339
 * @param by who found it out
 */
export function recoveriesAfter(
  recoveries: readonly Recovery[],
  { caseId, id: paymentId, amountFen }: Pick<Payment, 'caseId' | 'id' | 'amountFen'>,
  effect: BeyondEffect | null,
  { at, today, by }: { readonly at: string; readonly today: CivilDate; readonly by: Signer },
): readonly Recovery[] {
  if (effect === null) return recoveries;
  if (effect.kind === 'ask-no-more') return afterBounce(recoveries, paymentId, at, today, effect.reference);
  const opened = openRecovery(
    {
      caseId,
      id: `r${recoveries.length + 1}`,
      paymentId,
      ofAttempt: effect.reference,
      ground: groundOf(effect),
      terms: WITHOUT_INTEREST,
      paidOn: dayInShanghai(new Date(effect.on)),
      noticedOn: today,
      noticedBy: by,
    },
    { paidFen: amountFen, recoveredFen: 0 },
  );
  if (!opened.ok) throw new RangeError(`a payment of nothing: ${paymentId}`);
  return [...recoveries, opened.value];
}

/** Has something of a payment been asked back and been repaid? */
export const isRepaid = (recoveries: readonly Recovery[], paymentId: string): boolean =>
  recoveries.some((one) => one.paymentId === paymentId && countedOf(one).length > 0);
