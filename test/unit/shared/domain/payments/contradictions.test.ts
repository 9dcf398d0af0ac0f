import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRepaid, recoveriesAfter } from '../../../../../shared/domain/payments/beyond.ts';
import { type BeyondEffect, decidePayment, type PaymentEffect } from '../../../../../shared/domain/payments/payment.ts';
import { effectOfAnswer, eventOfAnswer, referenceOf } from '../../../../../shared/domain/payments/payment-guards.ts';
import type { Actor, PaymentEvent } from '../../../../../shared/domain/payments/payment-moves.ts';
import {
  type AnswerEffect,
  type AttemptOutcome,
  CONTRADICTION_ANSWERS,
  type ContradictionAnswer,
  openContradictionOf,
  PAYMENT_STATES,
  type Payment,
  type PaymentState,
  payment,
  type Recovery,
  recovery,
} from '../../../../../shared/domain/payments/records.ts';
import { decideRecovery } from '../../../../../shared/domain/payments/recovery.ts';
import {
  APPROVER,
  AT,
  accepted,
  context,
  ENLIST,
  EVIDENCE,
  FIRST,
  givenUp,
  paymentOf,
  person,
  refusalOf,
  SECOND,
  SENT,
  SIGNED,
  type Step,
  SYSTEM,
  stated,
  TODAY,
  WAYS,
  word,
} from './fixtures.ts';

const [WITNESS, SECOND_WITNESS] = [APPROVER, person('payer-3')];
const line = (reference: string, says: AttemptOutcome): Step => [
  { kind: 'note_contradiction', reference, says, fileHash: 'f'.repeat(64), row: 4, bankSerial: 'S-late', bankAt: AT },
  SYSTEM,
];

/** A payment with what the ledger and the recoveries of its case have of it. */
interface World {
  readonly row: Payment;
  readonly posted: number;
  readonly released: number;
  readonly recoveries: readonly Recovery[];
}
const fresh = (row = paymentOf('C1')): World => ({ row, posted: 0, released: 0, recoveries: [] });

function moved(world: World, row: Payment, effects: readonly PaymentEffect[], beyond: BeyondEffect | null, by: Actor): World {
  const count = (kind: PaymentEffect['kind']) => effects.filter((effect) => effect.kind === kind).length;
  const signer = { personId: 'w', personKey: by.kind === 'person' ? by.personKey : 'none', at: AT };
  return {
    row,
    posted: world.posted + count('post') - count('reverse-post'),
    released: world.released,
    recoveries: recoveriesAfter(world.recoveries, row, beyond, { at: AT, today: TODAY, by: signer }),
  };
}

function tried(world: World, event: PaymentEvent, by: Actor): World | undefined {
  const decided = decidePayment(world.row, event, context(by));
  return decided.ok ? moved(world, decided.value.payment, decided.value.effects, decided.value.beyond, by) : undefined;
}
const done = (world: World, ...steps: readonly Step[]): World =>
  steps.reduce((now, [event, by]) => tried(now, event, by) ?? expect.fail(`${event.kind} of ${now.row.state}`), world);

const isRecovered = ({ row, recoveries }: World): boolean => isRepaid(recoveries, row.id);
const besideOf = (world: World) => ({ isRecovered: isRecovered(world), successor: 'none' as const });
const effectOf = (world: World, answer: ContradictionAnswer) => effectOfAnswer(world.row, answer, besideOf(world));
const answerOf = (world: World, answer: ContradictionAnswer): PaymentEvent => eventOfAnswer(world.row, answer, '查明', besideOf(world));
/** By as many persons as it takes. */
function answered(world: World, answer: ContradictionAnswer): World {
  const first = done(world, [answerOf(world, answer), WITNESS]);
  return openContradictionOf(first.row) ? done(first, [answerOf(first, answer), SECOND_WITNESS]) : first;
}

/** What must be true of whatever happens: the books have one arrival at most, and every other one is named and asked back. */
function sound({ row, posted, released, recoveries }: World): void {
  const arrived = row.attempts.filter(({ outcome }) => outcome === 'paid');
  const beyond = arrived.filter(({ beyond: extra }) => extra);
  expect(payment.safeParse(row).success).toBe(true);
  for (const one of recoveries) expect(recovery.safeParse(one).success).toBe(true);
  expect([posted >= 0, posted + released <= 1]).toEqual([true, true]);
  expect(arrived.length - beyond.length).toBe(posted);
  expect(row.attempts.filter(({ outcome, beyond: extra }) => extra && outcome !== 'paid')).toEqual([]);
  expect(row.state === 'paid').toBe(posted === 1);
  for (const { n } of beyond) expect(recoveries.map(({ ofAttempt }) => ofAttempt)).toContain(referenceOf({ ...row, attempt: n }));
  const asked = recoveries.filter(({ state, repayments }) => state === 'noticed' && repayments.length === 0);
  expect(asked.length).toBe(
    beyond.filter(({ n }) => asked.some(({ ofAttempt }) => ofAttempt === referenceOf({ ...row, attempt: n }))).length,
  );
}

