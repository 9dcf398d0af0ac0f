import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { dropPayments } from '../../../../../shared/domain/cases/money/payments-of-case.ts';
import type { CivilDate } from '../../../../../shared/domain/kernel/civil-date.ts';
import type { Result } from '../../../../../shared/domain/kernel/result.ts';
import type { Role } from '../../../../../shared/domain/parties/kinds.ts';
import { type BatchContext, type BatchDecision, decideBatch, openBatch } from '../../../../../shared/domain/payments/batch.ts';
import { payeeHashOf } from '../../../../../shared/domain/payments/payee.ts';
import { decidePayment, draftPayment, type PaymentEffect } from '../../../../../shared/domain/payments/payment.ts';
import type { Actor, CaseStanding, PaymentContext, PaymentEvent } from '../../../../../shared/domain/payments/payment-moves.ts';
import type { Batch, Payee, Payment, PaymentState } from '../../../../../shared/domain/payments/records.ts';

export const sha256Hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
export const day = (text: string): CivilDate => text as CivilDate;
export const TODAY = day('2026-11-23');
export const AT = '2026-11-23T02:00:00Z';

export const PAYEE: Payee = {
  holderName: '昆山示例（科技）有限公司',
  holderIdKey: null,
  bankName: '中国银行昆山支行',
  bankAccount: '320583000012345678',
  cnaps: '104305300018',
};
export const PAYEE_HASH = payeeHashOf(PAYEE, sha256Hex);

export const person = (name: string, role: Role = 'finance-payer'): Actor => ({
  kind: 'person',
  personId: name,
  personKey: `key-${name}`,
  role,
});
export const SYSTEM: Actor = { kind: 'system' };
export const [FIRST, SECOND, APPROVER] = [person('payer'), person('payer-2'), person('approver-2', 'finance-approver')];

const STANDING: CaseStanding = {
  approvedPayeeHash: PAYEE_HASH,
  coolsOffUntil: null,
  recovered: [],
  actedInCase: ['key-reviewer', 'key-approver'],
  tiedToApplicant: ['key-cousin'],
};
export const context = (by: Actor, standing: Partial<CaseStanding> = {}): PaymentContext => ({
  by,
  at: AT,
  today: TODAY,
  standing: { ...STANDING, ...standing },
});
export const batchContext = (by: Actor, standing: Partial<CaseStanding> = {}): BatchContext => ({
  by,
  at: AT,
  today: TODAY,
  standingOf: () => ({ ...STANDING, ...standing }),
  sha256Hex,
});

export const paymentOf = (caseId: string, amountFen = 150_000, more: Partial<Payment> = {}): Payment => ({
  ...draftPayment({
    caseId,
    id: 'p1',
    programmeId: 'community-broadband-subsidy',
    budgetId: '2026.320583.community-broadband-subsidy',
    fiscalYear: 2026,
    payerId: 'kunshan-finance',
    amountFen,
    purpose: '宽带接入补贴',
    payee: PAYEE,
    payeeHash: PAYEE_HASH,
  }),
  ...more,
});

/** The value of a decision that must be one. */
export function accepted<Value>(result: Result<Value, unknown>): Value {
  if (!result.ok) expect.fail(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}
/** What a decision that must be refused is refused with. */
export function refusalOf<Refusal>(result: Result<unknown, Refusal>): Refusal {
  if (result.ok) expect.fail(`not refused: ${JSON.stringify(result.value)}`);
  return result.refusal;
}

export const ABOUT = { id: 'B1', payerId: 'kunshan-finance', payerAccount: '320583999900001111' };
export type Held = Pick<BatchDecision, 'batch' | 'payments'>;

const STEPS = [
  ['sealed', 'seal', FIRST],
  ['approved', 'approve', SECOND],
  ['sent', 'send', SYSTEM],
] as const;

/** A batch of these payments, brought as far as asked. */
export function batchIn(state: Batch['state'], payments: readonly Payment[]): Held {
  let held: Held = accepted(openBatch(ABOUT, payments, batchContext(FIRST)));
  for (const [reached, kind, by] of STEPS) {
    if (held.batch.state === state) break;
    const event = kind === 'approve' ? { kind, contentHash: held.batch.contentHash ?? '' } : { kind };
    held = accepted(decideBatch(held.batch, held.payments, event, batchContext(by)));
    expect(held.batch.state).toBe(reached);
  }
  expect(held.batch.state).toBe(state);
  return held;
}

export const word = (attempt = 1) => ({
  reference: `C1.p1.${attempt}`,
  bankSerial: `S${attempt}`,
  bankAt: '2026-11-23T01:00:00Z',
  why: null,
});
export const EVIDENCE = 'e'.repeat(64);
export const stated = (outcome: 'paid' | 'failed') =>
  ({ kind: 'state_outcome', outcome, evidenceDocumentId: 'd1', evidenceSha256: EVIDENCE, note: '电话核实' }) as const;
export const noted = (reference = 'C1.p1.1') =>
  ({ kind: 'note_contradiction', reference, says: 'paid', fileHash: 'f'.repeat(64), row: 4 }) as const;

export type Step = readonly [PaymentEvent, Actor];
export const play = (steps: readonly Step[], from: Payment = paymentOf('C1')): { payment: Payment; effects: PaymentEffect[] } =>
  steps.reduce(
    (held, [event, by]) => {
      const { payment: next, effects } = accepted(decidePayment(held.payment, event, context(by)));
      return { payment: next, effects: [...held.effects, ...effects] };
    },
    { payment: from, effects: [] as PaymentEffect[] },
  );

export const ENLIST: Step = [{ kind: 'enlist', batchId: 'B1' }, FIRST];
export const SIGNED: Step[] = [ENLIST, [{ kind: 'sign_first' }, FIRST], [{ kind: 'sign_second' }, SECOND]];
export const SENT: Step[] = [...SIGNED, [{ kind: 'send' }, SYSTEM]];
export const WAYS: Readonly<Record<Exclude<PaymentState, 'cancelled'>, readonly Step[]>> = {
  drafted: [],
  l1_ok: SIGNED.slice(0, 2),
  l2_ok: SIGNED,
  sent: SENT,
  unknown: [...SENT, [{ kind: 'note_silence' }, SYSTEM]],
  paid: [...SENT, [{ kind: 'bank_paid', ...word() }, SYSTEM]],
  failed: [...SENT, [{ kind: 'bank_failed', ...word(), why: 'E1 账号不存在' }, SYSTEM]],
  reversed: [...SENT, [{ kind: 'bank_paid', ...word() }, SYSTEM], [{ kind: 'bank_returned', ...word() }, SYSTEM]],
};
/** A payment whose case gives its money back. */
export const givenUp = (row: Payment): Payment => dropPayments([row])[0] ?? row;
export const inState = (state: PaymentState): Payment => (state === 'cancelled' ? givenUp(paymentOf('C1')) : play(WAYS[state]).payment);
