import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPartiesApp } from '../../../functions/parties-api/app.ts';
import type { CaseAnswer, CaseFileView } from '../../../shared/contracts/cases.ts';
import type { DelegationView } from '../../../shared/contracts/parties.ts';
import { personKey } from '../../../shared/store/keys/people.ts';
import { expectProblem } from '../../support/api.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { subsidyHouse } from '../../support/subsidy-house.ts';

/** Standing in for a colleague, and every way we could think of to make it more than that. */
const house = subsidyHouse({ others: ({ stores, ports }) => ({ 'parties-api': createPartiesApp({ stores, ports }) }) });
const TODAY = '2026-11-23';
const START = new Date('2026-11-23T02:00:00.000Z');

const of = (office: string) => `/v1/organisations/${office}/delegations`;
interface Asked {
  readonly office?: string;
  readonly principalId: string;
  readonly delegateId: string;
  readonly role: string;
  readonly from?: string;
  readonly until?: string;
  readonly uptoFen?: number;
  readonly ground?: string;
}
const propose = (by: string, { office = 'finance', ...asked }: Asked) =>
  house.as(by).post(of(office), { from: TODAY, until: '2026-12-01', ground: 'leave', ...asked });
/** Proposed by whoever is represented, confirmed by a second person. */
async function delegated(asked: Asked, second = 'payer-3', by = asked.principalId): Promise<string> {
  const { id } = await jsonOf<DelegationView>(await propose(by, asked), 201);
  expect(await jsonOf(await house.as(second).post(`${of(asked.office ?? 'finance')}/${id}/confirm`))).toMatchObject({ id });
  return id;
}
const revoked = (by: string, id: string, office = 'finance') => house.as(by).post(`${of(office)}/${id}/revoke`);
const fileOf = async (id: string): Promise<CaseFileView> => jsonOf(await house.as('auditor').get(`/v1/cases/${id}/file`));
const approve = (by: string, { id, contentHash }: CaseAnswer) => house.take(by, id, 'approve', { contentHash });
const REVIEWED = { verdict: 'support', reason: '齐全' };

async function expectFourEyes(response: Response, rule: string): Promise<void> {
  const problem = (await response.json()) as { type: string; errors?: readonly { code: string }[] };
  expect([response.status, problem.type, problem.errors?.[0]?.code]).toEqual([403, '/problems/four-eyes', rule]);
}

beforeAll(async () => {
  await house.seedOrganisation({
    id: 'small',
    kind: 'finance_bureau',
    members: [
      { id: 'chief', roles: ['owner', 'finance-payer'] },
      { id: 'both', roles: ['finance-reviewer', 'finance-approver'] },
      { id: 'helper', roles: ['notice-officer'] },
      { id: 'third', roles: ['finance-payer'] },
    ],
  });
  // Whoever is given a case has signed in once, so that the house knows the name.
  for (const person of ['both', 'helper', 'third'])
    await house.client.send(
      new PutCommand({
        TableName: house.names.main,
        Item: { ...personKey(person), name: `示例 ${person}`, personKey: `person-${person}` },
      }),
    );
});

