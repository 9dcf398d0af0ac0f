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
  return readRows('ReadCatalogue', main, ['CATALOGUE', 'CATALOGUE#*']);
}

/** Reads programmes and their versions, and nothing else. */
export function readProgrammes(main: Table): PolicyStatement {
  return readRows('ReadProgrammes', main, ['PROGRAMME#*']);
}

/** Lets DynamoDB decrypt this one table on behalf of the caller; the key opens nothing else for it. */
export function decryptTable(key: Key, table: Table): PolicyStatement {
  return new PolicyStatement({
    sid: 'DecryptTable',
    actions: ['kms:Decrypt'],
    resources: [key.keyArn],
    conditions: {
      StringEquals: {
        'kms:EncryptionContext:aws:dynamodb:tableName': table.tableName,
        'kms:EncryptionContext:aws:dynamodb:subscriberId': Aws.ACCOUNT_ID,
      },
    },
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

/** Rows whose partition key begins as given; the prefixes are those of `shared/store/keys.ts`. */
function readRows(sid: string, table: Table, leadingKeys: string[]): PolicyStatement {
  return new PolicyStatement({
    sid,
    actions: ['dynamodb:GetItem', 'dynamodb:Query'],
    resources: [table.tableArn],
    conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': leadingKeys } },
  });
}
