import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { readHolidays } from '../../../shared/catalogue/read-holidays.ts';
import type { CaseAnswer } from '../../../shared/contracts/cases.ts';
import { addWorkingDays } from '../../../shared/domain/calendar/working-days.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { callsKey } from '../../../shared/store/keys/cases.ts';
import { expectProblem } from '../../support/api.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { BROADBAND, subsidyHouse, UNMET } from '../../support/subsidy-house.ts';

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
/** Another that shares, for what is not decided as a whole. */
const waiting = subsidyHouse({
  version: {
    claimWindow: { submitMonthsAfterYear: 0, confidence: 'invented' },
    handling: { limits: {}, onBudgetExhausted: { rule: 'pro-rata', confidence: 'invented' } },
  },
});
interface Preview {
  readonly rule: string;
  readonly availableFen: number;
  readonly cases: readonly {
    readonly grantedFen: number;
    readonly refusal: { readonly code: string; readonly text: { readonly zh: string } } | null;
  }[];
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

describe('a call that is shared pro rata', () => {
  const runs = (path: string, items: readonly unknown[]) =>
    waiting.as('approver').post(`/v1/approval-runs${path}`, { programmeId: BROADBAND, items });
  /** How many of the programme are counted as undecided, of whatever call and place. */
  async function undecided(): Promise<number> {
    const Key = callsKey(BROADBAND);
    const { Item = {} } = await waiting.client.send(new GetCommand({ TableName: waiting.names.main, Key, ConsistentRead: true }));
    return Object.values(Item).reduce<number>((sum, value) => sum + (typeof value === 'number' ? value : 0), 0);
  }

  /** Which cases are on their way to the approvers, as they look them up. */
  const onTheWay = async (list: string): Promise<string[]> =>
    (await jsonOf<{ items: { id: string }[] }>(await waiting.as('approver').get(`/v1/cases?queue=${list}`))).items.map(({ id }) => id);

  it('is shared once all that were handed in are at the decision desk, whoever begins the run early', { timeout: 90_000 }, async () => {
    const early = [await waiting.brought('call-1', 'decision_pending'), await waiting.brought('call-2', 'decision_pending')];
    const late = await waiting.brought('call-3', 'under_review');
    expect(await undecided()).toBe(3);
    waiting.clock.now = new Date('2027-01-04T02:00:00.000Z');
    await waiting.openYear(2027, 1_700_000);

    const items = early.map(itemOf);
    const tried = await jsonOf<Preview>(await runs('/preview', items));
    expect(tried.cases.map(({ grantedFen, refusal }) => [grantedFen, refusal?.code])).toEqual(items.map(() => [0, 'call-unfinished']));
    expect(tried.cases[0]?.refusal?.text.zh).toContain('还有 1 件');
    // Which one it is, whoever approves can look up; what is in it stays closed, and so is every list that does not lead to them.
    expect([await onTheWay('intake'), await onTheWay('review'), await onTheWay('returned')]).toEqual([[], [late.id], []]);
    await expectProblem(await waiting.as('approver').get('/v1/cases?queue=payment'), 403, 'not-allowed');
    for (const list of ['decision', 'returned'])
      await expectProblem(await waiting.as('reviewer').get(`/v1/cases?queue=${list}`), 403, 'not-allowed');
    await expectProblem(await waiting.as('approver').get(`/v1/cases/${late.id}/file`), 403, 'not-allowed');
    const refused = await runs('', items);
    expect([refused.status, await refused.json()]).toMatchObject([
      409,
      {
        type: '/problems/nothing-to-approve',
        errors: items.map((_, at) => ({ pointer: `/items/${at}`, code: 'call-unfinished', detail: expect.stringContaining('还有 1 件') })),
      },
    ]);

    const there = await waiting.taken('reviewer', late.id, 'complete-review', { verdict: 'support', reason: '材料齐全' });
    expect(await undecided()).toBe(3);
    // Sent back once it was there it is waited for again.
    await waiting.taken('approver-2', there.id, 'send-back', { reason: '补充核实' });
    expect((await jsonOf<Preview>(await runs('/preview', items))).cases[0]?.refusal?.code).toBe('call-unfinished');
    await waiting.taken('reviewer', late.id, 'complete-review', { verdict: 'support', reason: '材料齐全' });

    const shared = await jsonOf<Preview>(await runs('/preview', items));
    expect(shared.cases.every(({ grantedFen }) => [566_666, 566_667].includes(grantedFen))).toBe(true);
    const run = await jsonOf<Run>(await runs('', items), 201);
    // What an open run holds is at the desk too: the third has its part beside it.
    const rest = await jsonOf<Preview>(await runs('/preview', [itemOf(there)]));
    expect((rest.cases[0]?.grantedFen ?? 0) + run.totalFen).toBe(1_700_000);
    for (const { id } of early) await jsonOf(await waiting.as('approver').post(`/v1/approval-runs/${run.id}/cases/${id}`));
    expect(await undecided()).toBe(1);
    await waiting.taken('call-3-owner', late.id, 'withdraw', {});
    expect(await undecided()).toBe(0);
  });

  it('is waited for again where a decision does not stand', { timeout: 90_000 }, async () => {
    waiting.clock.now = new Date('2026-11-23T09:00:00.000Z');
    const one = await waiting.brought('again-1', 'decision_pending');
    expect(await undecided()).toBe(1);
    await waiting.taken('approver', one.id, 'reject', UNMET);
    expect(await undecided()).toBe(0);
    await waiting.taken('again-1-owner', one.id, 'appeal', { reason: '材料齐全' });
    expect(await undecided()).toBe(0);
    await waiting.taken('appeals', one.id, 'uphold-appeal', { reason: '支持' });
    expect(await undecided()).toBe(1);
    const returned = { defects: [{ pointer: '/lines/0/amountFen', text: '金额不符' }] };
    await waiting.taken('reviewer-2', one.id, 'return', returned);
    expect(await undecided()).toBe(1);
    expect([await onTheWay('review'), await onTheWay('returned')]).toEqual([[], [one.id]]);
    await waiting.taken('again-1-owner', one.id, 'withdraw', {});
    expect(await undecided()).toBe(0);
  });
});
