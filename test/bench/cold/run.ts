import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { bundleOptions } from '../../../infra/build/bundle-functions.ts';
import { startDatabase } from '../../../infra/local/database.ts';
import { toGatewayEvent } from '../../../infra/local/gateway-event.ts';
import { publishCatalogue } from '../../../infra/publish-catalogue.ts';
import { createDocumentClient } from '../../../shared/store/client.ts';
import { createTables } from '../../../shared/store/create-tables.ts';
import { median, type Sample, takeSample } from './take-sample.ts';

/**
 * `npm run bench:cold`: each handler's bundle, and in fresh processes the time to load it and answer a first event, beside a bare
 * lib-dynamodb handler bundled in the same way, in the same run and by turns. Two databases: an empty one, where the first event costs
 * every handler exactly one GetItem (the figure with the goal), and one with the published catalogue, where it is a whole answer.
 */
const ROUNDS = Number(process.env.ROUNDS ?? 31);
const REGION = 'cn-north-1';
const BARE = 'bare lib-dynamodb';
const GOAL_RATIO = 1.5;
const GOAL_BYTES = 360_000;
const root = fileURLToPath(new URL('../../..', import.meta.url));
const dist = join(root, 'dist');
process.env.AWS_ACCESS_KEY_ID ??= 'local';
process.env.AWS_SECRET_ACCESS_KEY ??= 'local';

const request = (method: 'GET' | 'POST', path: string, body = '') =>
  toGatewayEvent(
    {
      method,
      target: path,
      rawHeaders: ['host', 'localhost', 'content-type', 'application/json'],
      body: Buffer.from(body),
      sourceIp: '127.0.0.1',
      protocol: 'HTTP/1.1',
    },
    { routeKey: `${method} ${path}`, pathParameters: {} },
    new Date(),
  );

const FACTS = { 'firm.employees': 12, 'firm.revenue_last_year_cny': 3_000_000, 'firm.founded_on': '2022-05-10' };
const health = request('GET', '/v1/health');
const match = request('POST', '/v1/matches', JSON.stringify({ facts: FACTS }));

/** The bundle as it is now: a build beside us would take it away for a moment. */
function copyOf(name: string): string {
  const copy = join(temporary, `${name}.cjs`);
  copyFileSync(join(dist, 'functions', name, 'index.cjs'), copy);
  return copy;
}

interface Contender {
  readonly name: string;
  readonly bundle: string;
  readonly event: unknown;
}

const temporary = mkdtempSync(join(tmpdir(), 'rongqiao-cold-'));
const empty = await startDatabase();
const full = await startDatabase();
try {
  const bareBundle = join(temporary, 'bare.cjs');
  await build(bundleOptions(root, 'test/bench/cold/bare-handler.ts', bareBundle));
  const contenders: Contender[] = [
    { name: BARE, bundle: bareBundle, event: health },
    { name: 'programmes-api', bundle: copyOf('programmes-api'), event: health },
    { name: 'matching-api', bundle: copyOf('matching-api'), event: match },
  ];

  const tables = { main: 'bench-main', journal: 'bench-journal' };
  for (const { endpoint } of [empty, full]) {
    const client = createDocumentClient({ endpoint, region: REGION });
    await createTables(client, tables);
    if (endpoint === full.endpoint) await publishCatalogue({ client, table: tables.main, dist, publishedAt: new Date() });
    client.destroy();
  }
  const variablesFor = (endpoint: string) => ({
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_REGION: REGION,
    AWS_LAMBDA_FUNCTION_NAME: 'bench',
    DYNAMODB_ENDPOINT: endpoint,
    MAIN_TABLE: tables.main,
    NODE_ENV: 'production',
    TZ: 'UTC',
  });

  /** Every contender once a round, so that a busy moment of the machine hits all of them alike. */
  const measure = async (endpoint: string, expectedStatus: number): Promise<Map<string, Sample[]>> => {
    const samples = new Map(contenders.map(({ name }) => [name, [] as Sample[]]));
    for (let round = -1; round < ROUNDS; round++) {
      for (const { name, bundle, event } of contenders) {
        const sample = await takeSample(bundle, event, variablesFor(endpoint));
        if (sample.statusCode !== expectedStatus) throw new Error(`${name} answered ${sample.statusCode}, not ${expectedStatus}`);
        // The first round reads the files from the disk; after it all of them lie in memory.
        if (round >= 0) samples.get(name)?.push(sample);
      }
    }
    return samples;
  };

  const firstCall = await measure(empty.endpoint, 503);
  const firstAnswer = await measure(full.endpoint, 200);

  const of = (samples: Map<string, Sample[]>, name: string, pick: (sample: Sample) => number) =>
    median((samples.get(name) ?? []).map(pick));
  const total = ({ importMs, callMs }: Sample) => importMs + callMs;
  const bare = (firstCall.get(BARE) ?? []).map(total);
  /** Round by round, so that a busy moment weighs on both sides of the fraction. */
  const ratioTo = (name: string) => median((firstCall.get(name) ?? []).map((sample, round) => total(sample) / (bare[round] ?? Number.NaN)));
  const ms = (value: number) => value.toFixed(1);

  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${ROUNDS} rounds, medians\n`);
  console.log('| Handler | minified KB | gzip KB | import ms | first call ms | import + first call ms | ratio | first whole answer ms |');
  console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const { name, bundle } of contenders) {
    const bytes = readFileSync(bundle);
    const ratio = ratioTo(name);
    const cells = [
      (bytes.length / 1000).toFixed(0),
      (gzipSync(bytes, { level: 9 }).length / 1000).toFixed(0),
      ms(of(firstCall, name, (sample) => sample.importMs)),
      ms(of(firstCall, name, (sample) => sample.callMs)),
      ms(of(firstCall, name, total)),
      `${ratio.toFixed(2)}×`,
      ms(of(firstAnswer, name, total)),
    ];
    console.log(`| ${name} | ${cells.join(' | ')} |`);
    if (ratio > GOAL_RATIO || bytes.length > GOAL_BYTES) process.exitCode = 1;
  }
  console.log(`\nGoals: ratio ≤ ${GOAL_RATIO}, minified ≤ ${GOAL_BYTES / 1000} KB: ${process.exitCode === 1 ? 'MISSED' : 'met'}.`);
} finally {
  await Promise.all([empty.close(), full.close()]);
  rmSync(temporary, { recursive: true, force: true });
}
