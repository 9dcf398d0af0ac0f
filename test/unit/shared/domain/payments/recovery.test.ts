import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type CivilDate } from '../../../../../shared/domain/kernel/civil-date.ts';
import { DEFAULT_RECOVERY_TERMS, interestDays, interestOver, stretchesOf } from '../../../../../shared/domain/payments/interest.ts';
import { owedOn } from '../../../../../shared/domain/payments/owed.ts';
import type { Actor } from '../../../../../shared/domain/payments/payment-moves.ts';
import {
  RECOVERY_STATES,
  type Recovery,
  type RecoveryTerms,
  recoveryTerms,
  recovery as row,
} from '../../../../../shared/domain/payments/records.ts';
import { decideRecovery, openRecovery } from '../../../../../shared/domain/payments/recovery.ts';
import { RECOVERY_MOVES, type RecoveryContext, type RecoveryEvent } from '../../../../../shared/domain/payments/recovery-moves.ts';
import { AT, accepted, day, person, refusalOf, SYSTEM } from './fixtures.ts';

const RATE = { rateBp: 300, dayCount: 365 } as const;
const NOTICED = day('2026-06-01');
const REVIEWER = person('reviewer', 'finance-reviewer');
const APPROVER = person('approver', 'finance-approver');
const OTHER = person('approver-2', 'finance-approver');
const SIGNATORY = person('boss', 'signatory');

const context = (by: Actor, today: CivilDate = day('2027-06-01')): RecoveryContext => ({
  by,
  at: AT,
  today,
  tiedToApplicant: ['key-cousin', 'key-boss'],
});
const opened = (terms: Partial<RecoveryTerms> = {}, principalFen = 1_000_000): Recovery =>
  accepted(
    openRecovery(
      {
        caseId: 'C1',
        id: 'r1',
        paymentId: 'p1',
        ground: '发票系伪造',
        terms: { ...DEFAULT_RECOVERY_TERMS, ...terms },
        paidOn: day('2026-01-01'),
        noticedOn: NOTICED,
        noticedBy: { personId: 'reviewer', personKey: 'key-reviewer', at: AT },
      },
      { paidFen: principalFen, recoveredFen: 0 },
    ),
  );
const repay = (on: string, amountFen: number, bankSerial = on): RecoveryEvent => ({ kind: 'repay', on: day(on), amountFen, bankSerial });
const moved = (recovery: Recovery, event: RecoveryEvent, by: Actor): Recovery =>
  accepted(decideRecovery(recovery, event, context(by))).recovery;
const code = (recovery: Recovery, event: RecoveryEvent, by: Actor, today?: CivilDate) =>
  refusalOf(decideRecovery(recovery, event, context(by, today))).code;

/** Simple interest on one principal that stays the same. */
const interestOn = (principalFen: number, rate: Parameters<typeof interestOver>[1], from: CivilDate, to: CivilDate) =>
  interestOver(stretchesOf(principalFen, [], from, to), rate);

