import { describe, expect, it } from 'vitest';
import type { CaseAnswer } from '../../../shared/contracts/cases.ts';
import type { ClaimCheck } from '../../../shared/contracts/claims.ts';
import { expectProblem } from '../../support/api.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { subsidyHouse } from '../../support/subsidy-house.ts';

/** Costs of 2026 are claimed to the end of March 2027: by the clock of the house, whatever the claim says. */
const house = subsidyHouse();
const on = (day: string) => {
  house.clock.now = new Date(`${day}T02:00:00.000Z`);
};
const LAST_DAY = '2027-03-31';
const DAY_AFTER = '2027-04-01';

/** Handed in on the last day, and returned for correction on the day after. */
async function returned(firm: string): Promise<{ id: string; claim: Record<string, unknown>; answer: CaseAnswer }> {
  on('2026-11-23');
  const { claim } = await house.seedFirm(firm);
  const id = await house.drafted(firm, claim);
  on(LAST_DAY);
  await house.taken(`${firm}-owner`, id, 'submit');
  on(DAY_AFTER);
  await house.taken('intake', id, 'accept-intake');
  return { id, claim, answer: await house.taken('intake', id, 'return', { defects: [{ pointer: '/contractNumber', text: '不清楚' }] }) };
}
const handInAgain = (firm: string, { id, openCorrections }: CaseAnswer) =>
  house.take(`${firm}-owner`, id, 'resubmit', {
    answers: openCorrections[0]?.defects.map((defect) => ({ defectId: defect.id, kind: 'corrected', text: '' })),
  });
async function corrected(firm: string, id: string, claim: Record<string, unknown>): Promise<ClaimCheck> {
  const owner = house.as(`${firm}-owner`);
  const seen = await owner.get(`/v1/subsidies/claims/${id}`);
  await jsonOf(await owner.put(`/v1/subsidies/claims/${id}`, { claim }, { ifMatch: seen.headers.get('etag') ?? '' }));
  return jsonOf<ClaimCheck>(await owner.get(`/v1/subsidies/claims/${id}/check`));
}
const isLate = ({ items }: ClaimCheck): boolean =>
  items.some(({ rule, outcome, pointer }) => rule === 'outside-claim-window' && outcome === 'failed' && pointer === '/year');

describe('a call that has closed', () => {
  it('takes no claim any more: the rule, the field and the days are named, and it stays a draft', async () => {
    on('2026-11-23');
    const { claim } = await house.seedFirm('late');
    const id = await house.drafted('late', claim);
    on(DAY_AFTER);
    expect(isLate(await jsonOf<ClaimCheck>(await house.as('late-owner').get(`/v1/subsidies/claims/${id}/check`)))).toBe(true);
    const answer = await house.take('late-owner', id, 'submit');
    const { errors } = (await answer.clone().json()) as { errors: { detail: string }[] };
    expect(errors.map(({ detail }) => detail).join()).toContain(LAST_DAY);
    await expectProblem(answer, 409, 'window-closed', '/year');
    expect(await jsonOf(await house.as('late-owner').get(`/v1/cases/${id}`))).toMatchObject({ state: 'draft', version: 1 });
  });

  it('takes back what it returned, as long as it was handed in first in time', async () => {
    const { id, claim, answer } = await returned('corrected-late');
    expect(isLate(await corrected('corrected-late', id, { ...claim, contractNumber: 'HT-2026-0001' }))).toBe(false);
    expect(await jsonOf<CaseAnswer>(await handInAgain('corrected-late', answer))).toMatchObject({ state: 'completeness_check' });
  });

  it('takes nothing of another year in its place', async () => {
    const { id, claim, answer } = await returned('other-year');
    expect(isLate(await corrected('other-year', id, { ...claim, year: 2025, monthsFrom: '2025-01', monthsTo: '2025-06' }))).toBe(true);
    await expectProblem(await handInAgain('other-year', answer), 409, 'window-closed', '/year');
  });
});
