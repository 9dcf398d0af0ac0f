import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalogueFiles } from '../built-catalogue.ts';
import { type BuildStep, isFresh, runStep } from './stamp.ts';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const DIST = join(REPOSITORY, 'dist');
/** What can change the outcome of any step. */
const COMMON = ['package.json', 'package-lock.json', 'tsconfig.json', 'infra/build'];

/** In this order: the catalogue first, as a mistake in it is the likeliest and should be told soonest. Tools are loaded when needed. */
const STEPS: readonly BuildStep[] = [
  {
    name: 'catalogue',
    inputs: [...COMMON, 'shared/catalogue', 'shared/domain', 'infra/built-catalogue.ts', 'infra/local/demo/adoptions.json'],
    outputs: (['catalogue', 'demo-catalogue'] as const).flatMap((name) => Object.values(catalogueFiles(name))),
    run: async () => (await import('./build-catalogue.ts')).buildCatalogues(DIST),
  },
  {
    name: 'functions',
    inputs: [...COMMON, 'functions', 'shared'],
    outputs: ['functions'],
    run: async () => (await import('./bundle-functions.ts')).bundleFunctions(REPOSITORY, DIST),
  },
  {
    name: 'web',
    inputs: [
      ...COMMON,
      'web',
      'shared/contracts',
      'shared/domain',
      'functions/web-host',
      'infra/security-headers.ts',
      'infra/constructs/web-host-package.ts',
    ],
    outputs: ['web', 'packages/web-host'],
    run: async () => (await import('./build-web.ts')).buildWeb(REPOSITORY, DIST),
  },
];

/** A step did not succeed; the message says which, and why in the words of its tool. */
class BuildError extends Error {}

/** True when there is nothing to make. */
export const isUpToDate = (): boolean => STEPS.every((step) => isFresh(step, REPOSITORY, DIST));

/** Makes everything that is out of date in `dist`. Throws BuildError; nothing after the failed step is made. */
async function buildAll(say: (line: string) => void = console.log): Promise<void> {
  mkdirSync(DIST, { recursive: true });
  for (const step of STEPS) {
    const started = performance.now();
    let ran: boolean;
    try {
      ran = await runStep(step, REPOSITORY, DIST);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new BuildError(`构建失败 build failed: ${step.name}\n${reason}`, { cause: error });
    }
    if (ran) say(`构建 built ${step.name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  }
}

if (import.meta.main) {
  try {
    await buildAll();
  } catch (error) {
    console.error(error instanceof BuildError ? error.message : error);
    process.exit(1);
  }
}
