import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createDeadLetters } from '../../../shared/store/dead-letters.ts';
import type { FailedCopies } from '../../../shared/store/failed-copies.ts';

/** Every function that no request calls: what one of them gives up lies with its dead letters. */
export const WORKERS: readonly string[] = [
  'audit-sealer',
  'clock-worker',
  'document-checker',
  'entitlement-worker',
  'journal-keeper',
  'letter-writer',
  'outbox-publisher',
  'payment-worker',
];

export interface Letter {
  readonly name: string;
  readonly body: string;
  /** Takes it out of what is still to be done. */
  done(): Promise<void>;
}

const fromFile = (path: string): Letter => ({ name: path, body: readFileSync(path, 'utf8'), done: async () => rmSync(path) });

/** What one function of the local house gave up, oldest name first. */
export function* lettersOf(worker: string, dataDir: string): Generator<Letter> {
  const folder = join(dataDir, 'streams', 'dead-letters', worker);
  // A worker that never gave anything up has no folder.
  if (!existsSync(folder)) return;
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort())
    yield fromFile(join(folder, file));
}

/** One letter by its file; undefined where there is none. */
export const letterIn = (file: string): Letter | undefined => (existsSync(file) && statSync(file).isFile() ? fromFile(file) : undefined);

/** Letters of a queue, until it has no more; one that stays is not taken a second time while it is hidden. */
export async function* lettersOfQueue(queue: string, region: string): AsyncGenerator<Letter> {
  const letters = createDeadLetters({ region, queue, now: () => new Date() });
  for (let some = await letters.take(); some.length > 0; some = await letters.take())
    for (const [at, { body, done }] of some.entries()) yield { name: `${queue} ${at + 1}`, body, done };
}

/** What the journal-keeper put aside in locked storage, where nothing can be removed: that it was done again is noted there. */
export async function* failedCopies(failed: FailedCopies, by: string, now: () => Date): AsyncGenerator<Letter> {
  for await (const name of failed.list()) {
    const body = JSON.stringify({ record: JSON.parse(await failed.read(name)) as unknown });
    yield { name: `failed/${name}`, body, done: () => failed.noteRedone(name, { by, at: now().toISOString() }) };
  }
}
