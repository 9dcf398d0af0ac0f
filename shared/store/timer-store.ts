import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { CaseTimer } from '../domain/cases/card.ts';
import type { Write } from './commit.ts';
import { caseTimerKey, timerListing } from './keys.ts';
import { LISTING } from './table-names.ts';

/**
 * The row that says when a worker looks at a case. Every step of the case writes it anew; what is done to it here is gone with the next step, and
 * never stands against one.
 */
export interface TimerStore {
  /** Looks again on another day. False: the case has moved meanwhile. */
  postpone(caseId: string, version: number, day: string): Promise<boolean>;
  /** Counts a failure. @returns how many there have been since the last step; undefined where there is no such row */
  noteFailure(caseId: string): Promise<number | undefined>;
  /** Takes the row out of the list after so many failures. False: the case has moved meanwhile. */
  giveUp(caseId: string, failures: number): Promise<boolean>;
}

/** Puts the row of a case back into the list. @param version of the case, as read */
export const timerWrite = (caseId: string, version: number, timer: CaseTimer): Write => ({
  put: { ...caseTimerKey(caseId), ...timerListing(timer.on, caseId), ...timer, id: caseId, version },
  expect: version,
});

export function createTimerStore(client: DynamoDBDocumentClient, table: string): TimerStore {
  const update = async (caseId: string, change: Omit<UpdateCommand['input'], 'TableName' | 'Key'>) => {
    try {
      const command = new UpdateCommand({ TableName: table, Key: caseTimerKey(caseId), ReturnValues: 'ALL_NEW', ...change });
      return (await client.send(command)).Attributes ?? {};
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  };
  return {
    async postpone(caseId, version, day) {
      const changed = await update(caseId, {
        UpdateExpression: 'SET #place = :place',
        ConditionExpression: 'version = :seen',
        ExpressionAttributeNames: { '#place': LISTING.sortKey },
        ExpressionAttributeValues: { ':place': timerListing(day, caseId).listSk, ':seen': version },
      });
      return changed !== undefined;
    },
    async noteFailure(caseId) {
      const changed = await update(caseId, {
        UpdateExpression: 'ADD failures :one',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':one': 1 },
      });
      return changed && Number(changed.failures);
    },
    async giveUp(caseId, failures) {
      const changed = await update(caseId, {
        UpdateExpression: 'REMOVE #list, #place',
        // A step writes the row without a count: then it is another timer.
        ConditionExpression: 'failures = :failures',
        ExpressionAttributeNames: { '#list': LISTING.partitionKey, '#place': LISTING.sortKey },
        ExpressionAttributeValues: { ':failures': failures },
      });
      return changed !== undefined;
    },
  };
}
