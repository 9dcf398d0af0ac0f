import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as CallFunction } from 'aws-cdk-lib/aws-events-targets';
import type { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, FilterCriteria, type Function as LambdaFunction, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

/** Changes handed over at once, and how often what fails comes again: as the local pump does it (`infra/local/streams/stream-pump.ts`). */
const BATCH_SIZE = 100;
export const MOST_RETRIES = 10;

const LAST_QUEUE = 'It is the dead-letter queue: an alarm calls a person, who does the work again after the cause is gone.';

/** Where it is written down that a stream or a schedule gave something up. */
export function failedQueue(scope: Construct): Queue {
  const queue = new Queue(scope, 'Failed', {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  acknowledge(queue, ...['Serverless-SQSRedrivePolicy', 'AwsSolutions-SQS3'].map((id) => ({ id, reason: LAST_QUEUE })));
  return queue;
}

export interface StreamSourceProps {
  lambda: LambdaFunction;
  table: Table;
  /** Which changes; all of them without one. */
  filter?: Readonly<Record<string, unknown>> | undefined;
  failed: Queue;
  permissions: readonly ManagedPolicy[];
}

/**
 * Hands the changes of a table to a function, in order. By default the service would try a failing record for a day and then lose it; here a batch is
 * halved and given up after ten tries, by number. The function itself puts aside, whole, what it cannot handle.
 */
export function readStream(scope: Construct, { lambda, table, filter, failed, permissions }: StreamSourceProps): void {
  if (table.tableStreamArn === undefined) throw new Error(`table ${table.node.id} has no stream`);
  const changes = new EventSourceMapping(scope, 'Changes', {
    target: lambda,
    eventSourceArn: table.tableStreamArn,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: BATCH_SIZE,
    bisectBatchOnError: true,
    retryAttempts: MOST_RETRIES,
    reportBatchItemFailures: true,
    ...(filter && { filters: [FilterCriteria.filter({ ...filter })] }),
    // Not the class of the library, which would give the role a policy of its own making.
    onFailure: { bind: () => ({ destination: failed.queueArn }) },
  });
  // Lambda looks whether the role may read the stream at the moment it is told to.
  changes.node.addDependency(...permissions);
}

/** Calls a function at some minutes of every hour, and twice more when it fails. */
export function callAt(scope: Construct, { lambda, minutes, failed }: { lambda: LambdaFunction; minutes: string; failed: Queue }): void {
  const rule = new Rule(scope, 'Schedule', { schedule: Schedule.cron({ minute: minutes }) });
  rule.addTarget(new CallFunction(lambda, { deadLetterQueue: failed, retryAttempts: 2, maxEventAge: Duration.hours(1) }));
}
