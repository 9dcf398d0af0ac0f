import { expect, it } from 'vitest';
import { WORKERS } from '../../../../infra/cli/redrive/find-letters.ts';
import { readLetter } from '../../../../infra/cli/redrive/read-letter.ts';
import { BACKGROUND } from '../../../../infra/local/background.ts';
import { CHECKER } from '../../../../infra/local/object-store/vault.ts';

const message = { id: 'c1.2', type: 'case.submit', caseId: 'c1', version: 2, state: 'submitted', at: '2026-11-23T01:00:00.000Z' };
const image = {
  pk: { S: 'OUTBOX#c1' },
  sk: { S: 'VERSION#0000000002' },
  ...Object.fromEntries(
    Object.entries(message).map(([name, value]) => [name, typeof value === 'number' ? { N: String(value) } : { S: value }]),
  ),
};
const record = (NewImage: unknown, pk = 'OUTBOX#c1', eventName = 'INSERT') => ({
  eventName,
  dynamodb: { Keys: { pk: { S: pk } }, NewImage },
});

const entry = { pk: { S: 'AUDIT#case#c1' }, sk: { S: 'ENTRY#0000000001' }, action: { S: 'case.submit' } };
const journal = (eventName = 'INSERT', pk = 'AUDIT#case#c1', images: object = { NewImage: { ...entry, pk: { S: pk } } }) => ({
  eventName,
  dynamodb: { Keys: { pk: { S: pk } }, ...images },
});
const item = { pk: 'AUDIT#case#c1', sk: 'ENTRY#0000000001', action: 'case.submit' };
const told = { kind: 'tell', message };
const copied = { kind: 'copy', copy: { change: 'added', item } };
/** What S3 tells of an object, and what Lambda left in it. */
const object = (key: string, bucket = 'given-up') => ({
  Records: [{ eventSource: 'aws:s3', eventName: 'ObjectCreated:Put', s3: { bucket: { name: bucket }, object: { key } } }],
});
const givenUp = (payload: unknown) => ({
  requestContext: { condition: 'RetryAttemptsExhausted' },
  DDBStreamBatchInfo: { startSequenceNumber: '1', endSequenceNumber: '2', batchSize: 2 },
  payload,
});

it.each([
  ['a record the publisher put aside', { kind: 'record', record: record(image), at: '' }, { kind: 'tell', message }],
  ['a record the local stream gave up', { name: 'outbox-publisher', tries: 11, record: record(image) }, { kind: 'tell', message }],
  [
    'an event a queue gave up',
    { version: '0', source: 'rongqiao.cases', 'detail-type': 'case.submit', detail: message },
    { kind: 'tell', message },
  ],
  ['a timer', { kind: 'timer', caseId: 'c1', failures: 5, why: 'x', at: '' }, { kind: 'timer', caseId: 'c1' }],
  ['a row of the journal the keeper put aside', { record: journal() }, copied],
  [
    'a row of the journal that was replaced',
    { record: journal('MODIFY', 'AUDIT#case#c1', { NewImage: entry, OldImage: { ...entry, action: { S: 'x' } } }) },
    { kind: 'copy', copy: { change: 'replaced', before: { ...item, action: 'x' }, item } },
  ],
  ['a batch Lambda gave up, whole', givenUp({ Records: [record(image), journal()] }), { kind: 'all', of: [told, copied] }],
  ['the same as text', givenUp(JSON.stringify({ Records: [journal()] })), copied],
  [
    'what S3 tells of such a batch',
    object('aws/lambda/1f/shardId-1/2026/11/24/2026-11-24T01.02.03-%C3%A9.json'),
    { kind: 'elsewhere', bucket: 'given-up', key: 'aws/lambda/1f/shardId-1/2026/11/24/2026-11-24T01.02.03-é.json' },
  ],
  [
    'an upload nobody could check',
    object('firm/paper-1', 'quarantine'),
    { kind: 'check', organisationId: 'firm', documentId: 'paper-1', message: object('firm/paper-1', 'quarantine') },
  ],
])('reads %s', (_, letter, wanted) => expect(readLetter(JSON.stringify(letter))).toEqual(wanted));

it.each([
  ['a scheduled call', { source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {} }],
  ['a seal', { record: journal('INSERT', 'SEAL') }],
  ['the word of S3 that it will tell', { Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'given-up' }],
])('has nothing to do for %s, and says why', (_, letter) =>
  expect(readLetter(JSON.stringify(letter))).toEqual({ kind: 'nothing', why: expect.stringMatching(/^.{10,}/) }),
);

it.each([
  ['no JSON', 'x{'],
  ['nothing', ''],
  ['a list', '[]'],
  ['a damaged row', JSON.stringify({ kind: 'record', record: record({ ...image, type: { S: 'nonsense' } }) })],
  ['another row', JSON.stringify({ kind: 'record', record: record(image, 'CASE#c1') })],
  ['a removed row', JSON.stringify({ kind: 'record', record: record(undefined, 'OUTBOX#c1', 'REMOVE') })],
  ['an event of another house', JSON.stringify({ source: 'aws.s3', detail: message })],
  ['a damaged event', JSON.stringify({ source: 'rongqiao.cases', detail: { ...message, version: 0 } })],
  ['a damaged row of the journal', JSON.stringify({ record: journal('INSERT', 'LEDGER#1', { NewImage: { pk: { WHAT: 'x' } } }) })],
  ['a row of the journal without its image', JSON.stringify({ record: journal('MODIFY', 'AUDIT#case#c1', {}) })],
  ['a batch that holds nothing', JSON.stringify(givenUp({ Records: [] }))],
  ['a batch that is no JSON', JSON.stringify(givenUp('x{'))],
  ['an upload of no form of ours', JSON.stringify(object('somewhere'))],
  ['numbers alone', JSON.stringify({ DDBStreamBatchInfo: { startSequenceNumber: '1', endSequenceNumber: '2' } })],
])('cannot do %s again, and says why', (_, body) => {
  const read = readLetter(body);
  expect(read.kind).toBe('cannot');
  expect(read.kind === 'cannot' && read.why).toMatch(/^[A-Z it].{10,}/);
});

it('is known by the name of every function that no request calls', () => {
  expect(WORKERS).toEqual([...BACKGROUND, CHECKER].toSorted());
});
