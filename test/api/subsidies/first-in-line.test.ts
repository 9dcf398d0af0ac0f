import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { adoptedTemplates, adoptions } from '../../../infra/build/adopted-templates.ts';
import { readCatalogue } from '../../../shared/catalogue/read-catalogue.ts';
import type { CaseAnswer } from '../../../shared/contracts/cases.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { BROADBAND, subsidyHouse } from '../../support/subsidy-house.ts';

const given = adoptions.parse(JSON.parse(readFileSync(new URL('../../../infra/local/demo/adoptions.json', import.meta.url), 'utf8')));
const kunshan = adoptedTemplates(readCatalogue(), given).find(({ id, regionCode }) => id === BROADBAND && regionCode === '320583');
/** Whom Kunshan puts first, as it adopted the template: young firms. There is not enough for one. */
const house = subsidyHouse({ budgetFen: 500_000, version: { priority: kunshan?.versions[0]?.priority ?? null } });

async function waits(firm: string, foundedOn: string): Promise<CaseAnswer> {
  house.clock.now = new Date(house.clock.now.getTime() + 60_000);
  const one = await house.brought(firm, 'decision_pending', `${firm}-owner`, { 'firm.founded_on': foundedOn });
  return house.taken('approver-2', one.id, 'queue', { reason: '预算不足' });
}

it('a county puts first whom it chose to, on the page of the list and in the run', { timeout: 90_000 }, async () => {
  const older = await waits('older', '2024-05-06');
  const young = await waits('young', '2026-01-05');
  const at = `/v1/budgets/${house.budgetId}`;
  const change = { kind: 'increase', amountFen: 100_000, reason: '预算调整' };
  const { id } = await jsonOf<{ id: string }>(await house.as('approver').post(`${at}/changes`, change), 201);
  await jsonOf(await house.as('approver-2').post(`${at}/changes/${id}/confirm`));

  expect(await jsonOf(await house.as('reviewer').get(`${at}/waiting`))).toMatchObject({
    items: [
      { caseId: young.id, priority: true, fits: true },
      { caseId: older.id, priority: false, fits: false },
    ],
  });
  const items = [older, young].map(({ id: caseId, contentHash }) => ({ caseId, contentHash }));
  const run = await jsonOf(await house.as('approver').post('/v1/approval-runs', { programmeId: BROADBAND, items }), 201);
  expect(run).toMatchObject({ items: [{ caseId: young.id, grantedFen: 600_000 }] });
});
