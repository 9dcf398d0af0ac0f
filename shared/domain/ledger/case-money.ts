import { ok, type Result, refuse } from '../kernel/result.ts';
import { canRoll, correctionOf } from './change-budget.ts';
import type { Budget, CaseMoney, Transfer } from './records.ts';
import type { LedgerRefusal } from './refusals.ts';
import { balancesOf, businessKey, isAmount, type LedgerAct, moved, newTransfer, sumFen } from './transfer.ts';

/** What a case has after a transfer, and the transfer. Both are written in one transaction, or neither. */
export type MoneyMove = { readonly money: CaseMoney; readonly transfer: Transfer };
type Decided = Result<MoneyMove, LedgerRefusal>;
type Payment = CaseMoney['payments'][string];

/** A case, or a run with `caseId` null, that has not moved any money. */
export const noMoney = (holder: string, caseId: string | null): CaseMoney => ({
  holder,
  caseId,
  budgetId: null,
  reservedFen: 0,
  postedFen: 0,
  voidedFen: 0,
  recoveredFen: 0,
  reservations: 0,
  voids: 0,
  rolls: 0,
  held: {},
  payments: {},
  seq: 0,
  at: null,
});

/** What a case still holds of its reservations, over all budgets. */
export const heldFen = ({ held }: Pick<CaseMoney, 'held'>): number => sumFen(Object.values(held));

const NO_PAYMENT = { postedFen: 0, recoveredFen: 0, interestFen: 0, times: 0 };
const isReturn = ({ kind }: Transfer): boolean => kind === 'recover' || kind === 'correct';

/** What a transfer does to the payment it is about. */
function movedPayment(payments: CaseMoney['payments'], transfer: Transfer): CaseMoney['payments'] {
  const { paymentId, budgetId, kind } = transfer;
  if (paymentId === null) return payments;
  const before: Payment = payments[paymentId] ?? { budgetId, ...NO_PAYMENT };
  const { paid, interest } = balancesOf(transfer.postings);
  const after = isReturn(transfer)
    ? { ...before, recoveredFen: before.recoveredFen - paid, interestFen: before.interestFen - interest }
    : { ...before, budgetId, postedFen: before.postedFen + paid, times: before.times + (kind === 'post' ? 1 : 0) };
  return { ...payments, [paymentId]: after };
}

function movedHeld(money: CaseMoney, transfer: Transfer): CaseMoney['held'] {
  const held: Record<string, number> = { ...money.held };
  for (const { account, budgetId, holder, amountFen } of transfer.postings)
    if (account === 'reserved' && holder === money.holder) held[budgetId] = sumFen([held[budgetId] ?? 0, amountFen]);
  return Object.fromEntries(Object.entries(held).filter(([, fen]) => fen !== 0));
}

/** What a case has after a transfer: the one way its money changes, so that folding its transfers gives the same again. */
function moveMoney(money: CaseMoney, transfer: Transfer): CaseMoney {
  const { kind, at, seq } = transfer;
  const own = transfer.postings.filter(({ holder }) => holder === money.holder);
  const isLed = transfer.holder === money.holder;
  const { reserved } = balancesOf(own);
  const taken = kind === 'reserve' || kind === 'draw' ? reserved : 0;
  const gained =
    taken > 0 || kind === 'roll' ? own.findLast(({ account, amountFen }) => account === 'reserved' && amountFen > 0) : undefined;
  const payments = movedPayment(money.payments, { ...transfer, postings: own });
  const sums = Object.values(payments);
  return {
    ...money,
    budgetId: gained?.budgetId ?? money.budgetId,
    reservedFen: money.reservedFen + taken,
    voidedFen: money.voidedFen - (kind === 'void' ? reserved : 0),
    postedFen: sumFen(sums.map(({ postedFen }) => postedFen)),
    recoveredFen: sumFen(sums.map(({ recoveredFen }) => recoveredFen)),
    reservations: money.reservations + (taken > 0 ? 1 : 0),
    voids: money.voids + (kind === 'void' ? 1 : 0),
    rolls: money.rolls + (kind === 'roll' ? 1 : 0),
    held: movedHeld(money, transfer),
    payments,
    seq: isLed ? (seq ?? money.seq) : money.seq,
    at: isLed ? at : money.at,
  };
}

/** The money of a case or run as the journal alone has it; transfers in their order. */
export const rebuiltMoney = (holder: string, caseId: string | null, transfers: readonly Transfer[]): CaseMoney =>
  transfers.filter(({ postings }) => postings.some((one) => one.holder === holder)).reduce(moveMoney, noMoney(holder, caseId));

