import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { countCalls } from '../../support/faults.ts';
import { rememberReads } from '../../support/remember-reads.ts';
import { ownTables } from '../../support/tables.ts';

const { client, names } = ownTables();

it('a read that is remembered leaves once, is counted each time, is nobody else’s to change, and is forgotten at any write', async () => {
  rememberReads(client);
  let left = 0;
  client.middlewareStack.add(
    (next) => (args) => {
      left += 1;
      return next(args);
    },
    { step: 'finalizeRequest', name: 'leaves' },
  );
  const calls = countCalls(client);
  const put = (pk: string, words: readonly string[]) =>
    client.send(new PutCommand({ TableName: names.main, Item: { pk, sk: 'a', words } }));
  const get = async () => (await client.send(new GetCommand({ TableName: names.main, Key: { pk: 'a', sk: 'a' } }))).Item;

  await put('a', ['first']);
  const once = await get();
  (once as { words: string[] }).words.push('by a caller');
  expect(await get()).toEqual({ pk: 'a', sk: 'a', words: ['first'] });
  expect([left, calls.GetItemCommand]).toEqual([2, 2]);

  await put('another', []);
  await get();
  expect(left).toBe(4);
  await put('a', ['second']);
  expect(await get()).toEqual({ pk: 'a', sk: 'a', words: ['second'] });
});
