import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod/mini';
import type { caseList } from '../../../shared/contracts/case-list.ts';
import { personKey } from '../../../shared/store/keys/people.ts';
import { expectProblem } from '../../support/api.ts';
import { jsonOf, personKeyOf } from '../../support/signed-in.ts';
import { subsidyHouse } from '../../support/subsidy-house.ts';

/** Whoever heads an office and has no other role gives out its cases: they see that a case waits and who has it, and not what is in it. */
const house = subsidyHouse();
const REVIEWED = { verdict: 'support', reason: '齐全' };
type List = z.infer<typeof caseList>;
const listed = async (person: string, query: string): Promise<List> => jsonOf<List>(await house.as(person).get(`/v1/cases?queue=${query}`));

beforeAll(async () => {
  const members = [
    { id: 'head', roles: ['owner' as const] },
    { id: 'hand-1', roles: ['finance-reviewer' as const] },
    { id: 'hand-2', roles: ['finance-reviewer' as const] },
  ];
  await house.seedOrganisation({ id: 'headed', kind: 'finance_bureau', divisionCode: '320583', members });
  await house.seedOrganisation({
    id: 'headed-far',
    kind: 'finance_bureau',
    divisionCode: '320102',
    members: [{ id: 'head-far', roles: ['owner'] }],
  });
  // Whoever is given a case has signed in once, so that the house knows the name.
  for (const id of ['hand-1', 'hand-2'])
    await house.client.send(
      new PutCommand({ TableName: house.names.main, Item: { ...personKey(id), name: `示例 ${id}`, personKey: personKeyOf({ id }) } }),
    );
});

describe('the head of an office', () => {
  it('sees what waits and who has it, passes it on with a reason, and reads nothing of what is in it', async () => {
    const { id } = await house.brought('given-out', 'under_review');
    const before = (await listed('head', 'review')).items.find((item) => item.id === id);
    expect(before).toMatchObject({ applicantName: expect.stringMatching(/\*{4}$/), assignedTo: null, mine: false });
    expect(await jsonOf(await house.as('head').get(`/v1/cases/${id}`))).toMatchObject({ id, state: 'under_review' });
    for (const part of ['file', 'audit', 'payments'])
      expect([part, (await house.as('head').get(`/v1/cases/${id}/${part}`)).status]).toEqual([part, 403]);

    await expectProblem(await house.take('head', id, 'take'), 403, 'not-allowed');
    await expectProblem(await house.take('head', id, 'complete-review', REVIEWED), 403, 'not-allowed');
    await expectProblem(await house.take('head', id, 'reassign', { personId: 'hand-1', reason: ' ' }), 400, 'invalid-request', '/reason');
    await expectProblem(await house.take('head', id, 'reassign', { personId: 'head', reason: '自己来' }), 403, 'not-your-role');
    await house.taken('head', id, 'reassign', { personId: 'hand-1', reason: '分派' });
    expect((await listed('head', 'review')).items.find((item) => item.id === id)).toMatchObject({
      assignedTo: '示例 hand-1',
      assignedToId: 'hand-1',
    });
    await house.taken('head', id, 'reassign', { personId: 'hand-2', reason: '出差' });
    await expectProblem(await house.take('hand-1', id, 'complete-review', REVIEWED), 403, 'not-assigned');
    expect(await house.taken('hand-2', id, 'complete-review', REVIEWED)).toMatchObject({ state: 'decision_pending' });
    const chain = await jsonOf<{ items: { action: string; by: object }[] }>(await house.as('auditor').get(`/v1/cases/${id}/audit`));
    expect(chain.items.filter(({ action }) => action === 'case.reassign')).toMatchObject([
      { by: { personId: 'head', role: 'owner', organisationId: 'headed' } },
      { by: { personId: 'head', role: 'owner', organisationId: 'headed' } },
    ]);
  });

  it('is head at the desks of their office in its region, and nowhere else', async () => {
    const { id } = await house.brought('kept-apart', 'under_review');
    for (const desk of ['intake', 'review', 'decision', 'notice', 'payment', 'monitoring', 'appeal'])
      expect([desk, (await house.as('head').get(`/v1/cases?queue=${desk}`)).status]).toEqual([desk, 200]);
    await expectProblem(await house.as('head').get('/v1/cases?queue=confirmation'), 403, 'not-allowed');
    expect((await listed('head-far', 'review')).items.map((item) => item.id)).not.toContain(id);
    expect((await house.as('head-far').get(`/v1/cases/${id}`)).status).toBe(404);
    await expectProblem(await house.take('head-far', id, 'reassign', { personId: 'hand-1', reason: '分派' }), 404, 'not-found');
    await expectProblem(await house.as('kept-apart-owner').get('/v1/cases?queue=review'), 403, 'not-allowed');
  });
});
