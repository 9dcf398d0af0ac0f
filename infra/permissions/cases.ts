import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { allow, onListing, rows } from './statement.ts';

/** An approval of many: the run itself with the list of a bureau's, who stands in line, and in one read the cases, the budget and the head of the bureau's chain. */
export const keepRuns = (main: Table) => [
  allow('KeepRuns', ['GetItem', 'PutItem'], main, 'RUN#*'),
  allow('ReadForRuns', ['BatchGetItem'], main, 'RUN#*', 'CASE#*', 'BUDGET#*', 'ORG#*', 'OPEN-RUNS#*', 'CALLS#*'),
  allow('KeepOpenRuns', ['PutItem'], main, 'OPEN-RUNS#*'),
  onListing('ReadRuns', main, 'RUN', 'QUEUE#decision'),
];

/** Reads and writes cases with all that stands beside them, each on the version that was read. Nobody removes anything of one. */
export const keepCases = (main: Table) => allow('KeepCases', ['Query', 'PutItem'], main, 'CASE#*');

/** Writes cases that a run has read, each on the version that was read; it finds none by itself. */
export const approveCases = (main: Table) => allow('ApproveCases', ['PutItem'], main, 'CASE#*');

/** Keeps what the public tells about cases without a name, and counts it by day. */
export const keepTips = (main: Table) => [
  allow('KeepTips', ['Query', 'PutItem', 'UpdateItem'], main, 'TIPS#*'),
  allow('ReadTips', ['BatchGetItem'], main, 'TIPS#*', 'CASE#*'),
];

/** What is known of who belongs to an applicant: the key of each person, and nothing else of what lies with it, whatever a request asks for. */
export const readMemberKeys = (main: Table) =>
  new PolicyStatement({
    sid: 'ReadMemberKeys',
    actions: ['dynamodb:Query'],
    resources: [main.tableArn],
    conditions: {
      ...rows('ORG#*'),
      'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['pk', 'sk', 'personKey'] },
      StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
    },
  });

/** Reads a case with all that stands beside it. */
export const readCases = (main: Table) => allow('ReadCases', ['Query'], main, 'CASE#*');

/** Begins cases, and reads none. */
export const draftCases = (main: Table) => allow('DraftCases', ['PutItem'], main, 'CASE#*');

/** Remembers how far it has come in its lists. */
export const keepRounds = (main: Table) => allow('KeepRounds', ['GetItem', 'PutItem'], main, 'ROUND#*');

/** Puts off, counts failures of and takes out of the list what is due of a case. A key cannot be told by its second half here. */
export const keepTimers = (main: Table) => allow('KeepTimers', ['UpdateItem'], main, 'CASE#*');

/** Puts the card of a case, an event on file or the sign of a snapshot with its applicant. The rows of one applicant cannot be told apart here. */
export const noteWithApplicants = (main: Table) => allow('NoteWithApplicants', ['PutItem'], main, 'ORG#*');

/** Adds the facts a case pins, under their hash. */
export const pinSnapshots = (main: Table) => allow('PinSnapshots', ['PutItem'], main, 'SNAPSHOT#*');

/** Tells the rest of the house what happened to a case: adds to the outbox, which a worker reads from the stream of the table. */
export const tellHouse = (main: Table) => allow('TellHouse', ['PutItem'], main, 'OUTBOX#*');

/** Moves what cases hold of persons, sites, years and invoices, each under a condition on it. It reads none. */
export const takeHolds = (main: Table) => allow('TakeHolds', ['UpdateItem'], main, 'HOLD#*', 'INVOICE#*');

/** Asks in the write of an approval whether a case it rests on is still paid; it reads nothing of it. */
export const checkPaid = (main: Table) => allow('CheckPaid', ['ConditionCheckItem'], main, 'CASE#*');

/** Moves how many cases wait for a part of a budget. */
export const moveWaiting = (main: Table) => allow('MoveWaiting', ['UpdateItem'], main, 'WAITING#*');

/** Moves how many cases of a call that is shared pro rata are undecided. */
export const countCalls = (main: Table) => allow('CountCalls', ['UpdateItem'], main, 'CALLS#*');

/**
 * Reads beside a case, all at once: where persons belong today, what is taken of bills and held over all applicants, what a part of a budget has
 * left and how many cases wait for it, and the place of one specialist in their office.
 */
export const readBesideCases = (main: Table) =>
  allow('ReadBesideCases', ['BatchGetItem'], main, 'HAND#*', 'INVOICE#*', 'HOLD#*', 'BUDGET#*', 'WAITING#*', 'ORG#*');

/** Reads what waits at a desk, for a body or for a specialist, and who can be asked. */
export const readCaseLists = (main: Table) => onListing('ReadCaseLists', main, 'QUEUE#*', 'CONFIRM#*', 'OPINION#*', 'EXPERT');

/** Reads what is on public notice, and what was told about it. */
export const readNoticeLists = (main: Table) => onListing('ReadNoticeLists', main, 'NOTICE', 'TIP#*');

/** Reads what is due. */
export const readTimers = (main: Table) => onListing('ReadTimers', main, 'TIMER');
