import { openSync, readSync } from 'node:fs';
import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { matchCompiled } from '../../../shared/domain/policy/compile/match.ts';
import { fromBytes, HEAD_BYTES, sourceStart } from '../../../shared/domain/policy/compile/serialise.ts';
import { SOME_FACTS } from './dictionary.ts';

/** A fresh process: reads the program (the JSON of the programmes stays in the file), loads them, answers its first question with the best 50 explained, and says how long that took. */
const [path = ''] = process.argv.slice(2);
const start = performance.now();
const file = openSync(path, 'r');
const head = new Uint8Array(HEAD_BYTES);
readSync(file, head);
const bytes = new Uint8Array(sourceStart(head));
readSync(file, bytes, { position: 0 });
const read = performance.now();
const catalogue = fromBytes(bytes);
const loaded = performance.now();
const answer = matchCompiled(catalogue, SOME_FACTS, '2026-11-23' as CivilDate, { limit: 50 });
const end = performance.now();
console.log(
  JSON.stringify({
    readMs: read - start,
    loadMs: loaded - read,
    matchMs: end - loaded,
    totalMs: end - start,
    explained: answer.explained.length,
  }),
);
