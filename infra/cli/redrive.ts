import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createCaseReader } from '../../shared/store/case-store.ts';
import { createDeadLetters } from '../../shared/store/dead-letters.ts';
import { openStores, type StoreSettings } from '../../shared/store/open-stores.ts';
import { createHouseClock } from '../local/clock.ts';
import { readWhereabouts } from '../local/issuer/whereabouts.ts';
import { type Redriven, redriveLetter } from './redrive/redrive-letter.ts';

/** Workers of the local house that lay letters aside which can be done again. */
const WORKERS: readonly string[] = ['outbox-publisher', 'clock-worker', 'payment-worker', 'letter-writer'];

const USAGE = `npm run redrive -- <dead-letter> [--by <who>]

重新处理被放弃的任务，并记入案件的审计链；成功的从死信中移除。Does again what workers gave up, with an entry in the chain of each case; what was done leaves
the dead letters. <dead-letter>:
  ${WORKERS.join(' · ')}   本机的死信 those of the house in DATA_DIR (npm start must be running)
  <file.json>                                                        其中一封 one of them
  https://sqs…                                                       云上的死信队列 a queue in the cloud; MAIN_TABLE, JOURNAL_TABLE and AWS_REGION say of which stage
退出码 exit code: 0 全部完成 all done · 1 有留下的 some stay · 2 用法或环境有误 usage`;

const DEFAULT_PORT = 3000;
const DEFAULT_DATA_DIR = fileURLToPath(new URL('../../.local', import.meta.url));

interface Letter {
  readonly name: string;
  readonly body: string;
  done(): Promise<void>;
}
class UsageError extends Error {}

const fromFile = (path: string): Letter => ({ name: path, body: readFileSync(path, 'utf8'), done: async () => rmSync(path) });

/** Letters of the local house: those of one function, or one of them. */
function* localLetters(wanted: string, dataDir: string): Generator<Letter> {
  if (!WORKERS.includes(wanted)) {
    // Said aloud: a name that is mistyped would otherwise read as if there were nothing to do.
    if (!existsSync(wanted) || !statSync(wanted).isFile()) throw new UsageError(`没有这样的死信 there are no such dead letters: ${wanted}`);
    yield fromFile(wanted);
    return;
  }
  const folder = join(dataDir, 'streams', 'dead-letters', wanted);
  // A worker that never gave anything up has no folder.
  if (!existsSync(folder)) return;
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort())
    yield fromFile(join(folder, file));
}

/** Letters of a queue, until it has no more; one that stays is not taken a second time while it is hidden. */
async function* cloudLetters(queue: string, region: string): AsyncGenerator<Letter> {
  const letters = createDeadLetters({ region, queue, now: () => new Date() });
  for (let some = await letters.take(); some.length > 0; some = await letters.take())
    for (const [at, { body, done }] of some.entries()) yield { name: `${queue} ${at + 1}`, body, done };
}

function localSettings(dataDir: string): StoreSettings {
  const { database } = readWhereabouts(dataDir, Number(process.env.PORT || DEFAULT_PORT));
  if (!database) throw new UsageError(`${dataDir} 没有运行中的融桥 no house was started in ${dataDir}`);
  process.env.AWS_ACCESS_KEY_ID ??= 'local';
  process.env.AWS_SECRET_ACCESS_KEY ??= 'local';
  const { endpoint: DYNAMODB_ENDPOINT, region: AWS_REGION, tables } = database;
  return { AWS_REGION, MAIN_TABLE: tables.main, JOURNAL_TABLE: tables.journal, DYNAMODB_ENDPOINT };
}

function cloudSettings(): StoreSettings {
  const { MAIN_TABLE = '', JOURNAL_TABLE = '', AWS_REGION = '', DYNAMODB_ENDPOINT } = process.env;
  if (!MAIN_TABLE || !JOURNAL_TABLE || !AWS_REGION) throw new UsageError('MAIN_TABLE, JOURNAL_TABLE and AWS_REGION say of which stage');
  return { AWS_REGION, MAIN_TABLE, JOURNAL_TABLE, DYNAMODB_ENDPOINT };
}

const WORDS: Record<Redriven['kind'], string> = { redriven: '已重做 done again', nothing: '无需处理 nothing to do', kept: '留下 stays' };

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { by: { type: 'string' }, help: { type: 'boolean' } } });
  const [wanted] = positionals;
  if (values.help || wanted === undefined || positionals.length > 1) throw new UsageError(USAGE);
  const inCloud = wanted.startsWith('https://');
  const dataDir = resolve(process.env.DATA_DIR || DEFAULT_DATA_DIR);
  const settings = inCloud ? cloudSettings() : localSettings(dataDir);
  const { client, tables, commands } = openStores(settings);
  const now = inCloud ? () => new Date() : createHouseClock(join(dataDir, 'clock.json')).now;
  const ports = { cases: createCaseReader(client, tables.main), committer: commands, now };
  const by = (values.by ?? userInfo().username).replaceAll(/\p{C}/gu, '').slice(0, 100);

  const counts = { redriven: 0, nothing: 0, kept: 0 };
  for await (const { name, body, done } of inCloud ? cloudLetters(wanted, settings.AWS_REGION) : localLetters(wanted, dataDir)) {
    const { kind, about } = await redriveLetter(ports, body, by);
    counts[kind] += 1;
    console.log(`${WORDS[kind]}  ${name}  ${about}`);
    if (kind !== 'kept') await done();
  }
  console.log(`重做 ${counts.redriven} · 无需 ${counts.nothing} · 留下 ${counts.kept}`);
  client.destroy();
  return counts.kept > 0 ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof UsageError ? error.message : error);
  process.exitCode = 2;
}
