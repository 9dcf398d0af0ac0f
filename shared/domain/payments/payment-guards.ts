import { sameHand } from '../parties/hands.ts';
import { hasCooledOff } from './payee.ts';
import type { Actor, PaymentContext, PaymentEvent, PaymentGuard, Successor } from './payment-moves.ts';
import type { PaymentRefusalCode } from './payment-refusals.ts';
import {
  type AnswerEffect,
  type ContradictionAnswer,
  isAtBank,
  openContradictionOf,
  type Payment,
  type SettledAttempt,
  type Signer,
} from './records.ts';

/** What is known beside a payment where somebody says what became of its money. */
export interface BesidePayment {
  /** Something of it was asked back and has been repaid. */
  readonly isRecovered: boolean;
  readonly successor: Successor;
}

/** The business key of an attempt, which the bank carries as its reference: `<caseId>.<paymentId>.<attempt>`. */
export const referenceOf = ({ caseId, id, attempt }: Pick<Payment, 'caseId' | 'id' | 'attempt'>): string => `${caseId}.${id}.${attempt}`;

const keyOf = (by: Actor): string | null => (by.kind === 'person' ? by.personKey : null);
/** The payment of the case on which a bank line waits for an answer before this one is sent: itself, or another one. */
export const contradictedOn = (payment: Payment): string | null =>
  openContradictionOf(payment) ? payment.id : (payment.contradictedBeside ?? null);
/** How the attempt that an open contradiction is about stands now. */
const standsOf = (payment: Payment): SettledAttempt['outcome'] | undefined => {
  const open = openContradictionOf(payment);
  return open && attemptOf(payment, open.reference)?.outcome;
};
/** Where nothing arrived, money may go out again: one person says so, and a second one confirms it. */
export const needsSecond = (event: PaymentEvent): boolean => event.kind === 'answer_contradiction' && event.answer === 'not-arrived';
/** An attempt that arrived beside another one, or after the payment was given up. */
const beyondOf = ({ attempts }: Payment): SettledAttempt | undefined => attempts.find(({ beyond }) => beyond === true);

/** What arrives of a payment that was given up, by what was made in its stead. */
const GIVEN_UP: Readonly<Record<Successor, AnswerEffect>> = { none: 'beyond', 'with-bank': 'waits', 'stands-down': 'settles' };

/** What an answer to the open contradiction does to the money, by the words of `ANSWER_EFFECTS`. */
export function effectOfAnswer(payment: Payment, answer: ContradictionAnswer, { isRecovered, successor }: BesidePayment): AnswerEffect {
  const isPaid = standsOf(payment) === 'paid';
  if (answer === 'not-arrived') {
    if (!isPaid) return 'goes-on';
    if (isRecovered) return 'noted';
    return beyondOf(payment) ? 'one-left' : 'reverses';
  }
  if (isPaid) return 'stands';
  if (openContradictionOf(payment)?.says !== 'paid') return 'unsaid';
  if (isAtBank(payment)) return 'waits';
  if (payment.state === 'cancelled') return GIVEN_UP[successor];
  return payment.state === 'paid' ? 'beyond' : 'settles';
}

const SETTLED_BY = { settles: 'settle_arrived', waits: 'settle_arrived', beyond: 'settle_beyond' } as const;
const CONFIRMED_BY = { reverses: 'settle_gone', 'one-left': 'settle_one_gone' } as const;
const of = <Kind extends string>(table: Readonly<Partial<Record<AnswerEffect, Kind>>>, effect: AnswerEffect): Kind | undefined =>
  table[effect];

/** The event by which an answer is given: the first person's word that nothing arrived moves nothing yet. */
export function eventOfAnswer(payment: Payment, answer: ContradictionAnswer, finding: string, beside: BesidePayment): PaymentEvent {
  const effect = effectOfAnswer(payment, answer, beside);
  const isSecond = openContradictionOf(payment)?.stated != null;
  const kind = of(SETTLED_BY, effect) ?? (isSecond ? of(CONFIRMED_BY, effect) : undefined);
  if (kind === 'settle_arrived') return { kind, finding, successor: beside.successor };
  return kind ? { kind, finding } : { kind: 'answer_contradiction', answer, finding };
}
const ANSWERS: readonly PaymentEvent['kind'][] = [
  'answer_contradiction',
  'settle_arrived',
  'settle_beyond',
  'settle_gone',
  'settle_one_gone',
];
const isAnswer = ({ kind }: PaymentEvent): boolean => ANSWERS.includes(kind);
/** The ended attempt of this reference, if there is one. */
export const attemptOf = (payment: Payment, reference: string): SettledAttempt | undefined =>
  payment.attempts.find(({ n }) => referenceOf({ ...payment, attempt: n }) === reference);

