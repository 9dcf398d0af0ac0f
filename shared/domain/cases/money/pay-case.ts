import type { HolidayLists } from '../../calendar/working-days.ts';
import { type CivilDate, dayInShanghai } from '../../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import { heldFen, type MoneyMove, post, reversePost, voidRest } from '../../ledger/case-money.ts';
import type { CaseMoney, Transfer } from '../../ledger/records.ts';
import type { LedgerRefusal } from '../../ledger/refusals.ts';
import type { LedgerAct } from '../../ledger/transfer.ts';
import { payeeHashOf } from '../../payments/payee.ts';
import type { PaymentEffect } from '../../payments/payment.ts';
import type { CaseStanding, LedgerEffect } from '../../payments/payment-moves.ts';
import type { Payment, Recovery, Sha256Hex } from '../../payments/records.ts';
import { afterBounce } from '../../payments/recovery.ts';
import { brokenRule, type Concerned, type FourEyesRule } from '../people/four-eyes.ts';
import { type Act, type Actor, type PayerAct, SYSTEM } from '../records/actor.ts';
import type { CaseFile, CaseRecord } from '../records.ts';
import { isEnd } from '../states.ts';
import { step } from '../step.ts';
import type { StepContext } from '../step-context.ts';
import { coolsOffOn } from './cooling-off.ts';
import { stepOfMoney } from './money-step.ts';
import { draftPayments, knowingOthers, standDown } from './payments-of-case.ts';

/** What a payer is called in a case: the natural person with all organisations they belong to. */
export type Payer = Pick<Actor, 'personKey' | 'name' | 'onBehalf'> & { readonly organisationIds: readonly string[] };

/** States in which money may go out. */
export const PAYABLE: readonly CaseRecord['state'][] = ['disbursing', 'monitoring'];

const ACTED: readonly FourEyesRule[] = ['acted-in-other-stage', 'objected', 'represented-barred'];

/** What is needed to say it, beside the case. */
interface Asked {
  readonly sha256Hex: Sha256Hex;
  readonly holidays: HolidayLists;
  readonly today: CivilDate;
}

/** What the case says of its payment and of this one person; the rules of paying ask it (`../../payments/payment-guards.ts`). */
export function standingOf(record: CaseRecord, person: Payer, concerned: Concerned, { sha256Hex, holidays, today }: Asked): CaseStanding {
  const rule = brokenRule(record, 'payment', person, concerned);
  const stands = record.approvals.some(({ contentHash }) => contentHash === record.contentHash);
  return {
    approvedPayeeHash: stands && record.payee ? payeeHashOf(record.payee, sha256Hex) : null,
    coolsOffUntil: coolsOffOn(record, holidays, today),
    actedInCase: rule && ACTED.includes(rule) ? [person.personKey] : [],
    tiedToApplicant: rule && !ACTED.includes(rule) ? [person.personKey] : [],
    recovered: Object.entries(record.money.payments).flatMap(([id, { recoveredFen }]) => (recoveredFen > 0 ? [id] : [])),
  };
}

/** What the cases of a batch remember of its moves. */
export const BATCH_ACTS = {
  seal: 'seal-batch',
  approve: 'sign-batch',
  send: 'send-batch',
  discard: 'discard-batch',
} as const satisfies Record<string, PayerAct>;
export type BatchVerb = keyof typeof BATCH_ACTS;

/** An act of a payer, as four eyes counts it from now on. */
export const actOfPayer = (event: PayerAct, by: Actor, at: string): Act => ({ event, stage: 'payment', by, at });

export interface Paid {
  readonly file: CaseFile;
  /** What the rest of the house is told. */
  readonly event: string;
  readonly transfers: readonly Transfer[];
}

const BOOK: Readonly<Record<LedgerEffect, (money: CaseMoney, effect: PaymentEffect, act: LedgerAct) => Result<MoneyMove, LedgerRefusal>>> =
  {
    post,
    'reverse-post': (money, { paymentId }, act) => reversePost(money, paymentId, act),
  };

function booked(money: CaseMoney, effects: readonly PaymentEffect[], act: LedgerAct) {
  const transfers: Transfer[] = [];
  let now = money;
  for (const effect of effects) {
    const done = BOOK[effect.kind](now, effect, act);
    if (!done.ok) return done;
    now = done.value.money;
    transfers.push(done.value.transfer);
  }
  return ok({ money: now, transfers });
}

/** What the bank sent back whole is not asked back any more. */
const bounced = (recoveries: readonly Recovery[], effects: readonly PaymentEffect[], at: string): readonly Recovery[] =>
  effects
    .filter(({ kind }) => kind === 'reverse-post')
    .reduce((all, { paymentId }) => afterBounce(all, paymentId, at, dayInShanghai(new Date(at))), recoveries);

/** The payments of a case after one of them has moved. One that was given up and arrived takes the place of what was made in its stead. */
function withMoved(file: CaseFile, kept: Payment, { sha256Hex }: StepContext): readonly Payment[] {
  const all = file.payments.map((one) => (one.id === kept.id ? kept : one));
  const wasGivenUp = file.payments.some(({ id, state }) => id === kept.id && state === 'cancelled');
  return wasGivenUp && kept.state === 'paid' ? draftPayments({ ...file, payments: standDown(all, kept.id) }, sha256Hex) : all;
}

/**
 * A case after one of its payments has moved: the ledger with it, and the step of the machine that follows from it. While a case is held the
 * money is booked all the same, since the bank's word is what happened; the step waits, and a worker takes it when the hold ends (`timers.ts`).
 * @param moved the payment and what the ledger does, as `decidePayment` has it; `event`: what the house is told where no step follows
 * @param acts who acted, as the case is to remember
 */
export function payCase(
  file: CaseFile,
  moved: { readonly payment: Payment; readonly effects: readonly PaymentEffect[]; readonly event: string },
  act: Omit<LedgerAct, 'auditOf'>,
  acts: readonly Act[],
  context: StepContext,
): Result<Paid, LedgerRefusal> {
  const { record } = file;
  const { payment, event } = moved;
  const auditOf = { kind: 'case' as const, id: record.id };
  const books = booked(record.money, moved.effects, { ...act, auditOf });
  if (!books.ok) return books;
  // What comes back to a case that has ended goes back to the budget: no end keeps a reservation.
  const ended = isEnd(record.state) && heldFen(books.value.money) > 0;
  const rest = ended ? voidRest(books.value.money, { ...act, auditOf }) : undefined;
  if (rest && !rest.ok) return rest;
  const transfers = [...books.value.transfers, ...(rest ? [rest.value.transfer] : [])];
  const kept: Payment = rest ? { ...payment, state: 'cancelled' } : payment;
  const paid: CaseRecord = { ...record, money: rest?.value.money ?? books.value.money, acts: [...record.acts, ...acts] };
  const back: CaseFile = { ...file, record: paid, recoveries: bounced(file.recoveries, moved.effects, act.at) };
  const after: CaseFile = { ...back, payments: knowingOthers({ ...back, payments: withMoved(back, kept, context) }, file.payments) };
  const follows = stepOfMoney(after.record);
  if (follows) {
    const next = step(after, follows, SYSTEM, {}, context);
    if (next.ok) return ok({ file: next.value.file, event: follows, transfers: [...transfers, ...next.value.transfers] });
    if (next.refusal.code !== 'case-halted') return refuse('ledger-out-of-balance');
  }
  return ok({ file: { ...after, record: { ...after.record, version: record.version + 1 } }, event, transfers });
}
