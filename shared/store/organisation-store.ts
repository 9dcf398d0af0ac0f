import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import {
  chainHead,
  delegation,
  factSource,
  grant,
  invitation,
  member,
  type OrganisationFile,
  organisation,
  profile,
  residence,
  snapshotHead,
} from '../domain/parties/records.ts';
import { ORGANISATION_FILE, organisationPartition } from './keys/organisations.ts';

/** The kinds of row in an organisation's file, by the first word of the sort key. */
const ROWS = {
  HEAD: chainHead,
  ORG: organisation,
  MEMBER: member,
  INVITATION: invitation,
  MANDATE: delegation,
  GRANT: grant,
  RESIDENCE: residence,
  PROFILE: profile,
  SNAPSHOT: snapshotHead,
  SOURCE: factSource,
} as const;
type RowKind = keyof typeof ROWS;

const keyed = z.object({ sk: z.string() });

/** The file of an organisation from its rows; undefined without an ORG row. @throws Error for a row of unknown kind, or without a chain */
export function fileOfRows(id: string, items: readonly unknown[]): OrganisationFile | undefined {
  const rows: { [Kind in RowKind]: z.infer<(typeof ROWS)[Kind]>[] } = {
    HEAD: [],
    ORG: [],
    MEMBER: [],
    INVITATION: [],
    MANDATE: [],
    GRANT: [],
    RESIDENCE: [],
    PROFILE: [],
    SNAPSHOT: [],
    SOURCE: [],
  };
  for (const item of items) {
    const kind = keyed.parse(item).sk.split('#', 1)[0] as RowKind;
    const schema: z.ZodMiniType | undefined = ROWS[kind];
    if (!schema) throw new Error(`the file of organisation ${id} holds a row of unknown kind: ${kind}`);
    (rows[kind] as unknown[]).push(schema.parse(item));
  }
  const [record] = rows.ORG;
  const [head] = rows.HEAD;
  if (!record) return undefined;
  if (!head) throw new Error(`organisation ${id} has no audit chain`);
  return {
    organisation: record,
    head,
    members: rows.MEMBER,
    invitations: rows.INVITATION,
    delegations: rows.MANDATE,
    grants: rows.GRANT,
    residences: rows.RESIDENCE,
    profile: rows.PROFILE[0],
    sources: rows.SOURCE,
    snapshots: rows.SNAPSHOT,
  };
}

export interface OrganisationReader {
  /** The file of one organisation, or undefined. One consistent Query. */
  readOrganisation(id: string): Promise<OrganisationFile | undefined>;
}

export const createOrganisationReader = (client: DynamoDBDocumentClient, table: string): OrganisationReader => ({
  async readOrganisation(id) {
    const [first, last] = ORGANISATION_FILE;
    const pages = paginateQuery(
      { client },
      {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: { ':pk': organisationPartition(id), ':first': first, ':last': last },
        ConsistentRead: true,
      },
    );
    const items: unknown[] = [];
    for await (const { Items = [] } of pages) items.push(...Items);
    return fileOfRows(id, items);
  },
});
