import type { CivilDate } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { sameHand } from '../parties/hands.ts';
import type { Role } from '../parties/kinds.ts';
import type { FieldFault, RuleRefusal } from '../parties/refusal.ts';
import type { Bilingual } from '../policy/text.ts';
import { bankBodyOf } from './bank-file.ts';
import { decidePayment, type PaymentEffect } from './payment.ts';
import { attemptOf, referenceOf } from './payment-guards.ts';
import type { Actor, CaseStanding, PaymentEvent } from './payment-moves.ts';
import { PAYMENT_REFUSALS, type PaymentRefusalCode } from './payment-refusals.ts';
import { type Batch, type BatchLine, type BatchState, MOST_FEN, MOST_LINES, type Payment, type Sha256Hex, type Signer } from './records.ts';

/** Why a batch does not move, beside what its payments refuse with. */
export const BATCH_REFUSALS = {
  'batch-state': { zh: '批次目前的状态不允许此操作', en: 'The batch is not in a state that allows this' },
  'batch-empty': { zh: '批次至少要有一笔', en: 'A batch has at least one line' },
  'batch-too-long': { zh: `一个批次最多 ${MOST_LINES} 笔，请分批`, en: `A batch has at most ${MOST_LINES} lines; split it` },
  'batch-total': { zh: '批次合计金额过大', en: 'The total of the batch is too large' },
  'another-payer': { zh: '一个批次只能有一个付款单位', en: 'All payments of a batch have one payer' },
  'payment-twice': { zh: '同一笔款项在批次中出现两次', en: 'The same payment stands in the batch twice' },
  'content-changed': {
    zh: '复核人看到的内容与封存的批次不一致',
    en: 'What the second payer saw is not what the batch was sealed with',
  },
  'lines-open': { zh: '还有未得到银行结果的明细', en: 'Some lines have no outcome yet' },
} as const satisfies Record<string, Bilingual>;
export type BatchRefusalCode = keyof typeof BATCH_REFUSALS;

/** Names the lines it is about by `/lines/<index>` (of a new batch: of the payments asked for). */
export type BatchRefusal = RuleRefusal<BatchRefusalCode | PaymentRefusalCode>;

export type BatchEvent =
  | { readonly kind: 'seal' | 'send_back' | 'send' | 'reconcile' | 'discard' }
  /** `contentHash`: of what the second payer saw. */
  | { readonly kind: 'approve'; readonly contentHash: string };
export type BatchEventKind = BatchEvent['kind'];

type Move = {
  readonly from: readonly BatchState[];
  readonly to: BatchState;
  readonly by: readonly (Role | 'system')[];
  /** What happens to each payment of the batch in the same write. */
  readonly payments: PaymentEvent | null;
};

/** The life of a batch, read aloud. Until it is sent, every step back gives its payments free; after that only the bank's word moves them. */
export const BATCH_MOVES: Readonly<Record<BatchEventKind, Move>> = {
  /** 封存: seal */
  seal: { from: ['open'], to: 'sealed', by: ['finance-payer'], payments: { kind: 'sign_first' } },
  /** 复核: approve */
  approve: { from: ['sealed'], to: 'approved', by: ['finance-payer'], payments: { kind: 'sign_second' } },
  /** 退回: send back */
  send_back: {
    from: ['sealed', 'approved'],
    to: 'open',
    by: ['finance-payer'],
    payments: { kind: 'send_back' },
  },
  /** 发送银行: send */
  send: { from: ['approved'], to: 'sent', by: ['finance-payer', 'system'], payments: { kind: 'send' } },
  /** 对账完成: reconcile */
  reconcile: { from: ['sent'], to: 'reconciled', by: ['finance-payer', 'system'], payments: null },
  /** 作废: discard */
  discard: { from: ['open'], to: 'discarded', by: ['finance-payer'], payments: { kind: 'delist' } },
};

