import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decidePayment } from '../../../../../shared/domain/payments/payment.ts';
import { eventOfAnswer } from '../../../../../shared/domain/payments/payment-guards.ts';
import type { Actor, PaymentEvent } from '../../../../../shared/domain/payments/payment-moves.ts';
import { type Payment, type PaymentState, payment } from '../../../../../shared/domain/payments/records.ts';
import {
  APPROVER,
  context,
  ENLIST,
  EVIDENCE,
  FIRST,
  inState,
  noted,
  paymentOf,
  person,
  play,
  SECOND,
  SENT,
  SIGNED,
  type Step,
  SYSTEM,
  stated,
  word,
} from './fixtures.ts';
import { code } from './refusal-code.ts';

describe('a statement', () => {
  const claimed = play([[stated('failed'), FIRST]], inState('unknown')).payment;
  it('by one person moves nothing', () => {
    expect(claimed.state).toBe('unknown');
    expect(code(claimed, { kind: 'retry' }, FIRST)).toBe('payment-state');
  });
  it('is confirmed by another person only, and only as it stands', () => {
    expect(code(claimed, { kind: 'confirm_failed', evidenceSha256: EVIDENCE }, FIRST)).toBe('same-person-twice');
    expect(
      code(claimed, { kind: 'confirm_failed', evidenceSha256: EVIDENCE }, {
        ...FIRST,
        personId: 'second-account',
        role: 'finance-approver',
      } as Actor),
    ).toBe('same-person-twice');
    expect(code(claimed, { kind: 'confirm_paid', evidenceSha256: EVIDENCE }, SECOND)).toBe('not-stated');
    expect(code(claimed, { kind: 'confirm_failed', evidenceSha256: EVIDENCE }, person('cousin', 'finance-approver'))).toBe(
      'tied-to-applicant',
    );
    expect(code(inState('sent'), stated('failed'), person('cousin'))).toBe('tied-to-applicant');
    const saidPaid = play([[stated('paid'), FIRST]], inState('sent')).payment;
    expect(code(saidPaid, { kind: 'confirm_failed', evidenceSha256: EVIDENCE }, SECOND)).toBe('not-stated');
    expect(code(saidPaid, { kind: 'confirm_paid', evidenceSha256: EVIDENCE }, FIRST)).toBe('same-person-twice');
    expect(code(saidPaid, { kind: 'confirm_paid', evidenceSha256: EVIDENCE }, person('cousin'))).toBe('tied-to-applicant');
    expect(code(inState('sent'), { kind: 'confirm_paid', evidenceSha256: EVIDENCE }, SECOND)).toBe('not-stated');
  });
  it('two persons confirm ends the attempt as a bank line would', () => {
    const failed = play([[{ kind: 'confirm_failed', evidenceSha256: EVIDENCE }, APPROVER]], claimed);
    expect(failed.effects).toEqual([]);
    expect(failed.payment).toMatchObject({ state: 'failed', statement: null });
    expect(failed.payment.attempts).toMatchObject([
      { basis: 'statement', bankSerial: null, evidenceDocumentId: 'd1', statedBy: [{ personId: 'payer' }, { personId: 'approver-2' }] },
    ]);
    const paid = play(
      [
        [stated('paid'), FIRST],
        [{ kind: 'confirm_paid', evidenceSha256: EVIDENCE }, SECOND],
      ],
      inState('sent'),
    );
    expect(paid.payment.state).toBe('paid');
    expect(paid.effects).toMatchObject([{ kind: 'post' }]);
  });
  it('the bank agrees with later moves no money, and only once', () => {
    const failed = play([[{ kind: 'confirm_failed', evidenceSha256: EVIDENCE }, SECOND]], claimed).payment;
    const agreed = play([[{ kind: 'bank_agrees', ...word() }, SYSTEM]], failed);
    expect(agreed.effects).toEqual([]);
    expect(agreed.payment).toMatchObject({ state: 'failed', attempts: [{ bankSerial: 'S1', basis: 'statement' }] });
    expect(code(agreed.payment, { kind: 'bank_agrees', ...word() }, SYSTEM)).toBe('other-attempt');
    expect(code(inState('failed'), { kind: 'bank_agrees', ...word() }, SYSTEM)).toBe('other-attempt');
  });
});

