import { expect, it } from 'vitest';
import { expectProblem } from '../../support/api.ts';
import { returnOfAll } from '../../support/bank.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { paymentHouse } from './house.ts';

const house = paymentHouse();
const WHY = { reason: '场地已退租' };

async function terminated(id: string) {
  await house.taken('approver', id, 'terminate', WHY);
  return house.taken('approver-2', id, 'terminate', WHY);
}

it('a termination is appealed against, and decided on by somebody who had no part, where nothing was paid', async () => {
  const [unpaid = '', paid = ''] = await house.toBePaid('ended-unpaid', 'ended-paid');
  expect(await terminated(unpaid)).toMatchObject({ state: 'terminated', dueOn: expect.any(String) });
  const filed = await house.taken('ended-unpaid-owner', unpaid, 'appeal', { reason: '仍在原址办公' });
  expect(filed).toMatchObject({ state: 'terminated', owedBy: 'appeal-reviewer', waitsFor: { code: 'appeal' } });
  await expectProblem(await house.take('approver', unpaid, 'uphold-appeal', WHY), 403, 'not-allowed');
  const upheld = await house.taken('appeals', unpaid, 'uphold-appeal', { reason: '现场仍在办公' });
  expect(upheld).toMatchObject({ state: 'under_review', owedBy: 'reviewers' });

  // What was paid stays with the case: decided anew over the whole amount, it would be paid a second time.
  const batch = await house.sent([paid]);
  await jsonOf(await house.takeReturn('payer', batch, returnOfAll(batch)));
  expect(await terminated(paid)).toMatchObject({ state: 'terminated', dueOn: null });
  await expectProblem(await house.take('ended-paid-owner', paid, 'appeal', { reason: '仍在原址办公' }), 409, 'payment-sent');
});
