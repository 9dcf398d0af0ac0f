import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import type { CaseFileView } from '../../../shared/contracts/cases.ts';
import type { dueList } from '../../../shared/contracts/payments.ts';
import { expectProblem } from '../../support/api.ts';
import { returnOfAll } from '../../support/bank.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { paymentHouse } from './house.ts';

const house = paymentHouse();
const WHY = { reason: '收款单位已注销，无法拨付' };
const fileOf = async (person: string, id: string) => jsonOf<CaseFileView>(await house.as(person).get(`/v1/cases/${id}/file`));
const dueOf = async (id: string) =>
  (await jsonOf<z.infer<typeof dueList>>(await house.as('payer').get('/v1/payments/due?limit=100'))).items.find(
    ({ caseId }) => caseId === id,
  );
const cancel = (person: string, id: string, body: unknown = WHY) => house.take(person, id, 'cancel-payment', body);
const versionOf = async (id: string) => (await house.as('auditor').get(`/v1/cases/${id}`)).headers.get('etag') ?? '';

async function notedOf(person: string): Promise<string[]> {
  const { Items = [] } = await house.client.send(
    new QueryCommand({
      TableName: house.names.main,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `REFUSALS#${person}` },
    }),
  );
  return Items.flatMap(({ refused }) => (refused as { route: string }[]).map(({ route }) => route));
}

/** The bank could not pay it. */
async function failed(firm: string): Promise<string> {
  const [id = ''] = await house.toBePaid(firm);
  const batch = await house.sent([id]);
  await jsonOf(await house.takeReturn('payer', batch, returnOfAll(batch, '失败')));
  return id;
}

describe('the payment of an approved case', () => {
  it('is cancelled by nobody alone, whatever way they try, and each try is on record', { timeout: 60_000 }, async () => {
    const id = await failed('alone');
    const before = await house.readBudget();
    // The way there once was, by one person.
    expect((await house.onPayment('payer', id, 'cancel', WHY)).status).toBe(404);
    await expectProblem(await cancel('payer', id, { reason: '' }), 400, 'invalid-request');
    for (const person of ['approver', 'approver-2', 'reviewer-2', 'alone-owner'])
      await expectProblem(await cancel(person, id), 403, 'not-allowed');
    expect(await jsonOf(await cancel('payer', id))).toMatchObject({ state: 'disbursing', proposed: 'cancel-payment' });
    // The same hand: again, under another account of theirs, or in somebody's place.
    await expectProblem(await cancel('payer', id), 403, 'four-eyes');
    const twin = { id: 'payer.second-account', personKey: 'person-payer' };
    await house.makePayer(twin);
    await expectProblem(
      await house.as(twin).post(`/v1/cases/${id}/cancel-payment`, WHY, { ifMatch: await versionOf(id) }),
      403,
      'four-eyes',
    );
    // What is confirmed is what was proposed, word for word.
    await expectProblem(await cancel('payer-2', id, { reason: '另一个理由' }), 409, 'proposal-differs');
    expect(await house.readBudget()).toEqual(before);
    expect((await notedOf('payer')).filter((route) => route.endsWith('/cancel-payment'))).toHaveLength(1);
    expect((await notedOf('payer-2')).filter((route) => route.endsWith('/cancel-payment'))).toHaveLength(1);
  });

  it('is cancelled by two: the money goes back once, the case ends with the reason, and may be appealed and paid after all', {
    timeout: 90_000,
  }, async () => {
    const id = await failed('given-up');
    const before = await house.readBudget();
    const told = await fileOf('given-up-owner', id);
    await jsonOf(await cancel('payer', id));
    // Nobody outside is told of it before it is carried out.
    const seen = await fileOf('given-up-owner', id);
    expect(seen).toMatchObject({ state: 'disbursing', proposal: null, waitsFor: null, acts: told.acts });
    expect(JSON.stringify(await jsonOf(await house.as('given-up-owner').get(`/v1/cases/${id}/audit`)))).not.toContain('cancel-payment');
    expect(await dueOf(id)).toMatchObject({ blockedBy: 'cancel-proposed' });

    const stale = await house.as('payer-2').post(`/v1/cases/${id}/cancel-payment`, WHY, { ifMatch: '"1"' });
    expect(stale.status).toBe(412);
    const ifMatch = await versionOf(id);
    const again = { ifMatch, key: `cancel-${id}` };
    const done = await house.as('payer-2').post(`/v1/cases/${id}/cancel-payment`, WHY, again);
    expect(await jsonOf(done)).toMatchObject({ state: 'rejected', owedBy: 'nobody' });
    // Sent again it is answered again, and done once.
    expect(await jsonOf(await house.as('payer-2').post(`/v1/cases/${id}/cancel-payment`, WHY, again))).toMatchObject({ state: 'rejected' });
    const given = (before?.reservedFen ?? 0) - 600_000;
    expect(await house.readBudget()).toMatchObject({ reservedFen: given, availableFen: (before?.availableFen ?? 0) + 600_000 });
    expect(await fileOf('given-up-owner', id)).toMatchObject({
      decision: { event: 'cancel-payment', reason: WHY.reason },
      payments: [{ state: 'cancelled' }],
      money: { postedFen: 0, voidedFen: 600_000 },
    });
    await expectProblem(await house.onPayment('payer', id, 'retry'), 409, 'payment-state');
    expect(await dueOf(id)).toBeUndefined();

    await house.taken('given-up-owner', id, 'appeal', { reason: '账户已恢复' });
    expect(await house.taken('appeals', id, 'uphold-appeal', { reason: '账户确已恢复' })).toMatchObject({ state: 'under_review' });
  });

  it('goes on where a second person does not agree', { timeout: 60_000 }, async () => {
    const id = await failed('kept');
    await expectProblem(await house.take('payer', id, 'keep-payment', { reason: '没有人提出' }), 409, 'no-proposal');
    await jsonOf(await cancel('payer', id));
    await jsonOf(await house.onPayment('payer', id, 'retry'));
    await expectProblem(await house.seal('payer', [id]), 409, 'cancel-proposed', '/caseIds/0');
    await expectProblem(await house.take('payer-2', id, 'keep-payment', { reason: '' }), 400, 'invalid-request');
    expect(await jsonOf(await house.take('payer-2', id, 'keep-payment', { reason: '账户已恢复' }))).toMatchObject({
      state: 'disbursing',
      proposed: null,
      owedBy: 'finance',
    });
    expect(await house.sent([id])).toMatchObject({ state: 'sent' });
    // With the bank it is nobody’s to cancel.
    await expectProblem(await cancel('payer', id), 409, 'payment-sent');
  });

  it('that somebody signs meanwhile is sent or taken back first, and a late line of the bank answered', { timeout: 60_000 }, async () => {
    const [id = ''] = await house.toBePaid('meanwhile');
    await jsonOf(await cancel('payer', id));
    await expectProblem(await house.seal('payer-2', [id]), 409, 'cancel-proposed', '/caseIds/0');
    await jsonOf(await house.take('payer', id, 'keep-payment', { reason: '看错了案件' }));
    const batch = await house.sealed('payer', [id]);
    await expectProblem(await cancel('payer-2', id), 409, 'payment-sent');
    const sent = await jsonOf<typeof batch>(await house.move('payer', await house.approved('payer-2', batch), 'send'));
    const say = (word: '成功' | '失败') => house.takeReturn('payer', sent, returnOfAll(sent, word));
    await jsonOf(await say('失败'));
    await jsonOf(await cancel('payer', id));
    await expectProblem(await say('成功'), 422, 'return-file-refused');
    await expectProblem(await cancel('payer-2', id), 409, 'contradiction-open');
    const found = { answer: 'arrived', finding: '银行书面答复' };
    expect(await jsonOf(await house.onPayment('approver-2', id, 'answer-contradiction', found))).toMatchObject({
      caseState: 'monitoring',
      payment: { state: 'paid' },
    });
    await expectProblem(await cancel('payer-2', id), 409, 'case-state');
  });
});

