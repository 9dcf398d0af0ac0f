import { describe, expect, it } from 'vitest';
import type { CivilDate } from '../../../../../shared/domain/kernel/civil-date.ts';
import { DEFAULT_RECOVERY_TERMS } from '../../../../../shared/domain/payments/interest.ts';
import { owedOn } from '../../../../../shared/domain/payments/owed.ts';
import type { Actor } from '../../../../../shared/domain/payments/payment-moves.ts';
import { type Recovery, recovery as row } from '../../../../../shared/domain/payments/records.ts';
import { decideRecovery, openRecovery } from '../../../../../shared/domain/payments/recovery.ts';
import type { RecoveryEvent } from '../../../../../shared/domain/payments/recovery-moves.ts';
import { answerDueOn, nextRecoveryTimer, repayDueOn } from '../../../../../shared/domain/payments/recovery-timers.ts';
import { AT, accepted, day, person, refusalOf, SYSTEM } from './fixtures.ts';

const REVIEWER = person('reviewer', 'finance-reviewer');
const PAYER = person('payer');
const APPROVER = person('approver', 'finance-approver');
const OTHER = person('approver-2', 'finance-approver');
const SIGNATORY = person('boss', 'signatory');
const NOTICED = day('2026-06-01');
const TODAY = day('2026-08-10');
const WHY = '到账属于另一企业';

const opened = (ofAttempt?: string): Recovery =>
  accepted(
    openRecovery(
      {
        caseId: 'C1',
        id: 'r1',
        paymentId: 'p1',
        ...(ofAttempt !== undefined && { ofAttempt }),
        ground: '发票系伪造',
        terms: DEFAULT_RECOVERY_TERMS,
        paidOn: day('2026-01-01'),
        noticedOn: NOTICED,
        noticedBy: { personId: 'reviewer', personKey: 'key-reviewer', at: AT },
      },
      { paidFen: 1_000_000, recoveredFen: 0 },
    ),
  );
const decide = (recovery: Recovery, event: RecoveryEvent, by: Actor, today: CivilDate = TODAY) =>
  decideRecovery(recovery, event, { by, at: AT, today, tiedToApplicant: ['key-cousin'] });
const moved = (recovery: Recovery, event: RecoveryEvent, by: Actor, today?: CivilDate): Recovery =>
  accepted(decide(recovery, event, by, today)).recovery;
const code = (recovery: Recovery, event: RecoveryEvent, by: Actor) => refusalOf(decide(recovery, event, by)).code;

const repaid = (recovery: Recovery, on: string, amountFen: number, bankSerial = on): Recovery =>
  moved(recovery, { kind: 'repay', on: day(on), amountFen, bankSerial }, PAYER);
const inFull = (recovery: Recovery, on: string): Recovery => repaid(recovery, on, owedOn(recovery, day(on)).totalFen);
const propose = (recovery: Recovery, repayment = 1, by = REVIEWER): Recovery =>
  moved(recovery, { kind: 'propose_correction', repayment, reason: WHY }, by);
const corrected = (recovery: Recovery, repayment = 1, today?: CivilDate): Recovery =>
  moved(propose(recovery, repayment), { kind: 'confirm_correction', repayment }, APPROVER, today);

