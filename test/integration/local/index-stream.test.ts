import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { type Database, databaseProgram, startDatabase } from '../../../infra/local/database.ts';
import { indexStream } from '../../../infra/local/index-stream.ts';
import { createStreamClient } from '../../../infra/local/streams/stream-client.ts';
import { createDocumentClient } from '../../../shared/store/client.ts';
import { createTables } from '../../../shared/store/create-tables.ts';

const directory = mkdtempSync(join(tmpdir(), 'rongqiao-index-'));
const running: Database[] = [];
afterAll(async () => {
  await Promise.all(running.map(({ close }) => close()));
  rmSync(directory, { recursive: true });
});

const NAMES = { main: 'one-main', journal: 'one-journal' };
/** What the engine asks of its stream records, word for word but for spaces; each with its arguments. */
const ASKED: readonly (readonly [sql: string, ...args: (string | number)[]])[] = [
  ['SELECT COALESCE(MAX(CAST(sequence_number AS INTEGER)), 0) + 1 FROM _stream_records WHERE table_name = ?1', NAMES.main],
  ['SELECT MIN(sequence_number), MAX(sequence_number) FROM _stream_records WHERE table_name = ?1 AND shard_id = ?2', NAMES.main, 'shard'],
  [
    'SELECT event_name, keys_json, new_image, old_image, sequence_number, created_at, user_identity FROM _stream_records ' +
      'WHERE table_name = ?1 AND shard_id = ?2 AND CAST(sequence_number AS INTEGER) > ?3 ORDER BY CAST(sequence_number AS INTEGER) ASC LIMIT ?4',
    NAMES.main,
    'shard',
    7,
    100,
  ],
];

const file = (name: string): string => join(directory, name);
async function start(name: string): Promise<Database> {
  const database = await startDatabase(file(name));
  running.push(database);
  return database;
}

/** How SQLite would go about each question, in its own words. */
function plansOf(name: string): string[] {
  const database = new DatabaseSync(file(name), { readOnly: true });
  try {
    return ASKED.map(([sql, ...args]) =>
      database
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...args)
        .map(({ detail }) => String(detail))
        .join('; '),
    );
  } finally {
    database.close();
  }
}
const THROUGH_THE_INDEX = [
  'SEARCH _stream_records USING COVERING INDEX rongqiao_stream_order (table_name=?)',
  'SEARCH _stream_records USING COVERING INDEX rongqiao_stream_order (table_name=?)',
  'SEARCH _stream_records USING INDEX rongqiao_stream_order (table_name=? AND <expr>>?)',
];

const clientOf = ({ endpoint }: Database) => createDocumentClient({ endpoint, region: 'cn-north-1' });
async function write(database: Database, from: number, to: number): Promise<void> {
  const client = clientOf(database);
  await createTables(client, NAMES);
  for (let number = from; number <= to; number++) {
    const puts = Object.values(NAMES).map((TableName) => ({ Put: { TableName, Item: { pk: `row-${number}`, sk: 'x' } } }));
    await client.send(new TransactWriteCommand({ TransactItems: puts }));
  }
  client.destroy();
}
async function told({ endpoint }: Database, table: string): Promise<string[]> {
  const stream = createStreamClient(endpoint);
  const arn = (await stream.findStream(table)) ?? '';
  const [shard = ''] = await stream.listShards(arn);
  // In two pages, as a pump goes on from where it was.
  const first = await stream.readAfter(arn, shard, undefined, 5);
  const rest = await stream.readAfter(arn, shard, first.at(-1)?.dynamodb.SequenceNumber, 1_000);
  return [...first, ...rest].map(({ dynamodb }) => String(dynamodb.Keys?.pk?.S));
}
const rows = (to: number): string[] => Array.from({ length: to }, (_, at) => `row-${at + 1}`);

describe('the stream records of an engine that keeps its data', () => {
  it('are asked for with the questions that this file compares', () => {
    const program = readFileSync(databaseProgram(), 'latin1').replaceAll(/\s+/gu, ' ');
    for (const [sql] of ASKED) expect(program).toContain(sql);
  });

  it('are looked up by an index from the first write on, and told in order', async () => {
    const database = await start('new.sqlite');
    await write(database, 1, 12);
    expect(plansOf('new.sqlite')).toEqual(THROUGH_THE_INDEX);
    for (const table of Object.values(NAMES)) expect(await told(database, table)).toEqual(rows(12));
  });

  it('are all there when the engine was killed, and go on from their numbers', async () => {
    const killed = await start('killed.sqlite');
    await write(killed, 1, 9);
    process.kill(killed.pid, 'SIGKILL');
    await killed.close();
    const database = await start('killed.sqlite');
    await write(database, 10, 12);
    expect(await told(database, NAMES.journal)).toEqual(rows(12));
    expect(plansOf('killed.sqlite')).toEqual(THROUGH_THE_INDEX);
  });

  it('of an older file get the index at the next start, and are the same', async () => {
    const old = await start('old.sqlite');
    await write(old, 1, 9);
    await old.close();
    const without = new DatabaseSync(file('old.sqlite'));
    without.exec('DROP INDEX rongqiao_stream_order');
    without.close();
    expect(plansOf('old.sqlite').join()).toMatch(/SCAN _stream_records/u);
    const database = await start('old.sqlite');
    expect(plansOf('old.sqlite')).toEqual(THROUGH_THE_INDEX);
    await write(database, 10, 12);
    expect(await told(database, NAMES.main)).toEqual(rows(12));
  });
});

describe('an engine that keeps its records otherwise', () => {
  it('is left as it is', () => {
    const other = new DatabaseSync(file('other.sqlite'));
    other.exec('CREATE TABLE records (id INTEGER PRIMARY KEY)');
    other.close();
    const before = readFileSync(file('other.sqlite'));
    expect(indexStream(file('other.sqlite'))).toBe(false);
    expect(readFileSync(file('other.sqlite'))).toEqual(before);
    writeFileSync(file('no.sqlite'), 'not a database'.repeat(100));
    expect(indexStream(file('no.sqlite'))).toBe(false);
    expect(readFileSync(file('no.sqlite'), 'utf8')).toBe('not a database'.repeat(100));
  });
});
