import { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';

/** Handles one message: its body as JSON. Throwing puts the message back; each message must be harmless when it comes twice. */
export type OnMessage = (body: unknown) => Promise<void>;

/** What a queue function logs and counts: messages, how often each came, and durations; never a body. */
export function createQueueStack(serviceName: string) {
  const logger = new Logger({ serviceName });

  /** One message by itself: true when it is done with. */
  const take = async (onMessage: OnMessage, { body, messageId, attributes }: SQSRecord): Promise<boolean> => {
    const started = performance.now();
    const receives = Number(attributes.ApproximateReceiveCount);
    const done = (): number => Math.round(performance.now() - started);
    try {
      await onMessage(JSON.parse(body));
      logger.info('HANDLED', { messageId, receives, durationMs: done() });
      return true;
    } catch (error) {
      const { name, stack = '' } = error instanceof Error ? error : new Error('something that is no error was thrown');
      logger.error('FAULT', { messageId, receives, durationMs: done(), name, stack });
      return false;
    }
  };

  /** Messages one after the other; those that failed are named, so that only they come again. */
  const stack = (onMessage: OnMessage) =>
    middy<SQSEvent, SQSBatchResponse>()
      .before(({ context }) => logger.addContext(context))
      .handler(async ({ Records }: SQSEvent, _context: Context): Promise<SQSBatchResponse> => {
        const batchItemFailures: { itemIdentifier: string }[] = [];
        for (const record of Records) {
          if (!(await take(onMessage, record))) batchItemFailures.push({ itemIdentifier: record.messageId });
        }
        return { batchItemFailures };
      });
  return { stack };
}
