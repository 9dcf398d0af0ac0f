import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { type House, startHouse } from '../../infra/local/house.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The address of the running house: `inject('url')`. */
    url: string;
    /** The file its functions log to: `inject('log')`. */
    log: string;
    /** Its database: `inject('database')`. */
    database: Pick<House, 'endpoint' | 'region' | 'tables'>;
    /** Its issuer, to mint tokens of: `mintToken(inject('issuer'), 'startup-owner')`. */
    issuer: House['issuer'];
  }
}

/** One house for all projects of a run. Each project loads this file anew, so the house is kept where all of them find it. */
const SHARED = Symbol.for('rongqiao.test-house');
const shared = globalThis as { [SHARED]?: { house: Promise<House>; users: number } };

const LOG = fileURLToPath(new URL('../../.artifacts/test-functions.log', import.meta.url));

function startWithFreshLog(): Promise<House> {
  mkdirSync(dirname(LOG), { recursive: true });
  writeFileSync(LOG, '');
  return startHouse({ logFile: LOG });
}

export async function setup({ provide }: TestProject): Promise<void> {
  shared[SHARED] ??= { house: startWithFreshLog(), users: 0 };
  shared[SHARED].users += 1;
  const { url, endpoint, region, tables, issuer } = await shared[SHARED].house;
  // The store signs with what stands in the environment; the engine believes any signature.
  process.env.AWS_ACCESS_KEY_ID ??= 'local';
  process.env.AWS_SECRET_ACCESS_KEY ??= 'local';
  provide('url', url);
  provide('log', LOG);
  provide('database', { endpoint, region, tables });
  provide('issuer', issuer);
}

export async function teardown(): Promise<void> {
  const entry = shared[SHARED];
  if (!entry) return;
  entry.users -= 1;
  if (entry.users > 0) return;
  delete shared[SHARED];
  await (await entry.house).close();
}
