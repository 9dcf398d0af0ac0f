import { describe, expect, it } from 'vitest';
import { bankFileOf } from '../../../../../shared/domain/payments/bank-file.ts';
import { BATCH_MOVES, type BatchEvent, decideBatch, openBatch } from '../../../../../shared/domain/payments/batch.ts';
import { decidePayment } from '../../../../../shared/domain/payments/payment.ts';
import type { Actor, CaseStanding } from '../../../../../shared/domain/payments/payment-moves.ts';
import { BATCH_STATES, batch as batchRow, MOST_FEN, MOST_LINES, type Payment } from '../../../../../shared/domain/payments/records.ts';
import {
  ABOUT,
  APPROVER,
  accepted,
  batchContext,
  batchIn,
  context,
  day,
  EVIDENCE,
  FIRST,
  type Held,
  paymentOf,
  person,
  refusalOf,
  SECOND,
  SYSTEM,
} from './fixtures.ts';

const three = (): Payment[] => [paymentOf('C1', 100), paymentOf('C2', 250), paymentOf('C3', 399)];
const decide = ({ batch, payments }: Held, event: BatchEvent, by: Actor, standing: Partial<CaseStanding> = {}) =>
  decideBatch(batch, payments, event, batchContext(by, standing));
const approve = ({ batch }: Held): BatchEvent => ({ kind: 'approve', contentHash: batch.contentHash ?? '' });
const STATES = ['open', 'sealed', 'approved', 'sent'] as const;

describe('a batch is opened', () => {
  it('of payments of one payer, with count and total', () => {
    const { batch, payments } = batchIn('open', three());
    expect(batch).toMatchObject({ state: 'open', count: 3, totalFen: 749, contentHash: null });
    expect(batch.lines.map(({ line, reference }) => [line, reference])).toEqual([
      [1, 'C1.p1.1'],
      [2, 'C2.p1.1'],
      [3, 'C3.p1.1'],
    ]);
    expect(payments.map(({ batchId }) => batchId)).toEqual(['B1', 'B1', 'B1']);
    expect(batchRow.parse(batch)).toEqual(batch);
  });
  it.each<[string, Payment[], string, string | undefined]>([
    ['none', [], 'batch-empty', undefined],
    ['41', Array.from({ length: MOST_LINES + 1 }, (_, at) => paymentOf(`C${at}`)), 'batch-too-long', '/lines/40'],
    ['two payers', [paymentOf('C1'), paymentOf('C2', 1, { payerId: 'other' })], 'another-payer', '/lines/1'],
    ['one twice', [paymentOf('C1'), paymentOf('C1')], 'payment-twice', '/lines/1'],
    ['more than a number holds', [paymentOf('C1', MOST_FEN), paymentOf('C2', MOST_FEN)], 'batch-total', undefined],
    ['one in another batch', [paymentOf('C1'), paymentOf('C2', 1, { batchId: 'B0' })], 'already-in-a-batch', '/lines/1'],
    ['one that is cancelled', [paymentOf('C1', 1, { state: 'cancelled' })], 'payment-state', '/lines/0'],
  ])('not of %s', (_what, payments, code, pointer) => {
    const refusal = refusalOf(openBatch(ABOUT, payments, batchContext(FIRST)));
    expect(refusal.code).toBe(code);
    expect(refusal.faults?.map((fault) => fault.pointer)).toEqual(pointer === undefined ? undefined : [pointer]);
  });
  it('of 40 it may be', () =>
    expect(
      batchIn(
        'sent',
        Array.from({ length: MOST_LINES }, (_, at) => paymentOf(`C${at}`)),
      ).batch.count,
    ).toBe(MOST_LINES));
  it('not by anyone but a payer', () => expect(refusalOf(openBatch(ABOUT, three(), batchContext(APPROVER))).code).toBe('role-not-allowed'));
});