/** From an ended first attempt to each state there is of the second. */
const again = (to: PaymentState): Step[] => {
  const steps =
    to === 'cancelled' ? [] : WAYS[to].map(([event, by]): Step => ['reference' in event ? { ...event, ...word(2) } : event, by]);
  return [[{ kind: 'retry' }, FIRST], ...steps];
};
/** Its case gives the money back: what may still be given up is. */
const released = (world: World): World => {
  const row = givenUp(world.row);
  return row === world.row ? world : { ...world, row, released: world.released + 1 };
};
const ended = (world: World, state: PaymentState): World => (state === 'cancelled' ? released(world) : world);
const ENDED = { failed: WAYS.failed, returned: WAYS.reversed } as const;

/** What becomes of money that stood as unpaid and arrived after all, by where the payment is by now. */
const ARRIVED: Readonly<Record<PaymentState, AnswerEffect>> = {
  drafted: 'settles',
  l1_ok: 'settles',
  l2_ok: 'settles',
  sent: 'waits',
  unknown: 'waits',
  failed: 'settles',
  reversed: 'settles',
  paid: 'beyond',
  cancelled: 'beyond',
};

describe('a bank line against what stood as unpaid', () => {
  const cases = (['failed', 'returned'] as const).flatMap((stands) =>
    PAYMENT_STATES.flatMap((state) =>
      (['paid', 'failed', 'returned'] as const).filter((says) => says !== stands).map((says) => [stands, says, state] as const),
    ),
  );
  const worldOf = (stands: 'failed' | 'returned', says: AttemptOutcome, state: PaymentState): World =>
    done(ended(done(fresh(), ...ENDED[stands], ...again(state)), state), line('C1.p1.1', says));

  it.each(cases)('stands %s, says %s, payment %s: both answers say what they do, and do it', (stands, says, state) => {
    const world = worldOf(stands, says, state);
    const arrived = says === 'paid' ? ARRIVED[state] : 'unsaid';
    expect([effectOf(world, 'arrived'), effectOf(world, 'not-arrived')]).toEqual([arrived, 'goes-on']);

    const not = answered(world, 'not-arrived');
    expect([not.row.state, not.posted, not.recoveries]).toEqual([state, world.posted, []]);
    sound(not);

    const refused = { waits: 'later-attempt-sent', unsaid: 'line-not-paid' } as const;
    if (arrived === 'waits' || arrived === 'unsaid') {
      expect(refusalOf(decidePayment(world.row, answerOf(world, 'arrived'), context(WITNESS))).code).toBe(refused[arrived]);
      return;
    }
    const was = answered(world, 'arrived');
    sound(was);
    const extra = arrived === 'beyond';
    expect([was.row.state, was.posted]).toEqual([extra ? state : 'paid', extra ? world.posted : 1]);
    expect(was.recoveries).toMatchObject(extra ? [{ ofAttempt: 'C1.p1.1', principalFen: 150_000, state: 'noticed' }] : []);
  });

  it.each<['sent' | 'unknown', 'bank' | 'two persons', 'paid' | 'failed']>(
    (['sent', 'unknown'] as const).flatMap((state) =>
      (['bank', 'two persons'] as const).flatMap((who) =>
        (['paid', 'failed'] as const).map((fate) => [state, who, fate] as ['sent', 'bank', 'paid']),
      ),
    ),
  )('waits in %s until the %s say that the later attempt %s, and then has its way out', (state, who, fate) => {
    const world = worldOf('failed', 'paid', state);
    const known: Step[] =
      who === 'bank'
        ? [[{ kind: `bank_${fate}`, ...word(2) }, SYSTEM]]
        : [
            [stated(fate), FIRST],
            [{ kind: `confirm_${fate}`, evidenceSha256: EVIDENCE }, SECOND],
          ];
    const was = answered(done(world, ...known), 'arrived');
    sound(was);
    expect([was.row.state, was.posted, was.recoveries.length]).toEqual(['paid', 1, fate === 'paid' ? 1 : 0]);
  });
});

