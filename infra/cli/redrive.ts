import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createCaseReader } from '../../shared/store/case-store.ts';
import { createDeadLetters } from '../../shared/store/dead-letters.ts';
import { createFailedCopies } from '../../shared/store/failed-copies.ts';
import { createGivenUpBatches } from '../../shared/store/given-up-batches.ts';
import { createLockedStore } from '../../shared/store/locked-store.ts';
import { openStores, type StoreSettings } from '../../shared/store/open-stores.ts';
import { createHouseClock } from '../local/clock.ts';
import { readWhereabouts } from '../local/issuer/whereabouts.ts';
import { failedCopies, type Letter, letterIn, lettersOf, lettersOfQueue, WORKERS } from './redrive/find-letters.ts';
import { type Redriven, type RedrivePorts, redriveLetter } from './redrive/redrive-letter.ts';

/** The one that puts aside in locked storage, too. */
const KEEPER = 'journal-keeper';
/** What it put aside there, in the cloud. */
const FAILED_COPIES = 'failed-copies';

const USAGE = `npm run redrive -- <dead-letter> [--by <who>]

重新处理被放弃的任务，并记入案件或单位的审计链（审计副本记在锁定存储中）；成功的从死信中移除。Does again what workers gave up, on record: in the chain of the case or
organisation, for copies of the journal in locked storage; what was done leaves the dead letters. <dead-letter>:
  ${WORKERS.slice(0, 4).join(' · ')}
  ${WORKERS.slice(4).join(' · ')}
                    本机的死信 those of the house in DATA_DIR (npm start must be running)
  <file.json>       其中一封 one of them
  https://sqs…      云上的死信队列 a queue in the cloud; MAIN_TABLE, JOURNAL_TABLE, AWS_REGION say of which stage, LOCKED_BUCKET and UPLOADS_QUEUE where
                    copies of the journal and uploads go
  ${FAILED_COPIES}     云上锁定存储中未能复制的审计记录 what could not be copied, in locked storage in the cloud (LOCKED_BUCKET)
退出码 exit code: 0 全部完成 all done · 1 有留下的 some stay · 2 用法或环境有误 usage`;

const DEFAULT_PORT = 3000;
const DEFAULT_DATA_DIR = fileURLToPath(new URL('../../.local', import.meta.url));

class UsageError extends Error {}

interface Settings extends StoreSettings {
  readonly LOCKED_BUCKET?: string | undefined;
  readonly S3_ENDPOINT?: string | undefined;
  readonly UPLOADS_QUEUE?: string | undefined;
  readonly MESSAGES_ENDPOINT?: string | undefined;
}

function localSettings(dataDir: string): Settings {
  const { database, storage } = readWhereabouts(dataDir, Number(process.env.PORT || DEFAULT_PORT));
  if (!database) throw new UsageError(`${dataDir} 没有运行中的融桥 no house was started in ${dataDir}`);
  process.env.AWS_ACCESS_KEY_ID ??= 'local';
  process.env.AWS_SECRET_ACCESS_KEY ??= 'local';
  const { endpoint: DYNAMODB_ENDPOINT, region: AWS_REGION, tables } = database;
  return { AWS_REGION, MAIN_TABLE: tables.main, JOURNAL_TABLE: tables.journal, DYNAMODB_ENDPOINT, ...storage };
}

function cloudSettings(): Settings {
  const { MAIN_TABLE = '', JOURNAL_TABLE = '', AWS_REGION = '', DYNAMODB_ENDPOINT, LOCKED_BUCKET, UPLOADS_QUEUE } = process.env;
  if (!MAIN_TABLE || !JOURNAL_TABLE || !AWS_REGION) throw new UsageError('MAIN_TABLE, JOURNAL_TABLE and AWS_REGION say of which stage');
  return { AWS_REGION, MAIN_TABLE, JOURNAL_TABLE, DYNAMODB_ENDPOINT, LOCKED_BUCKET, UPLOADS_QUEUE };
}

function openPorts(settings: Settings, now: () => Date) {
  const { AWS_REGION: region, S3_ENDPOINT: endpoint, LOCKED_BUCKET: bucket, UPLOADS_QUEUE: queue, MESSAGES_ENDPOINT } = settings;
  const { client, tables, commands, organisations } = openStores(settings);
  const failed = bucket ? createFailedCopies({ region, endpoint, bucket, now }) : undefined;
  const ports: RedrivePorts = {
    cases: createCaseReader(client, tables.main),
    organisations,
    committer: commands,
    batches: createGivenUpBatches({ region, endpoint, now }),
    ...(bucket && failed && { locked: { ...createLockedStore({ region, endpoint, bucket, now }), noteRedone: failed.noteRedone } }),
    ...(queue && { uploads: createDeadLetters({ region, endpoint: MESSAGES_ENDPOINT, queue, now }) }),
    now,
  };
  return { ports, failed, close: () => client.destroy() };
}

async function* lettersFor(wanted: string, dataDir: string, region: string, failed: () => AsyncGenerator<Letter>): AsyncGenerator<Letter> {
  if (wanted.startsWith('https://')) yield* lettersOfQueue(wanted, region);
  else if (wanted === FAILED_COPIES) yield* failed();
  else if (WORKERS.includes(wanted)) {
    yield* lettersOf(wanted, dataDir);
    if (wanted === KEEPER) yield* failed();
  } else {
    const letter = letterIn(wanted);
    // Said aloud: a name that is mistyped would otherwise read as if there were nothing to do.
    if (!letter) throw new UsageError(`没有这样的死信 there are no such dead letters: ${wanted}`);
    yield letter;
  }
}

const WORDS: Record<Redriven['kind'], string> = { redriven: '已重做 done again', nothing: '无需处理 nothing to do', kept: '留下 stays' };

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { by: { type: 'string' }, help: { type: 'boolean' } } });
  const [wanted] = positionals;
  if (values.help || wanted === undefined || positionals.length > 1) throw new UsageError(USAGE);
  const inCloud = wanted.startsWith('https://') || wanted === FAILED_COPIES;
  const dataDir = resolve(process.env.DATA_DIR || DEFAULT_DATA_DIR);
  const settings = inCloud ? cloudSettings() : localSettings(dataDir);
  const now = inCloud ? () => new Date() : createHouseClock(join(dataDir, 'clock.json')).now;
  const { ports, failed, close } = openPorts(settings, now);
  const by = (values.by ?? userInfo().username).replaceAll(/\p{C}/gu, '').slice(0, 100);
  const putAside = () => {
    if (!failed) throw new UsageError('LOCKED_BUCKET says where locked storage is');
    return failedCopies(failed, by, now);
  };

  const counts = { redriven: 0, nothing: 0, kept: 0 };
  for await (const { name, body, done } of lettersFor(wanted, dataDir, settings.AWS_REGION, putAside)) {
    const { kind, about } = await redriveLetter(ports, body, by);
    counts[kind] += 1;
    console.log(`${WORDS[kind]}  ${name}  ${about}`);
    if (kind !== 'kept') await done();
  }
  const { redriven, nothing, kept } = counts;
  console.log(`重做 ${redriven} · 无需 ${nothing} · 留下 ${kept}　done again ${redriven} · nothing to do ${nothing} · stay ${kept}`);
  close();
  return kept > 0 ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof UsageError ? error.message : error);
  process.exitCode = 2;
}
