import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { type Acknowledgement, acknowledge } from '../acknowledge.ts';
import type { StageSettings } from '../stages.ts';

export interface AuditVaultProps {
  key: Key;
  /** For how long nothing can be removed. */
  days: number;
  keySpec: StageSettings['sealing']['keySpec'];
}

/**
 * What the journal is checked against: its copies and seals in a bucket under a lock that nobody can lift, not even the root of the account, and the
 * key the seals are signed with, which never leaves KMS.
 */
export class AuditVault extends Construct {
  readonly locked: Bucket;
  readonly sealingKey: Key;

  constructor(scope: Construct, id: string, { key, days, keySpec }: AuditVaultProps) {
    super(scope, id);
    this.locked = new Bucket(this, 'Locked', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention.compliance(Duration.days(days)),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(this.locked, ...ACCEPTED_ON_LOCKED);
    this.sealingKey = new Key(this, 'SealingKey', {
      description: 'Rongqiao: signs the seals of the journal',
      keySpec: KeySpec[keySpec],
      keyUsage: KeyUsage.SIGN_VERIFY,
      // Keys that sign are not turned by the service; a new one is a new key, whose name every seal made with it bears.
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}

const WHO_WRITES = 'Two functions add to it and two read, by name; nobody can replace or remove;';
const ACCEPTED_ON_LOCKED: Acknowledgement[] = [
  { id: 'AwsSolutions-S1', reason: `${WHO_WRITES} a log of their calls would add nothing to the copies themselves.` },
  { id: 'NIST.800.53.R5-S3BucketLoggingEnabled', reason: `${WHO_WRITES} a log of their calls would add nothing.` },
  {
    id: 'NIST.800.53.R5-S3BucketReplicationEnabled',
    reason: 'It is the copy: what it holds stands in the journal too; one more in a second account or region is decided with the operator.',
  },
];

const lockedObjects = (stage: string) => `rongqiao-${stage}-data:ExportsOutputFnGetAttAuditLockedADD5927CArn13124965`;

/** A function may touch every object of locked storage: keys are made of time and hash. The name is that of what the data stack exports. */
export const touchesLocked = ({ name }: StageSettings): Acknowledgement[] => [
  {
    id: `AwsSolutions-IAM5[Resource::${lockedObjects(name)}/*]`,
    reason: 'Objects are named by minute and hash, which nobody knows before; the bucket is named, and none can be replaced or removed.',
  },
];

/** A function may read the hashes that lay under any seal. */
export const readsLeaves = ({ name }: StageSettings): Acknowledgement[] => [
  {
    id: `AwsSolutions-IAM5[Resource::${lockedObjects(name)}/leaves/*]`,
    reason: 'Lists of hashes are named by their root, which nobody knows before; bucket and folder are named, and they are only read.',
  },
];
