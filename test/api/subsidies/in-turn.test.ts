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
const preview = async (...cases: CaseAnswer[]) =>
  jsonOf<Preview>(await house.as('approver').post('/v1/approval-runs/preview', asked(...cases)));
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
});