export interface BatchContext {
  readonly by: Actor;
  readonly at: string;
  readonly today: CivilDate;
  readonly standingOf: (caseId: string) => CaseStanding;
  readonly sha256Hex: Sha256Hex;
}
export type BatchDecision = { readonly batch: Batch; readonly payments: readonly Payment[]; readonly effects: readonly PaymentEffect[] };

const lineOf = (payment: Payment, index: number): BatchLine => {
  const { caseId, id: paymentId, attempt, programmeId, budgetId, fiscalYear, amountFen, purpose, payee } = payment;
  const reference = referenceOf(payment);
  return { line: index + 1, reference, caseId, paymentId, attempt, programmeId, budgetId, fiscalYear, amountFen, purpose, payee };
};

type Moved = Pick<BatchDecision, 'payments' | 'effects'>;

/** Moves every payment or none; all lines that refuse are named, and the first of them names the refusal. */
function moveAll(payments: readonly Payment[], event: PaymentEvent, context: BatchContext): Result<Moved, BatchRefusal> {
  const { by, at, today, standingOf } = context;
  const outcomes = payments.map((payment) => decidePayment(payment, event, { by, at, today, standing: standingOf(payment.caseId) }));
  const refused = outcomes.flatMap((outcome, index) => (outcome.ok ? [] : [{ code: outcome.refusal.code, index }]));
  const [first] = refused;
  if (first) {
    const faults = refused.map(({ code, index }): FieldFault => ({ pointer: `/lines/${index}`, code, detail: PAYMENT_REFUSALS[code] }));
    return refuse({ code: first.code, faults });
  }
  const decided = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
  return ok({ payments: decided.map(({ payment }) => payment), effects: decided.flatMap(({ effects }) => effects) });
}

const faultAt = (index: number, code: BatchRefusalCode): FieldFault => ({
  pointer: `/lines/${index}`,
  code,
  detail: BATCH_REFUSALS[code],
});

/** @throws RangeError where a worker would sign: the table lets none */
function signerOf({ by, at }: Pick<BatchContext, 'by' | 'at'>): Signer {
  if (by.kind !== 'person') throw new RangeError('a worker signs nothing');
  return { personId: by.personId, personKey: by.personKey, at, ...(by.onBehalf && { onBehalf: by.onBehalf }) };
}

/** What cannot be one batch. */
function faultOfNew(payments: readonly Payment[], payerId: string): BatchRefusal | undefined {
  if (payments.length === 0) return { code: 'batch-empty' };
  if (payments.length > MOST_LINES) return { code: 'batch-too-long', faults: [faultAt(MOST_LINES, 'batch-too-long')] };
  const others = payments.findIndex((payment) => payment.payerId !== payerId);
  if (others >= 0) return { code: 'another-payer', faults: [faultAt(others, 'another-payer')] };
  const references = payments.map(referenceOf);
  const twice = references.findIndex((reference, index) => references.indexOf(reference) < index);
  if (twice >= 0) return { code: 'payment-twice', faults: [faultAt(twice, 'payment-twice')] };
  return payments.reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n) > MOST_FEN ? { code: 'batch-total' } : undefined;
}

/**
 * Opens a batch of payments of one payer, in the order given. A payment that lies in another batch is refused: its own row says so, and is
 * moved in the same write.
 */
export function openBatch(
  about: Pick<Batch, 'id' | 'payerId' | 'payerAccount'>,
  payments: readonly Payment[],
  context: BatchContext,
): Result<BatchDecision, BatchRefusal> {
  const fault = faultOfNew(payments, about.payerId);
  if (fault) return refuse(fault);
  const moved = moveAll(payments, { kind: 'enlist', batchId: about.id }, context);
  if (!moved.ok) return moved;
  const lines = payments.map(lineOf);
  const totalFen = lines.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const unsigned = { contentHash: null, sealedBy: null, approvedBy: null, sentBy: null, returns: [], version: 1 };
  const batch: Batch = { ...about, state: 'open', lines, count: lines.length, totalFen, openedBy: signerOf(context), ...unsigned };
  return ok({ batch, ...moved.value });
}

