import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type Membership, membership } from '../domain/parties/organisation.ts';
import { PERSON_FILE, personPartition } from './keys/people.ts';

const personRecord = z.object({ name: z.string(), personKey: z.string() });
const keyed = z.object({ sk: z.string() });

export interface PersonFile {
  /** As the issuer last said at a sign-in; undefined for someone who was only ever seen with a bearer token. */
  readonly person: { readonly name: string; readonly personKey: string } | undefined;
  readonly memberships: readonly Membership[];
}

export interface Directory {
  /** Who a person is and where a member, past and future memberships included. One consistent Query. */
  readPerson(personId: string): Promise<PersonFile>;
}

export const createDirectory = (client: DynamoDBDocumentClient, table: string): Directory => ({
  async readPerson(personId) {
    const [first, last] = PERSON_FILE;
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: { ':pk': personPartition(personId), ':first': first, ':last': last },
        ConsistentRead: true,
      }),
    );
    const isPerson = (item: unknown) => keyed.parse(item).sk === 'PERSON';
    const record = Items.find(isPerson);
    return {
      person: record && personRecord.parse(record),
      memberships: Items.filter((item) => !isPerson(item)).map((item) => membership.parse(item)),
    };
  },
});
