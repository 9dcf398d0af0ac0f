import { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { countsOf } from './count.ts';

/**
 * Handles one change of a table; each must be harmless when it comes twice or late.
 * @returns what is to be counted of it, as metrics
 */
export type OnRecord = (record: DynamoDBRecord) => Promise<Readonly<Record<string, number>> | undefined>;

export interface StreamStackOptions {
  /**
   * Puts a record aside with all that is in it, for a person to look at: a record nobody can handle must not hold up its shard, and the service
   * itself would keep no more than its number. Without it such records are handed back until the service gives them up.
   */
  readonly keepFailed?: (record: DynamoDBRecord) => Promise<void>;
  /** Pause before a second and a third try. */
  readonly pauseMs?: number;
}

const TRIES = 3;
const PAUSE_MS = 100;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What a function of a stream logs and counts: records, durations, and those put aside; never what is in one. */
export function createStreamStack(serviceName: string) {
  const logger = new Logger({ serviceName });

  /** One record, as often as it takes; false when it must be handed back. */
  const take = async (onRecord: OnRecord, record: DynamoDBRecord, { keepFailed, pauseMs = PAUSE_MS }: StreamStackOptions) => {
    const sequenceNumber = record.dynamodb?.SequenceNumber;
    for (let attempt = 1; ; attempt++) {
      try {
        const counts = await onRecord(record);
        if (counts) logger.warn('COUNTED', { sequenceNumber, ...countsOf(Date.now(), counts) });
        return true;
      } catch (error) {
        const { name, stack = '' } = error instanceof Error ? error : new Error('something that is no error was thrown');
        logger.error('FAULT', { sequenceNumber, attempt, name, stack });
        if (attempt === TRIES) break;
        await pause(pauseMs * attempt);
      }
    }
    if (!keepFailed) return false;
    try {
      await keepFailed(record);
      logger.error('PUT_ASIDE', { sequenceNumber, ...countsOf(Date.now(), { RecordsPutAside: 1 }) });
      return true;
    } catch (error) {
      logger.error('NOT_PUT_ASIDE', { sequenceNumber, name: error instanceof Error ? error.name : '' });
      return false;
    }
  };

  /**
   * Records one after the other, in their order. The first that is neither handled nor put aside is named, and comes again with all that follow
   * it: that is how the service reads the answer for a stream.
   */
  const stack = (onRecord: OnRecord, options: StreamStackOptions = {}) =>
    middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
      .before(({ context }) => logger.addContext(context))
      .handler(async ({ Records }: DynamoDBStreamEvent, _context: Context): Promise<DynamoDBBatchResponse> => {
        const started = performance.now();
        for (const [done, record] of Records.entries()) {
          if (await take(onRecord, record, options)) continue;
          logger.error('HANDED_BACK', { records: Records.length - done });
          return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
        }
        logger.info('HANDLED', { records: Records.length, durationMs: Math.round(performance.now() - started) });
        return { batchItemFailures: [] };
      });
  return { stack };
}
