import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Kinds of test, one folder each: how long one may take, and whether it needs the running house (see `test/support/house.ts`). */
const KINDS = [
  { name: 'unit', timeoutMs: 10_000, house: false },
  { name: 'api', timeoutMs: 15_000, house: true },
  { name: 'integration', timeoutMs: 30_000, house: true },
  { name: 'infra', timeoutMs: 120_000, house: false },
  { name: 'budget', timeoutMs: 30_000, house: true },
  { name: 'browser', timeoutMs: 60_000, house: true },
] as const;

export default defineConfig({
  test: {
    projects: KINDS.filter(({ name }) => existsSync(new URL(`./test/${name}`, import.meta.url))).map(({ name, timeoutMs, house }) => ({
      test: {
        name,
        include: [`test/${name}/**/*.test.ts`, `test/${name}/**/*.test.tsx`],
        environment: 'node',
        testTimeout: timeoutMs,
        hookTimeout: Math.max(timeoutMs, 30_000),
        ...(house && { globalSetup: ['test/support/house.global.ts'] }),
      },
    })),
  },
});