describe('a stand-in', () => {
  it('acts only once a second person has confirmed it, up to the amount, and is named with whom they act for', async () => {
    const asked = { principalId: 'approver', delegateId: 'reviewer-2', role: 'finance-approver', uptoFen: 2_000_000 };
    const answer = await house.brought('life', 'decision_pending');
    const { id } = await jsonOf<DelegationView>(await propose('approver', asked), 201);
    await expectProblem(await approve('reviewer-2', answer), 403, 'not-allowed');
    await jsonOf(await house.as('payer').post(`${of('finance')}/${id}/confirm`));

    const queue = await jsonOf<{ items: readonly { id: string }[] }>(await house.as('reviewer-2').get('/v1/cases?queue=decision'));
    expect(queue.items.map((item) => item.id)).toContain(answer.id);
    expect(await jsonOf(await approve('reviewer-2', answer))).toMatchObject({ state: 'public_notice' });
    expect((await fileOf(answer.id)).acts.at(-1)).toMatchObject({
      event: 'approve',
      role: 'finance-approver',
      name: '示例 reviewer-2',
      onBehalf: '示例 approver',
    });
    const { items } = await jsonOf<{ items: readonly { action: string; by: unknown }[] }>(
      await house.as('auditor').get(`/v1/cases/${answer.id}/audit`),
    );
    expect(items[0]).toMatchObject({
      action: 'case.approve',
      by: {
        personId: 'reviewer-2',
        role: 'finance-approver',
        organisationId: 'finance',
        onBehalf: { delegationId: id, personId: 'approver' },
      },
    });
    const mine = await (await house.as('reviewer-2').get('/v1/organisations')).text();
    expect(JSON.parse(mine)).toMatchObject({
      items: [{ id: 'finance', roles: ['finance-reviewer'], standsIn: [{ delegationId: id, role: 'finance-approver' }] }],
    });
    expect(mine).not.toContain('person-approver');
    await jsonOf(await revoked('approver', id));
    expect(await jsonOf(await house.as('reviewer-2').get('/v1/organisations'))).toEqual({
      items: [
        {
          id: 'finance',
          kind: 'finance_bureau',
          name: '示例 finance',
          divisionCode: '320583',
          roles: ['finance-reviewer'],
          from: START.toISOString(),
          until: null,
        },
      ],
    });
  });

  it('takes over what the colleague has in hand, who takes it back', async () => {
    const { id } = await house.brought('covered', 'under_review');
    await house.taken('reviewer', id, 'take');
    await expectProblem(await house.take('reviewer-3', id, 'cover'), 403, 'not-delegated');
    const delegation = await delegated({ principalId: 'reviewer', delegateId: 'payer-2', role: 'finance-reviewer' });
    // Work that is a colleague's stays so until it is taken over.
    await expectProblem(await house.take('payer-2', id, 'complete-review', REVIEWED), 403, 'not-assigned');
    const listed = await jsonOf<{ items: readonly { id: string; covering: unknown; assignedTo: string }[] }>(
      await house.as('payer-2').get('/v1/cases?queue=review'),
    );
    expect(listed.items.find((item) => item.id === id)).toMatchObject({
      assignedTo: '示例 reviewer',
      covering: { delegationId: delegation, until: '2026-11-30T16:00:00.000Z' },
    });
    await house.taken('payer-2', id, 'cover');
    const file = await fileOf(id);
    expect(file.assigned.filter(({ stage }) => stage === 'review')).toMatchObject([
      { by: { name: '示例 payer-2', onBehalf: { delegationId: delegation } } },
    ]);
    await expectProblem(await house.take('reviewer', id, 'complete-review', REVIEWED), 403, 'not-assigned');
    await house.taken('reviewer', id, 'take');
    await expectProblem(await house.take('payer-2', id, 'complete-review', REVIEWED), 403, 'not-assigned');
    await house.taken('payer-2', id, 'cover');
    expect(await house.taken('payer-2', id, 'complete-review', REVIEWED)).toMatchObject({ state: 'decision_pending' });
    await jsonOf(await revoked('payer-2', delegation));
  });

  it('leaves nothing behind when it ends: what was taken for the colleague goes to the next, to the head’s choice, or back', async () => {
    const asked = { office: 'small', principalId: 'both', role: 'finance-reviewer' };
    const ids: string[] = [];
    for (const firm of ['left-1', 'left-2', 'left-3']) ids.push((await house.brought(firm, 'under_review')).id);
    const [next = '', given = '', back = ''] = ids;
    const first = await delegated({ ...asked, delegateId: 'helper' }, 'third');
    // Taken from the queue in the colleague's name, not taken over.
    for (const id of ids) await house.taken('helper', id, 'take');
    await jsonOf(await revoked('chief', first, 'small'));
    for (const id of ids) {
      await expectProblem(await house.take('helper', id, 'complete-review', REVIEWED), 403, 'not-allowed');
      await expectProblem(await house.take('third', id, 'cover'), 403, 'not-delegated');
    }
    const second = await delegated({ ...asked, delegateId: 'third' }, 'chief');
    const listed = await jsonOf<{ items: readonly { id: string; covering: unknown }[] }>(
      await house.as('third').get('/v1/cases?queue=review'),
    );
    expect(listed.items.find((item) => item.id === next)?.covering).toMatchObject({ delegationId: second });
    await house.taken('third', next, 'cover');
    const own = await jsonOf<CaseFileView>(await house.as('third').get(`/v1/cases/${next}/file`));
    expect(own.assigned.filter(({ stage }) => stage === 'review')).toMatchObject([
      { me: true, by: { onBehalf: { delegationId: second } } },
    ]);
    expect(await house.taken('third', next, 'complete-review', REVIEWED)).toMatchObject({ state: 'decision_pending' });
    await house.taken('chief', given, 'reassign', { personId: 'third', reason: '代理结束' });
    expect(await house.taken('third', given, 'complete-review', REVIEWED)).toMatchObject({ state: 'decision_pending' });
    await jsonOf(await revoked('both', second, 'small'));
    expect(await house.taken('both', back, 'take')).toMatchObject({ id: back });
    expect(await house.taken('both', back, 'complete-review', REVIEWED)).toMatchObject({ state: 'decision_pending' });
  });

  it('gives nobody new work who is away, and lets the head give it to whoever stands in', async () => {
    const { id } = await house.brought('away', 'under_review');
    const delegation = await delegated({ office: 'small', principalId: 'both', delegateId: 'helper', role: 'finance-reviewer' }, 'third');
    await expectProblem(await house.take('both', id, 'take'), 409, 'away');
    await expectProblem(await house.take('chief', id, 'reassign', { personId: 'both', reason: '分派' }), 409, 'away');
    await expectProblem(await house.take('third', id, 'reassign', { personId: 'helper', reason: '分派' }), 409, 'case-state');
    await house.taken('chief', id, 'reassign', { personId: 'helper', reason: '代理期间分派' });
    expect((await fileOf(id)).assigned.at(-1)).toMatchObject({
      stage: 'review',
      by: { name: '示例 helper', onBehalf: { name: '示例 both' } },
    });
    await house.taken('helper', id, 'complete-review', REVIEWED);
    // The review was done in the place of `both`: it counts as theirs.
    const reviewed = await jsonOf<CaseAnswer>(await house.as('both').get(`/v1/cases/${id}`));
    await expectFourEyes(await approve('both', reviewed), 'acted-in-other-stage');
    await jsonOf(await revoked('chief', delegation, 'small'));
  });
});