/** Has the bank, or two persons, said of every line what became of it? */
export const isSettled = ({ lines }: Pick<Batch, 'lines'>, payments: readonly Payment[]): boolean =>
  lines.every((line) => payments.some((payment) => attemptOf(payment, line.reference) !== undefined));

/** What the batch itself objects to, before its payments are asked. */
function objection(batch: Batch, payments: readonly Payment[], event: BatchEvent, context: BatchContext): BatchRefusal | undefined {
  const move = BATCH_MOVES[event.kind];
  const { by } = context;
  if (!move.by.includes(by.kind === 'person' ? by.role : 'system')) return { code: 'role-not-allowed' };
  if (!move.from.includes(batch.state)) return { code: 'batch-state' };
  if (event.kind === 'reconcile') return isSettled(batch, payments) ? undefined : { code: 'lines-open' };
  if (event.kind === 'approve' && by.kind === 'person' && batch.sealedBy && sameHand(batch.sealedBy, by))
    return { code: 'same-person-twice' };
  const seen = event.kind === 'approve' ? event.contentHash : batch.contentHash;
  const binds = event.kind === 'approve' || event.kind === 'send';
  const intact = seen === batch.contentHash && context.sha256Hex(bankBodyOf(batch)) === batch.contentHash;
  if (!binds || intact) return undefined;
  const named = { pointer: '/contentHash', code: 'content-changed', detail: BATCH_REFUSALS['content-changed'] };
  return { code: 'content-changed', ...(event.kind === 'approve' && { faults: [named] }) };
}

/** What an event writes into the batch beside the state. */
function patchOf(batch: Batch, { kind }: BatchEvent, context: BatchContext): Partial<Batch> {
  switch (kind) {
    case 'seal':
      return { contentHash: context.sha256Hex(bankBodyOf(batch)), sealedBy: signerOf(context) };
    case 'approve':
      return { approvedBy: signerOf(context) };
    case 'send_back':
      return { contentHash: null, sealedBy: null, approvedBy: null };
    case 'send':
      return { sentBy: context.by.kind === 'person' ? signerOf(context) : null };
    case 'reconcile':
    case 'discard':
      return {};
  }
}

/** A batch can be taken apart whatever its cases have become: a payment that left it meanwhile, as its case ended or an earlier attempt arrived, is left alone. */
function movePayments(
  batch: Batch,
  payments: readonly Payment[],
  { kind }: BatchEvent,
  context: BatchContext,
): Result<Moved, BatchRefusal> {
  const each = BATCH_MOVES[kind].payments;
  if (each === null) return ok({ payments: [], effects: [] });
  return moveAll(
    kind === 'discard' || kind === 'send_back' ? payments.filter(({ batchId }) => batchId === batch.id) : payments,
    each,
    context,
  );
}

/**
 * Moves a batch with all its payments, or nothing of it.
 * @param payments the rows of all its lines, in their order
 * @returns the batch, and those payments that moved
 * @throws RangeError when they are not those of its lines: a fault of ours
 */
export function decideBatch(
  batch: Batch,
  payments: readonly Payment[],
  event: BatchEvent,
  context: BatchContext,
): Result<BatchDecision, BatchRefusal> {
  const belong = batch.lines.every(({ caseId, paymentId }, at) => payments[at]?.caseId === caseId && payments[at]?.id === paymentId);
  if (!belong || payments.length !== batch.count) throw new RangeError(`not the payments of batch ${batch.id}`);
  const refusal = objection(batch, payments, event, context);
  if (refusal) return refuse(refusal);
  const moved = movePayments(batch, payments, event, context);
  if (!moved.ok) return moved;
  const { to } = BATCH_MOVES[event.kind];
  return ok({ batch: { ...batch, ...patchOf(batch, event, context), state: to, version: batch.version + 1 }, ...moved.value });
}
