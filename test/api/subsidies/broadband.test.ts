import { describe, expect, it } from 'vitest';
import type { CaseAnswer, CaseFileView } from '../../../shared/contracts/cases.ts';
import type { ClaimCheck } from '../../../shared/contracts/claims.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { BROADBAND, subsidyHouse } from '../../support/subsidy-house.ts';

const house = subsidyHouse();

describe('a broadband claim', () => {
  it('goes from a draft to public notice, with its money reserved', { timeout: 60_000 }, async () => {
    const { claim } = await house.seedFirm('firm', 'owner');
    const id = await house.drafted('firm', claim, 'owner');
    const check = await jsonOf<ClaimCheck>(await house.as('owner').get(`/v1/subsidies/claims/${id}/check`));
    expect(check.items.filter(({ outcome, hard }) => hard && outcome === 'failed')).toEqual([]);
    expect(check).toMatchObject({ ready: true, verdict: 'eligible', computedFen: 600_000 });

    const submitted = await house.taken('owner', id, 'submit');
    expect(submitted).toMatchObject({ state: 'submitted', computedFen: 600_000, instrument: 'broadband_subsidy', programmeId: BROADBAND });
    expect(await house.taken('operator', id, 'confirm', { text: '在本社区办公' })).toMatchObject({ state: 'submitted' });
    expect(await house.taken('intake', id, 'accept-intake')).toMatchObject({ state: 'completeness_check' });
    expect(await house.taken('intake', id, 'admit')).toMatchObject({ state: 'under_review' });
    expect(await house.taken('reviewer', id, 'complete-review', { verdict: 'support', reason: '材料齐全' })).toMatchObject({
      state: 'decision_pending',
    });
    const { contentHash } = await jsonOf<CaseAnswer>(await house.as('approver').get(`/v1/cases/${id}`));
    expect(await house.taken('approver', id, 'approve', { contentHash })).toMatchObject({ state: 'public_notice' });
    expect(await house.readBudget()).toMatchObject({ availableFen: 50_000_000 - 600_000, reservedFen: 600_000, paidFen: 0 });
    const file = await jsonOf<CaseFileView>(await house.as('approver').get(`/v1/cases/${id}/file`));
    expect(file.money).toMatchObject({ reservedFen: 600_000 });
    const { items } = await jsonOf<{ items: { id: string }[] }>(await house.anonymous.get('/v1/notices'));
    expect(items.map((notice) => notice.id)).toContain(id);
  });
});
