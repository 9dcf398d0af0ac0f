import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as CallFunction } from 'aws-cdk-lib/aws-events-targets';
import { type ManagedPolicy, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import {
  type CfnFunction,
  EventSourceMapping,
  FilterCriteria,
  type Function as LambdaFunction,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { BlockPublicAccess, Bucket, BucketEncryption, type CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

/** Changes handed over at once, and how often what fails comes again: as the local pump does it (`infra/local/streams/stream-pump.ts`). */
const BATCH_SIZE = 100;
export const MOST_RETRIES = 10;

/** As long as a queue keeps a message. */
const KEPT = Duration.days(14);
const LAST_QUEUE = 'It is the dead-letter queue: an alarm calls a person, who does the work again after the cause is gone.';

/** Where it is written down that a stream or a schedule gave something up; only of a schedule it is the queue Lambda itself knows of. */
export function failedQueue(scope: Construct, scheduled: boolean): Queue {
  const queue = new Queue(scope, 'Failed', {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: KEPT,
  });
  const found = ['Serverless-SQSRedrivePolicy', ...(scheduled ? [] : ['AwsSolutions-SQS3'])];
  acknowledge(queue, ...found.map((id) => ({ id, reason: LAST_QUEUE })));
  return queue;
}

const HAS_A_QUEUE =
  'What it holds is named in the dead-letter queue and gone after as many days; nobody but whoever does it again reads it.';

/**
 * Where Lambda leaves what it gave up of a stream, whole: to a queue it would give no more than the numbers, and the stream forgets what they stand for
 * after a day. The bucket tells the dead-letter queue of each, so that there is one place to look and one alarm.
 */
export function givenUpBucket(scope: Construct, failed: Queue, key: Key): Bucket {
  // Only S3, and only for buckets of this account. To name the bucket would close a circle: it may not exist before the queue takes from it.
  failed.addToResourcePolicy(
    new PolicyStatement({
      sid: 'BucketsOfThisAccountNameGivenUp',
      principals: [new ServicePrincipal('s3.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [failed.queueArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  );
  const bucket = new Bucket(scope, 'GivenUp', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.KMS,
    encryptionKey: key,
    bucketKeyEnabled: true,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    versioned: true,
    lifecycleRules: [{ expiration: KEPT, noncurrentVersionExpiration: Duration.days(1) }, { expiredObjectDeleteMarker: true }],
    removalPolicy: RemovalPolicy.RETAIN,
  });
  // Written by hand: the construct for it brings a function of its own with rights on every bucket.
  (bucket.node.defaultChild as CfnBucket).notificationConfiguration = {
    queueConfigurations: [{ event: 's3:ObjectCreated:*', queue: failed.queueArn }],
  };
  bucket.node.addDependency(failed);
  acknowledge(
    bucket,
    ...['AwsSolutions-S1', 'NIST.800.53.R5-S3BucketLoggingEnabled', 'NIST.800.53.R5-S3BucketReplicationEnabled'].map((id) => ({
      id,
      reason: HAS_A_QUEUE,
    })),
  );
  return bucket;
}

export interface StreamSourceProps {
  lambda: LambdaFunction;
  table: Table;
  /** Which changes; all of them without one. */
  filter?: Readonly<Record<string, unknown>> | undefined;
  givenUp: Bucket;
  permissions: readonly ManagedPolicy[];
}

/**
 * Hands the changes of a table to a function, in order. By default the service would try a failing record for a day and then lose it; here a batch is
 * halved and given up after ten tries, whole, into a bucket. The function itself puts aside, whole, what it cannot handle.
 */
export function readStream(scope: Construct, { lambda, table, filter, givenUp, permissions }: StreamSourceProps): void {
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
    onFailure: { bind: () => ({ destination: givenUp.bucketArn }) },
  });
  // Lambda looks whether the role may read the stream at the moment it is told to.
  changes.node.addDependency(...permissions);
}

/**
 * Calls a function at some minutes of every hour, and twice more when it fails: Lambda does, which then hands the call to the queue. What the rule
 * itself cannot hand over goes there too.
 */
export function callAt(scope: Construct, { lambda, minutes, failed }: { lambda: LambdaFunction; minutes: string; failed: Queue }): void {
  // Written by hand: the property of the construct gives the role a policy of its own making.
  (lambda.node.defaultChild as CfnFunction).deadLetterConfig = { targetArn: failed.queueArn };
  const rule = new Rule(scope, 'Schedule', { schedule: Schedule.cron({ minute: minutes }) });
  rule.addTarget(new CallFunction(lambda, { deadLetterQueue: failed, retryAttempts: 2, maxEventAge: Duration.hours(1) }));
}