describe('who may have a word in it', () => {
  it('is neither a payer of a bureau above, nor who acted in another stage under whatever role', { timeout: 60_000 }, async () => {
    const id = await failed('others');
    const above = [{ id: 'upper-payer', roles: ['finance-payer' as const] }];
    await house.seedOrganisation({ id: 'upper-finance', kind: 'finance_bureau', divisionCode: '320500', members: above });
    for (const step of ['cancel-payment', 'keep-payment'])
      await expectProblem(await house.take('upper-payer', id, step, WHY), 403, 'not-your-role');
    await house.makePayer({ id: 'approver.as-payer', personKey: 'person-approver' });
    const both = house.as({ id: 'approver.as-payer', personKey: 'person-approver' });
    await expectProblem(await both.post(`/v1/cases/${id}/cancel-payment`, WHY, { ifMatch: await versionOf(id) }), 403, 'four-eyes');
    expect(await house.caseOf(id)).toMatchObject({ state: 'disbursing' });
  });

  it('of two who confirm and decline at the same moment one is heard, and the money is where that one put it', {
    timeout: 60_000,
  }, async () => {
    const id = await failed('race');
    await jsonOf(await cancel('payer', id));
    const before = (await house.readBudget())?.reservedFen ?? 0;
    const ifMatch = await versionOf(id);
    const answers = await Promise.all([
      house.as('payer-2').post(`/v1/cases/${id}/cancel-payment`, WHY, { ifMatch }),
      house.as('payer-3').post(`/v1/cases/${id}/keep-payment`, { reason: '账户已恢复' }, { ifMatch }),
      house.onPayment('payer', id, 'retry'),
    ]);
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    const { state } = await house.caseOf(id);
    const after = (await house.readBudget())?.reservedFen;
    expect(after).toBe(state === 'rejected' ? before - 600_000 : before);
    expect(await house.paymentOf(id)).toMatchObject({
      state: state === 'rejected' ? 'cancelled' : expect.stringMatching(/failed|drafted/),
    });
  });
});
