import { describe, expect, it } from 'vitest';
import { readHolidays } from '../../../shared/catalogue/read-holidays.ts';
import type { CaseAnswer } from '../../../shared/contracts/cases.ts';
import { addWorkingDays } from '../../../shared/domain/calendar/working-days.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { expectProblem } from '../../support/api.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { BROADBAND, subsidyHouse } from '../../support/subsidy-house.ts';

/** A programme that says itself how long its cases are in a state: five working days on notice. */
const timed = subsidyHouse({
  version: {
    handling: {
      limits: {
        public_notice: { days: 5, unit: 'working-days', onSilence: 'pass', confidence: 'invented' },
        returned: { days: 3, unit: 'working-days', onSilence: 'escalate', confidence: 'invented' },
      },
    },
  },
});
/** One that shares a used-up budget when the call has closed, on the last day of the year. */
const house = subsidyHouse({
  budgetFen: 900_000,
  version: {
    claimWindow: { submitMonthsAfterYear: 0, confidence: 'invented' },
    handling: { limits: {}, onBudgetExhausted: { rule: 'pro-rata', confidence: 'invented' } },
  },
});
interface Preview {
  readonly rule: string;
  readonly availableFen: number;
  readonly cases: readonly { readonly grantedFen: number; readonly refusal: { readonly code: string } | null }[];
}
interface Run {
  readonly id: string;
  readonly rule: string;
  readonly totalFen: number;
  readonly fiscalYear: number;
}
const itemOf = ({ id, contentHash }: CaseAnswer) => ({ caseId: id, contentHash });
const preview = (items: readonly unknown[], more: { readonly fiscalYear?: number } = {}) =>
  house.as('approver').post('/v1/approval-runs/preview', { programmeId: BROADBAND, items, ...more });

describe('a programme with terms of its own', () => {
  it('stays on notice as long as it says, in its own kind of days', { timeout: 60_000 }, async () => {
    const one = await timed.brought('terms-notice', 'public_notice');
    const file = await jsonOf<{ notice: { from: string; until: string } }>(await timed.as('reviewer').get(`/v1/cases/${one.id}/file`));
    const { from, until } = file.notice;
    // Five working days and the weekend between them.
    expect((Date.parse(until) - Date.parse(from)) / 86_400_000).toBe(8);
  });

  it('lets silence do what it says', { timeout: 60_000 }, async () => {
    const one = await timed.brought('terms-returned', 'under_review');
    const returned = await timed.taken('reviewer', one.id, 'return', { defects: [{ pointer: '/lines/0/amountFen', text: '金额不符' }] });
    const due = addWorkingDays(dayInShanghai(timed.clock.now), 3, readHolidays());
    const day = due.kind === 'day' ? due.day : due.notBefore;
    expect(returned).toMatchObject({ dueOn: day, openCorrections: [{ dueOn: day }] });
    const file = await jsonOf<{ corrections: unknown }>(await timed.as('reviewer').get(`/v1/cases/${one.id}/file`));
    expect(file.corrections).toMatchObject([{ dueOn: day }]);
  });

  it('shares a used-up budget when the call has closed, by its own rule and nobody’s choice', { timeout: 90_000 }, async () => {
    const cases = [
      await house.brought('terms-1', 'decision_pending'),
      await house.brought('terms-2', 'decision_pending'),
      await house.brought('terms-3', 'decision_pending'),
    ];
    const items = cases.map(itemOf);
    await expectProblem(
      await house.as('approver').post('/v1/approval-runs/preview', { programmeId: BROADBAND, items, rule: 'by-order' }),
      400,
      'invalid-request',
    );
    const [first] = cases;
    const queue = await house.take('approver', first?.id ?? '', 'queue', { reason: '预算用完' });
    await expectProblem(queue, 409, 'no-waiting-list');
    // Neither while the call is open nor later is one of them approved by itself, whatever the budget has.
    const alone = { contentHash: first?.contentHash };
    const conditions = [{ text: '补齐合同', dueOn: '2026-12-01', checkerRole: 'finance-reviewer' }];
    for (const [step, body] of [
      ['approve', alone],
      ['approve-conditional', { ...alone, conditions }],
    ] as const)
      await expectProblem(await house.take('approver', first?.id ?? '', step, body), 409, 'shared-by-run');
    const open = await jsonOf<Preview>(await preview(items));
    expect(open).toMatchObject({ rule: 'pro-rata', cases: items.map(() => ({ grantedFen: 0, refusal: { code: 'call-open' } })) });
    await expectProblem(await house.as('approver').post('/v1/approval-runs', { programmeId: BROADBAND, items }), 409, 'nothing-to-approve');

    house.clock.now = new Date('2027-01-04T02:00:00.000Z');
    // The call has closed, and so has the year: as long as there is no budget of this one, that of the costs is named.
    expect(await jsonOf<Preview>(await preview(items))).toMatchObject({
      fiscalYear: 2027,
      years: [2027, 2026],
      cases: items.map(() => ({ grantedFen: 0, refusal: { code: 'budget-closed' } })),
    });
    const ofCosts = await jsonOf<Preview>(await preview(items, { fiscalYear: 2026 }));
    expect(ofCosts.cases.map(({ grantedFen }) => grantedFen)).toEqual([300_000, 300_000, 300_000]);
    const older = await jsonOf<Preview>(await preview(items, { fiscalYear: 2025 }));
    expect(older.cases.map(({ refusal }) => refusal?.code)).toEqual(items.map(() => 'other-year'));
    await house.openYear(2027, 1_700_000);
    const closed = await jsonOf<Preview>(await preview(items));
    // Whose case is first by its id has the fen that is left over.
    expect(closed.cases.map(({ grantedFen }) => grantedFen).toSorted()).toEqual([566_666, 566_667, 566_667]);
    const run = await jsonOf<Run>(await house.as('approver').post('/v1/approval-runs', { programmeId: BROADBAND, items }), 201);
    expect(run).toMatchObject({ rule: 'pro-rata', totalFen: 1_700_000 });
    const drawn = await jsonOf(await house.as('approver').post(`/v1/approval-runs/${run.id}/cases/${first?.id}`));
    expect(drawn).toMatchObject({ state: 'public_notice' });
    await jsonOf(await house.as('approver').post(`/v1/approval-runs/${run.id}/close`));

    // What is left of last year’s is shared by those of its costs, in as many runs as are made of it.
    const left = items.slice(1);
    const [second] = left;
    const half = await jsonOf<Run>(
      await house.as('approver').post('/v1/approval-runs', { programmeId: BROADBAND, items: [second], fiscalYear: 2026 }),
      201,
    );
    expect(half).toMatchObject({ fiscalYear: 2026, totalFen: 450_000 });
    await jsonOf(await house.as('approver').post(`/v1/approval-runs/${half.id}/cases/${second?.caseId}`));
    expect((await jsonOf<Preview>(await preview(left.slice(1), { fiscalYear: 2026 }))).cases).toMatchObject([{ grantedFen: 450_000 }]);
    expect(await house.readBudget()).toMatchObject({ availableFen: 450_000 });
  });
});
