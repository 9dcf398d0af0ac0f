import { ok, type Result, refuse } from '../kernel/result.ts';
import { attemptOf, needsSecond, PAYMENT_GUARDS, referenceOf } from './payment-guards.ts';
import { type BankWord, type LedgerEffect, PAYMENT_MOVES, type PaymentContext, type PaymentEvent } from './payment-moves.ts';
import type { PaymentRefusalCode } from './payment-refusals.ts';
import { type Contradiction, openContradictionOf, type Payment, type SettledAttempt, type Signer } from './records.ts';

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
/** Of an attempt that arrived beyond what was reserved: it is asked back, or no more. */
export type BeyondEffect = { readonly kind: 'ask-back' | 'ask-no-more'; readonly reference: string; readonly on: string };
export type PaymentDecision = {
  readonly payment: Payment;
  readonly effects: readonly PaymentEffect[];
  readonly beyond: BeyondEffect | null;
};

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
    evidenceSha256: stated.evidenceSha256,
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

/** The attempt an open contradiction is about. @throws RangeError where there is none: the guards let none through */
function contradicted(payment: Payment) {
  const open = openContradictionOf(payment);
  const attempt = open && attemptOf(payment, open.reference);
  if (!open || !attempt) throw new RangeError('nothing contradicts');
  return { open, attempt };
}

/** Whoever found it out stands with the answer: they may find out about another line as well, which those who signed may not. */
const onLine = ({ bankSerial, bankAt }: Contradiction, why: string, at: string) =>
  ({ basis: 'bank-line', bankSerial: bankSerial ?? null, bankAt: bankAt ?? null, why, at }) as const;

/** The attempt is paid on the late line. */
function settleArrived(payment: Payment, finding: string, context: PaymentContext, more: Partial<SettledAttempt> = {}): Patch {
  const { open } = contradicted(payment);
  return {
    ...changeOpen(payment, { answer: { answer: 'arrived', finding, by: signerOf(context) } }),
    ...changeAttempt(payment, open.reference, { ...onLine(open, finding, context.at), outcome: 'paid', ...more }),
  };
}

/** The attempt whose money is asked back no more once another one turns out to be gone: itself, else the one that takes its place. */
const relieved = ({ attempts }: Payment, gone: SettledAttempt): SettledAttempt | undefined =>
  gone.beyond ? gone : attempts.find(({ beyond }) => beyond === true);

/** The attempt is not with the payee, as the bank's line and two persons say; what arrived beside it takes its place. */
function settleGone(payment: Payment, finding: string, context: PaymentContext): Patch {
  const { open, attempt } = contradicted(payment);
  const free = relieved(payment, attempt);
  const gone = { ...onLine(open, finding, context.at), outcome: open.says === 'returned' ? 'returned' : 'failed' } as const;
  const attempts = payment.attempts.map((one): SettledAttempt => {
    const { beyond: _asked, ...rest } = one;
    const kept = one === free ? rest : one;
    return one === attempt ? { ...kept, ...gone } : kept;
  });
  return { ...changeOpen(payment, { answer: { answer: 'not-arrived', finding, by: signerOf(context) } }), attempts };
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
      const { outcome, evidenceDocumentId, evidenceSha256, note } = event;
      return { statement: { outcome, evidenceDocumentId, evidenceSha256, note, by: signerOf(context) } };
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
      const isFirst = needsSecond(event) && !openContradictionOf(payment)?.stated;
      return changeOpen(payment, isFirst ? { stated: said } : { answer: said });
    }
    // What was begun in its stead is taken out: the batch that named it is sent no more.
    case 'settle_arrived':
      return { ...unsigned, batchId: null, ...settleArrived(payment, event.finding, context) };
    case 'settle_beyond':
      return settleArrived(payment, event.finding, context, { beyond: true });
    case 'settle_gone':
    case 'settle_one_gone':
      return settleGone(payment, event.finding, context);
    case 'note_silence':
      return {};
  }
}

const effectsOf = (payment: Payment, event: PaymentEvent, kind: LedgerEffect | undefined): PaymentEffect[] => {
  if (kind === undefined) return [];
  const { caseId, id: paymentId, budgetId, amountFen } = payment;
  const late = event.kind === 'settle_arrived' || event.kind === 'settle_gone' ? openContradictionOf(payment)?.reference : undefined;
  const reference = late ?? ('reference' in event ? event.reference : referenceOf(payment));
  return [{ kind, caseId, paymentId, reference, budgetId, amountFen }];
};

/** What is asked back, or no more, of what arrived beyond the books. */
function beyondEffectOf(payment: Payment, { kind }: PaymentEvent, { at }: PaymentContext): BeyondEffect | null {
  if (kind !== 'settle_beyond' && kind !== 'settle_one_gone') return null;
  const { open, attempt } = contradicted(payment);
  if (kind === 'settle_beyond') return { kind: 'ask-back', reference: open.reference, on: open.bankAt ?? at };
  const { n } = relieved(payment, attempt) ?? attempt;
  return { kind: 'ask-no-more', reference: referenceOf({ ...payment, attempt: n }), on: at };
}

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
  return ok({ payment: moved, effects: effectsOf(payment, event, move.ledger), beyond: beyondEffectOf(payment, event, context) });
}
