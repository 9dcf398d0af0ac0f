import { createHash } from 'node:crypto';
import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import canonicalize from 'canonicalize';

/** What is written of those who were refused, or looked: beside everything else. */
const BESIDE = /^(?:REFUSALS|ACCESS|SESSION)#/u;
const asText = (_key: string, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value);
/** Large, and of no command here. */
const WITHOUT_CATALOGUE = {
  FilterExpression: 'NOT begins_with(pk, :catalogue)',
  ExpressionAttributeValues: { ':catalogue': 'CATALOGUE' },
};
export type Rows = ReadonlyMap<string, string>;

/** Every row of some tables, by its key, as the hash of what it says. */
export async function readRows(client: DynamoDBDocumentClient, tables: readonly string[]): Promise<Rows> {
  const rows = new Map<string, string>();
  for (const TableName of tables) {
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = { TableName, ExclusiveStartKey, ConsistentRead: true, ...WITHOUT_CATALOGUE };
      const { Items = [], LastEvaluatedKey } = await client.send(new ScanCommand(page));
      for (const item of Items) {
        const name = `${item.pk}|${item.sk}`;
        if (BESIDE.test(name)) continue;
        // The engine gives the parts of a row in any order.
        const said = canonicalize(JSON.parse(JSON.stringify(item, asText))) ?? '';
        rows.set(name, createHash('sha256').update(said).digest('base64'));
      }
      ExclusiveStartKey = LastEvaluatedKey;
    } while (ExclusiveStartKey);
  }
  return rows;
}

/** The names of those that are not what they were. */
export const changedRows = (before: Rows, after: Rows): string[] => [
  ...[...after].filter(([name, hash]) => before.get(name) !== hash).map(([name]) => name),
  ...[...before.keys()].filter((name) => !after.has(name)),
];
