import { sameHand } from '../parties/hands.ts';
import { hasCooledOff } from './payee.ts';
import type { Actor, PaymentContext, PaymentEvent, PaymentGuard, PaymentRefusalCode } from './payment-moves.ts';
import type { Contradiction, Payment, SettledAttempt, Signer } from './records.ts';

/** The business key of an attempt, which the bank carries as its reference: `<caseId>.<paymentId>.<attempt>`. */
export const referenceOf = ({ caseId, id, attempt }: Pick<Payment, 'caseId' | 'id' | 'attempt'>): string => `${caseId}.${id}.${attempt}`;

const keyOf = (by: Actor): string | null => (by.kind === 'person' ? by.personKey : null);
/** The bank line nobody has answered yet. */
export const openContradictionOf = ({ contradictions }: Payment): Contradiction | undefined =>
  contradictions.find(({ answer }) => answer === null);
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
    const taken = event.kind === 'answer_contradiction' ? namesOn(payment) : payment.signers;
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
  'another-confirms': unless('same-person-twice', ({ statement }, _event, { by }) => !isBy(statement?.by, by)),
  'nothing-contradicts': unless('contradiction-open', (payment) => openContradictionOf(payment) === undefined),
  'something-contradicts': unless('no-contradiction', (payment) => openContradictionOf(payment) !== undefined),
};