describe('a bank line against what stands as paid', () => {
  const paid = done(fresh(), ...WAYS.paid);
  const twice = answered(done(fresh(), ...ENDED.failed, ...again('paid'), line('C1.p1.1', 'paid')), 'arrived');
  const repaid = (world: World): World => {
    const open = world.recoveries[0] ?? expect.fail('nothing is asked back');
    const event = { kind: 'repay', bankSerial: 'in-1', on: TODAY, amountFen: 100 } as const;
    const { recovery: after, effects } = accepted(decideRecovery(open, event, { by: SYSTEM, at: AT, today: TODAY, tiedToApplicant: [] }));
    expect(effects).toEqual([]);
    return { ...world, recoveries: [after] };
  };

  it('that was paid once: it stands, or two persons give the money back to the reserve', () => {
    const world = done(paid, line('C1.p1.1', 'failed'));
    expect([effectOf(world, 'arrived'), effectOf(world, 'not-arrived')]).toEqual(['stands', 'reverses']);
    expect(answered(world, 'arrived')).toMatchObject({ posted: 1, row: { state: 'paid' } });
    const one = done(world, [answerOf(world, 'not-arrived'), WITNESS]);
    expect([one.row.state, one.posted]).toEqual(['paid', 1]);
    expect(refusalOf(decidePayment(one.row, answerOf(one, 'not-arrived'), context(WITNESS))).code).toBe('same-person-twice');
    const gone = answered(world, 'not-arrived');
    sound(gone);
    expect(gone).toMatchObject({ posted: 0, row: { state: 'reversed', attempts: [{ outcome: 'failed', basis: 'bank-line' }] } });
    expect(done(gone, ...again('paid'))).toMatchObject({ posted: 1, row: { state: 'paid' } });
  });

  it.each([
    ['the one in the books', 'C1.p1.2'],
    ['the one beside them', 'C1.p1.1'],
  ])('that arrived twice, and %s came back: one stays paid, and nothing is asked back any more', (_which, reference) => {
    sound(twice);
    expect(refusalOf(decidePayment(twice.row, { kind: 'bank_returned', ...word(2) }, context(SYSTEM))).code).toBe('paid-twice');
    const world = done(twice, line(reference, 'returned'));
    expect([effectOf(world, 'arrived'), effectOf(world, 'not-arrived')]).toEqual(['stands', 'one-left']);
    const left = answered(world, 'not-arrived');
    sound(left);
    expect(left).toMatchObject({ posted: 1, row: { state: 'paid' }, recoveries: [{ state: 'settled' }] });
    expect(left.row.attempts.filter(({ outcome }) => outcome === 'paid')).toHaveLength(1);
    expect(done(left, [{ kind: 'bank_returned', ...word(reference === 'C1.p1.1' ? 2 : 1) }, SYSTEM])).toMatchObject({
      posted: 0,
      row: { state: 'reversed' },
    });
  });

  it('of which some was repaid: the word of two persons is kept, and what the bank sent back is entered as a repayment', () => {
    const world = done(repaid(twice), line('C1.p1.1', 'returned'));
    expect(effectOf(world, 'not-arrived')).toBe('noted');
    const said = answered(world, 'not-arrived');
    expect(said).toMatchObject({ posted: 1, row: { state: 'paid' }, recoveries: [{ state: 'repaying' }] });
  });

  it('that had been given up: once more found gone, nothing is asked back', () => {
    const given = answered(done(released(done(fresh(), ...ENDED.failed)), line('C1.p1.1', 'paid')), 'arrived');
    sound(given);
    expect(given).toMatchObject({ posted: 0, released: 1, row: { state: 'cancelled' }, recoveries: [{ state: 'noticed' }] });
    const back = answered(done(given, line('C1.p1.1', 'returned')), 'not-arrived');
    sound(back);
    expect(back).toMatchObject({ posted: 0, row: { state: 'cancelled' }, recoveries: [{ state: 'settled' }] });
  });
});

describe('a bank line that a payment which was given up has arrived', () => {
  const { row } = done(released(done(fresh(), ...ENDED.failed)), line('C1.p1.1', 'paid'));
  it.each([
    ['none', 'beyond', 'settle_beyond'],
    ['with-bank', 'waits', 'settle_arrived'],
    ['stands-down', 'settles', 'settle_arrived'],
  ] as const)('where the one made in its stead is: %s', (successor, effect, kind) => {
    const beside = { isRecovered: false, successor };
    expect(effectOfAnswer(row, 'arrived', beside)).toBe(effect);
    expect(effectOfAnswer(row, 'not-arrived', beside)).toBe('goes-on');
    expect(eventOfAnswer(row, 'arrived', '查明', beside)).toMatchObject({ kind });
  });
  it('is paid out of the reserve of the one that stands down, refused while that one is with the bank, and never without one', () => {
    const by = (successor: 'none' | 'with-bank' | 'stands-down') =>
      decidePayment(row, { kind: 'settle_arrived', finding: '查明', successor }, context(WITNESS));
    expect(accepted(by('stands-down'))).toMatchObject({
      payment: { state: 'paid', attempts: [{ n: 1, outcome: 'paid' }] },
      effects: [{ kind: 'post', reference: 'C1.p1.1', amountFen: 150_000 }],
      beyond: null,
    });
    expect(refusalOf(by('with-bank')).code).toBe('later-attempt-sent');
    expect(refusalOf(by('none')).code).toBe('payment-state');
  });
});

