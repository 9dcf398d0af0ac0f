import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { allow, onObjects } from './statement.ts';

/** Adds audit entries. Nobody has a statement that updates or deletes in the journal. */
export const appendJournal = (journal: Table) => allow('AppendJournal', ['PutItem'], journal, 'AUDIT#*');

/** Reads audit entries, chain by chain. */
export const readJournal = (journal: Table) => allow('ReadJournal', ['Query'], journal, 'AUDIT#*');

/** Reads the row of every copy again, whichever kind it is, to compare the two. */
export const compareJournal = (journal: Table) => allow('CompareJournal', ['BatchGetItem'], journal, 'AUDIT#*', 'LEDGER#*', 'TRANSFER#*');

/** Reads seals, to find under which of them an entry lies. */
export const readSeals = (journal: Table) => allow('ReadSeals', ['Query'], journal, 'SEAL');

/** Reads seals and checks, and adds the next. */
export const keepSeals = (journal: Table) => allow('KeepSeals', ['PutItem', 'Query'], journal, 'SEAL');

/** Adds to locked storage, where nobody can remove or replace. */
export const keepLocked = (locked: Bucket) => onObjects('KeepLocked', locked, 's3:PutObject');

/** Reads what was kept there, and which copies there are. */
export const readLocked = (locked: Bucket): PolicyStatement[] => [
  onObjects('ReadLocked', locked, 's3:GetObject'),
  new PolicyStatement({ sid: 'ListLocked', actions: ['s3:ListBucket'], resources: [locked.bucketArn] }),
];

/** Reads what lay under each seal: hashes alone. The copies themselves stay out of reach. */
export const readLeaves = (locked: Bucket): PolicyStatement =>
  new PolicyStatement({ sid: 'ReadLeaves', actions: ['s3:GetObject'], resources: [locked.arnForObjects('leaves/*')] });

/** Signs seals with the one key that is for them. */
export const signSeals = (key: Key): PolicyStatement =>
  new PolicyStatement({ sid: 'SignSeals', actions: ['kms:GetPublicKey', 'kms:Sign'], resources: [key.keyArn] });
