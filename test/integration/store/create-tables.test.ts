import { CreateTableCommand, DeleteTableCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, expect, it } from 'vitest';
import { createTables } from '../../../shared/store/create-tables.ts';
import { institutionListing, organisationKey } from '../../../shared/store/keys/organisations.ts';
import { createListingReader } from '../../../shared/store/listing.ts';
import { engineClient } from '../../support/tables.ts';

const client = engineClient();
const names = { main: `old-main-${process.pid}`, journal: `old-journal-${process.pid}` };

afterAll(async () => {
  for (const name of Object.values(names)) await client.send(new DeleteTableCommand({ TableName: name }));
  client.destroy();
});

it('adds the index of lists to data an earlier version kept, with what is in them, and leaves it alone from then on', async () => {
  await client.send(
    new CreateTableCommand({
      TableName: names.main,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk'].map((name) => ({ AttributeName: name, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
  const Item = { ...organisationKey('bank'), ...institutionListing('bank', 'bank'), id: 'bank', name: '示例银行', secret: 'not for lists' };
  await client.send(new PutCommand({ TableName: names.main, Item }));
  await createTables(client, names);
  await createTables(client, names);

  const { Table } = await client.send(new DescribeTableCommand({ TableName: names.main }));
  expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).toEqual(['listing']);
  const { items } = await createListingReader(client, names.main).readListing({ list: 'INSTITUTION', prefix: '', limit: 10 });
  expect(items).toMatchObject([{ id: 'bank', name: '示例银行' }]);
  expect(items[0]).not.toHaveProperty('secret');
});
