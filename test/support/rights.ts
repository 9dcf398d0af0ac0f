/** Some actions on one thing. */
export interface Right {
  readonly on: string;
  readonly actions: readonly string[];
  /** Partition keys it is confined to. */
  readonly rows?: readonly string[];
  /** The attributes of them that may be asked for; absent: all. */
  readonly attributes?: readonly string[];
  readonly onlyForTable?: string;
  readonly onlyForBucket?: string;
  /** Only where it is no plain permission. */
  readonly effect?: string;
}

const READ = ['dynamodb:GetItem', 'dynamodb:Query'];
const WRITE_LOG: Right = { on: 'own log', actions: ['logs:CreateLogStream', 'logs:PutLogEvents'] };
const READ_CATALOGUE: Right = { on: 'main', actions: READ, rows: ['CATALOGUE', 'CATALOGUE#*'] };
const DECRYPT_MAIN: Right = { on: 'table key', actions: ['kms:Decrypt'], onlyForTable: 'main' };
const encrypt = (table: 'main' | 'journal'): Right => ({
  on: 'table key',
  actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'],
  onlyForTable: table,
});
/** Some actions on rows of the table `main`. */
const onRows = (rows: string | readonly string[], ...actions: readonly string[]): Right => ({
  on: 'main',
  actions: actions.map((action) => `dynamodb:${action}`).sort(),
  rows: [rows].flat(),
});
const READ_PEOPLE = onRows('PERSON#*', 'Query');
const NOTE_REFUSALS = onRows('REFUSALS#*', 'UpdateItem');
/** Every function that asks who is calling: whose the session is, where that person is a member, and what was refused. */
const KNOW_CALLER = [onRows('SESSION#*', 'UpdateItem'), READ_PEOPLE, NOTE_REFUSALS];
/** What every command leaves beside its records. */
const RUN_COMMANDS = [
  onRows('IDEMPOTENCY#*', 'GetItem', 'PutItem'),
  { on: 'journal', actions: ['dynamodb:PutItem'], rows: ['AUDIT#*'] },
  encrypt('main'),
  encrypt('journal'),
];
/** The key of the tables, for the objects of one bucket. */
const forBucket = (bucket: string, ...actions: readonly string[]): Right => ({ on: 'table key', actions, onlyForBucket: bucket });
/** Attached by hand to the role of whoever publishes; no function holds it. */
export const PUBLISHER: Right[] = [
  { on: 'main', actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], rows: ['CATALOGUE', 'CATALOGUE#*', 'PROGRAMME#*', 'CALENDAR'] },
  encrypt('main'),
];
/** The same for whoever invites the first admins. */
export const FOUNDER: Right[] = [
  onRows('ORG#platform', 'Query', 'PutItem'),
  onRows('INVITATION#*', 'PutItem'),
  { on: 'journal', actions: ['dynamodb:PutItem'], rows: ['AUDIT#*'] },
  encrypt('main'),
  encrypt('journal'),
];
/** The same for whoever does again what workers gave up. */
export const REDRIVER: Right[] = [
  { on: 'own failed', actions: ['sqs:DeleteMessage', 'sqs:ReceiveMessage'] },
  onRows('CASE#*', 'Query', 'PutItem'),
  onRows('OUTBOX#*', 'PutItem'),
  { on: 'journal', actions: ['dynamodb:PutItem'], rows: ['AUDIT#*'] },
  encrypt('main'),
  encrypt('journal'),
];
/**
 * Function × what it touches × actions × rows. This is the whole of it: a right that is not in this table fails `test/infra`, and so does one
 * that is in the table and not in the templates; and the tests of the API let each function do no more than this (`keep-to-rights.ts`).
 */
