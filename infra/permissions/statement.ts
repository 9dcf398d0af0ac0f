import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { LISTING } from '../../shared/store/table-names.ts';

/**
 * What every IAM statement of the house is made with. The statements stand beside, by what they are about and named by what they are for; a
 * function file lists names from there and nothing else, so the question "what may this function touch?" is answered by reading a few lines.
 * `test/infra/permissions.test.ts` holds the whole table.
 */
type DynamoAction = 'BatchGetItem' | 'GetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'ConditionCheckItem';

/** Some actions on the objects of one bucket, whichever they are. */
export const onObjects = (sid: string, bucket: Bucket, ...actions: readonly string[]): PolicyStatement =>
  new PolicyStatement({ sid, actions: [...actions], resources: [bucket.arnForObjects('*')] });

/**
 * Some actions on some rows of one table: those whose partition key is, or begins, as given; the names are those of `shared/store/keys/`.
 * A transaction needs the action of each of its items, and none of its own. Never `Scan`: it names no partition key, so no row would be kept
 * from it.
 */
export function allow(sid: string, actions: readonly DynamoAction[], table: Table, ...leadingKeys: string[]): PolicyStatement {
  return new PolicyStatement({
    sid,
    actions: actions.map((action) => `dynamodb:${action}`),
    resources: [table.tableArn],
    conditions: rows(...leadingKeys),
  });
}

/** Some lists of the index, by what their partition keys are or begin with. */
export function onListing(sid: string, table: Table, ...lists: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    sid,
    actions: ['dynamodb:Query'],
    resources: [`${table.tableArn}/index/${LISTING.name}`],
    conditions: rows(...lists),
  });
}

export function rows(...leadingKeys: string[]) {
  return { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': leadingKeys } };
}
