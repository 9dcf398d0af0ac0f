import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { onObjects } from './statement.ts';

/** Takes the changes of a table as they come. */
export function readChanges(table: Table): PolicyStatement {
  if (table.tableStreamArn === undefined) throw new Error(`table ${table.node.id} has no stream`);
  return new PolicyStatement({
    sid: 'ReadChanges',
    actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
    resources: [table.tableStreamArn],
  });
}

/** Lets Lambda leave the changes it gave up, whole, on behalf of the function. Source: Lambda Developer Guide, "Retain discarded records for a DynamoDB event source". */
export const leaveGivenUp = (bucket: Bucket): PolicyStatement[] => [
  onObjects('LeaveGivenUp', bucket, 's3:PutObject'),
  new PolicyStatement({ sid: 'FindGivenUp', actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }),
];

/** Reads what was left so. For the person who does it again, never for a function. */
export const readGivenUp = (key: Key, buckets: readonly Bucket[]): PolicyStatement[] => [
  new PolicyStatement({ sid: 'ReadGivenUp', actions: ['s3:GetObject'], resources: buckets.map((bucket) => bucket.arnForObjects('*')) }),
  new PolicyStatement({
    sid: 'DecryptGivenUp',
    actions: ['kms:Decrypt'],
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:EncryptionContext:aws:s3:arn': buckets.map(({ bucketArn }) => bucketArn) } },
  }),
];

/** Lets Lambda hand over a scheduled call that failed three times, on behalf of the function. */
export const handOverFailed = (queue: IQueue): PolicyStatement =>
  new PolicyStatement({ sid: 'HandOverFailed', actions: ['sqs:SendMessage'], resources: [queue.queueArn] });

/** Tells the one bus what happened. */
export const publishEvents = (bus: Pick<IEventBus, 'eventBusArn'>): PolicyStatement =>
  new PolicyStatement({ sid: 'PublishEvents', actions: ['events:PutEvents'], resources: [bus.eventBusArn] });

/** Puts aside, whole, what a function cannot handle: into its own dead-letter queue. */
export const putAside = (queue: IQueue): PolicyStatement =>
  new PolicyStatement({ sid: 'PutAside', actions: ['sqs:SendMessage'], resources: [queue.queueArn] });

/** Takes what was put aside or given up, and removes what was done again. For the person who does it, never for a function. */
export const takeDeadLetters = (queues: readonly IQueue[]): PolicyStatement =>
  new PolicyStatement({
    sid: 'TakeDeadLetters',
    actions: ['sqs:DeleteMessage', 'sqs:ReceiveMessage'],
    resources: queues.map(({ queueArn }) => queueArn),
  });

/** Tells the checker of an upload once more. For the person who does it, never for a function. */
export const announceUploads = (uploads: IQueue): PolicyStatement =>
  new PolicyStatement({ sid: 'AnnounceUploads', actions: ['sqs:SendMessage'], resources: [uploads.queueArn] });

/** Takes messages from a queue and lays back what failed. */
export const takeMessages = (queue: IQueue): PolicyStatement =>
  new PolicyStatement({
    sid: 'TakeMessages',
    actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'],
    resources: [queue.queueArn],
  });

/** Writes to the log group of the function itself. */
export function writeOwnLogs(logs: ILogGroup): PolicyStatement {
  return new PolicyStatement({
    sid: 'WriteOwnLogs',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [logs.logGroupArn],
  });
}