/** Everyone who set their name to the payment: the current attempt, and what was stated of earlier ones. */
const namesOn = (payment: Payment): readonly Signer[] => [...payment.signers, ...payment.attempts.flatMap(({ statedBy }) => statedBy)];
/** Whoever stands in for somebody, and who is represented, sign as one. */
const isBy = (signer: Signer | undefined, by: Actor): boolean => signer !== undefined && by.kind === 'person' && sameHand(signer, by);

type Check = (payment: Payment, event: PaymentEvent, context: PaymentContext) => PaymentRefusalCode | undefined;
const unless =
  (code: PaymentRefusalCode, holds: (payment: Payment, event: PaymentEvent, context: PaymentContext) => boolean): Check =>
  (...args) =>
    holds(...args) ? undefined : code;

/** The checks the table of moves names; each gives the code it refuses with, or nothing. */
export const PAYMENT_GUARDS: Readonly<Record<PaymentGuard, Check>> = {
  'stands-outside': (_payment, _event, { by, standing }) => {
    const key = keyOf(by);
    if (key !== null && standing.actedInCase.includes(key)) return 'acted-in-the-case';
    return key !== null && standing.tiedToApplicant.includes(key) ? 'tied-to-applicant' : undefined;
  },
  'nobody-signs-twice': (payment, event, { by }) => {
    const taken = isAnswer(event) ? namesOn(payment) : payment.signers;
    return taken.some((signer) => isBy(signer, by)) ? 'same-person-twice' : undefined;
  },
  'signed-twice': unless(
    'not-signed-twice',
    ({ signers: [first, second] }) => first !== undefined && second !== undefined && !sameHand(first, second),
  ),
  'payee-approved': unless('payee-not-approved', ({ payeeHash }, _event, { standing }) => payeeHash === standing.approvedPayeeHash),
  'cooled-off': unless('payee-cooling-off', (_payment, _event, { standing, today }) => hasCooledOff(standing.coolsOffUntil, today)),
  'in-a-batch': unless('not-in-a-batch', ({ batchId }) => batchId !== null),
  'in-no-batch': unless('already-in-a-batch', ({ batchId }) => batchId === null),
  'this-attempt': unless('other-attempt', (payment, event) => 'reference' in event && event.reference === referenceOf(payment)),
  'stated-attempt': unless('other-attempt', (payment, event) => {
    const attempt = 'reference' in event ? attemptOf(payment, event.reference) : undefined;
    return attempt?.basis === 'statement' && attempt.bankSerial === null;
  }),
  'paid-is-stated': unless('not-stated', ({ statement }) => statement?.outcome === 'paid'),
  'failed-is-stated': unless('not-stated', ({ statement }) => statement?.outcome === 'failed'),
  'evidence-as-stated': unless(
    'evidence-changed',
    ({ statement }, event) => 'evidenceSha256' in event && event.evidenceSha256 === statement?.evidenceSha256,
  ),
  'another-confirms': unless('same-person-twice', (payment, event, { by }) => {
    const first = isAnswer(event) ? openContradictionOf(payment)?.stated : payment.statement;
    return !isBy(first?.by, by);
  }),
  'nothing-contradicts': unless('contradiction-open', (payment) => contradictedOn(payment) === null),
  'paid-nowhere-else': unless('paid-elsewhere', ({ arrivedBeside = null }) => arrivedBeside === null),
  'paid-attempt': unless(
    'other-attempt',
    (payment, event) => 'reference' in event && attemptOf(payment, event.reference)?.outcome === 'paid',
  ),
  'stands-as-answered': unless(
    'line-not-paid',
    (payment, event) => event.kind !== 'answer_contradiction' || event.answer !== 'arrived' || standsOf(payment) === 'paid',
  ),
  'line-says-paid': unless('line-not-paid', (payment) => openContradictionOf(payment)?.says === 'paid' && standsOf(payment) !== 'paid'),
  'none-sent-since': unless(
    'later-attempt-sent',
    (payment, event) => !isAtBank(payment) && !('successor' in event && event.successor === 'with-bank'),
  ),
  'reserve-stands-behind': unless(
    'payment-state',
    ({ state }, event) => state !== 'cancelled' || ('successor' in event && event.successor === 'stands-down'),
  ),
  'gone-is-stated': unless(
    'not-stated',
    (payment) => standsOf(payment) === 'paid' && openContradictionOf(payment)?.stated?.answer === 'not-arrived',
  ),
  'paid-once': unless('paid-twice', (payment) => beyondOf(payment) === undefined),
  'paid-twice': unless('not-paid-twice', (payment) => beyondOf(payment) !== undefined),
  'something-contradicts': unless('no-contradiction', (payment) => openContradictionOf(payment) !== undefined),
};
