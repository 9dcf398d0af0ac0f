import { expect, it } from 'vitest';
import type { CaseAnswer } from '../../../shared/contracts/cases.ts';
import type { Programme } from '../../../shared/domain/policy/programme.ts';
import { expectProblem } from '../../support/api.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { programmeBeside, subsidyHouse } from '../../support/subsidy-house.ts';

/** Until June by one rule, since July by another, and since October not any more. */
function changing(id: string, judgedAt: Programme['judgedAt']): Programme {
  const like = programmeBeside(id, {});
  const [version] = like.versions;
  if (!version) throw new Error('no version');
  const during = (name: string, from: string, to: string) => ({
    ...version,
    version: name,
    effective: { ...version.effective, from: from as never, to: to as never },
  });
  return { ...like, judgedAt, versions: [during('spring', '2025-01-01', '2026-07-01'), during('summer', '2026-07-01', '2026-10-01')] };
}
const house = subsidyHouse({ beside: [changing('line-by-costs', 'cost'), changing('line-by-day', 'submission')] });
interface File {
  readonly programmeVersion: string;
  readonly appraisal: { readonly asOf: string };
}

it('judges a claim by the rules and facts of the last day of its costs, where the programme says so', { timeout: 60_000 }, async () => {
  const { claim } = await house.seedFirm('by-costs');
  const owner = house.as('by-costs-owner');
  await expectProblem(
    await owner.post('/v1/subsidies/claims', { organisationId: 'by-costs', programmeId: 'line-by-day', claim }),
    409,
    'programme-not-open',
  );
  const id = await house.drafted('by-costs', claim, 'by-costs-owner', 'line-by-costs');
  await house.taken('by-costs-owner', id, 'submit');
  expect(await jsonOf<File>(await owner.get(`/v1/cases/${id}/file`))).toMatchObject({
    programmeVersion: 'spring',
    appraisal: { asOf: '2026-06-30' },
  });
  await house.taken('operator', id, 'confirm', { text: '在本社区办公' });
  await house.taken('intake', id, 'accept-intake');
  await house.taken('intake', id, 'admit');
  // Counted again, it stays on that day.
  expect(await house.taken('reviewer', id, 'recount')).toMatchObject({
    state: 'under_review',
    computedFen: 600_000,
  } satisfies Partial<CaseAnswer>);
  const today = await jsonOf<{ pinned: { asOf: string }; today: { asOf: string; programmeVersion: string } }>(
    await house.as('reviewer').get(`/v1/cases/${id}/re-evaluation`),
  );
  expect(today).toMatchObject({ pinned: { asOf: '2026-06-30' }, today: { asOf: '2026-06-30', programmeVersion: 'spring' } });
});
