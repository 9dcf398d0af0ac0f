import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Most tests wait for the engine, a function or the browser: two files at a time even on the smallest machine. */
const WORKERS = Math.max(2, availableParallelism() - 1);

/**
 * Kinds of test, one folder each: how long one may take (several times what it takes on a machine with nothing else to do), and whether it
 * needs the running house (see `test/support/house.global.ts`). Those of one group run beside each other, after those of the group before:
 * what many do at once, and whatever a busy machine would decide, has the machine to itself.
 */
const KINDS = [
  { name: 'unit', timeoutMs: 60_000, house: false, group: 0 },
  { name: 'api', timeoutMs: 60_000, house: true, group: 0 },
  { name: 'integration', timeoutMs: 60_000, house: true, group: 0 },
  { name: 'budget', timeoutMs: 60_000, house: true, group: 0 },
  { name: 'browser', timeoutMs: 120_000, house: true, group: 0 },
  // The templates take long to make and are only read: made once.
  { name: 'infra', timeoutMs: 120_000, house: false, group: 1 },
  { name: 'alone', timeoutMs: 120_000, house: true, group: 2 },
] as const;

/** What has the machine to itself wherever it lies: many at one moment. */
const RACES = 'test/**/race.test.ts';

export default defineConfig({
  test: {
    projects: KINDS.filter(({ name }) => existsSync(new URL(`./test/${name}`, import.meta.url))).map(
      ({ name, timeoutMs, house, group }) => ({
        test: {
          name,
          include: [`test/${name}/**/*.test.ts`, `test/${name}/**/*.test.tsx`, ...(name === 'alone' ? [RACES] : [])],
          exclude: name === 'alone' ? [] : [RACES],
          environment: 'node',
          testTimeout: timeoutMs,
          hookTimeout: timeoutMs,
          // What is waited for may take as long as it likes within that.
          expect: { poll: { timeout: timeoutMs / 3 } },
          // The files of a worker share what is imported; each makes its own tables and visitors.
          isolate: false,
          maxWorkers: group === 0 ? WORKERS : 1,
          sequence: { groupOrder: group },
          ...(house && { globalSetup: ['test/support/house.global.ts'] }),
        },
      }),
    ),
  },
});
