import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseRecord } from '../../../../../shared/domain/cases/records.ts';
import { atTheDesk, type Part, waitingFor } from '../../../../../shared/domain/cases/runs/line.ts';
import { NO_OPEN_RUNS, type OpenRuns, runHolding, withoutRun, withRun } from '../../../../../shared/domain/cases/runs/open-runs.ts';
import { planRun } from '../../../../../shared/domain/cases/runs/plan-run.ts';
import { cardOf } from '../../../../../shared/domain/cases/shown/card.ts';
import type { CivilDate } from '../../../../../shared/domain/kernel/civil-date.ts';
import type { ExhaustedRule } from '../../../../../shared/domain/policy/handling-terms.ts';
import { aCaseIn } from '../../../../support/case-files.ts';

const TODAY = '2027-01-04' as CivilDate;
const CLOSED = '2026-12-31' as CivilDate;
const pending = aCaseIn('decision_pending').record;
const GENERAL: Part = {
  budgetId: '2027.finance.broadband',
  programmeId: pending.programmeId,
  fiscalYear: 2027,
  payerId: 'finance',
  communityId: null,
  ownParts: new Set(),
};

interface Asked {
  readonly fen: number;
  readonly hour?: number;
  readonly rule?: ExhaustedRule;
  readonly waits?: boolean;
  readonly first?: boolean;
  readonly closesOn?: CivilDate;
  readonly costYear?: number;
  readonly community?: string;
  /** Whose list it is on. */
  readonly budgetId?: string;
}
function asks(
  id: string,
  {
    fen,
    hour = 0,
    rule = 'waiting-list',
    waits = true,
    first = false,
    closesOn = CLOSED,
    costYear = 2026,
    community,
    budgetId = GENERAL.budgetId,
  }: Asked,
): CaseRecord {
  if (!pending.appraisal) throw new Error('a decision is pending on an appraisal');
  return {
    ...pending,
    id,
    submittedAt: `2026-11-02T${String(hour).padStart(2, '0')}:00:00.000Z`,
    appraisal: { ...pending.appraisal, computedFen: fen, priority: first },
    applicant: { ...pending.applicant, communityId: community ?? null },
    waiting: waits ? { since: '2026-11-03T00:00:00.000Z', budgetId } : null,
    terms: { limits: {}, onBudgetExhausted: rule, closesOn, costYear },
  };
}
interface Around {
  readonly part?: Part;
  readonly open?: OpenRuns;
  /** Of the call, handed in and not at the decision desk. */
  readonly onTheWay?: number;
  readonly whole?: boolean;
}
const plan = (
  records: readonly CaseRecord[],
  others: readonly CaseRecord[],
  availableFen: number | null,
  { part = GENERAL, open = NO_OPEN_RUNS, onTheWay = 0, whole = true }: Around = {},
) => {
  const [first] = records;
  const undecided = onTheWay + (first ? atTheDesk([...records, ...others], first, part) : 0);
  return planRun({ records, others, part, availableFen, open, undecided, whole }, TODAY, () => undefined);
};
const answers = ({ cases }: ReturnType<typeof plan>) => cases.map(({ grantedFen, refusal }) => refusal?.code ?? grantedFen);

