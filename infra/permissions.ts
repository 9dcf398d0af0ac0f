import { Aws } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { PLATFORM_ID } from '../shared/domain/parties/platform.ts';
import type { ListName } from '../shared/store/listing.ts';
import { LISTING } from '../shared/store/table-names.ts';
import type { Surroundings } from './functions/function-spec.ts';

type Tables = Pick<Surroundings, 'main' | 'journal' | 'tableKey'>;

/**
 * Every IAM statement of the house, named by what it is for. A function file lists names from here and nothing else, so the question
 * "what may this function touch?" is answered by reading three lines. `test/infra/permissions.test.ts` holds the whole table.
 */

/** Reads the catalogue pointer and the compiled catalogue. No other row of the table is visible, and nothing can be written. */
export const readCatalogue = (main: Table) => allow('ReadCatalogue', ['GetItem', 'Query'], main, 'CATALOGUE', 'CATALOGUE#*');

/**
 * Puts a catalogue in force: adds versions and parts, then moves the pointer; and the lists of days off. For the person or pipeline that
 * publishes, never for a function; a condition in each write keeps what is there (`shared/store/catalogue-store.ts`, `calendar-store.ts`).
 */
export const publishCatalogue = (main: Table) =>
  allow('PublishCatalogue', ['GetItem', 'PutItem'], main, 'CATALOGUE', 'CATALOGUE#*', 'PROGRAMME#*', 'CALENDAR');

/** Founds the platform and makes links for its first admins. For the person who runs the house, never for a function. */
export const inviteAdmins = (main: Table): PolicyStatement[] => [
  allow('KeepPlatform', ['Query', 'PutItem'], main, `ORG#${PLATFORM_ID}`),
  allow('AddInvitations', ['PutItem'], main, 'INVITATION#*'),
];

/** Moves the idle end of the session of a cookie and learns whose it is; the store's condition lets it touch living ones alone. */
const touchSession = (main: Table) => allow('TouchSession', ['UpdateItem'], main, 'SESSION#*');

