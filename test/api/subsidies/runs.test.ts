import { describe, expect, it } from 'vitest';
import type { CaseAnswer } from '../../../shared/contracts/cases.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { BROADBAND, subsidyHouse } from '../../support/subsidy-house.ts';

interface Run {
  readonly id: string;
  readonly totalFen: number;
  readonly leftFen: number;
  readonly items: readonly { readonly caseId: string; readonly grantedFen: number }[];
}
interface Preview {
  readonly availableFen: number;
  readonly totalFen: number;
  readonly cases: readonly { readonly caseId: string; readonly grantedFen: number; readonly refusal: { readonly code: string } | null }[];
}

/** Room for two and a half of three. */
const house = subsidyHouse({ budgetFen: 1_500_000 });
const itemOf = ({ id, contentHash }: CaseAnswer) => ({ caseId: id, contentHash });
const draw = (run: Run, caseId: string, key?: string) =>
  house.as('approver').post(`/v1/approval-runs/${run.id}/cases/${caseId}`, undefined, key ? { key } : {});

describe('approving many', () => {
  it('shows what it would do, seals it, reserves once, and each case draws its part once', { timeout: 60_000 }, async () => {
    const cases = [
      await house.brought('run-1', 'decision_pending'),
      await house.brought('run-2', 'decision_pending'),
      await house.brought('run-3', 'decision_pending'),
    ];
    const items = cases.map(itemOf);
    const changed = [...items.slice(0, 2), { caseId: items[2]?.caseId, contentHash: 'f'.repeat(64) }];
    const other = await jsonOf<Preview>(
      await house.as('approver').post('/v1/approval-runs/preview', { programmeId: BROADBAND, items: changed }),
    );
    expect(other.cases.map(({ refusal }) => refusal?.code ?? null)).toEqual([null, null, 'content-changed']);
    expect(await house.readBudget()).toMatchObject({ availableFen: 1_500_000 });

    const preview = await jsonOf<Preview>(
      await house.as('approver').post('/v1/approval-runs/preview', { programmeId: BROADBAND, items, rule: 'pro-rata' }),
    );
    expect(preview).toMatchObject({ availableFen: 1_500_000, totalFen: 1_500_000 });
    expect(preview.cases.map(({ grantedFen }) => grantedFen)).toEqual([500_000, 500_000, 500_000]);

    const run = await jsonOf<Run>(
      await house.as('approver').post('/v1/approval-runs', { programmeId: BROADBAND, items, rule: 'pro-rata' }, { key: 'run' }),
      201,
    );
    expect(run).toMatchObject({ totalFen: 1_500_000, leftFen: 1_500_000 });
    expect(await house.readBudget()).toMatchObject({ availableFen: 0, reservedFen: 1_500_000 });
    const [first, second, third] = run.items;
    expect(await jsonOf(await draw(run, first?.caseId ?? '', 'a'))).toMatchObject({ state: 'public_notice' });
    // Sent again with the same key it is the same answer, with another it is no second approval.
    expect((await draw(run, first?.caseId ?? '', 'a')).headers.get('idempotent-replayed')).toBe('true');
    expect((await draw(run, first?.caseId ?? '')).status).toBe(409);
    expect((await house.as('approver-2').post(`/v1/approval-runs/${run.id}/cases/${second?.caseId}`)).status).toBe(403);
    expect(await jsonOf(await draw(run, second?.caseId ?? ''))).toMatchObject({ state: 'public_notice' });
    const [notice] = (await jsonOf<{ items: { amountFen: number }[] }>(await house.anonymous.get('/v1/notices'))).items;
    expect(notice?.amountFen).toBe(500_000);

    const closed = await jsonOf<Run>(await house.as('approver').post(`/v1/approval-runs/${run.id}/close`));
    expect(closed.leftFen).toBe(0);
    expect(await house.readBudget()).toMatchObject({ availableFen: 500_000, reservedFen: 1_000_000 });
    expect((await draw(run, third?.caseId ?? '')).status).toBe(409);
    // Withdrawn, a case gives back its own part.
    const leaving = cases.find(({ id }) => id === first?.caseId);
    expect(
      await house.taken(`run-${cases.findIndex(({ id }) => id === leaving?.id) + 1}-owner`, leaving?.id ?? '', 'withdraw', {}),
    ).toMatchObject({ state: 'withdrawn' });
    expect(await house.readBudget()).toMatchObject({ availableFen: 1_000_000, reservedFen: 500_000 });
  });

  it('refuses cases of elsewhere, and a run of nothing', async () => {
    const far = await house
      .as('far-reviewer')
      .post('/v1/approval-runs/preview', { programmeId: BROADBAND, items: [{ caseId: 'whatever', contentHash: 'a'.repeat(64) }] });
    expect(await jsonOf<Preview>(far)).toMatchObject({ cases: [], totalFen: 0 });
    const none = await house
      .as('approver')
      .post('/v1/approval-runs', { programmeId: BROADBAND, items: [{ caseId: 'whatever', contentHash: 'a'.repeat(64) }] });
    expect(none.status).toBe(404);
  });
});