describe('an approval of many where a waiting list is kept', () => {
  const early = asks('early', { fen: 600, hour: 1 });
  const late = asks('late', { fen: 600, hour: 2 });

  it('grants nobody what somebody before them would need, chosen or not, and names them', () => {
    const one = plan([late], [early], 1_000);
    expect(answers(one)).toEqual(['not-your-turn']);
    expect(one.cases[0]?.refusal?.text.zh).toContain('early');
    expect(one).toMatchObject({ totalFen: 0, leftFen: 1_000 });
    expect(answers(plan([late, early], [], 1_000))).toEqual(['budget-exhausted', 600]);
    // There is enough for both: whoever is not chosen loses nothing.
    expect(answers(plan([late], [early], 1_200))).toEqual([600]);
  });

  it('puts first whom the programme puts first, before the time', () => {
    const first = asks('first', { fen: 600, hour: 9, first: true });
    expect(answers(plan([early, first], [], 1_000))).toEqual(['budget-exhausted', 600]);
    expect(answers(plan([early], [first], 1_000))).toEqual(['not-your-turn']);
    const list = (availableFen: number, ...records: CaseRecord[]) =>
      waitingFor(
        records.map((record) => cardOf({ ...aCaseIn('decision_pending'), record })),
        GENERAL,
        availableFen,
      ).map(({ card, fits }) => [card.id, fits]);
    expect(list(1_200, late, first, early)).toEqual([
      ['first', true],
      ['early', true],
      ['late', false],
    ]);
    // Pending before them and on no list, it is not named there, and takes its part of what there is.
    expect(list(1_200, late, first, { ...early, waiting: null })).toEqual([
      ['first', true],
      ['late', false],
    ]);
  });

  it('keeps the place of who was chosen and cannot be approved now', () => {
    const ground = {
      records: [early, late],
      others: [],
      part: GENERAL,
      availableFen: 1_000,
      open: NO_OPEN_RUNS,
      undecided: 0,
      whole: true,
    };
    const stale = planRun(ground, TODAY, ({ id }) => (id === 'early' ? { code: 'content-changed' } : undefined));
    expect(answers(stale)).toEqual(['content-changed', 'not-your-turn']);
  });

  it('counts in the line whoever is pending and may be paid from this part, put on the list or not', () => {
    const unlisted = plan([late], [{ ...early, waiting: null }], 1_000);
    expect(answers(unlisted)).toEqual(['not-your-turn']);
    expect(unlisted.cases[0]?.refusal?.text.en).toContain('early');
    // Neither is what comes later, or would be granted nothing, in anybody's way.
    expect(answers(plan([early], [{ ...late, waiting: null }], 1_000))).toEqual([600]);
    expect(answers(plan([late], [{ ...asks('nothing', { fen: 600 }), appraisal: null }], 1_000))).toEqual([600]);
    expect(answers(plan([late], [{ ...early, state: 'under_review' }], 1_000))).toEqual([600]);
    // Whose community has an open part of its own is paid from that, whichever list it was put on.
    const [divided, part] = [new Set(['JS-1']), { ...GENERAL, communityId: 'JS-1', ownParts: new Set(['JS-1']) }];
    const elsewhere = asks('elsewhere', { fen: 600, community: 'JS-1' });
    expect(answers(plan([late], [elsewhere], 1_000, { part: { ...GENERAL, ownParts: divided } }))).toEqual([600]);
    expect(answers(plan([late], [elsewhere], 1_000))).toEqual(['not-your-turn']);
    expect(answers(plan([asks('beside', { fen: 600, hour: 3, community: 'JS-1' })], [elsewhere], 1_000, { part }))).toEqual([
      'not-your-turn',
    ]);
    // Who began to wait last year waits for the same part of this year's budget.
    expect(answers(plan([late], [asks('long', { fen: 600, budgetId: '2026.finance.broadband' })], 1_000))).toEqual(['not-your-turn']);
  });

  it('grants nobody anything where the line was not read whole', () => {
    expect(answers(plan([early], [], 1_000, { whole: false }))).toEqual(['line-not-whole']);
  });

  it('never lets anybody be approved before somebody of the line who is left out and did not fit beside them', () => {
    const line = fc.array(
      fc.record({
        fen: fc.integer({ min: 1, max: 999 }),
        hour: fc.integer({ min: 0, max: 23 }),
        chosen: fc.boolean(),
        first: fc.boolean(),
      }),
      {
        minLength: 1,
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(line, fc.integer({ min: 0, max: 6_000 }), (drawn, availableFen) => {
        const all = drawn.map((one, at) => ({ record: asks(`c${at}`, one), chosen: one.chosen }));
        const of = (chosen: boolean) => all.filter((one) => one.chosen === chosen).map(({ record }) => record);
        const whole = plan(of(true).concat(of(false)), [], availableFen);
        const part = plan(of(true), of(false), availableFen);
        const inWhole = new Map(whole.cases.map((one) => [one.caseId, one.grantedFen]));
        // Who is granted something is granted what they would be if everybody had been chosen.
        expect(part.cases.map(({ grantedFen }) => grantedFen)).toEqual(part.cases.map(({ caseId }) => inWhole.get(caseId)));
        expect(part.totalFen + part.leftFen).toBe(availableFen);
      }),
    );
  });
});

describe('an approval of many that shares pro rata', () => {
  const shares = (id: string, fen: number, more: Partial<Asked> = {}) => asks(id, { fen, rule: 'pro-rata', waits: false, ...more });

  it('gives nothing before the call has closed, however much there is, and says until when it is open', () => {
    const open = plan([shares('a', 100, { closesOn: TODAY })], [], 1_000);
    expect(answers(open)).toEqual(['call-open']);
    expect(open.cases[0]?.refusal?.text.zh).toContain(TODAY);
    expect(answers(plan([shares('a', 100)], [], 1_000))).toEqual([100]);
  });

  it('gives the same parts in however many runs, to a fen, and loses none', () => {
    const asked = fc.array(fc.record({ fen: fc.integer({ min: 1, max: 9_999 }), second: fc.boolean() }), { minLength: 2, maxLength: 15 });
    fc.assert(
      fc.property(asked, fc.integer({ min: 0, max: 100_000 }), (drawn, availableFen) => {
        const all = drawn.map(({ fen, second }, at) => ({ record: shares(`c${at}`, fen), second }));
        const of = (second: boolean) => all.filter((one) => one.second === second).map(({ record }) => record);
        const wanted = drawn.reduce((sum, { fen }) => sum + fen, 0);
        const once = plan(of(false).concat(of(true)), [], availableFen);
        const first = plan(of(false), of(true), availableFen);
        const second = plan(of(true), [], first.leftFen);
        expect(once.totalFen).toBe(Math.min(wanted, availableFen));
        if (of(true).length > 0) expect(first.totalFen + second.totalFen).toBe(once.totalFen);
        const inOne = new Map(once.cases.map((one) => [one.caseId, one.grantedFen]));
        for (const { caseId, grantedFen } of [...first.cases, ...second.cases])
          expect(Math.abs(grantedFen - (inOne.get(caseId) ?? 0))).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('shares among those of one call, whatever else is pending', () => {
    const later = shares('later', 900, { closesOn: '2027-12-31' as CivilDate, costYear: 2027 });
    expect(answers(plan([shares('a', 100)], [later], 100))).toEqual([100]);
    expect(answers(plan([shares('a', 100), later], [], 100))).toEqual([100, 'other-call']);
  });

  it('gives nothing while one of the call is on its way to the desk, says how many are, and then shares among all', () => {
    const three = ['a', 'b', 'c'].map((id) => shares(id, 600_000));
    const early = plan(three.slice(0, 2), [], 1_700_000, { onTheWay: 1 });
    expect(answers(early)).toEqual(['call-unfinished', 'call-unfinished']);
    expect(early.totalFen).toBe(0);
    expect(early.cases[0]?.refusal?.text).toMatchObject({
      zh: expect.stringContaining('还有 1 件'),
      en: expect.stringContaining('decision desk: 1.'),
    });
    expect(plan(three.slice(0, 1), [], 1_700_000, { onTheWay: 2 }).cases[0]?.refusal?.text.en).toContain('decision desk: 2.');
    expect(answers(plan(three, [], 1_700_000)).toSorted()).toEqual([566_666, 566_667, 566_667]);
    // It moved between the reads: who is seen was counted no more.
    expect(plan(three, [], 1_700_000, { onTheWay: -1 }).cases[0]?.refusal?.text.en).toContain('try again');
  });

  it('counts at the desk whom an open run holds money for, and those who are granted nothing, but nobody of another call or part', () => {
    const [a, b] = [shares('a', 100), shares('b', 100)];
    const held = withRun(NO_OPEN_RUNS, 'run-1', [b]);
    expect(answers(plan([a], [b], 100, { open: held }))).toEqual([100]);
    expect(answers(plan([a], [], 100, { open: held, onTheWay: 1 }))).toEqual(['call-unfinished']);
    const community = { ...GENERAL, communityId: 'JS-1' };
    const mine = shares('mine', 100, { community: 'JS-1' });
    const unmet = { ...a, appraisal: null };
    expect(atTheDesk([a, b, mine, unmet], a, GENERAL)).toBe(4);
    expect(atTheDesk([a, b, mine], a, community)).toBe(1);
    expect(atTheDesk([a, b, mine], a, { ...GENERAL, ownParts: new Set(['JS-1']) })).toBe(2);
    expect(atTheDesk([a, shares('later', 100, { closesOn: TODAY }), asks('queue', { fen: 100 })], a, GENERAL)).toBe(1);
  });

  it('grants nothing where the line was not read whole', () => {
    expect(answers(plan([shares('a', 100)], [], 1_000, { whole: false }))).toEqual(['line-not-whole']);
  });

  it('is no run where the cases pinned different rules, whichever of them is first', () => {
    const [a, b] = [shares('a', 100), asks('b', { fen: 100 })];
    expect(answers(plan([a, b], [], 1_000))).toEqual(['other-rule', 'other-rule']);
    expect(answers(plan([b, a], [], 1_000))).toEqual(['other-rule', 'other-rule']);
  });
});

describe('an approval of many and the budgets of two years', () => {
  const last = { ...GENERAL, budgetId: '2026.finance.broadband', fiscalYear: 2026 };

  it('draws on last year’s for what was spent last year, and on no other', () => {
    const of = (costYear: number) => plan([asks('a', { fen: 100, costYear })], [], 100, { part: last });
    expect(answers(of(2026))).toEqual([100]);
    expect(answers(of(2027))).toEqual(['other-year']);
    expect(answers(plan([asks('a', { fen: 100, costYear: 2025 })], [], 100, { part: { ...last, fiscalYear: 2025 } }))).toEqual([
      'other-year',
    ]);
  });

  it('says what to do where the budget of the year is not open', () => {
    const closed = plan([asks('a', { fen: 100 })], [], null);
    expect(closed.cases[0]?.refusal).toMatchObject({ code: 'budget-closed', text: { zh: expect.stringContaining('结转') } });
    expect(closed).toMatchObject({ totalFen: 0, leftFen: 0 });
  });
});

describe('what open runs hold', () => {
  const [one, two] = [asks('one', { fen: 600, hour: 1 }), asks('two', { fen: 600, hour: 2 })];
  const open = withRun(NO_OPEN_RUNS, 'run-1', [one]);

  it('is granted to nobody a second time, and whoever has it stands in no line', () => {
    const plan2 = plan([one, two], [], 1_000, { open });
    expect(answers(plan2)).toEqual(['in-open-run', 600]);
    expect(plan2.cases[0]?.refusal?.text.zh).toContain('run-1');
    expect(answers(plan([two], [one], 1_000, { open }))).toEqual([600]);
    // Closed, its place is what it was.
    expect(answers(plan([two], [one], 1_000, { open: withoutRun(open, 'run-1') }))).toEqual(['not-your-turn']);
  });

  it('is what a case has drawn itself no more, whatever became of it', () => {
    expect(runHolding(open, one)).toBe('run-1');
    expect(runHolding(open, { ...one, money: { ...one.money, reservations: 1 } })).toBeUndefined();
  });

  it('leaves the parts of those who share as they would be in one run', () => {
    const shares = [1, 2, 3].map((at) => asks(`s${at}`, { fen: 100 * at, rule: 'pro-rata', waits: false }));
    const [first, ...others] = shares;
    const once = plan(shares, [], 300);
    const before = plan(first ? [first] : [], others, 300);
    const after = plan(others, first ? [first] : [], before.leftFen, { open: withRun(NO_OPEN_RUNS, 'run-1', first ? [first] : []) });
    expect([...answers(before), ...answers(after)]).toEqual(answers(once));
  });
});