describe('whatever the bank says, in whatever order', () => {
  const reference = fc.integer({ min: 1, max: 4 }).map((n) => `C1.p1.${n}`);
  const said = fc.constantFrom<AttemptOutcome>('paid', 'failed', 'returned');
  const actor = fc.constantFrom(FIRST, SECOND, WITNESS, SECOND_WITNESS, SYSTEM);
  /** Works on what stands then: a line about some attempt, an answer, a word on the live attempt, or what leads on. */
  type Turn = (world: World) => Step | 'given-up' | undefined;
  const turn: fc.Arbitrary<Turn> = fc.oneof(
    fc.tuple(reference, said).map(
      ([of, says]): Turn =>
        ({ row }) =>
          row.attempts.some(({ n, outcome }) => referenceOf({ ...row, attempt: n }) === of && outcome !== says)
            ? line(of, says)
            : undefined,
    ),
    fc.tuple(fc.constantFrom(...CONTRADICTION_ANSWERS), actor).map(
      ([answer, by]): Turn =>
        (world) => [answerOf(world, answer), by],
    ),
    fc.tuple(fc.constantFrom('bank_paid', 'bank_failed', 'bank_returned'), fc.integer({ min: 1, max: 4 })).map(
      ([kind, n]): Turn =>
        () => [{ kind, ...word(n) }, SYSTEM],
    ),
    fc.constantFrom<Turn>(
      () => ENLIST,
      () => SIGNED[1],
      () => SIGNED[2],
      () => SENT[3],
      () => [{ kind: 'retry' }, FIRST],
      () => 'given-up',
      () => [stated('failed'), FIRST],
      () => [{ kind: 'confirm_failed', evidenceSha256: EVIDENCE }, SECOND],
    ),
  );

  /** What leads on from where it stands: random walks seldom get far by themselves. */
  const LEADS: Readonly<Partial<Record<PaymentState, Step | undefined>>> = {
    l1_ok: SIGNED[2],
    l2_ok: SENT[3],
    failed: [{ kind: 'retry' }, FIRST],
    reversed: [{ kind: 'retry' }, FIRST],
  };
  const lead: Turn = ({ row }) => {
    if (row.state === 'drafted') return row.batchId === null ? ENLIST : SIGNED[1];
    return row.state === 'sent'
      ? [{ kind: row.attempt % 3 === 0 ? 'bank_paid' : 'bank_failed', ...word(row.attempt) }, SYSTEM]
      : LEADS[row.state];
  };

  /** Two witnesses end whatever is open: first what is out, then one line after the other. Throws where there is no way. */
  function out(world: World): World {
    let now = world;
    for (let step = 0; step < 40; step++) {
      if (['sent', 'unknown'].includes(now.row.state)) {
        const { statement } = now.row;
        const confirms = { kind: `confirm_${statement?.outcome ?? 'failed'}`, evidenceSha256: EVIDENCE } as const;
        now = statement ? (tried(now, confirms, SECOND) ?? done(now, [confirms, APPROVER])) : done(now, [stated('failed'), FIRST]);
      } else if (openContradictionOf(now.row)) {
        const open = now;
        const event = answerOf(open, 'not-arrived');
        now = tried(open, event, WITNESS) ?? tried(open, event, SECOND_WITNESS) ?? expect.fail(`stuck: ${JSON.stringify(open.row)}`);
      } else return now;
    }
    return expect.fail('no end');
  }

  it('posted ≤ reserved, a second arrival is always named, and there is always a way out', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.array(fc.oneof(turn, fc.constant(lead)), { maxLength: 150, size: 'max' }), (turns) => {
        let world = fresh();
        for (const next of turns) {
          const step = next(world);
          world = step === 'given-up' ? released(world) : ((step && tried(world, ...step)) ?? world);
          sound(world);
          const open = openContradictionOf(world.row);
          if (open) for (const answer of CONTRADICTION_ANSWERS) seen.add(effectOf(world, answer));
        }
        sound(out(world));
      }),
      { numRuns: 200 },
    );
    for (const effect of ['settles', 'beyond', 'waits', 'unsaid', 'stands', 'goes-on', 'reverses'] as const) expect(seen).toContain(effect);
  });
});
