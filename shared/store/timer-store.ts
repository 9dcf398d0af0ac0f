import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { CaseTimer } from '../domain/cases/shown/card.ts';
import type { MoneyRow } from '../domain/payments/records.ts';
import type { Write } from './commit.ts';
import { besideCaseKey, caseTimerKey, moneyListing, timerListing } from './keys/cases.ts';
import type { ItemKey, Listing } from './keys/key.ts';
import { LISTING } from './table-names.ts';
import { placeOf } from './timer-place.ts';

/** A row that has a place in a list of what is due. */
export interface TimedRow {
  readonly key: ItemKey;
  /** Its place for a day. */
  readonly on: (day: string) => Listing;
}
/** The row that says when a worker looks at a case. */
export const caseTimer = (caseId: string): TimedRow => ({ key: caseTimerKey(caseId), on: (day) => timerListing(day, caseId) });
/** A payment or a recovery: the row itself is in the list, as long as it waits for a day. */
export const moneyTimer = (caseId: string, { kind, id }: MoneyRow): TimedRow => ({
  key: besideCaseKey(caseId, kind, id),
  on: (day) => moneyListing(day, caseId, kind, id),
});

/**
 * The place of a row in a list of what is due. Every step that writes the row gives it its place anew; what is done to it here is gone with that, and
 * never stands against a step.
 */
export interface TimerStore {
  /** Looks again on another day. False: the row has moved meanwhile. */
  postpone(row: TimedRow, version: number, day: string): Promise<boolean>;
  /** Counts a failure. @returns how many there have been since the last step; undefined where there is no such row */
  noteFailure(row: TimedRow): Promise<number | undefined>;
  /** Takes the row out of the list after so many failures. False: it has moved meanwhile. */
  giveUp(row: TimedRow, failures: number): Promise<boolean>;
}

/** Puts the row of a case back into the list. @param version of the case, as read */
export const timerWrite = (caseId: string, version: number, timer: CaseTimer): Write => ({
  put: { ...caseTimerKey(caseId), ...placeOf(timer, caseId), ...timer, id: caseId, version },
  expect: version,
});

export function createTimerStore(client: DynamoDBDocumentClient, table: string): TimerStore {
  const update = async ({ key }: TimedRow, change: Omit<UpdateCommand['input'], 'TableName' | 'Key'>) => {
    try {
      const command = new UpdateCommand({ TableName: table, Key: key, ReturnValues: 'ALL_NEW', ...change });
      return (await client.send(command)).Attributes ?? {};
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  };
  return {
    async postpone(row, version, day) {
      const changed = await update(row, {
        UpdateExpression: 'SET #place = :place',
        ConditionExpression: 'version = :seen',
        ExpressionAttributeNames: { '#place': LISTING.sortKey },
        ExpressionAttributeValues: { ':place': row.on(day).listSk, ':seen': version },
      });
      return changed !== undefined;
    },
    async noteFailure(row) {
      const changed = await update(row, {
        UpdateExpression: 'ADD failures :one',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':one': 1 },
      });
      return changed && Number(changed.failures);
    },
    async giveUp(row, failures) {
      const changed = await update(row, {
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
