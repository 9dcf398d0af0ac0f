import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { Write } from './commit.ts';
import { accessKey } from './keys/companies.ts';

/** What was looked at: the identity behind a teaser, facts, a snapshot of them, a particular in clear, a paper's description or its content. */
const ACCESS_KINDS = ['identity', 'facts', 'snapshot', 'particulars', 'document', 'document-content'] as const;

/** One look of an institution at what a company granted it, as the company sees it. Never a value: what was seen, not what it said. */
export const accessEntry = z.object({
  id: z.string(),
  /** RFC 3339. */
  at: z.string(),
  personId: z.string(),
  personName: z.string(),
  institutionId: z.string(),
  institutionName: z.string(),
  what: z.enum(ACCESS_KINDS),
  fieldGroups: z.array(z.string()),
  documentIds: z.array(z.string()),
  /** The particular shown in clear. */
  particular: z.nullable(z.string()),
  grantIds: z.array(z.string()),
  /** What the grants were given for. */
  purposes: z.array(z.string()),
  /** As the reader said, where a reason is asked for. */
  reason: z.nullable(z.string()),
});
export type AccessEntry = z.infer<typeof accessEntry>;

/** An entry as a part of a command's own transaction. */
export const accessWrite = (organisationId: string, entry: AccessEntry): Write => ({
  put: { ...accessKey(organisationId, entry.at, entry.id), ...entry },
  expect: 'absent',
});

/** The log of one company, written before what it is about is answered: no entry, no answer. */
export const createAccessLog = (client: DynamoDBDocumentClient, table: string) => ({
  async note(organisationId: string, entry: AccessEntry): Promise<void> {
    const item = { ...accessKey(organisationId, entry.at, entry.id), ...entry };
    await client.send(new PutCommand({ TableName: table, Item: item, ConditionExpression: 'attribute_not_exists(pk)' }));
  },
});
export type AccessLog = ReturnType<typeof createAccessLog>;
