import { DatabaseSync } from 'node:sqlite';

/**
 * What the engine asks of its stream records, in the order of these columns: the highest number of a table at each write, those behind a number at each
 * read, and the first and last of a shard.
 */
const INDEX = `CREATE INDEX IF NOT EXISTS rongqiao_stream_order
  ON _stream_records (table_name, CAST(sequence_number AS INTEGER), shard_id, sequence_number)`;
const WAIT_MS = 2_000;

/**
 * Gives the engine's table of stream records the index it lacks: it keeps every record for good, and looks through all of them at each write of a
 * table with a stream. Through a connection of our own beside the engine's, which notices by itself, as SQLite does.
 * @param file of a running engine that nobody asks anything yet
 * @returns false where there is no such table, or no SQLite we know: then the engine is left as it is, slower with every write but right
 */
export function indexStream(file: string): boolean {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: WAIT_MS });
    database.exec(INDEX);
    return true;
  } catch {
    return false;
  } finally {
    database?.close();
  }
}
