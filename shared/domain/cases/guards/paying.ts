import { isOpenRecovery } from '../../payments/records.ts';
import { isPaid, wasSentBack } from '../money/money-step.ts';
import { tranchesLeft } from '../money/tranches.ts';
import type { Checks } from './check.ts';

/** Once payers sign, a payment is part of a sealed batch: it goes to the bank, or they send it back. */
const SENT: readonly string[] = ['l1_ok', 'l2_ok', 'sent', 'unknown'];

/** What is paid, and asked back. */
export const PAYING_CHECKS = {
  'all-paid': {
    code: 'rest-unpaid',
    holds: ({ file: { record } }) => isPaid(record),
  },
  // Asked before this one is released.
  'tranche-left': { code: 'tranche-missing', holds: ({ file: { record } }) => tranchesLeft(record) > 0 },
  'sent-back': { code: 'not-sent-back', holds: ({ file: { record } }) => wasSentBack(record) },
  'nothing-sent': {
    code: 'payment-sent',
    holds: ({ file }) => file.record.money.postedFen === 0 && !file.payments.some(({ state }) => SENT.includes(state)),
  },
  'nothing-contradicted': {
    code: 'contradiction-open',
    holds: ({ file }) => file.payments.every(({ contradictions }) => contradictions.every(({ answer }) => answer !== null)),
  },
  // Asked before it falls.
  'cancel-proposed': { code: 'no-proposal', holds: ({ file: { record } }) => record.proposal?.event === 'cancel-payment' },
  'nothing-in-flight': { code: 'payment-sent', holds: ({ file }) => !file.payments.some(({ state }) => SENT.includes(state)) },
  'nothing-owed': {
    code: 'recovery-open',
    holds: ({ file }) => !file.recoveries.some(isOpenRecovery),
    faults: ({ file }) =>
      file.recoveries
        .filter(isOpenRecovery)
        .map(({ id }) => ({ pointer: `/recoveries/${id}`, code: id, detail: { zh: '追回尚未了结', en: 'this recovery is not settled' } })),
  },
} satisfies Checks;
