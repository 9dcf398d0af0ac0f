import { DeleteCommand, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { callsKey, caseKey } from '../../../shared/store/keys/cases.ts';
import { crashEveryWrite } from '../../support/crash-every-write.ts';
import { BROADBAND, subsidyHouse, UNMET } from '../../support/subsidy-house.ts';

/** A programme that shares what it has among those of one call. */
const house = subsidyHouse({ version: { handling: { limits: {}, onBudgetExhausted: { rule: 'pro-rata', confidence: 'invented' } } } });
const { plainly } = crashEveryWrite(house, { reads: false });

async function undecided(): Promise<number[]> {
  const { Item = {} } = await house.client.send(
    new GetCommand({ TableName: house.names.main, Key: callsKey(BROADBAND), ConsistentRead: true }),
  );
  return Object.values(Item).filter((value) => typeof value === 'number');
}
const total = async (): Promise<number> => (await undecided()).reduce((sum, n) => sum + n, 0);

it('counts a case as undecided once, wherever the function ends at its steps', { timeout: 120_000 }, async () => {
  const { id } = await house.brought('counted', 'decision_pending');
  expect(await undecided()).toEqual([1]);
  await house.taken('approver', id, 'reject', UNMET);
  expect(await undecided()).toEqual([0]);
  await house.taken('counted-owner', id, 'appeal', { reason: '材料齐全' });
  await house.taken('appeals', id, 'uphold-appeal', { reason: '支持' });
  expect(await undecided()).toEqual([1]);
  await house.taken('counted-owner', id, 'withdraw', { reason: '不再申请' });
  expect(await undecided()).toEqual([0]);
});

it('lets a case from before there were counts go on, and counts it from its next step on', { timeout: 120_000 }, async () => {
  const { id } = await house.brought('early', 'under_review');
  const before = (await total()) - 1;
  const TableName = house.names.main;
  await house.client.send(new UpdateCommand({ TableName, Key: caseKey(id), UpdateExpression: 'REMOVE countedIn' }));
  await house.client.send(new DeleteCommand({ TableName, Key: callsKey(BROADBAND) }));
  await house.taken('reviewer', id, 'complete-review', { verdict: 'support', reason: '同意' });
  expect(await undecided()).toEqual([1]);
  await house.taken('approver', id, 'reject', UNMET);
  expect(await undecided()).toEqual([0]);
  // The others of this file were decided before.
  expect(before).toBe(0);
});

it('ends a case from before there were counts that is decided at its next step', { timeout: 120_000 }, async () => {
  const { id } = await house.brought('earlier', 'decision_pending');
  const TableName = house.names.main;
  await house.client.send(new UpdateCommand({ TableName, Key: caseKey(id), UpdateExpression: 'REMOVE countedIn' }));
  await house.client.send(new DeleteCommand({ TableName, Key: callsKey(BROADBAND) }));
  await house.taken('approver', id, 'reject', UNMET);
  expect(await undecided()).toEqual([]);
});

it('counts all of those who are handed in at one moment', { timeout: 120_000 }, async () => {
  const firms = ['at-once-1', 'at-once-2', 'at-once-3', 'at-once-4'];
  const drafts: (readonly [string, string])[] = [];
  await plainly(async () => {
    for (const firm of firms) drafts.push([firm, await house.drafted(firm, (await house.seedFirm(firm)).claim)]);
  });
  const before = await total();
  await plainly(() => Promise.all(drafts.map(([firm, id]) => house.taken(`${firm}-owner`, id, 'submit'))));
  expect((await total()) - before).toBe(firms.length);
});