/** Every transfer of a case is later than the one before it, even where two clocks differ: the journal's order is that of what was done. */
const after = (money: CaseMoney, act: LedgerAct): LedgerAct =>
  money.at !== null && act.at <= money.at ? { ...act, at: new Date(Date.parse(money.at) + 1).toISOString() } : act;

type Parts = Pick<Transfer, 'kind' | 'budgetId' | 'postings'> & { readonly key: readonly string[]; readonly paymentId?: string };
function move(money: CaseMoney, { key, ...parts }: Parts, act: LedgerAct): MoneyMove {
  const { holder, caseId, seq } = money;
  const transfer = newTransfer({ ...parts, id: businessKey(holder, ...key), holder, caseId, seq: seq + 1 }, after(money, act));
  return { money: moveMoney(money, transfer), transfer };
}

/**
 * Promises an amount of a budget to a case, or to a run for many. One at a time: what is held is given back or paid first. Whether there is
 * enough is said here of the figures that were read, and in the write of those that hold then.
 */
export function reserve(money: CaseMoney, budget: Budget, amountFen: number, act: LedgerAct): Decided {
  if (!isAmount(amountFen)) return refuse('amount-out-of-range');
  if (heldFen(money) > 0) return refuse('already-reserved');
  if (budget.open === 0) return refuse('budget-closed');
  if (amountFen > budget.availableFen) return refuse('budget-exhausted');
  const { budgetId } = budget;
  const postings = [...moved('available', 'reserved', { budgetId, holder: money.holder, amountFen })];
  return ok(move(money, { key: ['reserve', String(money.reservations + 1)], kind: 'reserve', budgetId, postings }, act));
}

/** Gives a case its share of what a run reserved for all. It is the case's reservation, and has its key. */
export function draw(
  run: CaseMoney,
  money: CaseMoney,
  amountFen: number,
  act: LedgerAct,
): Result<MoneyMove & { readonly run: CaseMoney }, LedgerRefusal> {
  if (!isAmount(amountFen)) return refuse('amount-out-of-range');
  if (heldFen(money) > 0) return refuse('already-reserved');
  const [budgetId, left] = Object.entries(run.held)[0] ?? [];
  if (budgetId === undefined || left === undefined) return refuse('nothing-reserved');
  if (amountFen > left) return refuse('budget-exhausted');
  const postings = [
    { account: 'reserved' as const, budgetId, holder: run.holder, amountFen: -amountFen },
    { account: 'reserved' as const, budgetId, holder: money.holder, amountFen },
  ];
  const made = move(money, { key: ['reserve', String(money.reservations + 1)], kind: 'draw', budgetId, postings }, act);
  return ok({ ...made, run: moveMoney(run, made.transfer) });
}

/**
 * Posts one payment the bank confirmed: posted ≤ reserved. Its key is that of the payment, so that no second attempt of it can be posted; only
 * after the bank returned it there is a next one. Where a case holds of two budgets (after a roll), one of them has to cover it.
 */
export function post(money: CaseMoney, { paymentId, amountFen }: { paymentId: string; amountFen: number }, act: LedgerAct): Decided {
  if (!isAmount(amountFen)) return refuse('amount-out-of-range');
  const before = money.payments[paymentId] ?? NO_PAYMENT;
  if (before.postedFen > 0) return refuse('payment-posted');
  // What a run holds is paid to nobody: a case draws it first.
  if (heldFen(money) === 0 || money.caseId === null) return refuse('nothing-reserved');
  const budgetId = Object.keys(money.held).find((id) => (money.held[id] ?? 0) >= amountFen);
  if (budgetId === undefined) return refuse('over-posted');
  const postings = [...moved('reserved', 'paid', { budgetId, holder: money.holder, amountFen })];
  const again = before.times === 0 ? [] : [String(before.times + 1)];
  return ok(move(money, { key: [paymentId, 'post', ...again], kind: 'post', budgetId, paymentId, postings }, act));
}

/** An amount of what is held, taken from the budgets it lies in one after the other. */
function partsOf({ held }: CaseMoney, amountFen: number): { readonly budgetId: string; readonly amountFen: number }[] {
  let left = amountFen;
  return Object.entries(held).flatMap(([budgetId, fen]) => {
    const part = Math.min(left, fen);
    left -= part;
    return part > 0 ? [{ budgetId, amountFen: part }] : [];
  });
}

/** Gives back part of what a case holds, to the budgets it came from: what one payment was meant for. */
function voidPart(money: CaseMoney, amountFen: number, act: LedgerAct): Decided {
  const parts = amountFen <= heldFen(money) ? partsOf(money, amountFen) : [];
  const [first] = parts;
  if (first === undefined) return refuse('nothing-reserved');
  const postings = parts.flatMap((part) => moved('reserved', 'available', { ...part, holder: money.holder }));
  return ok(move(money, { key: ['void', String(money.voids + 1)], kind: 'void', budgetId: first.budgetId, postings }, act));
}

