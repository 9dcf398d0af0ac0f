import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import type { CaseAnswer } from '../../../shared/contracts/cases.ts';
import { type Fault, injectFault } from '../../support/faults.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { subsidyHouse } from '../../support/subsidy-house.ts';

const house = subsidyHouse();

type Row = readonly [step: string, person: string, body?: (answer: CaseAnswer) => unknown];
/** A walk on which money is reserved, given back, and reserved again; and everything that is held is taken and given back. */
const WALK: readonly Row[] = [
  ['submit', 'owner'],
  ['confirm', 'operator', () => ({ text: '' })],
  ['accept-intake', 'intake'],
  ['return', 'intake', () => ({ defects: [{ pointer: '/contractNumber', text: '不清楚' }] })],
  [
    'resubmit',
    'owner',
    ({ openCorrections }) => ({ answers: openCorrections[0]?.defects.map(({ id }) => ({ defectId: id, kind: 'corrected', text: '' })) }),
  ],
  ['admit', 'intake'],
  ['strike-line', 'reviewer', () => ({ lineId: 'l1', reason: '核对' })],
  ['restore-line', 'reviewer', () => ({ lineId: 'l1' })],
  ['recount', 'reviewer'],
  ['complete-review', 'reviewer', () => ({ verdict: 'support', reason: '齐全' })],
  ['send-back', 'approver', () => ({ reason: '再看一遍' })],
  ['complete-review', 'reviewer', () => ({ verdict: 'support', reason: '齐全' })],
  ['approve', 'approver', ({ contentHash }) => ({ contentHash })],
  ['change-payee', 'owner', () => ({ bankName: '示例银行', bankAccount: '9900583000000000025' })],
  ['withdraw', 'owner', () => ({ reason: '' })],
];

const rowsOf = async (table: string, pk: string): Promise<unknown[]> => {
  const { Items = [] } = await house.client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ConsistentRead: true,
    }),
  );
  return Items;
};

/** Who asks, the kept answer, case and applicant, and the transaction (`test/budget/case-calls.test.ts`). */
const CALLS = 5;

/** Everything a step may touch. */
async function everything(id: string, invoiceId: string) {
  const { main, journal } = house.names;
  const partitions = [
    [main, `CASE#${id}`],
    [main, `INVOICE#${invoiceId}`],
    [main, `BUDGET#${house.budgetId}`],
    [main, `OUTBOX#${id}`],
    [journal, `AUDIT#case#${id}`],
    [journal, `LEDGER#${house.budgetId}`],
  ] as const;
  return Promise.all(partitions.map(([table, pk]) => rowsOf(table, pk)));
}

/** Sends while a call is broken. */
async function sendWith(send: () => Promise<Response>, fault: (call: number) => Fault): Promise<Response> {
  const mend = injectFault(house.client, ({ number }) => fault(number));
  try {
    return await send();
  } finally {
    mend();
  }
}

it('wherever the function ends, a step has happened whole or not at all, and the same request completes it once', {
  timeout: 300_000,
}, async () => {
  const { claim, invoiceId } = await house.seedFirm('broken', 'owner');
  const id = await house.drafted('broken', claim, 'owner');
  let answer = await jsonOf<CaseAnswer>(await house.as('owner').get(`/v1/cases/${id}`));
  // Calendar and catalogue are read once and kept.
  await house.take('owner', id, 'resubmit', { answers: [] });

  for (const [step, person, body] of WALK) {
    const seen = answer;
    const send = (key: string) => house.as(person).post(`/v1/cases/${id}/${step}`, body?.(seen), { ifMatch: seen.version, key });
    const before = await everything(id, invoiceId);
    const toBreak = process.env.LONG ? Array.from({ length: CALLS }, (_, index) => index + 1) : [CALLS];
    const key = `${step}-${seen.version}`;
    for (const broken of toBreak) {
      const response = await sendWith(
        () => send(key),
        (call) => (call === broken ? 'before' : undefined),
      );
      expect({ step, broken, status: response.status }).toEqual({ step, broken, status: 500 });
      expect(await everything(id, invoiceId)).toEqual(before);
    }
    // The transaction takes effect, and its answer is lost.
    let wrote = 0;
    const mend = injectFault(house.client, ({ command }) =>
      command === 'TransactWriteItemsCommand' && ++wrote === 1 ? 'after' : undefined,
    );
    const lost = await send(key);
    mend();
    expect([200, 500]).toContain(lost.status);
    const after = await everything(id, invoiceId);
    answer = await jsonOf<CaseAnswer>(await send(key));
    expect(await everything(id, invoiceId)).toEqual(after);
    expect({ step, version: answer.version }).toEqual({ step, version: seen.version + 1 });
    expect((after[4] ?? []).length).toBe((before[4] ?? []).length + 1);
  }
  expect(answer.state).toBe('withdrawn');
  expect(await house.readBudget()).toMatchObject({ availableFen: 50_000_000, reservedFen: 0 });
  const [invoice] = (await rowsOf(house.names.main, `INVOICE#${invoiceId}`)) as { claimedFen: number }[];
  expect(invoice?.claimedFen).toBe(0);
});
