import { ok, type Result, refuse } from '../kernel/result.ts';
import { attemptOf, needsSecond, openContradictionOf, PAYMENT_GUARDS, referenceOf } from './payment-guards.ts';
import {
  type BankWord,
  type LedgerEffect,
  PAYMENT_MOVES,
  type PaymentContext,
  type PaymentEvent,
  type PaymentRefusalCode,
} from './payment-moves.ts';
import type { Contradiction, Payment, SettledAttempt, Signer } from './records.ts';

export type PaymentRefusal = { readonly code: PaymentRefusalCode };

/** What the ledger does in the same write, by its own functions (`../ledger/`); `reference` says which attempt it is about. */
export type PaymentEffect = {
  readonly kind: LedgerEffect;
  readonly caseId: string;
  readonly paymentId: string;
  readonly reference: string;
  readonly budgetId: string;
  readonly amountFen: number;
};
export type PaymentDecision = { readonly payment: Payment; readonly effects: readonly PaymentEffect[] };

/** A payment as the approval of a case makes it: nothing signed, nothing tried. */
export const draftPayment = (
  about: Pick<
    Payment,
    'caseId' | 'id' | 'programmeId' | 'budgetId' | 'fiscalYear' | 'payerId' | 'amountFen' | 'purpose' | 'payee' | 'payeeHash'
  >,
): Payment => ({
  ...about,
  state: 'drafted',
  attempt: 1,
  batchId: null,
  signers: [],
  attempts: [],
  statement: null,
  contradictions: [],
  version: 1,
});

/** @throws RangeError where a worker would sign: the table lets none */
function signerOf({ by, at }: PaymentContext): Signer {
  if (by.kind !== 'person') throw new RangeError('a worker signs nothing');
  return { personId: by.personId, personKey: by.personKey, at, ...(by.onBehalf && { onBehalf: by.onBehalf }) };
}

type Patch = Partial<Payment>;

function settle(payment: Payment, outcome: 'paid' | 'failed', known: Omit<SettledAttempt, 'n' | 'batchId' | 'outcome'>): Patch {
  if (payment.batchId === null) throw new RangeError(`in flight without a batch: ${referenceOf(payment)}`);
  const attempt: SettledAttempt = { n: payment.attempt, batchId: payment.batchId, outcome, ...known };
  return { attempts: [...payment.attempts, attempt], batchId: null, statement: null };
}

const byBank = (payment: Payment, outcome: 'paid' | 'failed', { bankSerial, bankAt, why }: BankWord, at: string): Patch =>
  settle(payment, outcome, { basis: 'bank-line', bankSerial, bankAt, why, at, evidenceDocumentId: null, statedBy: [] });

function byStatement(payment: Payment, context: PaymentContext): Patch {
  const stated = payment.statement;
  if (stated === null) throw new RangeError('nothing stated');
  return settle(payment, stated.outcome, {
    basis: 'statement',
    bankSerial: null,
    bankAt: null,
    why: stated.note,
    at: context.at,
    evidenceDocumentId: stated.evidenceDocumentId,
    statedBy: [stated.by, signerOf(context)],
  });
}

const changeAttempt = (payment: Payment, reference: string, change: Partial<SettledAttempt>): Patch => {
  const found = attemptOf(payment, reference);
  return { attempts: payment.attempts.map((attempt) => (attempt === found ? { ...attempt, ...change } : attempt)) };
};

const isLike = (one: Contradiction, open: Contradiction | undefined): boolean =>
  one.answer === null && one.reference === open?.reference && one.says === open.says;
/** What is found of an attempt answers every open line that says the same of it. */
const changeOpen = (payment: Payment, change: Partial<Contradiction>): Patch => {
  const open = openContradictionOf(payment);
  return { contradictions: payment.contradictions.map((one) => (isLike(one, open) ? { ...one, ...change } : one)) };
};

/** The attempt is paid on the late line, and what was begun in its stead is taken out: the batch that named it is sent no more. */
function settleArrived(payment: Payment, finding: string, context: PaymentContext): Patch {
  const open = openContradictionOf(payment);
  const attempt = open && attemptOf(payment, open.reference);
  if (!open || !attempt) throw new RangeError('nothing contradicts');
  const by = signerOf(context);
  const { bankSerial = null, bankAt = null, reference } = open;
  const known = { outcome: 'paid', basis: 'bank-line', bankSerial, bankAt, why: finding, at: context.at } as const;
  return {
    ...unsigned,
    batchId: null,
    ...changeOpen(payment, { answer: { answer: 'arrived', finding, by } }),
    ...changeAttempt(payment, reference, { ...known, statedBy: [...attempt.statedBy, by] }),
  };
}

