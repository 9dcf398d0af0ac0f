import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { ListName } from '../../shared/store/listing.ts';
import { allow, onListing } from './statement.ts';

/** Adds what a change of a profile led to, and reads how it came about. Nobody changes or removes what was once so. */
export const keepHistory = (main: Table) => allow('KeepHistory', ['Query', 'PutItem'], main, 'HISTORY#*');

/** Adds snapshots of a profile and finds them by their hash. */
export const keepSnapshots = (main: Table) => allow('KeepSnapshots', ['GetItem', 'PutItem'], main, 'SNAPSHOT#*');

/** Adds to the log of who looked at what a company granted. */
export const noteAccess = (main: Table) => allow('NoteAccess', ['PutItem'], main, 'ACCESS#*');

/** Reads that log, for the company. */
export const readAccessLog = (main: Table) => allow('ReadAccessLog', ['Query'], main, 'ACCESS#*');

/** Changes profiles, what is said in them, grants and residences: adds and puts, where the papers named for it are there; takes nothing away. */
export const changeProfiles = (main: Table) => allow('ChangeProfiles', ['PutItem', 'ConditionCheckItem'], main, 'ORG#*');

/** The other half of a grant, with the institution it was given to. */
export const shareGrants = (main: Table) => allow('ShareGrants', ['Query', 'PutItem'], main, 'RECEIVED#*');

/** The other half of a residence, with the body that confirms it. */
export const keepResidents = (main: Table) => allow('KeepResidents', ['Query', 'PutItem', 'DeleteItem'], main, 'RESIDENTS#*');

/** Brings in the companies of an operator: who holds which code, which lines are done, and codes for those that are new. */
export const importCompanies = (main: Table): PolicyStatement[] => [
  allow('ReadImported', ['BatchGetItem'], main, 'ORG#*', 'USCC#*', 'IDEMPOTENCY#*'),
  allow('HoldImported', ['PutItem'], main, 'USCC#*'),
];

/** Reads some of the lists of the index, which holds no more than lists show. */
export const readListings = (main: Table, ...lists: ListName[]): PolicyStatement => onListing('ReadListings', main, ...lists);
