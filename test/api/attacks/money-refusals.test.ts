import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { expectProblem } from '../../support/api.ts';
import { subsidyHouse } from '../../support/subsidy-house.ts';

/** Too little for one claim. */
const house = subsidyHouse({ budgetFen: 100_000 });
const refusalsOf = async (person: string): Promise<readonly { readonly route: string }[]> => {
  const { Items = [] } = await house.client.send(
    new QueryCommand({
      TableName: house.names.main,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `REFUSALS#${person}` },
    }),
  );
  return Items.flatMap(({ refused }) => refused as { route: string }[]);
};

describe('a refusal about money', () => {
  it('is on record: a budget that does not suffice, an approval of what has changed since', { timeout: 60_000 }, async () => {
    const one = await house.brought('short', 'decision_pending');
    const approve = (contentHash: string | null) => house.take('approver', one.id, 'approve', { contentHash });
    await expectProblem(await approve(one.contentHash), 409, 'budget-exhausted');
    await expectProblem(await approve('f'.repeat(64)), 409, 'content-changed');
    const noted = await refusalsOf('approver');
    expect(noted.map(({ route }) => route)).toEqual(['POST /v1/cases/{id}/approve', 'POST /v1/cases/{id}/approve']);
  });

  it('and one that is not, is none', async () => {
    const one = await house.brought('open', 'under_review');
    await expectProblem(await house.take('reviewer', one.id, 'admit'), 403, 'not-allowed');
    const before = (await refusalsOf('reviewer')).length;
    await expectProblem(await house.take('reviewer', one.id, 'strike-line', { lineId: 'none', reason: '核对' }), 422, 'unknown-line');
    expect(await refusalsOf('reviewer')).toHaveLength(before);
  });
});