/** Sign-ins under way and sessions: begins, finds, replaces and ends them. */
export const keepSessions = (main: Table) =>
  allow('KeepSessions', ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'], main, 'SIGN-IN#*', 'SESSION#*');

/** Writes down who signed in, and a person's own list of sessions. The rows of one person cannot be told apart here. */
export const keepSignedInPeople = (main: Table) =>
  allow('KeepSignedInPeople', ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'], main, 'PERSON#*');

/** Reads who a person is and where a member. */
export const readPeople = (main: Table) => allow('ReadPeople', ['Query'], main, 'PERSON#*');

/** Writes memberships as seen from the person, and the head of a person's audit chain: only together with the organisation's rows. */
export const writeMemberships = (main: Table) => allow('WriteMemberships', ['PutItem', 'DeleteItem'], main, 'PERSON#*');

/** Reads everything about an organisation that lies in its own partition. */
export const readOrganisations = (main: Table) => allow('ReadOrganisations', ['GetItem', 'Query'], main, 'ORG#*');

/** Writes records of organisations, each on the condition of its version. */
export const writeOrganisations = (main: Table) => allow('WriteOrganisations', ['PutItem', 'DeleteItem'], main, 'ORG#*');

/** Counts where a natural person has a place, and reads it of nobody. */
export const countHands = (main: Table) => allow('CountHands', ['UpdateItem'], main, 'HAND#*');

/** Holds a credit code, or the one place of a person as an applicant, for one organisation, for good. */
export const holdPlaces = (main: Table) => allow('HoldPlaces', ['PutItem'], main, 'USCC#*', 'INDIVIDUAL#*');

/** Finds an invitation by the hash of the secret in its link, adds and takes back such a row. */
export const keepInvitations = (main: Table) => allow('KeepInvitations', ['GetItem', 'PutItem', 'DeleteItem'], main, 'INVITATION#*');

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

/** Reads what communities there are, one by one. */
export const readCommunities = (main: Table) => allow('ReadCommunities', ['GetItem'], main, 'COMMUNITY#*');

/** Brings in the companies of an operator: who holds which code, which lines are done, and codes for those that are new. */
export const importCompanies = (main: Table): PolicyStatement[] => [
  allow('ReadImported', ['BatchGetItem'], main, 'ORG#*', 'USCC#*', 'IDEMPOTENCY#*'),
  allow('HoldImported', ['PutItem'], main, 'USCC#*'),
];

/** Enters an invoice over all applicants, and the file it was registered from. */
export const shareOutInvoices = (main: Table) => allow('ShareOutInvoices', ['GetItem', 'PutItem', 'UpdateItem'], main, 'INVOICE#*');

/** Adds papers, what was found in them, and the invoices registered from them, with the head of the chain. Nobody removes one. */
export const writeDocuments = (main: Table) => allow('WriteDocuments', ['PutItem'], main, 'ORG#*');

/** Says of a paper that its file came. */
export const markUploads = (main: Table) => allow('MarkUploads', ['UpdateItem'], main, 'ORG#*');

/** Reads an applicant, the head of its chain and one invoice in one call; and the papers a case names. */
export const readInvoiceSurroundings = (main: Table) => allow('ReadInvoiceSurroundings', ['BatchGetItem'], main, 'ORG#*', 'INVOICE#*');

/** Reads some of the lists of the index, which holds no more than lists show. */
export const readListings = (main: Table, ...lists: ListName[]): PolicyStatement => onListing('ReadListings', main, ...lists);

/** Reads the State Council's lists of days off. */
export const readCalendar = (main: Table) => allow('ReadCalendar', ['Query'], main, 'CALENDAR');

/** Reads the papers a case names, for whoever is asked about them. */
export const readCasePapers = (main: Table) => allow('ReadCasePapers', ['BatchGetItem'], main, 'ORG#*');

/** Looks, in the write that names them, at papers an applicant shows something by. */
export const checkEvidence = (main: Table) => allow('CheckEvidence', ['ConditionCheckItem'], main, 'ORG#*');

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

/** Moves what cases hold of persons, sites, years and invoices, and what is left of budgets, each under a condition on it. It reads none. */
export const takeHolds = (main: Table) => allow('TakeHolds', ['UpdateItem'], main, 'HOLD#*', 'INVOICE#*');
export const moveBudgets = (main: Table) => allow('MoveBudgets', ['UpdateItem'], main, 'BUDGET#*');

/** Asks in the write of an approval whether a case it rests on is still paid; it reads nothing of it. */
export const checkPaid = (main: Table) => allow('CheckPaid', ['ConditionCheckItem'], main, 'CASE#*');

/** Moves how many cases wait for a part of a budget. */
export const moveWaiting = (main: Table) => allow('MoveWaiting', ['UpdateItem'], main, 'WAITING#*');

/** Moves how many cases of a call that is shared pro rata are undecided. */
export const countCalls = (main: Table) => allow('CountCalls', ['UpdateItem'], main, 'CALLS#*');

/**
 * Reads beside a case, all at once: where persons belong today, what is taken of bills and held over all applicants, what a part of a budget has
 * left, and how many cases wait for it.
 */
export const readBesideCases = (main: Table) =>
  allow('ReadBesideCases', ['BatchGetItem'], main, 'HAND#*', 'INVOICE#*', 'HOLD#*', 'BUDGET#*', 'WAITING#*');

/** Reads many payments with their cases, and the head of the chain of the bureau that pays, all at once. */
export const readPayments = (main: Table) => allow('ReadPayments', ['BatchGetItem'], main, 'CASE#*', 'ORG#*', 'HAND#*');

/** Takes a booking of the bank for one repayment, and frees it again, where nobody else has it meanwhile. */
export const keepBookings = (main: Table) => allow('KeepBookings', ['UpdateItem'], main, 'ORG#*');

/** Reads counters and proposals of budgets, the community and the bureau of one, the head of its programme's chain, and the cases that wait for it. */
export const readBudgetRows = (main: Table) =>
  allow('ReadBudgetRows', ['BatchGetItem'], main, 'BUDGET#*', 'PROGRAMME#*', 'COMMUNITY#*', 'ORG#*', 'CASE#*');

/** Batches of payments, each on the condition of its version. */
export const keepBatches = (main: Table) => allow('KeepBatches', ['GetItem', 'PutItem'], main, 'BATCH#*');

/** Adds what a budget is and what is proposed to do with it, and moves the head of its programme's chain. Counters it only moves. */
export const proposeBudgets = (main: Table) => allow('ProposeBudgets', ['PutItem'], main, 'BUDGET#*', 'PROGRAMME#*');

/** Reads what waits to be paid, and the batches of a bureau. */
export const readPaymentLists = (main: Table) => onListing('ReadPaymentLists', main, 'QUEUE#payment', 'BATCH');

/** Reads what waits for money, and what is proposed for the budgets of a bureau. */
export const readBudgetLists = (main: Table) => onListing('ReadBudgetLists', main, 'QUEUE#decision', 'BUDGET-CHANGE');

/**
 * Reads the books: counters, what budgets there are, every transfer, and the cards of the cases they are for. None of it can be changed by
 * whoever has no more than this.
 */
export const readBooks = ({ main, journal }: Pick<Tables, 'main' | 'journal'>): PolicyStatement[] => [
  allow('ReadCounters', ['GetItem', 'BatchGetItem'], main, 'BUDGET#*'),
  allow('ReadCards', ['BatchGetItem'], main, 'CASE#*'),
  onListing('ReadBudgets', main, 'BUDGET'),
  readLedgers(journal),
  // When what a line compensates, and what compensates it, was entered.
  allow('ReadKeys', ['BatchGetItem'], journal, 'TRANSFER#*'),
];
export const readLedgers = (journal: Table) => allow('ReadLedgers', ['Query'], journal, 'LEDGER#*');

/** An entry by where it stands, and whether it was corrected. */
export const readEntries = (journal: Table) => allow('ReadEntries', ['BatchGetItem'], journal, 'LEDGER#*', 'TRANSFER#*');

/** Adds transfers under their business keys. Nobody has a statement that updates or deletes in the journal. */
export const enterTransfers = (journal: Table) => allow('EnterTransfers', ['PutItem'], journal, 'LEDGER#*', 'TRANSFER#*');

/** Reads what waits at a desk, for a body or for a specialist, and who can be asked. */
export const readCaseLists = (main: Table) => onListing('ReadCaseLists', main, 'QUEUE#*', 'CONFIRM#*', 'OPINION#*', 'EXPERT');

/** Reads what is on public notice, and what was told about it. */
export const readNoticeLists = (main: Table) => onListing('ReadNoticeLists', main, 'NOTICE', 'TIP#*');

/** Reads what is due. */
export const readTimers = (main: Table) => onListing('ReadTimers', main, 'TIMER');

/** Reads which payments and recoveries are due. */
export const readMoneyList = (main: Table) => onListing('ReadMoneyList', main, 'MONEY');

/** The answers of commands, kept for their repeats. */
const keepAnswers = (main: Table) => allow('KeepAnswers', ['GetItem', 'PutItem'], main, 'IDEMPOTENCY#*');

/** Counts refusals of permission, a row a person and minute. It reads none of them. */
export const noteRefusals = (main: Table) => allow('NoteRefusals', ['UpdateItem'], main, 'REFUSALS#*');

/** Adds audit entries. Nobody has a statement that updates or deletes in the journal. */
export const appendJournal = (journal: Table) => allow('AppendJournal', ['PutItem'], journal, 'AUDIT#*');

/** Reads audit entries, chain by chain. */
export const readJournal = (journal: Table) => allow('ReadJournal', ['Query'], journal, 'AUDIT#*');

/** Reads the row of every copy again, whichever kind it is, to compare the two. */
export const compareJournal = (journal: Table) => allow('CompareJournal', ['BatchGetItem'], journal, 'AUDIT#*', 'LEDGER#*', 'TRANSFER#*');

/** Reads transfers by their business keys. */
export const readTransfers = (journal: Table) => allow('ReadTransfers', ['BatchGetItem'], journal, 'LEDGER#*', 'TRANSFER#*');

/** Reads seals, to find under which of them an entry lies. */
export const readSeals = (journal: Table) => allow('ReadSeals', ['Query'], journal, 'SEAL');

/** Reads seals and checks, and adds the next. */
export const keepSeals = (journal: Table) => allow('KeepSeals', ['PutItem', 'Query'], journal, 'SEAL');

/** Takes the changes of a table as they come. */
export function readChanges(table: Table): PolicyStatement {
  if (table.tableStreamArn === undefined) throw new Error(`table ${table.node.id} has no stream`);
  return new PolicyStatement({
    sid: 'ReadChanges',
    actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
    resources: [table.tableStreamArn],
  });
}

/** Lets Lambda leave the changes it gave up, whole, on behalf of the function. Source: Lambda Developer Guide, "Retain discarded records for a DynamoDB event source". */
export const leaveGivenUp = (bucket: Bucket): PolicyStatement[] => [
  onObjects('LeaveGivenUp', bucket, 's3:PutObject'),
  new PolicyStatement({ sid: 'FindGivenUp', actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }),
];

/** Reads what was left so. For the person who does it again, never for a function. */
export const readGivenUp = (key: Key, buckets: readonly Bucket[]): PolicyStatement[] => [
  new PolicyStatement({ sid: 'ReadGivenUp', actions: ['s3:GetObject'], resources: buckets.map((bucket) => bucket.arnForObjects('*')) }),
  new PolicyStatement({
    sid: 'DecryptGivenUp',
    actions: ['kms:Decrypt'],
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:EncryptionContext:aws:s3:arn': buckets.map(({ bucketArn }) => bucketArn) } },
  }),
];

/** Lets Lambda hand over a scheduled call that failed three times, on behalf of the function. */
export const handOverFailed = (queue: IQueue): PolicyStatement =>
  new PolicyStatement({ sid: 'HandOverFailed', actions: ['sqs:SendMessage'], resources: [queue.queueArn] });

/** Tells the one bus what happened. */
export const publishEvents = (bus: Pick<IEventBus, 'eventBusArn'>): PolicyStatement =>
  new PolicyStatement({ sid: 'PublishEvents', actions: ['events:PutEvents'], resources: [bus.eventBusArn] });

/** Puts aside, whole, what a function cannot handle: into its own dead-letter queue. */
export const putAside = (queue: IQueue): PolicyStatement =>
  new PolicyStatement({ sid: 'PutAside', actions: ['sqs:SendMessage'], resources: [queue.queueArn] });

/** Takes what was put aside or given up, and removes what was done again. For the person who does it, never for a function. */
export const takeDeadLetters = (queues: readonly IQueue[]): PolicyStatement =>
  new PolicyStatement({
    sid: 'TakeDeadLetters',
    actions: ['sqs:DeleteMessage', 'sqs:ReceiveMessage'],
    resources: queues.map(({ queueArn }) => queueArn),
  });

/** Tells the checker of an upload once more. For the person who does it, never for a function. */
export const announceUploads = (uploads: IQueue): PolicyStatement =>
  new PolicyStatement({ sid: 'AnnounceUploads', actions: ['sqs:SendMessage'], resources: [uploads.queueArn] });

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

/** What every function needs that asks who is calling: session, person, and the log of refusals. */
export const knowCaller = ({ main }: Tables): PolicyStatement[] => [touchSession(main), readPeople(main), noteRefusals(main)];

/** What every function with commands needs beside its own records: kept answers, the journal, and the key of both tables. */
export const runCommands = ({ main, journal, tableKey }: Tables): PolicyStatement[] => [
  keepAnswers(main),
  appendJournal(journal),
  encryptTable(tableKey, main),
  encryptTable(tableKey, journal),
];

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

/** Lets S3 decrypt this one bucket on behalf of the caller. */
export const decryptObjects = (key: Key, bucket: Bucket) => forObjects('Decrypt', key, bucket, 'kms:Decrypt');

/** Lets S3 encrypt what the caller puts into this one bucket. */
export const encryptObjects = (key: Key, bucket: Bucket) => forObjects('Encrypt', key, bucket, 'kms:Decrypt', 'kms:GenerateDataKey');

/** Takes messages from a queue and lays back what failed. */
export const takeMessages = (queue: IQueue): PolicyStatement =>
  new PolicyStatement({
    sid: 'TakeMessages',
    actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'],
    resources: [queue.queueArn],
  });

/** Writes to the log group of the function itself. */
export function writeOwnLogs(logs: ILogGroup): PolicyStatement {
  return new PolicyStatement({
    sid: 'WriteOwnLogs',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [logs.logGroupArn],
  });
}

type DynamoAction = 'BatchGetItem' | 'GetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'ConditionCheckItem';

/** Some actions on the objects of one bucket, whichever they are. */
const onObjects = (sid: string, bucket: Bucket, ...actions: readonly string[]): PolicyStatement =>
  new PolicyStatement({ sid, actions: [...actions], resources: [bucket.arnForObjects('*')] });

/** What S3 tells the key it is working for: with a bucket key it is the bucket. */
const forObjects = (verb: string, key: Key, bucket: Bucket, ...actions: readonly string[]): PolicyStatement =>
  new PolicyStatement({
    sid: `${verb}${bucket.node.id}`,
    actions: [...actions],
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:EncryptionContext:aws:s3:arn': bucket.bucketArn } },
  });

/**
 * Some actions on some rows of one table: those whose partition key is, or begins, as given; the names are those of `shared/store/keys.ts`.
 * A transaction needs the action of each of its items, and none of its own. Never `Scan`: it names no partition key, so no row would be kept
 * from it.
 */
function allow(sid: string, actions: readonly DynamoAction[], table: Table, ...leadingKeys: string[]): PolicyStatement {
  return new PolicyStatement({
    sid,
    actions: actions.map((action) => `dynamodb:${action}`),
    resources: [table.tableArn],
    conditions: rows(...leadingKeys),
  });
}

/** Some lists of the index, by what their partition keys are or begin with. */
function onListing(sid: string, table: Table, ...lists: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    sid,
    actions: ['dynamodb:Query'],
    resources: [`${table.tableArn}/index/${LISTING.name}`],
    conditions: rows(...lists),
  });
}

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
