import { expect, it } from 'vitest';
import { readLetter } from '../../../../infra/cli/redrive/read-letter.ts';

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

it.each([
  ['a record the publisher put aside', { kind: 'record', record: record(image), at: '' }, { kind: 'tell', message }],
  ['a record the local stream gave up', { name: 'outbox-publisher', tries: 11, record: record(image) }, { kind: 'tell', message }],
  [
    'an event a queue gave up',
    { version: '0', source: 'rongqiao.cases', 'detail-type': 'case.submit', detail: message },
    { kind: 'tell', message },
  ],
  ['a timer', { kind: 'timer', caseId: 'c1', failures: 5, why: 'x', at: '' }, { kind: 'timer', caseId: 'c1' }],
  ['a scheduled call', { source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {} }, { kind: 'nothing' }],
])('reads %s', (_, letter, wanted) => expect(readLetter(JSON.stringify(letter))).toEqual(wanted));

it.each([
  ['no JSON', 'x{'],
  ['nothing', ''],
  ['a list', '[]'],
  ['a damaged row', JSON.stringify({ kind: 'record', record: record({ ...image, type: { S: 'nonsense' } }) })],
  ['another row', JSON.stringify({ kind: 'record', record: record(image, 'CASE#c1') })],
  ['a removed row', JSON.stringify({ kind: 'record', record: record(undefined, 'OUTBOX#c1', 'REMOVE') })],
  ['an event of another house', JSON.stringify({ source: 'aws.s3', detail: message })],
  ['a damaged event', JSON.stringify({ source: 'rongqiao.cases', detail: { ...message, version: 0 } })],
  ['numbers alone', JSON.stringify({ DDBStreamBatchInfo: { startSequenceNumber: '1', endSequenceNumber: '2' } })],
])('cannot do %s again, and says why', (_, body) => {
  const read = readLetter(body);
  expect(read.kind).toBe('cannot');
  expect(read.kind === 'cannot' && read.why).toMatch(/^[A-Z it].{10,}/);
});
