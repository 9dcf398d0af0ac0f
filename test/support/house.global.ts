import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { type House, startHouse } from '../../infra/local/house.ts';
import { publishDaysOff } from './publish-days-off.ts';

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

/**
 * Its state lies in a file that goes with it: what the engine keeps in memory has no index for its streams (`infra/local/index-stream.ts`), and
 * then each write costs more than the one before.
 */
async function startWithFreshLog(): Promise<House> {
  mkdirSync(dirname(LOG), { recursive: true });
  writeFileSync(LOG, '');
  const dataDir = mkdtempSync(join(tmpdir(), 'rongqiao-test-house-'));
  const forget = () => rmSync(dataDir, { recursive: true, force: true });
  const house = await startHouse({ logFile: LOG, dataDir }).catch((error: unknown) => {
    forget();
    throw error;
  });
  await publishDaysOff(house);
  return { ...house, close: () => house.close().finally(forget) };
}

export async function setup({ provide }: TestProject): Promise<void> {
  // The store signs with what stands in the environment; the engine believes any signature.
  process.env.AWS_ACCESS_KEY_ID ??= 'local';
  process.env.AWS_SECRET_ACCESS_KEY ??= 'local';
  shared[SHARED] ??= { house: startWithFreshLog(), users: 0 };
  shared[SHARED].users += 1;
  const { url, endpoint, region, tables, issuer } = await shared[SHARED].house;
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
