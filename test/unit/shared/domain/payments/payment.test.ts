import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decidePayment } from '../../../../../shared/domain/payments/payment.ts';
import { eventOfAnswer, referenceOf } from '../../../../../shared/domain/payments/payment-guards.ts';
import {
  type Actor,
  type CaseStanding,
  PAYMENT_MOVES,
  type PaymentEvent,
  type PaymentEventKind,
} from '../../../../../shared/domain/payments/payment-moves.ts';
import { PAYMENT_REFUSALS } from '../../../../../shared/domain/payments/payment-refusals.ts';
import { PAYMENT_STATES, type Payment, type PaymentState, payment } from '../../../../../shared/domain/payments/records.ts';
import {
  APPROVER,
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
  paymentOf,
  person,
  play,
  refusalOf,
  SECOND,
  SENT,
  SIGNED,
  type Step,
  SYSTEM,
  stated,
  WAYS,
  word,
} from './fixtures.ts';

const code = (from: Payment, event: PaymentEvent, by: Actor, standing: Partial<CaseStanding> = {}) =>
  refusalOf(decidePayment(from, event, context(by, standing))).code;

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