describe('attacks by delegation', () => {
  it('cannot be arranged by one, or for oneself', async () => {
    const asked = { principalId: 'approver', delegateId: 'reviewer-3', role: 'finance-approver' };
    await expectProblem(await propose('approver', { ...asked, delegateId: 'approver' }), 422, 'unfit-delegation', '/delegateId');
    await expectProblem(await propose('reviewer-3', asked), 403, 'not-allowed');
    await expectProblem(await propose('far-reviewer', asked), 404, 'not-found');
    await expectProblem(await propose('approver', { ...asked, delegateId: 'far-reviewer' }), 422, 'unfit-delegation', '/delegateId');
    await expectProblem(await propose('approver', { ...asked, role: 'finance-payer' }), 422, 'unfit-delegation', '/principalId');
    await expectProblem(
      await propose('chief', { office: 'small', principalId: 'both', delegateId: 'chief', role: 'finance-approver' }),
      403,
      'same-person',
    );
    const { id } = await jsonOf<DelegationView>(await propose('approver', asked), 201);
    for (const one of ['approver', 'reviewer-3'])
      await expectProblem(await house.as(one).post(`${of('finance')}/${id}/confirm`), 403, 'same-person');
    await expectProblem(await house.as('far-reviewer').post(`${of('finance')}/${id}/confirm`), 404, 'not-found');
    await jsonOf(await house.as('reviewer-3').post(`${of('finance')}/${id}/decline`));
    await expectProblem(await house.as('payer').post(`${of('finance')}/${id}/confirm`), 409, 'delegation-closed');
    await expectProblem(await house.as('reviewer-3').get('/v1/cases?queue=decision'), 403, 'not-allowed');
  });

  it('is no right before its first day nor from its last', async () => {
    const answer = await house.brought('dated', 'decision_pending');
    const dated = { principalId: 'approver', delegateId: 'payer', role: 'finance-approver', from: '2026-11-25', until: '2026-11-27' };
    const id = await delegated(dated);
    for (const [at, status] of [
      ['2026-11-24T15:59:59.999Z', 403],
      ['2026-11-24T16:00:00.000Z', 200],
      ['2026-11-26T15:59:59.999Z', 200],
      ['2026-11-26T16:00:00.000Z', 403],
    ] as const) {
      house.clock.now = new Date(at);
      expect([at, (await house.as('payer').get('/v1/cases?queue=decision')).status]).toEqual([at, status]);
    }
    await expectProblem(await approve('payer', answer), 403, 'not-allowed');
    house.clock.now = START;
    await jsonOf(await revoked('approver', id));
  });

  it('approves nothing above its amount, nor what is above it by a clause less', async () => {
    const answer = await house.brought('dear', 'decision_pending');
    const id = await delegated({
      principalId: 'approver-2',
      delegateId: 'reviewer-3',
      role: 'finance-approver',
      uptoFen: (answer.computedFen ?? 0) - 1,
    });
    await expectProblem(await approve('reviewer-3', answer), 403, 'above-authority');
    expect(await jsonOf<CaseAnswer>(await house.as('auditor').get(`/v1/cases/${answer.id}`))).toMatchObject({
      state: 'decision_pending',
      version: answer.version,
    });
    await jsonOf(await revoked('approver-2', id));
    const exact = await delegated({
      principalId: 'approver-2',
      delegateId: 'reviewer-3',
      role: 'finance-approver',
      uptoFen: answer.computedFen ?? 0,
    });
    expect(await jsonOf(await approve('reviewer-3', answer))).toMatchObject({ state: 'public_notice' });
    await jsonOf(await revoked('approver-2', exact));
  });

  it('of so many yuan neither closes a whole budget nor asks for it', async () => {
    const changes = `/v1/budgets/${house.budgetId}/changes`;
    const close = { kind: 'close', reason: '年度结束' };
    // Somebody without a role of their own at budgets, so that it is the place of the colleague they act in.
    const limited = await delegated({ principalId: 'approver', delegateId: 'notice', role: 'finance-approver', uptoFen: 100 });
    await expectProblem(await house.as('notice').post(changes, close), 403, 'above-authority');
    const { id } = await jsonOf<{ id: string }>(await house.as('reviewer').post(changes, close), 201);
    await expectProblem(await house.as('notice').post(`${changes}/${id}/confirm`), 403, 'above-authority');
    await jsonOf(await house.as('approver').post(`${changes}/${id}/decline`, { reason: '尚有案件' }));
    await jsonOf(await revoked('approver', limited));
  });

  it('counts what either has done in the case against both', async () => {
    const answer = await house.brought('either', 'under_review');
    await house.taken('both', answer.id, 'complete-review', REVIEWED);
    const reviewed = await jsonOf<CaseAnswer>(await house.as('auditor').get(`/v1/cases/${answer.id}`));
    // Whoever is represented has reviewed it.
    const first = await delegated({ office: 'small', principalId: 'both', delegateId: 'helper', role: 'finance-approver' }, 'third');
    await expectFourEyes(await approve('helper', reviewed), 'represented-barred');
    await jsonOf(await revoked('chief', first, 'small'));
    // Whoever stands in has reviewed it.
    const other = await house.brought('stood', 'decision_pending');
    const second = await delegated({ principalId: 'approver', delegateId: 'reviewer', role: 'finance-approver' });
    await expectFourEyes(await approve('reviewer', other), 'acted-in-other-stage');
    await jsonOf(await revoked('approver', second));
  });

  it('is not given on, nor given twice', async () => {
    const asked = { principalId: 'approver', delegateId: 'payer-2', role: 'finance-approver' };
    const id = await delegated(asked);
    await expectProblem(await propose('payer-2', { ...asked, delegateId: 'payer-3' }), 403, 'not-allowed');
    await expectProblem(
      await propose('payer-2', { principalId: 'payer-2', delegateId: 'payer', role: 'finance-approver' }),
      422,
      'unfit-delegation',
      '/principalId',
    );
    await expectProblem(await propose('approver', { ...asked, delegateId: 'payer' }), 409, 'delegation-overlaps', '/from');
    // Who is away stands in for nobody.
    await expectProblem(
      await propose('approver-2', { principalId: 'approver-2', delegateId: 'approver', role: 'finance-approver' }),
      422,
      'unfit-delegation',
      '/delegateId',
    );
    // A stand-in does not confirm in the place of who proposed it.
    const { id: next } = await jsonOf<DelegationView>(
      await propose('approver', { ...asked, delegateId: 'payer', from: '2026-12-01', until: '2026-12-05' }),
      201,
    );
    expect(
      (await jsonOf<{ items: DelegationView[] }>(await house.as('payer-2').get(of('finance')))).items.find((one) => one.id === next),
    ).toMatchObject({ ground: null });
    await jsonOf(await house.as('approver').post(`${of('finance')}/${next}/decline`));
    await jsonOf(await revoked('approver', id));
  });

  it('ends with the place or the role it rests on', async () => {
    const answer = await house.brought('ended', 'decision_pending');
    await house.seedOrganisation({
      id: 'leaving',
      kind: 'finance_bureau',
      members: [
        { id: 'boss', roles: ['owner', 'finance-payer'] },
        { id: 'goes', roles: ['finance-approver'] },
        { id: 'loses', roles: ['finance-approver', 'finance-reviewer'] },
        { id: 'stays', roles: ['notice-officer'] },
      ],
    });
    await delegated({ office: 'leaving', principalId: 'goes', delegateId: 'stays', role: 'finance-approver' }, 'boss');
    const versions = async () =>
      Object.fromEntries(
        (
          await jsonOf<{ items: { personId: string; version: number }[] }>(await house.as('boss').get('/v1/organisations/leaving/members'))
        ).items.map(({ personId, version }) => [personId, version]),
      );
    expect((await house.as('stays').get('/v1/cases?queue=decision')).status).toBe(200);
    expect(
      (await house.as('boss').delete('/v1/organisations/leaving/members/goes', undefined, { ifMatch: (await versions()).goes ?? 0 }))
        .status,
    ).toBe(204);
    await expectProblem(await approve('stays', answer), 403, 'not-allowed');
    const second = await delegated({ office: 'leaving', principalId: 'loses', delegateId: 'stays', role: 'finance-approver' }, 'boss');
    expect((await house.as('stays').get('/v1/cases?queue=decision')).status).toBe(200);
    const fewer = { roles: ['finance-reviewer'] };
    await jsonOf(
      await house.as('boss').patch('/v1/organisations/leaving/members/loses', fewer, { ifMatch: (await versions()).loses ?? 0 }),
    );
    await expectProblem(await house.as('stays').get('/v1/cases?queue=decision'), 403, 'not-allowed');
    const { items } = await jsonOf<{ items: DelegationView[] }>(await house.as('boss').get(of('leaving')));
    expect(items.map(({ status, endedBy }) => [status, endedBy])).toEqual([
      ['ended', null],
      ['ended', null],
    ]);
    await expectProblem(await revoked('boss', second, 'leaving'), 409, 'delegation-closed');
  });
});
