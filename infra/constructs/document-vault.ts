import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps, type CfnBucket, HttpMethods } from 'aws-cdk-lib/aws-s3';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type Acknowledgement, acknowledge } from '../acknowledge.ts';
import type { StageSettings } from '../stages.ts';

export interface DocumentVaultProps {
  key: Key;
  /** Where our own pages come from: the one origin whose scripts may send uploads and read what a link opens. */
  origin: string;
}

/** As many tries as the local queue makes (`infra/local/object-store/upload-queue.ts`). */
const MOST_RECEIVES = 5;
/** Six times what the checker may take, as Lambda asks of a queue it reads. */
export const CHECK_TIMEOUT_SECONDS = 60;
const VISIBILITY = Duration.seconds(6 * CHECK_TIMEOUT_SECONDS);

/**
 * The evidence vault: uploads arrive in quarantine, each is told to the checker by a queue, and what is clean is kept in the vault. Both
 * buckets are private, take TLS alone and are encrypted with the key of the tables.
 */
export class DocumentVault extends Construct {
  readonly quarantine: Bucket;
  readonly vault: Bucket;
  readonly uploads: Queue;
  readonly failed: Queue;

  constructor(scope: Construct, id: string, { key, origin }: DocumentVaultProps) {
    super(scope, id);
    this.failed = new Queue(this, 'Failed', { ...QUEUE, retentionPeriod: Duration.days(14) });
    acknowledge(this.failed, LAST_QUEUE);
    this.uploads = new Queue(this, 'Uploads', {
      ...QUEUE,
      visibilityTimeout: VISIBILITY,
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: this.failed, maxReceiveCount: MOST_RECEIVES },
    });
    // Only S3, and only for buckets of this account. To name the bucket would close a circle: it may not exist before the queue takes from it.
    this.uploads.addToResourcePolicy(
      new PolicyStatement({
        sid: 'BucketsOfThisAccountAnnounceUploads',
        principals: [new ServicePrincipal('s3.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.uploads.queueArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );

    this.quarantine = this.bucket('Quarantine', key, {
      lifecycleRules: [
        {
          expiration: Duration.days(1),
          noncurrentVersionExpiration: Duration.days(1),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
        // What is left of a removed upload once its last version is gone.
        { expiredObjectDeleteMarker: true },
      ],
      cors: [{ allowedMethods: [HttpMethods.POST], allowedOrigins: [origin], allowedHeaders: [], exposedHeaders: [], maxAge: 3_600 }],
    });
    // Written by hand: the construct for it brings a function of its own with rights on every bucket.
    (this.quarantine.node.defaultChild as CfnBucket).notificationConfiguration = {
      queueConfigurations: [{ event: 's3:ObjectCreated:Post', queue: this.uploads.queueArn }],
    };
    this.quarantine.node.addDependency(this.uploads);
    acknowledge(this.quarantine, ...ACCEPTED_ON_QUARANTINE);

    // A link opens one object for minutes; a page of ours may then read it. Without a link nothing is read, from wherever it is asked.
    this.vault = this.bucket('Vault', key, {
      cors: [{ allowedMethods: [HttpMethods.GET], allowedOrigins: [origin], allowedHeaders: [], exposedHeaders: [], maxAge: 3_600 }],
    });
    acknowledge(this.vault, ...ACCEPTED_ON_VAULT);
  }

  /** Where a browser sends an upload to and reads a paper from: the addresses the SDK signs forms and links for, in either partition. */
  get origins(): readonly string[] {
    return [this.quarantine, this.vault].map((bucket) => `https://${bucket.bucketRegionalDomainName}`);
  }

  private bucket(id: string, key: Key, more: BucketProps = {}): Bucket {
    return new Bucket(this, id, {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      // One data key a bucket and while: and the key is told the bucket, not each object, which the rights of the functions name.
      bucketKeyEnabled: true,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...more,
    });
  }
}

/** A message says which object came, never what is in it; the service's own key is enough for that. */
const QUEUE = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true } as const;

const WHO_OPENED = 'who was given a link stands in the access log and the audit chain, by person and purpose;';
const ACCEPTED_ON_QUARANTINE: Acknowledgement[] = [
  { id: 'AwsSolutions-S1', reason: `Every upload has its record in the table; ${WHO_OPENED} nothing here is older than a day.` },
  { id: 'NIST.800.53.R5-S3BucketLoggingEnabled', reason: `Every upload has its record in the table; ${WHO_OPENED} nothing lasts.` },
  {
    id: 'NIST.800.53.R5-S3BucketReplicationEnabled',
    reason: 'Holds uploads for minutes until they are checked; whoever sent one can send it again.',
  },
];
const ACCEPTED_ON_VAULT: Acknowledgement[] = [
  { id: 'AwsSolutions-S1', reason: `Files are opened by links of five minutes alone; ${WHO_OPENED} a log of addresses adds none of it.` },
  {
    id: 'NIST.800.53.R5-S3BucketLoggingEnabled',
    reason: `Files are opened by links of five minutes alone; ${WHO_OPENED} addresses add nothing.`,
  },
  {
    id: 'NIST.800.53.R5-S3BucketReplicationEnabled',
    reason:
      'Versions are kept and every key holds its own hash; a copy abroad is not allowed, one in a second region is decided with the operator.',
  },
];
const LAST_QUEUE: Acknowledgement = {
  id: 'Serverless-SQSRedrivePolicy',
  reason: 'It is the dead-letter queue: an alarm calls a person, who puts a message back after the cause is gone.',
};

/** The objects of a bucket as the rule packs name them: by what the data stack exports. Moving a construct changes them, and synth says so. */
const OBJECTS: Record<'quarantine' | 'vault', string> = {
  quarantine: 'ExportsOutputFnGetAttDocumentsQuarantine5F1BB154Arn70171D3D/*',
  vault: 'ExportsOutputFnGetAttDocumentsVault7D257331Arn7017A281/*',
};

/** A function may touch every object of these buckets: keys are made of ids, and which of them it is about is decided by the access policy. */
export const touchesObjects =
  (...buckets: readonly (keyof typeof OBJECTS)[]) =>
  ({ name }: StageSettings): Acknowledgement[] =>
    buckets.map((bucket) => ({
      id: `AwsSolutions-IAM5[Resource::rongqiao-${name}-data:${OBJECTS[bucket]}]`,
      reason: 'Objects come and go by keys made of ids; the access policy decides about each of them, and the bucket is named.',
    }));