describe('a repayment that was entered wrongly', () => {
  it('counts until a second person confirms it, and then is owed as if it had never come', () => {
    const part = repaid(opened(), '2026-07-01', 500_000);
    const before = owedOn(part, TODAY);
    const proposed = propose(part);
    expect(owedOn(proposed, TODAY)).toEqual(before);
    expect(proposed).toMatchObject({
      state: 'repaying',
      repayments: [{ correction: { reason: WHY, proposedBy: { personId: 'reviewer' }, confirmedBy: null, on: null } }],
    });
    const { recovery: after, effects } = accepted(decide(proposed, { kind: 'confirm_correction', repayment: 1 }, APPROVER));
    expect(owedOn(after, TODAY)).toEqual(owedOn(opened(), TODAY));
    expect(after.repayments).toMatchObject([{ amountFen: 500_000, correction: { confirmedBy: { personId: 'approver' }, on: TODAY } }]);
    const { principalFen, interestFen } = part.repayments[0] ?? { principalFen: -1, interestFen: -1 };
    expect(effects).toMatchObject([
      {
        kind: 'correct',
        paymentId: 'p1',
        repaymentId: 'r1-1',
        principalFen,
        interestFen,
        reason: WHY,
        proposedBy: { personId: 'reviewer' },
      },
    ]);
    expect(row.parse(after)).toEqual(after);
  });

  it('is entered anew under the same booking, under a number of its own', () => {
    const after = corrected(repaid(opened(), '2026-07-01', 500_000, 'S1'));
    const again = accepted(decide(after, { kind: 'repay', on: day('2026-07-01'), amountFen: 50_000, bankSerial: 'S1' }, PAYER));
    expect(again.effects).toMatchObject([{ kind: 'recover', repaymentId: 'r1-2' }]);
    expect(code(again.recovery, { kind: 'repay', on: day('2026-07-02'), amountFen: 1, bankSerial: 'S1' }, PAYER)).toBe(
      'repayment-repeated',
    );
  });

  it('is entered anew at its true day, also where another has come since, and is owed and settled as if it had been so from the start', () => {
    const asItWas = repaid(repaid(opened(), '2026-07-01', 500_000, 'S1'), '2026-08-01', 100_000, 'S2');
    const anew = repaid(corrected(asItWas, 1), '2026-07-01', 500_000, 'S3');
    expect(owedOn(anew, TODAY)).toEqual(owedOn(asItWas, TODAY));
    expect(anew.repayments[2]).toMatchObject({ on: '2026-07-01', interestFen: 14_877, principalFen: 485_123 });
    // The last day is that of the later one: until then it is not known whether anything is left.
    const whole = inFull(repaid(opened(), '2026-07-01', 500_000, 'S1'), '2026-08-01');
    expect(repaid(corrected(whole, 1), '2026-07-01', 500_000, 'S3').state).toBe('settled');
  });

  it('waits, where it would change what is booked of a later one, until that is corrected too', () => {
    const wrong = repaid(repaid(opened(), '2026-07-01', 500_000, 'S1'), '2026-08-01', 100_000, 'S2');
    const without = corrected(wrong, 1);
    const event = { kind: 'repay', on: day('2026-07-01'), amountFen: 400_000, bankSerial: 'S1' } as const;
    expect(code(without, event, PAYER)).toBe('repayment-out-of-order');
    // What comes after all of them is entered as ever.
    expect(repaid(without, '2026-08-02', 100).repayments).toHaveLength(3);
    const anew = repaid(moved(corrected(without, 2), event, PAYER), '2026-08-01', 100_000, 'S2');
    expect(owedOn(anew, TODAY)).toEqual(owedOn(repaid(repaid(opened(), '2026-07-01', 400_000), '2026-08-01', 100_000), TODAY));
  });

  it('is never more than what is left after the later ones', () => {
    const twice = inFull(repaid(opened(), '2026-07-01', 500_000, 'S1'), '2026-08-01');
    const event = { kind: 'repay', on: day('2026-07-01'), amountFen: 500_001, bankSerial: 'S3' } as const;
    expect(code(corrected(twice, 1), event, PAYER)).toBe('repayment-too-much');
  });

  it('beyond the books moves no books either', () => {
    const part = propose(repaid(opened('p1.1'), '2026-07-01', 500_000));
    expect(accepted(decide(part, { kind: 'confirm_correction', repayment: 1 }, APPROVER)).effects).toEqual([]);
  });

  it.each<[string, Recovery, Recovery['state']]>([
    ['settled by the last of two', inFull(repaid(opened(), '2026-07-01', 500_000), '2026-08-01'), 'repaying'],
    ['settled by the only one, unanswered before', inFull(opened(), '2026-07-01'), 'noticed'],
    ['settled by the only one, agreed before', inFull(moved(opened(), { kind: 'agree' }, SIGNATORY), '2026-07-01'), 'agreed'],
    ['settled while disputed', inFull(moved(opened(), { kind: 'dispute', reason: '真实' }, SIGNATORY), '2026-07-01'), 'disputed'],
    ['repaying', repaid(opened(), '2026-07-01', 1), 'noticed'],
    ['disputed', repaid(moved(opened(), { kind: 'dispute', reason: '真实' }, SIGNATORY), '2026-07-01', 1), 'disputed'],
  ])('leaves what was %s where it would be without it', (_what, recovery, state) => {
    const after = corrected(recovery);
    expect(after.state).toBe(state);
    expect(owedOn(after, TODAY).totalFen).toBeGreaterThan(0);
  });

  it('leaves written off what was written off: that is asked back by a new notice', () => {
    const proposed = moved(repaid(opened(), '2026-07-01', 1), { kind: 'propose_write_off', reason: '注销' }, APPROVER);
    expect(corrected(moved(proposed, { kind: 'confirm_write_off' }, OTHER)).state).toBe('written_off');
  });

  it('gives the debtor their days anew, and the worker its reminders', () => {
    const late = { ...repaid(opened(), '2026-07-01', 500_000), remindedAt: AT, escalatedAt: AT };
    expect(nextRecoveryTimer(late)).toBeNull();
    const after = corrected(late, 1, day('2026-08-10'));
    expect([answerDueOn(after), repayDueOn(after)]).toEqual(['2026-08-25', '2026-09-09']);
    expect(nextRecoveryTimer(after)).toEqual({ on: '2026-08-26', event: 'take_silence_as_agreed' });
    const settled = corrected(inFull(repaid(opened(), '2026-07-01', 500_000), '2026-08-01'), 2);
    expect(nextRecoveryTimer(settled)).toEqual({ on: '2026-09-10', event: 'remind' });
    // A proposal alone moves no day.
    expect(repayDueOn(propose(late))).toBe('2026-07-01');
  });

  it('ends with a payment the bank sends back whole, as nothing of it was repaid', () => {
    const after = moved(corrected(repaid(opened(), '2026-07-01', 500_000)), { kind: 'bounce' }, SYSTEM);
    expect([after.state, owedOn(after, TODAY).totalFen]).toEqual(['settled', 0]);
  });
});

