import { Aws } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';

/** Lets DynamoDB decrypt this one table on behalf of the caller; the key opens nothing else for it. */
export function decryptTable(key: Key, table: Table): PolicyStatement {
  return new PolicyStatement({
    sid: `Decrypt${table.node.id}`,
    actions: ['kms:Decrypt'],
    resources: [key.keyArn],
    conditions: onlyFor(table),
  });
}

/** Lets DynamoDB write to this one encrypted table on behalf of the caller. */
export function encryptTable(key: Key, table: Table): PolicyStatement {
  return new PolicyStatement({
    sid: `Encrypt${table.node.id}`,
    actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'],
    resources: [key.keyArn],
    conditions: onlyFor(table),
  });
}

/** Lets S3 decrypt this one bucket on behalf of the caller. */
export const decryptObjects = (key: Key, bucket: Bucket) => forObjects('Decrypt', key, bucket, 'kms:Decrypt');

/** Lets S3 encrypt what the caller puts into this one bucket. */
export const encryptObjects = (key: Key, bucket: Bucket) => forObjects('Encrypt', key, bucket, 'kms:Decrypt', 'kms:GenerateDataKey');

/** What S3 tells the key it is working for: with a bucket key it is the bucket. */
const forObjects = (verb: string, key: Key, bucket: Bucket, ...actions: readonly string[]): PolicyStatement =>
  new PolicyStatement({
    sid: `${verb}${bucket.node.id}`,
    actions: [...actions],
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:EncryptionContext:aws:s3:arn': bucket.bucketArn } },
  });

/** What DynamoDB tells the key it is decrypting for. */
function onlyFor(table: Table) {
  return {
    StringEquals: {
      'kms:EncryptionContext:aws:dynamodb:tableName': table.tableName,
      'kms:EncryptionContext:aws:dynamodb:subscriberId': Aws.ACCOUNT_ID,
    },
  };
}
