import { payeeHashOf } from '../../payments/payee.ts';
import { draftPayment } from '../../payments/payment.ts';
import { isAtBank, openContradictionOf, type Payment } from '../../payments/records.ts';
import type { CaseFile, CaseRecord } from '../records.ts';
import { dueFen } from './tranches.ts';

/** What a bank statement has room for. */
const PURPOSE_LENGTH = 60;
/** States in which a payment still may lead to money: nothing is drafted beside one. */
const LIVE: readonly Payment['state'][] = ['drafted', 'l1_ok', 'l2_ok', 'sent', 'unknown', 'failed', 'reversed'];

export const isLive = ({ state }: Payment): boolean => LIVE.includes(state);

type MoneyRows = Pick<CaseFile, 'payments' | 'recoveries'>;

/**
 * The payment that was given up, arrived all the same, and has not come back whole: what it was replaced by would be money paid twice. Written
 * off, it is still with the applicant.
 */
const keptOfGivenUp = ({ payments, recoveries }: MoneyRows): Payment | undefined => {
  const kept = recoveries.filter(({ ofAttempt, state }) => ofAttempt !== undefined && state !== 'settled');
  return payments.find(({ id, state }) => state === 'cancelled' && kept.some(({ paymentId }) => paymentId === id));
};

/**
 * Each payment that may lead to money knows of another one of the case that a bank line contradicts, and of one that was given up, arrived all the
 * same and is not back yet: its row alone decides whether a batch sends it.
 * @param before as they were read: one that changes by this alone is one version on
 */
export function knowingOthers(file: MoneyRows, before: readonly Payment[]): readonly Payment[] {
  const { payments } = file;
  const kept = keptOfGivenUp(file)?.id ?? null;
  return payments.map((one) => {
    const beside = isLive(one) ? payments.find((other) => other !== one && openContradictionOf(other)) : undefined;
    const known = { contradictedBeside: beside?.id ?? null, arrivedBeside: isLive(one) ? kept : null };
    const { contradictedBeside = null, arrivedBeside = null } = one;
    if (contradictedBeside === known.contradictedBeside && arrivedBeside === known.arrivedBeside) return one;
    return { ...one, ...known, version: one.version + (before.includes(one) ? 1 : 0) };
  });
}

type MoneyFile = MoneyRows & { readonly record: CaseRecord };

/** The payments of a case that is to be paid now: what is reserved and due, as one payment to the payee the approval is bound to. */
export function draftPayments({ record, payments, recoveries }: MoneyFile, sha256Hex: (text: string) => string): readonly Payment[] {
  const { id, programmeId, programmeName, budget, payee } = record;
  const amountFen = dueFen(record);
  if (!budget || !payee || amountFen === 0 || payments.some(isLive)) return payments;
  const drafted = draftPayment({
    caseId: id,
    id: `p${payments.length + 1}`,
    programmeId,
    budgetId: budget.budgetId,
    fiscalYear: budget.fiscalYear,
    payerId: budget.payerId,
    amountFen,
    purpose: programmeName.zh.slice(0, PURPOSE_LENGTH),
    payee,
    payeeHash: payeeHashOf(payee, sha256Hex),
  });
  return knowingOthers({ payments: [...payments, drafted], recoveries }, payments);
}

const dropped = (one: Payment): Payment => ({ ...one, state: 'cancelled', batchId: null, version: one.version + 1 });

/** A payment that was given up has arrived: what was made in its stead, and is not with the bank, leads to no money any more. */
export const standDown = (payments: readonly Payment[], arrivedId: string): readonly Payment[] =>
  payments.map((one) => (one.id !== arrivedId && isLive(one) && !isAtBank(one) ? dropped(one) : one));

/** Payments of which the case has all the money and gives it back: none of them is ever tried again. */
const DROPPED: readonly Payment['state'][] = ['drafted', 'failed', 'reversed'];

export const dropPayments = (payments: readonly Payment[]): readonly Payment[] =>
  payments.map((one) => (DROPPED.includes(one.state) ? dropped(one) : one));
