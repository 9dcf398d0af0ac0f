import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/**
 * Kinds of test, one folder each: how long one may take, whether it needs the running house (see `test/support/house.ts`), and whether all its
 * files share one process and what was made in it: the templates take long to make and are only read.
 */
const KINDS = [
  { name: 'unit', timeoutMs: 10_000, house: false },
  { name: 'api', timeoutMs: 15_000, house: true },
  { name: 'integration', timeoutMs: 30_000, house: true },
  { name: 'infra', timeoutMs: 120_000, house: false, together: true },
  { name: 'budget', timeoutMs: 30_000, house: true },
  { name: 'browser', timeoutMs: 60_000, house: true },
] as const;

export default defineConfig({
  test: {
    projects: KINDS.filter(({ name }) => existsSync(new URL(`./test/${name}`, import.meta.url))).map(
      ({ name, timeoutMs, house, ...kind }) => ({
        test: {
          name,
          include: [`test/${name}/**/*.test.ts`, `test/${name}/**/*.test.tsx`],
          environment: 'node',
          testTimeout: timeoutMs,
          hookTimeout: Math.max(timeoutMs, 30_000),
          // After the others, which may run beside each other.
          ...('together' in kind && { isolate: false, fileParallelism: false, sequence: { groupOrder: 1 } }),
          ...(house && { globalSetup: ['test/support/house.global.ts'] }),
        },
      }),
    ),
  },
});