export const RIGHTS: Readonly<Record<string, readonly Right[]>> = {
  'companies-api': [
    ...KNOW_CALLER,
    READ_CATALOGUE,
    onRows('ORG#*', 'GetItem', 'Query'),
    onRows('ORG#*', 'PutItem', 'ConditionCheckItem'),
    onRows('HISTORY#*', 'Query', 'PutItem'),
    onRows('SNAPSHOT#*', 'GetItem', 'PutItem'),
    onRows('ACCESS#*', 'PutItem'),
    onRows('ACCESS#*', 'Query'),
    onRows('RECEIVED#*', 'Query', 'PutItem'),
    onRows('RESIDENTS#*', 'Query', 'PutItem', 'DeleteItem'),
    onRows('COMMUNITY#*', 'GetItem'),
    onRows(['ORG#*', 'USCC#*', 'IDEMPOTENCY#*'], 'BatchGetItem'),
    onRows('USCC#*', 'PutItem'),
    { on: 'listing', actions: ['dynamodb:Query'], rows: ['COMPANY'] },
    ...RUN_COMMANDS,
    WRITE_LOG,
  ],
  'description-api': [WRITE_LOG],
  'matching-api': [READ_CATALOGUE, DECRYPT_MAIN, WRITE_LOG],
  'parties-api': [
    ...KNOW_CALLER,
    onRows('ORG#*', 'GetItem', 'Query'),
    onRows('ORG#*', 'PutItem', 'DeleteItem'),
    onRows('PERSON#*', 'PutItem', 'DeleteItem'),
    onRows(['USCC#*', 'INDIVIDUAL#*'], 'PutItem'),
    onRows('INVITATION#*', 'GetItem', 'PutItem', 'DeleteItem'),
    { on: 'listing', actions: ['dynamodb:Query'], rows: ['INSTITUTION', 'APPLICANT', 'COMMUNITY'] },
    { on: 'journal', actions: ['dynamodb:Query'], rows: ['AUDIT#*'] },
    ...RUN_COMMANDS,
    WRITE_LOG,
  ],
  'programmes-api': [READ_CATALOGUE, DECRYPT_MAIN, WRITE_LOG],
  'sessions-api': [
    onRows(['SIGN-IN#*', 'SESSION#*'], 'BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'),
    onRows('PERSON#*', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'),
    READ_PEOPLE,
    NOTE_REFUSALS,
    encrypt('main'),
    WRITE_LOG,
  ],
  'documents-api': [
    ...KNOW_CALLER,
    ...RUN_COMMANDS,
    READ_CATALOGUE,
    onRows('ORG#*', 'GetItem', 'Query'),
    onRows(['ORG#*', 'INVOICE#*'], 'BatchGetItem'),
    onRows('ORG#*', 'PutItem'),
    onRows('INVOICE#*', 'GetItem', 'PutItem'),
    onRows('ACCESS#*', 'PutItem'),
    onRows('CASE#*', 'Query'),
    { on: 'objects of quarantine', actions: ['s3:PutObject'] },
    forBucket('quarantine', 'kms:Decrypt', 'kms:GenerateDataKey'),
    { on: 'objects of vault', actions: ['s3:GetObject'] },
    forBucket('vault', 'kms:Decrypt'),
    WRITE_LOG,
  ],
  'document-checker': [
    onRows('ORG#*', 'GetItem', 'Query'),
    onRows('ORG#*', 'PutItem'),
    onRows('ORG#*', 'UpdateItem'),
    { on: 'journal', actions: ['dynamodb:PutItem'], rows: ['AUDIT#*'] },
    encrypt('main'),
    encrypt('journal'),
    { on: 'uploads', actions: ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'] },
    { on: 'quarantine', actions: ['s3:ListBucket'] },
    { on: 'objects of quarantine', actions: ['s3:DeleteObject', 's3:GetObject'] },
    forBucket('quarantine', 'kms:Decrypt'),
    { on: 'objects of vault', actions: ['s3:PutObject'] },
    forBucket('vault', 'kms:Decrypt', 'kms:GenerateDataKey'),
    WRITE_LOG,
  ],
  'subsidies-api': [
    ...KNOW_CALLER,
    ...RUN_COMMANDS,
    READ_CATALOGUE,
    onRows('CALENDAR', 'Query'),
    onRows('ORG#*', 'GetItem', 'Query'),
    onRows('CASE#*', 'Query', 'PutItem'),
    onRows('ORG#*', 'PutItem'),
    onRows('OUTBOX#*', 'PutItem'),
    WRITE_LOG,
  ],
  'appraisals-api': [
    ...KNOW_CALLER,
    ...RUN_COMMANDS,
    READ_CATALOGUE,
    onRows('CALENDAR', 'Query'),
    onRows('ORG#*', 'GetItem', 'Query'),
    onRows('CASE#*', 'Query', 'PutItem'),
    onRows('ORG#*', 'PutItem'),
    onRows('ACCESS#*', 'PutItem'),
    onRows('SNAPSHOT#*', 'PutItem'),
    onRows('OUTBOX#*', 'PutItem'),
    onRows(['HOLD#*', 'INVOICE#*'], 'UpdateItem'),
    WRITE_LOG,
  ],
  'cases-api': [
    ...KNOW_CALLER,
    ...RUN_COMMANDS,
    onRows('CALENDAR', 'Query'),
    onRows('ORG#*', 'GetItem', 'Query'),
    onRows('CASE#*', 'Query', 'PutItem'),
    onRows(['INVOICE#*', 'HOLD#*'], 'BatchGetItem'),
    onRows('ORG#*', 'BatchGetItem'),
    onRows('ORG#*', 'PutItem'),
    onRows('OUTBOX#*', 'PutItem'),
    onRows(['HOLD#*', 'INVOICE#*'], 'UpdateItem'),
    onRows('BUDGET#*', 'UpdateItem'),
    { on: 'listing', actions: ['dynamodb:Query'], rows: ['QUEUE#*', 'CONFIRM#*', 'OPINION#*', 'EXPERT'] },
    { on: 'journal', actions: ['dynamodb:PutItem'], rows: ['LEDGER#*', 'TRANSFER#*'] },
    { on: 'journal', actions: ['dynamodb:Query'], rows: ['AUDIT#*'] },
    WRITE_LOG,
  ],
  'approvals-api': [
    ...KNOW_CALLER,
    ...RUN_COMMANDS,
    onRows('CALENDAR', 'Query'),
    onRows('ORG#*', 'GetItem', 'Query'),
    onRows('RUN#*', 'GetItem', 'PutItem'),
    onRows(['RUN#*', 'CASE#*', 'BUDGET#*', 'ORG#*'], 'BatchGetItem'),
    { on: 'listing', actions: ['dynamodb:Query'], rows: ['RUN'] },
    onRows('CASE#*', 'PutItem'),
    onRows('ORG#*', 'PutItem'),
    onRows('OUTBOX#*', 'PutItem'),
    onRows(['HOLD#*', 'INVOICE#*'], 'UpdateItem'),
    onRows('BUDGET#*', 'UpdateItem'),
    { on: 'journal', actions: ['dynamodb:PutItem'], rows: ['LEDGER#*', 'TRANSFER#*'] },
    WRITE_LOG,
  ],
  'notices-api': [
    ...KNOW_CALLER,
    ...RUN_COMMANDS,
    onRows('CALENDAR', 'Query'),
    onRows('CASE#*', 'Query', 'PutItem'),
    onRows('TIPS#*', 'PutItem', 'UpdateItem'),
    onRows(['TIPS#*', 'CASE#*'], 'BatchGetItem'),
    { ...onRows('ORG#*', 'Query'), attributes: ['pk', 'sk', 'personKey'] },
    onRows('ORG#*', 'PutItem'),
    onRows('OUTBOX#*', 'PutItem'),
    { on: 'listing', actions: ['dynamodb:Query'], rows: ['NOTICE', 'TIP#*'] },
    WRITE_LOG,
  ],
  'audit-api': [
    ...KNOW_CALLER,
    onRows('CASE#*', 'Query'),
    onRows('ORG#*', 'GetItem', 'Query'),
    { on: 'journal', actions: ['dynamodb:Query'], rows: ['AUDIT#*'] },
    { on: 'journal', actions: ['dynamodb:BatchGetItem'], rows: ['LEDGER#*', 'TRANSFER#*'] },
    { on: 'journal', actions: ['dynamodb:Query'], rows: ['SEAL'] },
    encrypt('main'),
    { on: 'table key', actions: ['kms:Decrypt'], onlyForTable: 'journal' },
    { on: 'leaves of locked', actions: ['s3:GetObject'] },
    forBucket('locked', 'kms:Decrypt'),
    WRITE_LOG,
  ],
  'clock-worker': [
    onRows('CALENDAR', 'Query'),
    { on: 'listing', actions: ['dynamodb:Query'], rows: ['TIMER'] },
    onRows('CASE#*', 'Query', 'PutItem'),
    onRows('CASE#*', 'UpdateItem'),
    onRows('ORG#*', 'PutItem'),
    onRows('OUTBOX#*', 'PutItem'),
    onRows(['HOLD#*', 'INVOICE#*'], 'UpdateItem'),
    onRows('BUDGET#*', 'UpdateItem'),
    { on: 'journal', actions: ['dynamodb:PutItem'], rows: ['AUDIT#*'] },
    { on: 'journal', actions: ['dynamodb:PutItem'], rows: ['LEDGER#*', 'TRANSFER#*'] },
    encrypt('main'),
    encrypt('journal'),
    { on: 'own failed', actions: ['sqs:SendMessage'] },
    WRITE_LOG,
  ],
  'payment-worker': [
    onRows('CALENDAR', 'Query'),
    { on: 'listing', actions: ['dynamodb:Query'], rows: ['MONEY'] },
    onRows('CASE#*', 'Query', 'PutItem'),
    onRows('CASE#*', 'UpdateItem'),
    onRows('ORG#*', 'PutItem'),
    onRows('OUTBOX#*', 'PutItem'),
    { on: 'journal', actions: ['dynamodb:PutItem'], rows: ['AUDIT#*'] },
    encrypt('main'),
    encrypt('journal'),
    { on: 'own failed', actions: ['sqs:SendMessage'] },
    WRITE_LOG,
  ],
  'entitlement-worker': [
    READ_CATALOGUE,
    onRows('CALENDAR', 'Query'),
    { on: 'listing', actions: ['dynamodb:Query'], rows: ['COMPANY'] },
    onRows('ORG#*', 'GetItem', 'Query'),
    onRows('ROUND#*', 'GetItem', 'PutItem'),
    onRows('CASE#*', 'PutItem'),
    onRows('ORG#*', 'PutItem'),
    onRows('OUTBOX#*', 'PutItem'),
    { on: 'journal', actions: ['dynamodb:PutItem'], rows: ['AUDIT#*'] },
    encrypt('main'),
    encrypt('journal'),
    WRITE_LOG,
  ],
  'outbox-publisher': [
    {
      on: 'stream of main',
      actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
    },
    DECRYPT_MAIN,
    { on: 'event bus', actions: ['events:PutEvents'] },
    { on: 'own failed', actions: ['sqs:SendMessage'] },
    { on: 'own failed', actions: ['sqs:SendMessage'] },
    WRITE_LOG,
  ],
  'letter-writer': [
    onRows('CASE#*', 'Query', 'PutItem'),
    onRows('ORG#*', 'GetItem', 'Query'),
    { on: 'journal', actions: ['dynamodb:PutItem'], rows: ['AUDIT#*'] },
    encrypt('main'),
    encrypt('journal'),
    { on: 'objects of vault', actions: ['s3:PutObject'] },
    { on: 'objects of vault', actions: ['s3:GetObject'] },
    forBucket('vault', 'kms:Decrypt', 'kms:GenerateDataKey'),
    { on: 'letters', actions: ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'] },
    WRITE_LOG,
  ],
  'payments-api': [
    ...KNOW_CALLER,
    ...RUN_COMMANDS,
    onRows('CALENDAR', 'Query'),
    onRows('ORG#*', 'GetItem', 'Query'),
    onRows('CASE#*', 'Query', 'PutItem'),
    onRows(['CASE#*', 'ORG#*'], 'BatchGetItem'),
    onRows('BATCH#*', 'GetItem', 'PutItem'),
    onRows('ORG#*', 'PutItem'),
    onRows('OUTBOX#*', 'PutItem'),
    onRows('BUDGET#*', 'UpdateItem'),
    { on: 'listing', actions: ['dynamodb:Query'], rows: ['QUEUE#payment', 'BATCH'] },
    { on: 'journal', actions: ['dynamodb:PutItem'], rows: ['LEDGER#*', 'TRANSFER#*'] },
    WRITE_LOG,
  ],
  'budgets-api': [
    ...KNOW_CALLER,
    ...RUN_COMMANDS,
    READ_CATALOGUE,
    onRows(['BUDGET#*', 'PROGRAMME#*', 'COMMUNITY#*', 'ORG#*'], 'BatchGetItem'),
    { on: 'listing', actions: ['dynamodb:Query'], rows: ['QUEUE#decision', 'BUDGET-CHANGE'] },
    onRows(['BUDGET#*', 'PROGRAMME#*'], 'PutItem'),
    onRows('BUDGET#*', 'UpdateItem'),
    onRows('CASE#*', 'Query', 'PutItem'),
    onRows('ORG#*', 'PutItem'),
    onRows('OUTBOX#*', 'PutItem'),
    { on: 'journal', actions: ['dynamodb:Query'], rows: ['LEDGER#*'] },
    { on: 'journal', actions: ['dynamodb:PutItem'], rows: ['LEDGER#*', 'TRANSFER#*'] },
    WRITE_LOG,
  ],
  'ledger-api': [
    ...KNOW_CALLER,
    encrypt('main'),
    { on: 'table key', actions: ['kms:Decrypt'], onlyForTable: 'journal' },
    onRows('BUDGET#*', 'BatchGetItem', 'GetItem'),
    { on: 'listing', actions: ['dynamodb:Query'], rows: ['BUDGET'] },
    { on: 'journal', actions: ['dynamodb:Query'], rows: ['LEDGER#*'] },
    WRITE_LOG,
  ],
  'journal-keeper': [
    {
      on: 'stream of journal',
      actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
    },
    { on: 'table key', actions: ['kms:Decrypt'], onlyForTable: 'journal' },
    { on: 'objects of locked', actions: ['s3:PutObject'] },
    forBucket('locked', 'kms:Decrypt', 'kms:GenerateDataKey'),
    { on: 'own failed', actions: ['sqs:SendMessage'] },
    WRITE_LOG,
  ],
  'audit-sealer': [
    { on: 'journal', actions: ['dynamodb:BatchGetItem'], rows: ['AUDIT#*', 'LEDGER#*', 'TRANSFER#*'] },
    { on: 'journal', actions: ['dynamodb:PutItem', 'dynamodb:Query'], rows: ['SEAL'] },
    encrypt('journal'),
    { on: 'objects of locked', actions: ['s3:PutObject'] },
    { on: 'objects of locked', actions: ['s3:GetObject'] },
    { on: 'locked', actions: ['s3:ListBucket'] },
    forBucket('locked', 'kms:Decrypt', 'kms:GenerateDataKey'),
    { on: 'sealing key', actions: ['kms:GetPublicKey', 'kms:Sign'] },
    WRITE_LOG,
  ],
  'web-host': [WRITE_LOG],
};
