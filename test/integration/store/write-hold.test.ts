import { PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { communityKey } from '../../../shared/store/keys/catalogue.ts';
import { brokenNeeds, type HoldMove, type Need, type RefusedRow, type Test, updateOf } from '../../../shared/store/write-hold.ts';
import { ownTables } from '../../support/tables.ts';

const { client, names } = ownTables();

const FIELDS = ['a', 'b', 'size'] as const;
const field = fc.constantFrom(...FIELDS);
const value = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.constantFrom('x', 'y'));
const aTest: fc.Arbitrary<Test> = fc.oneof(
  field.map((of): Test => ({ field: of, is: 'absent' })),
  fc.record({ field, is: fc.constantFrom('=', '<=', '>='), than: value }) as fc.Arbitrary<Test>,
);
const aNeed: fc.Arbitrary<Need> = fc.array(aTest, { minLength: 1, maxLength: 3 }).map((anyOf) => ({ anyOf: anyOf as [Test, ...Test[]] }));
const aRow = fc.dictionary(field, value, { maxKeys: 3 });

let made = 0;
/** What the database says: moved, or the row as it tells it. */
async function ask(row: Record<string, number | string>, needs: readonly Need[]): Promise<'moved' | RefusedRow> {
  made += 1;
  const hold = communityKey(`row-${made}`);
  await client.send(new PutCommand({ TableName: names.main, Item: { ...hold, ...row } }));
  const move: HoldMove = { hold, needs, set: { seen: 1 } };
  try {
    await client.send(new TransactWriteCommand({ TransactItems: [{ Update: { TableName: names.main, Key: hold, ...updateOf(move) } }] }));
    return 'moved';
  } catch (error) {
    const [reason] = (error as { CancellationReasons?: { Code?: string; Item?: RefusedRow }[] }).CancellationReasons ?? [];
    if (reason?.Code !== 'ConditionalCheckFailed') throw error;
    return reason.Item ?? {};
  }
}

describe('what a move needs', () => {
  it('is judged alike by the database and by who tells what was not there', async () => {
    await fc.assert(
      fc.asyncProperty(aRow, fc.array(aNeed, { minLength: 1, maxLength: 4 }), async (row, needs) => {
        const answer = await ask(row, needs);
        const told: RefusedRow =
          answer === 'moved'
            ? Object.fromEntries(
                Object.entries(row).map(([name, one]) => [name, typeof one === 'number' ? { N: String(one) } : { S: one }]),
              )
            : answer;
        const broken = brokenNeeds({ hold: communityKey('any'), needs }, told);
        expect(broken.length > 0).toBe(answer !== 'moved');
      }),
      { numRuns: 150 },
    );
  });
  it('of a row that is not there is broken wherever something must be', () => {
    const needs: Need[] = [
      { anyOf: [{ field: 'a', is: 'absent' }] },
      { anyOf: [{ field: 'a', is: '>=', than: 0 }] },
      { anyOf: [{ field: 'a', is: '=', than: 'x' }] },
    ];
    expect(brokenNeeds({ hold: communityKey('none'), needs })).toEqual(needs.slice(1));
  });
  it('counts in whole numbers alone', () => {
    const hold = communityKey('half');
    expect(() => updateOf({ hold, needs: [], add: { a: 0.5 } })).toThrow(RangeError);
    expect(() => updateOf({ hold, needs: [{ anyOf: [{ field: 'a', is: '<=', than: Number.NaN }] }], add: { a: 1 } })).toThrow(RangeError);
  });
});
