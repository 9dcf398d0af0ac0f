import { expect, it } from 'vitest';
import { keptHold } from '../../../shared/domain/cases/money/holds.ts';
import { holdWrites } from '../../../shared/store/hold-store.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { BROADBAND, subsidyHouse } from '../../support/subsidy-house.ts';

const house = subsidyHouse();
type File = { limits: { kind: string; mostFen: number; othersFen: number; ownFen: number; exceeded: boolean }[] };

it('shows the reviewer what another firm has taken of the same invoice, and the applicant nothing of it', { timeout: 60_000 }, async () => {
  const { id } = await house.brought('shares', 'decision_pending');
  const file = async (person: string) => jsonOf<File>(await house.as(person).get(`/v1/cases/${id}/file`));
  const bill = async () => (await file('reviewer')).limits.find(({ kind }) => kind === 'invoice');
  expect(await bill()).toMatchObject({ mostFen: 1_200_000, othersFen: 0, exceeded: false });

  // Another case takes a part of the same bill, as a registration of a larger amount allows it.
  const stored = await house.stores.organisations.readOrganisation('shares');
  const record = await jsonOf<{ claim: { lines: { invoiceId: string }[] } }>(await house.as('reviewer').get(`/v1/cases/${id}/file`));
  const key = record.claim.lines[0]?.invoiceId ?? '';
  const hold = keptHold.parse({ kind: 'invoice', key, pointer: '', text: { zh: '', en: '' }, partFen: 300_000, ownFen: 9_999_999 });
  const outcome = await house.stores.commands.commit({
    writes: holdWrites({ taken: [hold], givenBack: [], caseId: 'of-another-firm' }),
    head: stored?.head,
    entry: {
      aggregate: { kind: 'organisation', id: 'shares' },
      action: 'case.submit',
      at: house.clock.now.toISOString(),
      by: { personId: 'somebody', role: 'owner', organisationId: 'shares' },
      changed: { programme: BROADBAND },
    },
  });
  expect(outcome.kind).toBe('committed');
  expect(await bill()).toMatchObject({ mostFen: 1_200_000, othersFen: 300_000, ownFen: 1_200_000, exceeded: true });
  expect(JSON.stringify(await file('reviewer'))).not.toContain('of-another-firm');
  expect((await file('shares-owner')).limits).toEqual([]);
});
