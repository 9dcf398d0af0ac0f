import { describe, expect, it } from 'vitest';
import { decidePayment } from '../../../../../shared/domain/payments/payment.ts';
import { referenceOf } from '../../../../../shared/domain/payments/payment-guards.ts';
import {
  type Actor,
  PAYMENT_MOVES,
  type PaymentEvent,
  type PaymentEventKind,
} from '../../../../../shared/domain/payments/payment-moves.ts';
import { PAYMENT_REFUSALS } from '../../../../../shared/domain/payments/payment-refusals.ts';
import { PAYMENT_STATES, type Payment, payment } from '../../../../../shared/domain/payments/records.ts';
import {
  accepted,
  context,
  day,
  ENLIST,
  EVIDENCE,
  FIRST,
  givenUp,
  inState,
  noted,
  PAYEE,
  PAYEE_HASH,
  person,
  play,
  SECOND,
  SENT,
  SIGNED,
  SYSTEM,
  stated,
  WAYS,
  word,
} from './fixtures.ts';
import { code } from './refusal-code.ts';

describe('the states of a payment', () => {
  it.each(PAYMENT_STATES)('%s is reached, and its row is one the store takes', (state) => {
    const reached = inState(state);
    expect(reached.state).toBe(state);
    expect(payment.parse(reached)).toEqual(reached);
    expect(reached.version).toBe(1 + (state === 'cancelled' ? 1 : WAYS[state].length));
  });

  const EVENTS: Readonly<Record<PaymentEventKind, PaymentEvent>> = {
    enlist: { kind: 'enlist', batchId: 'B2' },
    delist: { kind: 'delist' },
    renew_payee: { kind: 'renew_payee', payee: PAYEE, payeeHash: PAYEE_HASH },
    sign_first: { kind: 'sign_first' },
    sign_second: { kind: 'sign_second' },
    send_back: { kind: 'send_back' },
    send: { kind: 'send' },
    note_silence: { kind: 'note_silence' },
    bank_paid: { kind: 'bank_paid', ...word() },
    bank_failed: { kind: 'bank_failed', ...word() },
    bank_returned: { kind: 'bank_returned', ...word() },
    bank_agrees: { kind: 'bank_agrees', ...word() },
    state_outcome: stated('paid'),
    confirm_paid: { kind: 'confirm_paid', evidenceSha256: EVIDENCE },
    confirm_failed: { kind: 'confirm_failed', evidenceSha256: EVIDENCE },
    retry: { kind: 'retry' },
    note_contradiction: noted(),
    answer_contradiction: { kind: 'answer_contradiction', answer: 'not-arrived', finding: 'x' },
    settle_arrived: { kind: 'settle_arrived', finding: 'x', successor: 'none' },
    settle_beyond: { kind: 'settle_beyond', finding: 'x' },
    settle_gone: { kind: 'settle_gone', finding: 'x' },
    settle_one_gone: { kind: 'settle_one_gone', finding: 'x' },
  };
  const kinds = Object.keys(EVENTS) as PaymentEventKind[];

  it.each(kinds)('%s leads nowhere from a state the table does not name, and changes nothing', (kind) => {
    const { from, by } = PAYMENT_MOVES[kind];
    const role = by[0] as Exclude<(typeof by)[number], undefined>;
    const actor = role === 'system' ? SYSTEM : person('someone', role);
    for (const state of PAYMENT_STATES.filter((one) => !from.includes(one))) {
      const row = inState(state);
      const before = structuredClone(row);
      expect(code(row, EVENTS[kind], actor)).toBe('payment-state');
      expect(row).toEqual(before);
    }
  });
  it.each(kinds)('%s is for the roles of the table alone', (kind) => {
    for (const role of ['finance-payer', 'finance-approver', 'finance-reviewer', 'signatory', 'admin', 'auditor'] as const) {
      if (PAYMENT_MOVES[kind].by.includes(role)) continue;
      for (const state of PAYMENT_STATES) expect(code(inState(state), EVENTS[kind], person('x', role))).toBe('role-not-allowed');
    }
    if (!PAYMENT_MOVES[kind].by.includes('system')) expect(code(inState('drafted'), EVENTS[kind], SYSTEM)).toBe('role-not-allowed');
  });
  it('every refusal is in words', () => {
    for (const { zh, en } of Object.values(PAYMENT_REFUSALS)) expect(zh && en).toBeTruthy();
  });
});