describe('a contradiction', () => {
  const failed = play(
    [
      [stated('failed'), FIRST],
      [{ kind: 'confirm_failed', evidenceSha256: EVIDENCE }, SECOND],
      [{ kind: 'retry' }, FIRST],
      [noted(), SYSTEM],
    ],
    inState('unknown'),
  ).payment;
  it('lets no money out until it is answered; what becomes of an attempt that is out is booked all the same', () => {
    expect(failed.contradictions).toMatchObject([{ stands: 'failed', says: 'paid', row: 4, answer: null }]);
    const again = play([[{ kind: 'retry' }, FIRST]], inState('failed')).payment;
    const of = (steps: readonly Step[], from = again): Payment => play([...steps, [noted(), SYSTEM]], from).payment;
    const said = [SENT, [...SENT, [stated('failed'), FIRST]], [...SENT, [stated('paid'), FIRST]]] as const;
    const stopped: [Payment, PaymentEvent, Actor][] = [
      [failed, { kind: 'enlist', batchId: 'B2' }, FIRST],
      [of([ENLIST]), { kind: 'sign_first' }, FIRST],
      [of(SIGNED.slice(0, 2)), { kind: 'sign_second' }, SECOND],
      [of(SIGNED), { kind: 'send' }, SYSTEM],
      [of([], inState('failed')), { kind: 'retry' }, FIRST],
    ];
    for (const [from, event, by] of stopped) expect([event.kind, code(from, event, by)]).toEqual([event.kind, 'contradiction-open']);
    const booked: [Payment, PaymentEvent, Actor, PaymentState][] = [
      [of(said[0]), { kind: 'bank_paid', ...word(2) }, SYSTEM, 'paid'],
      [of(said[0]), { kind: 'bank_failed', ...word(2) }, SYSTEM, 'failed'],
      [of(said[1]), { kind: 'confirm_failed', evidenceSha256: EVIDENCE }, SECOND, 'failed'],
      [of(said[2]), { kind: 'confirm_paid', evidenceSha256: EVIDENCE }, SECOND, 'paid'],
      [of([...SENT, [{ kind: 'bank_paid', ...word(2) }, SYSTEM]]), { kind: 'bank_returned', ...word(2) }, SYSTEM, 'reversed'],
    ];
    for (const [from, event, by, state] of booked)
      expect([event.kind, play([[event, by]], from).payment.state]).toEqual([event.kind, state]);
  });
  const PAYER_3 = person('payer-3');
  it('that the money did not arrive is said by one and confirmed by another, neither of whom set a name to the payment', () => {
    const answer = { kind: 'answer_contradiction', answer: 'not-arrived', finding: '银行更正' } as const;
    expect(code(failed, answer, { ...SECOND, role: 'finance-approver' } as Actor)).toBe('same-person-twice');
    expect(code(failed, answer, person('cousin', 'finance-approver'))).toBe('tied-to-applicant');
    const stated = play([[answer, APPROVER]], failed).payment;
    expect(stated.contradictions).toMatchObject([{ answer: null, stated: { answer: 'not-arrived', by: { personId: 'approver-2' } } }]);
    expect(code(stated, { kind: 'enlist', batchId: 'B1' }, FIRST)).toBe('contradiction-open');
    expect(code(stated, answer, APPROVER)).toBe('same-person-twice');
    const answered = play([[answer, PAYER_3]], stated).payment;
    expect(answered.contradictions).toMatchObject([{ answer: { finding: '银行更正', by: { personId: 'payer-3' } } }]);
    expect(play([ENLIST], answered).payment.batchId).toBe('B1');
    expect(code(answered, answer, APPROVER)).toBe('no-contradiction');
  });
  const noted2: PaymentEvent = { ...noted(), bankSerial: 'S-late', bankAt: '2026-11-24T01:00:00Z' };
  const retried = play([[{ kind: 'retry' }, FIRST]], inState('failed')).payment;
  it.each([
    ['nothing', []],
    ['a batch', [ENLIST]],
    ['one signature', SIGNED.slice(0, 2)],
    ['two signatures', SIGNED],
  ] as const)('that it arrived settles the attempt as paid on the late line, once, whatever was begun since: %s', (_what, begun) => {
    const open = play([...begun, [noted2, SYSTEM], [{ ...noted2, fileHash: 'e'.repeat(64) } as PaymentEvent, SYSTEM]], retried).payment;
    const event = eventOfAnswer(open, 'arrived', '确已到账', { isRecovered: false, successor: 'none' });
    const { payment: row, effects } = play([[event, APPROVER]], open);
    expect(effects).toMatchObject([{ kind: 'post', reference: 'C1.p1.1' }]);
    expect(row).toMatchObject({
      state: 'paid',
      batchId: null,
      signers: [],
      contradictions: [{ answer: { answer: 'arrived' } }, { answer: { answer: 'arrived' } }],
    });
    expect(row.attempts).toMatchObject([
      { n: 1, outcome: 'paid', basis: 'bank-line', bankSerial: 'S-late', bankAt: '2026-11-24T01:00:00Z' },
    ]);
    for (const next of [{ kind: 'retry' }, { kind: 'enlist', batchId: 'B3' }, { kind: 'send' }] as const)
      expect(code(row, next, SECOND)).toBe('payment-state');
    const back = play([[{ kind: 'bank_returned', ...word() }, SYSTEM]], row);
    expect(back.effects).toMatchObject([{ kind: 'reverse-post', reference: 'C1.p1.1' }]);
    const again = play([[noted2, SYSTEM]], row).payment;
    expect(play([[eventOfAnswer(again, 'arrived', '同一笔', { isRecovered: false, successor: 'none' }), PAYER_3]], again).effects).toEqual(
      [],
    );
  });
  it('that it arrived is refused once a later attempt is with the bank, where the line says otherwise, and to who signed', () => {
    const event: PaymentEvent = { kind: 'settle_arrived', finding: '确已到账', successor: 'none' };
    const of = (steps: readonly Step[]) => play([...steps, [noted2, SYSTEM]], retried).payment;
    expect(code(of(SENT), event, APPROVER)).toBe('later-attempt-sent');
    expect(code(of(SIGNED), event, { ...FIRST, role: 'finance-approver' } as Actor)).toBe('same-person-twice');
    const returned = play([[{ ...noted(), says: 'returned' } as PaymentEvent, SYSTEM]], retried).payment;
    expect(code(returned, event, APPROVER)).toBe('line-not-paid');
    expect(code(of([]), { kind: 'answer_contradiction', answer: 'arrived', finding: 'x' }, APPROVER)).toBe('line-not-paid');
  });
});

