import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type CaseCard, caseCard } from '../domain/cases/shown/card.ts';
import { queueListing } from './keys/cases.ts';
import { LISTING } from './table-names.ts';

/** Beyond so many cases at one desk, or 1 MB of them, the line is not read whole, and whoever asks is told so. */
const MOST = 1_000;
const WHATEVER = 'x';
/** `whole`: none at that desk was left out. */
export interface Line {
  readonly cards: readonly CaseCard[];
  readonly whole: boolean;
}
const carded = z.object({ card: caseCard });

/**
 * The cases of a programme whose decision is pending, in places that begin with these digits: whoever may stand in the line for its money.
 * The index is a moment behind: where money is reserved, how each of them stands is read of the case itself. One Query.
 */
export const createLineReader =
  (client: DynamoDBDocumentClient, table: string) =>
  async (programmeId: string, regionPrefix: string): Promise<Line> => {
    const { listPk } = queueListing('decision', WHATEVER, WHATEVER, WHATEVER);
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: LISTING.name,
        KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :those)',
        ExpressionAttributeNames: { '#pk': LISTING.partitionKey, '#sk': LISTING.sortKey },
        ExpressionAttributeValues: { ':pk': listPk, ':those': regionPrefix },
        Limit: MOST,
      }),
    );
    const cards = Items.map((item) => carded.parse(item).card).filter((card) => card.programmeId === programmeId);
    return { cards, whole: !LastEvaluatedKey };
  };