describe('who corrects a repayment', () => {
  const part = repaid(opened(), '2026-07-01', 500_000);
  const confirm: RecoveryEvent = { kind: 'confirm_correction', repayment: 1 };
  const refuse: RecoveryEvent = { kind: 'refuse_correction', repayment: 1 };

  it('proposes it: whoever may enter one, but nobody tied to the applicant', () => {
    for (const by of [REVIEWER, PAYER, APPROVER]) expect(propose(part, 1, by).repayments[0]?.correction?.confirmedBy).toBeNull();
    const event: RecoveryEvent = { kind: 'propose_correction', repayment: 1, reason: WHY };
    expect(code(part, event, SIGNATORY)).toBe('role-not-allowed');
    expect(code(part, event, SYSTEM)).toBe('role-not-allowed');
    expect(code(part, event, person('cousin', 'finance-reviewer'))).toBe('tied-to-applicant');
    expect(code(propose(part), event, PAYER)).toBe('correction-proposed');
    expect(code(part, { ...event, repayment: 2 }, REVIEWER)).toBe('repayment-unknown');
    expect(code(corrected(part), event, REVIEWER)).toBe('repayment-corrected');
  });

  it('confirms it: another natural person who approves, up to what they were given as a stand-in', () => {
    expect(code(part, confirm, APPROVER)).toBe('no-correction');
    expect(code(propose(part), confirm, person('other', 'finance-reviewer'))).toBe('role-not-allowed');
    expect(code(propose(part, 1, APPROVER), confirm, APPROVER)).toBe('same-person-twice');
    expect(code(propose(part, 1, APPROVER), confirm, { ...APPROVER, personId: 'again' } as Actor)).toBe('same-person-twice');
    const standIn = (uptoFen: number) =>
      ({ ...OTHER, onBehalf: { delegationId: 'd1', personId: 'head', personKey: 'key-head', uptoFen } }) as Actor;
    expect(code(propose(part), confirm, standIn(499_999))).toBe('above-authority');
    expect(moved(propose(part), confirm, standIn(500_000)).state).toBe('noticed');
  });

  it('refuses it or takes it back: then it may be proposed anew', () => {
    expect(code(part, refuse, APPROVER)).toBe('no-correction');
    for (const by of [REVIEWER, PAYER, APPROVER]) {
      const refused = moved(propose(part), refuse, by);
      expect(refused.repayments[0]?.correction).toBeNull();
      expect(corrected(refused).state).toBe('noticed');
    }
  });
});