describe('whatever happens, in whatever order', () => {
  const actor = fc.constantFrom(FIRST, SECOND, APPROVER, SYSTEM, person('reviewer'), person('cousin'));
  const bankWord = fc.integer({ min: 1, max: 4 }).map(word);
  const event: fc.Arbitrary<PaymentEvent> = fc.oneof(
    fc.constantFrom<PaymentEvent>(
      { kind: 'enlist', batchId: 'B1' },
      { kind: 'delist' },
      { kind: 'sign_first' },
      { kind: 'sign_second' },
      { kind: 'send_back' },
      { kind: 'send' },
      { kind: 'note_silence' },
      stated('paid'),
      stated('failed'),
      { kind: 'confirm_paid', evidenceSha256: EVIDENCE },
      { kind: 'confirm_failed', evidenceSha256: EVIDENCE },
      { kind: 'retry' },
    ),
    bankWord.chain((said) =>
      fc.constantFrom<PaymentEvent>(
        { kind: 'bank_paid', ...said },
        { kind: 'bank_failed', ...said },
        { kind: 'bank_returned', ...said },
        { kind: 'bank_agrees', ...said },
      ),
    ),
  );
  /** Random walks seldom get far; between random events comes what leads on from where the payment stands. */
  const PUSH: Readonly<Record<PaymentState, Step>> = {
    drafted: [{ kind: 'sign_first' }, FIRST],
    l1_ok: [{ kind: 'sign_second' }, SECOND],
    l2_ok: [{ kind: 'send' }, SYSTEM],
    sent: [stated('failed'), FIRST],
    unknown: [stated('failed'), FIRST],
    paid: [{ kind: 'note_silence' }, SYSTEM],
    failed: [{ kind: 'retry' }, FIRST],
    reversed: [{ kind: 'retry' }, FIRST],
    cancelled: [{ kind: 'retry' }, FIRST],
  };
  const pushed = ({ state, batchId, statement }: Payment): Step => {
    if (state === 'drafted' && batchId === null) return ENLIST;
    return statement
      ? [{ kind: statement.outcome === 'paid' ? 'confirm_paid' : 'confirm_failed', evidenceSha256: EVIDENCE }, SECOND]
      : PUSH[state];
  };

  it('no two attempts are paid, no money moves without two distinct persons, and the ledger never owes', () => {
    let deepest = 0;
    let paid = 0;
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.tuple(event, actor), fc.constant(null)), { maxLength: 120, size: 'max' }), (steps) => {
        let row = paymentOf('C1');
        let posted = 0;
        for (const step of steps) {
          const [happened, by] = step ?? pushed(row);
          const decided = decidePayment(row, happened, context(by));
          if (!decided.ok) continue;
          const before = row;
          row = decided.value.payment;
          for (const { kind } of decided.value.effects) posted += kind === 'post' ? 1 : -1;
          expect(payment.safeParse(row).success).toBe(true);
          expect(row.attempts.filter(({ outcome }) => outcome === 'paid').length).toBe(posted);
          expect(posted).toBeGreaterThanOrEqual(0);
          expect(posted).toBeLessThanOrEqual(1);
          expect(new Set(row.attempts.map(({ n }) => n)).size).toBe(row.attempts.length);
          if (row.state === 'sent') expect(new Set(row.signers.map(({ personKey }) => personKey)).size).toBe(2);
          if (['sent', 'unknown'].includes(before.state) && !['sent', 'unknown'].includes(row.state))
            expect(row.attempts.length).toBe(before.attempts.length + 1);
          deepest = Math.max(deepest, row.attempt);
          paid += posted;
        }
      }),
      { numRuns: 300 },
    );
    expect(deepest).toBeGreaterThan(1);
    expect(paid).toBeGreaterThan(0);
  });
});