describe('two persons sign', () => {
  it('and the payment says who', () =>
    expect(inState('sent').signers.map(({ personKey }) => personKey)).toEqual(['key-payer', 'key-payer-2']));
  it.each<[string, Actor, string]>([
    ['the same person', FIRST, 'same-person-twice'],
    ['the same person under another account', { ...FIRST, personId: 'other-account' } as Actor, 'same-person-twice'],
    ['the reviewer of the case', person('reviewer'), 'acted-in-the-case'],
    ['the approver of the case, now a payer', person('approver'), 'acted-in-the-case'],
    ['a cousin of the applicant', person('cousin'), 'tied-to-applicant'],
  ])('%s is no second', (_who, by, expected) => expect(code(inState('l1_ok'), { kind: 'sign_second' }, by)).toBe(expected));
  it('nobody of the case or the applicant is a first either', () => {
    const listed = play([ENLIST]).payment;
    expect(code(listed, { kind: 'sign_first' }, person('reviewer'))).toBe('acted-in-the-case');
    expect(code(listed, { kind: 'sign_first' }, person('cousin'))).toBe('tied-to-applicant');
  });
  it('a payment in no batch is not signed', () => expect(code(inState('drafted'), { kind: 'sign_first' }, FIRST)).toBe('not-in-a-batch'));
  it('nor sent, whatever its row says', () =>
    expect(code({ ...inState('l2_ok'), batchId: null }, { kind: 'send' }, SYSTEM)).toBe('not-in-a-batch'));
  it('what is in no batch is not taken out of one', () =>
    expect(code(inState('drafted'), { kind: 'delist' }, FIRST)).toBe('not-in-a-batch'));
  it('a row with one name twice is not sent', () => {
    const row = inState('l2_ok');
    const [one] = row.signers;
    expect(code({ ...row, signers: one ? [one, one] : [] }, { kind: 'send' }, SYSTEM)).toBe('not-signed-twice');
    expect(code({ ...row, signers: one ? [one] : [] }, { kind: 'send' }, SYSTEM)).toBe('not-signed-twice');
  });
  it('what is sent back is signed anew, by whomever first', () => {
    const back = play([...SIGNED, [{ kind: 'send_back' }, SECOND]]).payment;
    expect(back).toMatchObject({ state: 'drafted', signers: [], batchId: 'B1' });
    expect(play([[{ kind: 'sign_first' }, SECOND]], back).payment.state).toBe('l1_ok');
  });
});

describe('the payee an approval is bound to', () => {
  const STEPS: [string, Payment, PaymentEvent, Actor][] = [
    ['drafted', play([ENLIST]).payment, { kind: 'sign_first' }, FIRST],
    ['l1_ok', inState('l1_ok'), { kind: 'sign_second' }, SECOND],
    ['l2_ok', inState('l2_ok'), { kind: 'send' }, SYSTEM],
  ];
  it.each(STEPS)('another one stops it in %s', (_state, from, event, by) => {
    expect(code(from, event, by, { approvedPayeeHash: 'other' })).toBe('payee-not-approved');
    expect(code(from, event, by, { approvedPayeeHash: null })).toBe('payee-not-approved');
  });
  it.each(STEPS)('one that cools off stops it in %s', (_state, from, event, by) => {
    expect(code(from, event, by, { coolsOffUntil: day('2026-11-24') })).toBe('payee-cooling-off');
    expect(decidePayment(from, event, context(by, { coolsOffUntil: day('2026-11-23') })).ok).toBe(true);
  });
  it('is renewed while nothing is signed', () => {
    const next = { kind: 'renew_payee', payee: { ...PAYEE, bankAccount: '99998888' }, payeeHash: 'a'.repeat(64) } as const;
    const renewed = accepted(decidePayment(inState('drafted'), next, context(FIRST))).payment;
    expect(renewed).toMatchObject({ payee: { bankAccount: '99998888' }, payeeHash: 'a'.repeat(64) });
    expect(code(play([ENLIST]).payment, next, FIRST)).toBe('already-in-a-batch');
  });
});

describe('what was sent', () => {
  it('is not tried again while the bank is silent', () => {
    for (const state of ['sent', 'unknown'] as const) expect(code(inState(state), { kind: 'retry' }, FIRST)).toBe('payment-state');
  });
  it('and failed by the bank is tried again under a new reference, signed anew', () => {
    const again = play([[{ kind: 'retry' }, FIRST]], inState('failed')).payment;
    expect(again).toMatchObject({ state: 'drafted', attempt: 2, signers: [], batchId: null });
    expect(again.attempts).toMatchObject([{ n: 1, outcome: 'failed', basis: 'bank-line', batchId: 'B1', why: 'E1 账号不存在' }]);
    expect(referenceOf(again)).toBe('C1.p1.2');
    const paid = play([...SENT, [{ kind: 'bank_paid', ...word(2) }, SYSTEM]], again);
    expect(paid.payment.attempts).toMatchObject([{ outcome: 'failed' }, { n: 2, outcome: 'paid', bankSerial: 'S2' }]);
    expect(paid.effects).toMatchObject([{ kind: 'post', reference: 'C1.p1.2', amountFen: 150_000 }]);
  });
  it('takes no word about another attempt', () => {
    const again = play([[{ kind: 'retry' }, FIRST], ...SENT], inState('failed')).payment;
    expect(code(again, { kind: 'bank_paid', ...word(1) }, SYSTEM)).toBe('other-attempt');
    expect(code(again, { kind: 'bank_failed', ...word(1) }, SYSTEM)).toBe('other-attempt');
    const paid = play([[{ kind: 'bank_paid', ...word(2) }, SYSTEM]], again).payment;
    expect(code(paid, { kind: 'bank_returned', ...word(1) }, SYSTEM)).toBe('other-attempt');
  });
  it('and failed is given up with its case alone; what is given up is not tried again', () => {
    const row = givenUp(inState('failed'));
    expect(row.state).toBe('cancelled');
    for (const kind of ['retry', 'sign_first', 'send'] as const) expect(code(row, { kind }, FIRST)).not.toBe(undefined);
    for (const state of ['l1_ok', 'l2_ok', 'sent', 'unknown', 'paid'] as const) expect(givenUp(inState(state)).state).toBe(state);
  });
  it('and paid comes back to the reserve when its bank returns it', () => {
    const { payment: row, effects } = play(WAYS.reversed);
    expect(effects.map(({ kind }) => kind)).toEqual(['post', 'reverse-post']);
    expect(row.attempts).toMatchObject([{ n: 1, outcome: 'returned' }]);
    expect(play([[{ kind: 'retry' }, FIRST]], row).payment.attempt).toBe(2);
  });
});
