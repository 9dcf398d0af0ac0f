import { Aws } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';

/**
 * Every IAM statement of the house, named by what it is for. A function file lists names from here and nothing else, so the question
 * "what may this function touch?" is answered by reading three lines. `test/infra/permissions.test.ts` holds the whole table.
 */

/** Reads the catalogue pointer and the compiled catalogue. No other row of the table is visible, and nothing can be written. */
export function readCatalogue(main: Table): PolicyStatement {
  return new PolicyStatement({
    sid: 'ReadCatalogue',
    actions: ['dynamodb:GetItem', 'dynamodb:Query'],
    resources: [main.tableArn],
    conditions: rows('CATALOGUE', 'CATALOGUE#*'),
  });
}

/**
 * Puts a catalogue in force: adds versions and parts, then moves the pointer. For the person or pipeline that publishes, never for a
 * function; a condition in each write keeps what is there (`shared/store/catalogue-store.ts`).
 */
export function publishCatalogue(main: Table): PolicyStatement {
  return new PolicyStatement({
    sid: 'PublishCatalogue',
    actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
    resources: [main.tableArn],
    conditions: rows('CATALOGUE', 'CATALOGUE#*', 'PROGRAMME#*'),
  });
}

/** Lets DynamoDB decrypt this one table on behalf of the caller; the key opens nothing else for it. */
export function decryptTable(key: Key, table: Table): PolicyStatement {
  return new PolicyStatement({ sid: 'DecryptTable', actions: ['kms:Decrypt'], resources: [key.keyArn], conditions: onlyFor(table) });
}

/** Lets DynamoDB write to this one encrypted table on behalf of the caller. */
export function encryptTable(key: Key, table: Table): PolicyStatement {
  return new PolicyStatement({
    sid: 'EncryptTable',
    actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'],
    resources: [key.keyArn],
    conditions: onlyFor(table),
  });
}

/** Writes to the log group of the function itself. */
export function writeOwnLogs(logs: ILogGroup): PolicyStatement {
  return new PolicyStatement({
    sid: 'WriteOwnLogs',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [logs.logGroupArn],
  });
}

/** Rows whose partition key is, or begins, as given; the names are those of `shared/store/keys.ts`. */
function rows(...leadingKeys: string[]) {
  return { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': leadingKeys } };
}

/** What DynamoDB tells the key it is decrypting for. */
function onlyFor(table: Table) {
  return {
    StringEquals: {
      'kms:EncryptionContext:aws:dynamodb:tableName': table.tableName,
      'kms:EncryptionContext:aws:dynamodb:subscriberId': Aws.ACCOUNT_ID,
    },
  };
}