const sign = (payment: Payment, context: PaymentContext): Patch => ({ signers: [...payment.signers, signerOf(context)] });
const unsigned: Patch = { signers: [], statement: null };

/** What an event writes beside the state. */
function patchOf(payment: Payment, event: PaymentEvent, context: PaymentContext): Patch {
  const { at } = context;
  switch (event.kind) {
    case 'enlist':
      return { batchId: event.batchId };
    case 'delist':
      return { batchId: null };
    case 'renew_payee':
      return { payee: event.payee, payeeHash: event.payeeHash };
    case 'sign_first':
    case 'sign_second':
      return sign(payment, context);
    case 'send_back':
      return unsigned;
    case 'retry':
      return { ...unsigned, sentAt: null, attempt: payment.attempt + 1 };
    case 'send':
      return { sentAt: at };
    case 'bank_paid':
      return byBank(payment, 'paid', event, at);
    case 'bank_failed':
      return byBank(payment, 'failed', event, at);
    case 'bank_returned':
      return changeAttempt(payment, event.reference, {
        outcome: 'returned',
        bankSerial: event.bankSerial,
        bankAt: event.bankAt,
        why: event.why,
        at,
      });
    case 'bank_agrees':
      return changeAttempt(payment, event.reference, { bankSerial: event.bankSerial, bankAt: event.bankAt });
    case 'state_outcome': {
      const { outcome, evidenceDocumentId, note } = event;
      return { statement: { outcome, evidenceDocumentId, note, by: signerOf(context) } };
    }
    case 'confirm_paid':
    case 'confirm_failed':
      return byStatement(payment, context);
    case 'note_contradiction': {
      const { kind: _kind, reference, ...line } = event;
      const stands = attemptOf(payment, reference)?.outcome;
      if (stands === undefined) throw new RangeError(`not settled: ${reference}`);
      return { contradictions: [...payment.contradictions, { reference, stands, ...line, at, answer: null }] };
    }
    case 'answer_contradiction': {
      const said = { answer: event.answer, finding: event.finding, by: signerOf(context) };
      const isFirst = needsSecond(payment, event) && !openContradictionOf(payment)?.stated;
      return changeOpen(payment, isFirst ? { stated: said } : { answer: said });
    }
    case 'settle_arrived':
      return settleArrived(payment, event.finding, context);
    case 'note_silence':
    case 'cancel':
      return {};
  }
}

const effectsOf = (payment: Payment, event: PaymentEvent, kind: LedgerEffect | undefined): PaymentEffect[] => {
  if (kind === undefined) return [];
  const { caseId, id: paymentId, budgetId, amountFen } = payment;
  const late = event.kind === 'settle_arrived' ? openContradictionOf(payment)?.reference : undefined;
  const reference = late ?? ('reference' in event ? event.reference : referenceOf(payment));
  return [{ kind, caseId, paymentId, reference, budgetId, amountFen }];
};

/**
 * Moves a payment by the table `PAYMENT_MOVES`, or says why not: role, then state, then the guards in their order.
 * @returns the payment one version on, and what the ledger does in the same write
 */
export function decidePayment(payment: Payment, event: PaymentEvent, context: PaymentContext): Result<PaymentDecision, PaymentRefusal> {
  const move = PAYMENT_MOVES[event.kind];
  const role = context.by.kind === 'person' ? context.by.role : 'system';
  if (!move.by.includes(role)) return refuse({ code: 'role-not-allowed' });
  if (!move.from.includes(payment.state)) return refuse({ code: 'payment-state' });
  for (const guard of move.guards) {
    const code = PAYMENT_GUARDS[guard](payment, event, context);
    if (code) return refuse({ code });
  }
  const state = move.to === 'same' ? payment.state : move.to;
  const moved: Payment = { ...payment, ...patchOf(payment, event, context), state, version: payment.version + 1 };
  return ok({ payment: moved, effects: effectsOf(payment, event, move.ledger) });
}
