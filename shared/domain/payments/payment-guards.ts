import { sameHand } from '../parties/hands.ts';
import { hasCooledOff } from './payee.ts';
import type { Actor, PaymentContext, PaymentEvent, PaymentGuard, PaymentRefusalCode } from './payment-moves.ts';
import type { Contradiction, ContradictionAnswer, Payment, SettledAttempt, Signer } from './records.ts';

/** The business key of an attempt, which the bank carries as its reference: `<caseId>.<paymentId>.<attempt>`. */
export const referenceOf = ({ caseId, id, attempt }: Pick<Payment, 'caseId' | 'id' | 'attempt'>): string => `${caseId}.${id}.${attempt}`;

const keyOf = (by: Actor): string | null => (by.kind === 'person' ? by.personKey : null);
/** The bank line nobody has answered yet. */
export const openContradictionOf = ({ contradictions }: Payment): Contradiction | undefined =>
  contradictions.find(({ answer }) => answer === null);
/** How the attempt that an open contradiction is about stands now. */
const standsOf = (payment: Payment): SettledAttempt['outcome'] | undefined => {
  const open = openContradictionOf(payment);
  return open && attemptOf(payment, open.reference)?.outcome;
};
/** That what was not paid did not arrive lets it be sent again: one person says so, and a second one confirms it. */
export const needsSecond = (payment: Payment, event: PaymentEvent): boolean =>
  event.kind === 'answer_contradiction' && event.answer === 'not-arrived' && standsOf(payment) !== 'paid';
/** What an answer to the open contradiction does: money that arrived is settled as paid, unless it stands so already. */
export const eventOfAnswer = (payment: Payment, answer: ContradictionAnswer, finding: string): PaymentEvent =>
  answer === 'arrived' && standsOf(payment) !== 'paid'
    ? { kind: 'settle_arrived', finding }
    : { kind: 'answer_contradiction', answer, finding };
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
    const taken = event.kind === 'answer_contradiction' || event.kind === 'settle_arrived' ? namesOn(payment) : payment.signers;
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
  'another-confirms': unless('same-person-twice', (payment, event, { by }) => {
    const first = event.kind === 'answer_contradiction' ? openContradictionOf(payment)?.stated : payment.statement;
    return !isBy(first?.by, by);
  }),
  'nothing-contradicts': unless('contradiction-open', (payment) => openContradictionOf(payment) === undefined),
  'paid-attempt': unless(
    'other-attempt',
    (payment, event) => 'reference' in event && attemptOf(payment, event.reference)?.outcome === 'paid',
  ),
  'stands-as-answered': unless(
    'line-not-paid',
    (payment, event) => event.kind !== 'answer_contradiction' || event.answer !== 'arrived' || standsOf(payment) === 'paid',
  ),
  'line-says-paid': unless('line-not-paid', (payment) => openContradictionOf(payment)?.says === 'paid' && standsOf(payment) !== 'paid'),
  'none-sent-since': unless('later-attempt-sent', ({ state }) => state !== 'sent' && state !== 'unknown' && state !== 'paid'),
  'something-contradicts': unless('no-contradiction', (payment) => openContradictionOf(payment) !== undefined),
};