/** Gives back all that a case still holds. Every end of a case does this; one that holds nothing has nothing to do. */
export const voidRest = (money: CaseMoney, act: LedgerAct): Decided => voidPart(money, heldFen(money), act);

/** A payment the bank returned: the whole of it is reserved for the case again. */
export function reversePost(money: CaseMoney, paymentId: string, act: LedgerAct): Decided {
  const payment = money.payments[paymentId];
  if (!payment || payment.postedFen === 0) return refuse('payment-not-posted');
  if (payment.recoveredFen > 0) return refuse('over-recovered');
  const { budgetId, postedFen, times } = payment;
  const postings = [...moved('paid', 'reserved', { budgetId, holder: money.holder, amountFen: postedFen })];
  return ok(move(money, { key: [paymentId, 'reverse-post', String(times)], kind: 'reverse-post', budgetId, paymentId, postings }, act));
}

/** What came back of one payment, and the interest with it. Never more of the payment than was paid. */
export interface Repayment {
  readonly paymentId: string;
  /** Names this instalment. */
  readonly repaymentId: string;
  readonly principalFen: number;
  readonly interestFen: number;
}

/** What is entered of a repayment: the same each time, so that what is in the journal can be told without reading it. */
function repaidParts({ holder }: CaseMoney, budgetId: string, { paymentId, repaymentId, principalFen, interestFen }: Repayment) {
  const postings = [
    ...moved('paid', 'recovered', { budgetId, holder, amountFen: principalFen }),
    ...moved('interest', 'recovered', { budgetId, holder, amountFen: interestFen }),
  ];
  return { key: [paymentId, repaymentId, 'recover'], kind: 'recover' as const, budgetId, paymentId, postings };
}

/** Books what came back of a payment that should not have been made: to the treasury, not to what is available. */
export function recover(money: CaseMoney, repayment: Repayment, act: LedgerAct): Decided {
  const { paymentId, principalFen, interestFen } = repayment;
  const payment = money.payments[paymentId];
  if (!payment || payment.postedFen === 0) return refuse('payment-not-posted');
  const amounts = [principalFen, interestFen].filter((fen) => fen !== 0);
  if (amounts.length === 0 || !amounts.every(isAmount)) return refuse('amount-out-of-range');
  if (principalFen > payment.postedFen - payment.recoveredFen) return refuse('over-recovered');
  return ok(move(money, repaidParts(money, payment.budgetId, repayment), act));
}

/** Year end: what a case holds of one budget is held of a later year's from now on. Two persons. */
export function rollHeld(money: CaseMoney, from: Budget, to: Budget, act: LedgerAct): Decided {
  const { holder } = money;
  if (!act.confirmedBy || act.confirmedBy === act.by) return refuse('same-person');
  if (!canRoll(from, to)) return refuse('budgets-unrelated');
  if (to.open === 0) return refuse('budget-closed');
  const amountFen = money.held[from.budgetId] ?? 0;
  if (amountFen === 0) return refuse('nothing-reserved');
  if (!isAmount(to.allocatedFen + amountFen)) return refuse('amount-out-of-range');
  const { budgetId } = from;
  const postings = [
    ...moved('reserved', 'appropriation', { budgetId, holder, amountFen }),
    ...moved('appropriation', 'reserved', { budgetId: to.budgetId, holder, amountFen }),
  ];
  return ok(move(money, { key: ['roll', String(money.rolls + 1)], kind: 'roll', budgetId, postings }, act));
}

/**
 * Compensates a repayment that was entered wrongly, by the mirror image of its entry. Its key is made of that entry's, so that there is one. A
 * reservation is given back by `voidRest`, a payment by `reversePost`. Two persons.
 */
export function correctRecovery(money: CaseMoney, repayment: Repayment, act: LedgerAct): Decided {
  if (!act.confirmedBy || act.confirmedBy === act.by) return refuse('same-person');
  const payment = money.payments[repayment.paymentId];
  if (!payment || repayment.principalFen > payment.recoveredFen || repayment.interestFen > payment.interestFen)
    return refuse('cannot-be-corrected');
  const { holder, caseId } = money;
  const { key, ...parts } = repaidParts(money, payment.budgetId, repayment);
  const older = newTransfer({ ...parts, id: businessKey(holder, ...key), caseId }, act);
  const transfer = { ...correctionOf(older, after(money, act)), holder, seq: money.seq + 1 };
  return ok({ money: moveMoney(money, transfer), transfer });
}
