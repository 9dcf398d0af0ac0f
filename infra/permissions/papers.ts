import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { allow, onObjects } from './statement.ts';

/** Enters an invoice over all applicants, and the file it was registered from. */
export const shareOutInvoices = (main: Table) => allow('ShareOutInvoices', ['GetItem', 'PutItem', 'UpdateItem'], main, 'INVOICE#*');

/** Adds papers, what was found in them, and the invoices registered from them, with the head of the chain. Nobody removes one. */
export const writeDocuments = (main: Table) => allow('WriteDocuments', ['PutItem'], main, 'ORG#*');

/** Says of a paper that its file came. */
export const markUploads = (main: Table) => allow('MarkUploads', ['UpdateItem'], main, 'ORG#*');

/** Reads an applicant, the head of its chain and one invoice in one call; and the papers a case names. */
export const readInvoiceSurroundings = (main: Table) => allow('ReadInvoiceSurroundings', ['BatchGetItem'], main, 'ORG#*', 'INVOICE#*');

/** Reads the papers a case names, for whoever is asked about them. */
export const readCasePapers = (main: Table) => allow('ReadCasePapers', ['BatchGetItem'], main, 'ORG#*');

/** Looks, in the write that names them, at papers an applicant shows something by. */
export const checkEvidence = (main: Table) => allow('CheckEvidence', ['ConditionCheckItem'], main, 'ORG#*');

/** Signs forms that put a file into quarantine. */
export const takeUploads = (quarantine: Bucket) => onObjects('TakeUploads', quarantine, 's3:PutObject');

/** Reads what lies in quarantine, and removes it. */
export const checkUploads = (quarantine: Bucket) => onObjects('CheckUploads', quarantine, 's3:GetObject', 's3:DeleteObject');

/** Without it, an upload that is gone would be "denied" instead of "not there". */
export const findUploads = (quarantine: Bucket): PolicyStatement =>
  new PolicyStatement({ sid: 'FindUploads', actions: ['s3:ListBucket'], resources: [quarantine.bucketArn] });

/** Adds clean files to the vault. Nobody has a statement that removes one. */
export const keepFiles = (vault: Bucket) => onObjects('KeepFiles', vault, 's3:PutObject');

/** Signs links that open a file of the vault. */
export const readKeptFiles = (vault: Bucket) => onObjects('ReadKeptFiles', vault, 's3:GetObject');
