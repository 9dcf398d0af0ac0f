import { describe, expect, it } from 'vitest';
import type { CaseAnswer } from '../../../shared/contracts/cases.ts';
import { expectProblem } from '../../support/api.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { BROADBAND, subsidyHouse } from '../../support/subsidy-house.ts';

interface Preview {
  readonly cases: readonly {
    readonly grantedFen: number;
    readonly refusal: { readonly code: string; readonly text: { readonly zh: string } } | null;
  }[];
}
const FEN = 600_000;
/** Room for one, and half of another. */
const house = subsidyHouse({ budgetFen: 900_000 });
const itemOf = ({ id, contentHash }: CaseAnswer) => ({ caseId: id, contentHash });
const asked = (...cases: CaseAnswer[]) => ({ programmeId: BROADBAND, items: cases.map(itemOf) });
const tried = async (wanted: unknown) => jsonOf<Preview>(await house.as('approver').post('/v1/approval-runs/preview', wanted));
const preview = (...cases: CaseAnswer[]) => tried(asked(...cases));
async function waits(firm: string): Promise<CaseAnswer> {
  house.clock.now = new Date(house.clock.now.getTime() + 60_000);
  const one = await house.brought(firm, 'decision_pending');
  await house.taken('approver-2', one.id, 'queue', { reason: '预算不足' });
  return one;
}

describe('an approval of many', () => {
  it('goes by the waiting list and not by what was ticked, as the page of the list says', { timeout: 90_000 }, async () => {
    const early = await waits('turn-1');
    const late = await waits('turn-2');
    const list = await jsonOf<{ items: { caseId: string; fits: boolean }[] }>(
      await house.as('reviewer').get(`/v1/budgets/${house.budgetId}/waiting`),
    );
    expect(list.items).toMatchObject([
      { caseId: early.id, fits: true },
      { caseId: late.id, fits: false },
    ]);

    const [left] = (await preview(late)).cases;
    expect(left).toMatchObject({ grantedFen: 0, refusal: { code: 'not-your-turn' } });
    expect(left?.refusal?.text.zh).toContain(early.id);
    await expectProblem(await house.as('approver').post('/v1/approval-runs', asked(late)), 409, 'nothing-to-approve');
    expect(await house.readBudget()).toMatchObject({ availableFen: 900_000 });

    expect((await preview(late, early)).cases.map(({ grantedFen }) => grantedFen)).toEqual([0, FEN]);
    const run = await jsonOf<{ items: { caseId: string }[] }>(
      await house.as('approver').post('/v1/approval-runs', asked(late, early)),
      201,
    );
    expect(run.items).toMatchObject([{ caseId: early.id, grantedFen: FEN }]);
  });

  it('holds money for a case once, however many begin a run over it', { timeout: 90_000 }, async () => {
    const before = (await house.readBudget())?.reservedFen ?? 0;
    await house.openYear(2027, 6_000_000);
    house.clock.now = new Date('2027-01-04T02:00:00.000Z');
    const wanted = asked(await house.brought('twice-1', 'decision_pending'), await house.brought('twice-2', 'decision_pending'));
    const start = (person: string) => house.as(person).post('/v1/approval-runs', wanted);
    const answers = await Promise.all([start('approver'), start('approver-2'), start('approver')]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    const [refused] = answers.filter(({ status }) => status === 409);
    expect(await refused?.json()).toMatchObject({
      type: '/problems/nothing-to-approve',
      errors: wanted.items.map((_, at) => ({ pointer: `/items/${at}`, code: 'in-open-run' })),
    });
    expect(await house.readBudget(2027)).toMatchObject({ reservedFen: 2 * FEN });

    const [run] = (await jsonOf<{ items: { id: string }[] }>(await house.as('approver').get('/v1/approval-runs'))).items;
    await jsonOf(await house.as('approver-2').post(`/v1/approval-runs/${run?.id}/close`));
    expect((await tried(wanted)).cases.map(({ grantedFen }) => grantedFen)).toEqual([FEN, FEN]);
    expect((await house.readBudget())?.reservedFen).toBe(before);
  });
});