describe('the life of a batch', () => {
  it.each([
    ['open', 'drafted'],
    ['sealed', 'l1_ok'],
    ['approved', 'l2_ok'],
    ['sent', 'sent'],
  ] as const)('%s has its payments in %s', (state, inner) => {
    const { batch, payments } = batchIn(state, three());
    expect(new Set(payments.map((payment) => payment.state))).toEqual(new Set([inner]));
    expect(batchRow.parse(batch)).toEqual(batch);
  });
  it.each(STATES)('from %s nothing leads on but what the table names', (state) => {
    const held = batchIn(state, three());
    for (const [kind, { from, by }] of Object.entries(BATCH_MOVES)) {
      if ((from as readonly string[]).includes(state)) continue;
      const actor = by.includes('system') ? SYSTEM : SECOND;
      expect(refusalOf(decide(held, { kind, contentHash: held.batch.contentHash ?? '' } as BatchEvent, actor)).code).toBe('batch-state');
    }
  });
  it('every state is in the table', () => {
    const named = new Set(Object.values(BATCH_MOVES).flatMap(({ from, to }) => [...from, to]));
    expect([...named].sort()).toEqual([...BATCH_STATES].sort());
  });

  it.each<[string, Actor, string]>([
    ['who sealed it', FIRST, 'same-person-twice'],
    ['who sealed it, under another account', { ...FIRST, personId: 'again' } as Actor, 'same-person-twice'],
    ['an approver', APPROVER, 'role-not-allowed'],
    ['a reviewer of one of the cases', person('reviewer'), 'acted-in-the-case'],
    ['a cousin of one of the applicants', person('cousin'), 'tied-to-applicant'],
    ['a worker', SYSTEM, 'role-not-allowed'],
  ])('%s does not approve it', (_who, by, code) => {
    const held = batchIn('sealed', three());
    const before = structuredClone(held);
    expect(refusalOf(decide(held, approve(held), by)).code).toBe(code);
    expect(held).toEqual(before);
  });
  it('is not approved by who sealed it, though its payments name another', () => {
    const held = batchIn('sealed', three());
    const payments = held.payments.map((one) => ({ ...one, signers: one.signers.map((by) => ({ ...by, personKey: 'key-nobody' })) }));
    expect(refusalOf(decide({ ...held, payments }, approve(held), FIRST)).code).toBe('same-person-twice');
    expect(decide({ ...held, payments }, approve(held), SECOND).ok).toBe(true);
  });
  it('is a version on with every step', () => expect(STATES.map((state) => batchIn(state, three()).batch.version)).toEqual([1, 2, 3, 4]));
  it('is approved as it was sealed, not as it was changed', () => {
    const held = batchIn('sealed', three());
    expect(refusalOf(decide(held, { kind: 'approve', contentHash: 'a'.repeat(64) }, SECOND)).code).toBe('content-changed');
    const lines = held.batch.lines.map((line, at) => (at === 1 ? { ...line, payee: { ...line.payee, bankAccount: '99998888' } } : line));
    const changed = { ...held, batch: { ...held.batch, lines } };
    expect(refusalOf(decide(changed, approve(held), SECOND)).code).toBe('content-changed');
    const approved = batchIn('approved', three());
    expect(refusalOf(decide({ ...approved, batch: { ...approved.batch, lines } }, { kind: 'send' }, SYSTEM)).code).toBe('content-changed');
  });
  it('names every line whose payee is no longer the approved one', () => {
    const held = batchIn('sealed', three());
    const refusal = refusalOf(decide(held, approve(held), SECOND, { approvedPayeeHash: null }));
    expect(refusal).toMatchObject({ code: 'payee-not-approved', faults: [{ pointer: '/lines/0' }, { pointer: '/lines/1' }, {}] });
    expect(refusalOf(decide(held, approve(held), SECOND, { coolsOffUntil: day('2099-01-01') })).code).toBe('payee-cooling-off');
  });
  it.each(['sealed', 'approved'] as const)('goes back from %s and can be sealed anew', (state) => {
    const back = accepted(decide(batchIn(state, three()), { kind: 'send_back' }, SECOND));
    expect(back.batch).toMatchObject({ state: 'open', contentHash: null, sealedBy: null, approvedBy: null });
    expect(back.payments.every((payment) => payment.state === 'drafted' && payment.signers.length === 0)).toBe(true);
    expect(accepted(decide(back, { kind: 'seal' }, SECOND)).batch.state).toBe('sealed');
  });
  it('discarded, sets its payments free for another batch', () => {
    const { batch, payments } = accepted(decide(batchIn('open', three()), { kind: 'discard' }, FIRST));
    expect(batch.state).toBe('discarded');
    expect(openBatch({ ...ABOUT, id: 'B2' }, payments, batchContext(FIRST)).ok).toBe(true);
  });
  it('is discarded though one of its cases has ended meanwhile', () => {
    const { batch, payments } = batchIn('open', three());
    const [first, ...others] = payments as [Payment, ...Payment[]];
    const ended: Payment = { ...first, state: 'cancelled', batchId: null };
    const discarded = accepted(decide({ batch, payments: [ended, ...others] }, { kind: 'discard' }, FIRST));
    expect(discarded.payments.map(({ caseId }) => caseId)).toEqual(['C2', 'C3']);
  });
  it('refuses rows that are not those of its lines', () => {
    const { batch, payments } = batchIn('open', three());
    expect(() => decide({ batch, payments: payments.slice(1) }, { kind: 'seal' }, FIRST)).toThrow(RangeError);
    expect(() => decide({ batch, payments: payments.toReversed() }, { kind: 'seal' }, FIRST)).toThrow(RangeError);
  });
  it('gives its file from sent on, never before', () => {
    for (const state of STATES) expect(bankFileOf(batchIn(state, three()).batch).ok).toBe(state === 'sent');
  });
  it('is reconciled when every line has an outcome, also by two persons’ word', () => {
    const held = batchIn('sent', three());
    expect(refusalOf(decide(held, { kind: 'reconcile' }, SYSTEM)).code).toBe('lines-open');
    const payments = held.payments.map((payment) => {
      const stated = { kind: 'state_outcome', outcome: 'failed', evidenceDocumentId: 'd', evidenceSha256: EVIDENCE, note: 'n' } as const;
      const one = accepted(decidePayment(payment, stated, context(FIRST))).payment;
      const failed = accepted(decidePayment(one, { kind: 'confirm_failed', evidenceSha256: EVIDENCE }, context(SECOND))).payment;
      return accepted(decidePayment(failed, { kind: 'retry' }, context(FIRST))).payment;
    });
    const [open] = held.payments as [Payment];
    expect(refusalOf(decide({ batch: held.batch, payments: [open, ...payments.slice(1)] }, { kind: 'reconcile' }, SYSTEM)).code).toBe(
      'lines-open',
    );
    expect(accepted(decide({ batch: held.batch, payments }, { kind: 'reconcile' }, SYSTEM)).batch.state).toBe('reconciled');
  });
});
