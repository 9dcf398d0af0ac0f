import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { queueListing } from './keys/cases.ts';
import { LISTING } from './table-names.ts';

const PIECES = 100;
/** Beyond so many cases at one desk the line is not read whole, and whoever asks is told so. */
const MOST_PAGES = 10;
const WHATEVER = 'x';
/** `whole`: none at that desk was left out. */
export interface Line {
  readonly caseIds: readonly string[];
  readonly whole: boolean;
}
const named = z.object({ card: z.object({ id: z.string(), programmeId: z.string() }) });

/**
 * The cases of a programme whose decision is pending, in places that begin with these digits: whoever may stand in the line for its money, by id.
 * The index is a moment behind: how each of them stands is read of the case itself. One Query for each 100 cases at that desk.
 */
export const createLineReader =
  (client: DynamoDBDocumentClient, table: string) =>
  async (programmeId: string, regionPrefix: string): Promise<Line> => {
    const { listPk } = queueListing('decision', WHATEVER, WHATEVER, WHATEVER);
    const found: string[] = [];
    let after: Record<string, unknown> | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: LISTING.name,
          KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :those)',
          ExpressionAttributeNames: { '#pk': LISTING.partitionKey, '#sk': LISTING.sortKey },
          ExpressionAttributeValues: { ':pk': listPk, ':those': regionPrefix },
          Limit: PIECES,
          ExclusiveStartKey: after,
        }),
      );
      found.push(...Items.map((item) => named.parse(item).card).flatMap((card) => (card.programmeId === programmeId ? card.id : [])));
      after = LastEvaluatedKey;
      if (!after) break;
    }
    return { caseIds: found, whole: !after };
  };