describe('interest', () => {
  it.each<[string, number, number, 360 | 365, string, string, bigint]>([
    // 10 000 yuan at 3 % over a year of 365 days is 300 yuan.
    ['a year', 1_000_000, 300, 365, '2026-01-01', '2027-01-01', 30_000n],
    // 3 % of 10 000 yuan over 365/360 of a year is 304.1666… yuan.
    ['a year by 360', 1_000_000, 300, 360, '2026-01-01', '2027-01-01', 30_417n],
    // 3 000 000 yuan at 1 % for 180 days is 14 794.520… yuan (the guarantee fee of the domain reference, section 11).
    ['180 days', 300_000_000, 100, 365, '2026-01-01', '2026-06-30', 1_479_452n],
    ['a leap day', 365_000_000, 100, 365, '2028-02-28', '2028-03-01', 20_000n],
    ['one day', 365_000, 1000, 365, '2026-01-01', '2026-01-02', 100n],
    ['half a fen, up', 36_500, 50, 365, '2026-01-01', '2026-01-02', 1n],
    ['less than half a fen', 36_499, 50, 365, '2026-01-01', '2026-01-02', 0n],
    ['no day', 1_000_000, 300, 365, '2026-01-01', '2026-01-01', 0n],
    ['backwards', 1_000_000, 300, 365, '2026-01-02', '2026-01-01', 0n],
    ['no rate', 1_000_000, 0, 365, '2026-01-01', '2027-01-01', 0n],
  ])('for %s', (_what, principal, rateBp, dayCount, from, to, fen) =>
    expect(interestOn(principal, { rateBp, dayCount }, day(from), day(to))).toBe(fen),
  );
  it('is ours by default, and says so', () => {
    expect(recoveryTerms.parse(DEFAULT_RECOVERY_TERMS)).toEqual(DEFAULT_RECOVERY_TERMS);
    expect(DEFAULT_RECOVERY_TERMS.confidence).toBe('invented');
  });

  const principal = fc.integer({ min: 1, max: 1_000_000_000_000 });
  const days = fc.integer({ min: 0, max: 4_000 });
  const START = day('2026-01-01');
  it('of two stretches is that of both, but for a fen of rounding', () => {
    fc.assert(
      fc.property(
        principal,
        fc.integer({ min: 0, max: 10_000 }),
        fc.constantFrom(360 as const, 365 as const),
        days,
        days,
        (fen, rateBp, dayCount, a, b) => {
          const rate = { rateBp, dayCount };
          const middle = addDays(START, a);
          const parts = interestOn(fen, rate, START, middle) + interestOn(fen, rate, middle, addDays(middle, b));
          const whole = interestOn(fen, rate, START, addDays(middle, b));
          expect(Math.abs(Number(parts - whole))).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
  it('has no stretch of no days', () => {
    const on = addDays(START, 10);
    expect(
      stretchesOf(
        100,
        [
          { on, principalFen: 30 },
          { on, principalFen: 20 },
        ],
        START,
        addDays(on, 5),
      ),
    ).toEqual([
      { from: START, to: on, days: 10, principalFen: 100 },
      { from: on, to: addDays(on, 5), days: 5, principalFen: 50 },
    ]);
    expect(stretchesOf(100, [], START, START)).toEqual([]);
  });
  it('over stretches is rounded once, so that nothing is lost however many there are', () => {
    fc.assert(
      fc.property(principal, fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 20 }), (fen, gaps) => {
        let on = START;
        const repayments = gaps.map((gap) => {
          on = addDays(on, gap);
          return { on, principalFen: 0 };
        });
        const stretches = stretchesOf(fen, repayments, START, on);
        expect(stretches.reduce((sum, one) => sum + one.days, 0)).toBe(interestDays(START, on));
        expect(interestOver(stretches, RATE)).toBe(interestOn(fen, RATE, START, on));
      }),
    );
  });
});

describe('what is owed', () => {
  it('is what was paid less what came back, and interest from the payment or from the notice', () => {
    expect(owedOn(opened(), day('2027-01-01'))).toMatchObject({ principalFen: 1_000_000, interestFen: 30_000, totalFen: 1_030_000 });
    // 2026-06-01 to 2027-01-01 are 214 days: 1 000 000 × 3 % × 214 / 365 = 17 589.04… fen.
    expect(owedOn(opened({ from: 'notice' }), day('2027-01-01')).interestFen).toBe(17_589);
    expect(owedOn(opened({ from: 'notice' }), NOTICED).interestFen).toBe(0);
  });
  it('is nothing where all came back', () => {
    const { principalFen: _principal, ...about } = opened();
    expect(refusalOf(openRecovery(about, { paidFen: 100, recoveredFen: 100 })).code).toBe('nothing-to-recover');
    expect(accepted(openRecovery(about, { paidFen: 100, recoveredFen: 40 })).principalFen).toBe(60);
  });
  it('shows how it comes about', () => {
    // 10 000 yuan from 1 January; on 1 July (181 days) 5 000 come: 148.77 yuan of interest first, then 4 851.23 of principal.
    const half = moved(opened(), repay('2026-07-01', 500_000), REVIEWER);
    expect(half.repayments).toMatchObject([{ interestFen: 14_877, principalFen: 485_123 }]);
    const owed = owedOn(half, day('2027-01-01'));
    expect(owed.trace).toEqual([
      { from: '2026-01-01', to: '2026-07-01', days: 181, principalFen: 1_000_000 },
      { from: '2026-07-01', to: '2027-01-01', days: 184, principalFen: 514_877 },
    ]);
    // 514 877 × 3 % × 184 / 365 = 7 786.64…; with the 14 876.71… before, less the 14 877 paid: 7 786.36 → 7 786.
    expect(owed).toMatchObject({ principalFen: 514_877, interestFen: 7_786 });
  });
  it('where principal comes first, bears less interest', () => {
    const half = moved(opened({ covers: 'principal-first' }), repay('2026-07-01', 500_000), REVIEWER);
    expect(half.repayments).toMatchObject([{ interestFen: 0, principalFen: 500_000 }]);
    expect(owedOn(half, day('2027-01-01'))).toMatchObject({ principalFen: 500_000, interestFen: 22_438 });
  });
});

describe('a repayment', () => {
  it('moves to repaying, and to settled by the last fen', () => {
    const agreed = moved(opened(), { kind: 'agree' }, SIGNATORY);
    const part = accepted(decideRecovery(agreed, repay('2026-07-01', 500_000), context(person('payer'))));
    expect(part.recovery).toMatchObject({ state: 'repaying', version: 3 });
    expect(part.effects).toEqual([{ kind: 'recover', paymentId: 'p1', repaymentId: 'r1-1', principalFen: 485_123, interestFen: 14_877 }]);
    const left = owedOn(part.recovery, day('2027-01-01')).totalFen;
    expect(code(part.recovery, repay('2027-01-01', left + 1), REVIEWER)).toBe('repayment-too-much');
    expect(moved(part.recovery, repay('2027-01-01', left - 1), REVIEWER).state).toBe('repaying');
    const done = moved(part.recovery, repay('2027-01-01', left), SYSTEM);
    expect(done.state).toBe('settled');
    expect(row.parse(done)).toEqual(done);
    expect(code(done, repay('2027-01-02', 1), SYSTEM)).toBe('recovery-state');
  });
  it('is entered once, in order, and not ahead', () => {
    const one = moved(opened(), repay('2026-07-01', 100, 'S1'), SYSTEM);
    expect(code(one, repay('2026-07-02', 100, 'S1'), SYSTEM)).toBe('repayment-repeated');
    // It would have paid interest that the later one is booked on.
    expect(code(one, repay('2026-06-30', 14_850), SYSTEM)).toBe('repayment-out-of-order');
    expect(code(opened(), repay('2026-05-31', 100), SYSTEM)).toBe('repayment-out-of-order');
    expect(code(one, repay('2026-07-02', 100), SYSTEM, day('2026-07-01'))).toBe('repayment-out-of-order');
    expect(moved(one, repay('2026-07-01', 100, 'S2'), SYSTEM).repayments).toHaveLength(2);
  });
  it.each([0, -1, 1.5, Number.NaN])('of %d is a fault of ours', (amountFen) =>
    expect(() => decideRecovery(opened(), repay('2026-07-01', amountFen), context(SYSTEM))).toThrow(RangeError),
  );
  it('does not end a dispute unless it pays all', () => {
    const disputed = moved(opened(), { kind: 'dispute', reason: '发票真实' }, SIGNATORY);
    expect(moved(disputed, repay('2026-07-01', 100), SYSTEM).state).toBe('disputed');
    expect(moved(disputed, repay('2026-07-01', owedOn(disputed, day('2026-07-01')).totalFen), SYSTEM).state).toBe('settled');
  });
  it('however many there are: all that came in is principal and interest, and nothing owed ever falls below zero', () => {
    const terms = fc.record({
      rateBp: fc.integer({ min: 0, max: 2_000 }),
      dayCount: fc.constantFrom(360 as const, 365 as const),
      from: fc.constantFrom('payment' as const, 'notice' as const),
      covers: fc.constantFrom('interest-first' as const, 'principal-first' as const),
    });
    let settled = 0;
    fc.assert(
      fc.property(
        terms,
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.array(fc.tuple(fc.nat(90), fc.double({ min: 0, max: 1, noNaN: true }))),
        (with_, fen, steps) => {
          let now = opened(with_, fen);
          let on = NOTICED;
          const by = (at: CivilDate): RecoveryContext => ({ ...context(SYSTEM), today: at });
          for (const [gap, share] of steps) {
            on = addDays(on, gap);
            const owed = owedOn(now, on);
            const amountFen = share > 0.8 ? owed.totalFen : Math.max(1, Math.floor(owed.totalFen * share));
            now = accepted(decideRecovery(now, repay(on, amountFen, String(now.repayments.length)), by(on))).recovery;
            const after = owedOn(now, on);
            expect(after.totalFen).toBe(owed.totalFen - amountFen);
            expect(Math.min(after.principalFen, after.interestFen)).toBeGreaterThanOrEqual(0);
            if (now.state === 'settled') {
              settled += 1;
              expect(after.totalFen).toBe(0);
              break;
            }
          }
          for (const { amountFen, principalFen, interestFen } of now.repayments) expect(principalFen + interestFen).toBe(amountFen);
          const later = owedOn(now, addDays(on, 400));
          if (now.state === 'settled') expect(later.totalFen).toBe(0);
          else expect(later.interestFen).toBeGreaterThanOrEqual(owedOn(now, on).interestFen);
        },
      ),
    );
    expect(settled).toBeGreaterThan(0);
  });
});

describe('who may', () => {
  const disputed = () => moved(opened(), { kind: 'dispute', reason: '发票真实' }, SIGNATORY);
  const proposed = () => moved(opened(), { kind: 'propose_write_off', reason: '企业已注销' }, APPROVER);

  it('agree or dispute: the applicant’s signatory', () => {
    expect(moved(opened(), { kind: 'agree' }, SIGNATORY)).toMatchObject({ state: 'agreed', version: 2 });
    expect(disputed()).toMatchObject({ state: 'disputed', disputeReason: '发票真实' });
    expect(code(opened(), { kind: 'agree' }, REVIEWER)).toBe('role-not-allowed');
    expect(moved(disputed(), { kind: 'agree' }, SIGNATORY).state).toBe('agreed');
  });
  it('take silence for agreement: the clock alone', () => {
    expect(moved(opened(), { kind: 'take_silence_as_agreed' }, SYSTEM).state).toBe('agreed');
    expect(code(opened(), { kind: 'take_silence_as_agreed' }, APPROVER)).toBe('role-not-allowed');
    expect(code(disputed(), { kind: 'take_silence_as_agreed' }, SYSTEM)).toBe('recovery-state');
  });
  it('dismiss a dispute: another than who gave notice', () => {
    expect(code(disputed(), { kind: 'dismiss_dispute' }, REVIEWER)).toBe('same-person-twice');
    expect(moved(disputed(), { kind: 'dismiss_dispute' }, APPROVER).state).toBe('agreed');
  });
  it('write off: two persons, the second an approver', () => {
    expect(proposed().state).toBe('noticed');
    expect(code(opened(), { kind: 'confirm_write_off' }, APPROVER)).toBe('no-write-off');
    expect(code(proposed(), { kind: 'confirm_write_off' }, APPROVER)).toBe('same-person-twice');
    expect(code(proposed(), { kind: 'confirm_write_off' }, { ...APPROVER, personId: 'again' } as Actor)).toBe('same-person-twice');
    expect(code(proposed(), { kind: 'confirm_write_off' }, person('other', 'finance-reviewer'))).toBe('role-not-allowed');
    const done = moved(proposed(), { kind: 'confirm_write_off' }, OTHER);
    expect(done).toMatchObject({
      state: 'written_off',
      writeOff: { proposedBy: { personId: 'approver' }, confirmedBy: { personId: 'approver-2' } },
    });
    expect(row.parse(done)).toEqual(done);
    expect(code(done, repay('2026-07-01', 100), SYSTEM)).toBe('recovery-state');
  });
  it('refuse to: anyone of the bureau, and it must be proposed anew', () => {
    const refused = moved(proposed(), { kind: 'refuse_write_off' }, OTHER);
    expect(refused.writeOff).toBeNull();
    expect(code(refused, { kind: 'confirm_write_off' }, OTHER)).toBe('no-write-off');
  });
  it('nobody tied to the applicant, on the side of the bureau', () => {
    for (const event of [repay('2026-07-01', 100), { kind: 'propose_write_off', reason: 'x' }] as const)
      expect(code(opened(), event, person('cousin', 'finance-reviewer'))).toBe('tied-to-applicant');
  });
  it('every state is in the table, and an end is left by a correction alone', () => {
    const moves = Object.values(RECOVERY_MOVES);
    const reached = new Set<string>(['noticed', 'settled', 'repaying', ...moves.map(({ to }) => to)]);
    for (const state of RECOVERY_STATES) expect(reached.has(state)).toBe(true);
    const leaves = Object.entries(RECOVERY_MOVES).flatMap(([kind, { from }]) =>
      from.some((state) => state === 'settled' || state === 'written_off') ? [kind] : [],
    );
    expect(leaves).toEqual(['propose_correction', 'refuse_correction', 'confirm_correction']);
  });
});
