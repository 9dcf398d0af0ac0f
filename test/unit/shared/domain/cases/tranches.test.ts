import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coolsOffOn } from '../../../../../shared/domain/cases/money/cooling-off.ts';
import { dueFen, tranchesLeft, unreleasedFen } from '../../../../../shared/domain/cases/money/tranches.ts';
import { appraisal as appraisalForm } from '../../../../../shared/domain/cases/records/appraisal.ts';
import { addDays, type CivilDate } from '../../../../../shared/domain/kernel/civil-date.ts';
import { noMoney } from '../../../../../shared/domain/ledger/case-money.ts';
import { anAppraisal, HOLIDAYS, MONDAY, PEOPLE } from '../../../../support/case-files.ts';

const release = { zh: '报告', en: 'report' };
const planOf = (shares: readonly number[]) => shares.map((shareBp, index) => ({ id: `t${index}`, shareBp, release }));
/** Shares that add up to the whole. */
const shares = fc
  .uniqueArray(fc.integer({ min: 1, max: 9_999 }), { minLength: 0, maxLength: 8 })
  .map((cuts) => [0, ...cuts.toSorted((a, b) => a - b), 10_000])
  .map((marks) => marks.slice(1).map((mark, at) => mark - (marks[at] ?? 0)));

/** A case of which this much was granted and is held. */
const granted = (amountFen: number, plan: readonly number[], released: number, heldFen = amountFen) => ({
  appraisal: anAppraisal({ tranches: planOf(plan) }),
  approvals: [{ level: 1, by: PEOPLE.approver, at: '', contentHash: '', amountFen }],
  released,
  money: { ...noMoney('case-1', 'case-1'), reservedFen: heldFen, held: { b: heldFen } },
});

describe('instalments', () => {
  it('add up to what was granted, each at least what its share is less a fen', () =>
    fc.assert(
      fc.property(shares, fc.integer({ min: 1, max: 10 ** 14 }), (plan, amountFen) => {
        let [left, sum] = [amountFen, 0];
        plan.forEach((shareBp, at) => {
          const due = dueFen(granted(amountFen, plan, at + 1, left));
          expect(Math.abs(due - (amountFen * shareBp) / 10_000)).toBeLessThan(1.01);
          [left, sum] = [left - due, sum + due];
        });
        expect([sum, left]).toEqual([amountFen, 0]);
      }),
    ));

  it('leaves all of it due where there is no plan', () => {
    const whole = { ...granted(360_000, [], 0), appraisal: anAppraisal() };
    expect([dueFen(whole), unreleasedFen(whole), tranchesLeft(whole)]).toEqual([360_000, 0, 0]);
  });

  it('brings nothing more due when what is due was given back', () => {
    const cancelled = granted(300_000, [5_000, 5_000], 1, 150_000);
    expect([dueFen(cancelled), unreleasedFen(cancelled), tranchesLeft(cancelled)]).toEqual([0, 150_000, 1]);
  });

  it.each([
    ['less than the whole', [5_000, 4_999]],
    ['more than the whole', [5_000, 5_001]],
    ['nothing of it', [0, 10_000]],
  ])('is no plan with shares that are %s', (_, plan) =>
    expect(appraisalForm.safeParse(anAppraisal({ tranches: planOf(plan) })).success).toBe(false),
  );
});

describe('a changed account', () => {
  const changed = (payeeChangedOn: CivilDate | null) => ({ payeeChangedOn });

  it('may be paid to on the day after five whole working days, days off left out', () => {
    expect(coolsOffOn(changed(MONDAY), HOLIDAYS, MONDAY)).toBe('2026-05-19');
    // The seven days of National Day lie in between.
    expect(coolsOffOn(changed('2026-09-30' as CivilDate), HOLIDAYS, MONDAY)).toBe('2026-10-14');
    expect(coolsOffOn(changed(null), HOLIDAYS, MONDAY)).toBeNull();
  });

  it('does not cool off by itself beyond the last official list: never before tomorrow, until the list is there', () => {
    const late = '2026-12-30' as CivilDate;
    const first = coolsOffOn(changed(late), HOLIDAYS, late);
    expect(first !== null && first > late).toBe(true);
    for (const days of [1, 10, 40]) {
      const today = addDays(first ?? late, days);
      expect(coolsOffOn(changed(late), HOLIDAYS, today)).toBe(addDays(today, 1));
    }
    const last = HOLIDAYS.at(-1);
    if (!last) throw new Error('no list');
    const next = { ...last, year: 2027, offDays: ['2027-01-01' as CivilDate], makeUpDays: [] };
    expect(coolsOffOn(changed(late), [...HOLIDAYS, next], addDays(late, 30))).toBe('2027-01-08');
  });
});
