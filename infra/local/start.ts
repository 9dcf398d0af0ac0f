import { spawnSync } from 'node:child_process';
import { relative, resolve } from 'node:path';
import { isUpToDate } from '../build/build.ts';
import { type House, REPOSITORY, startHouse } from './house.ts';
import { claimable, StartError } from './port.ts';

/**
 * `npm start`: builds what is out of date and opens the house. `PORT`, `DATA_DIR` and `DYNAMODB_ENDPOINT` are its settings; `npm start --
 * --empty` leaves out the example data, which otherwise is written when a database is opened for the first time.
 */
const DEFAULT_PORT = 3000;
const DEFAULT_DATA_DIR = '.local';
const EMPTY = '--empty';
const EXAMPLES = {
  there: '有，均为虚构 yes, all of it invented',
  none: '无 none',
  kept: `有；${EMPTY} 只对新的数据目录起作用 yes; ${EMPTY} is for a new DATA_DIR`,
} as const;
const BUILD = resolve(REPOSITORY, 'infra/build/build.ts');

function readPort(text: string | undefined): number {
  const port = Number(text || DEFAULT_PORT);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new StartError(`PORT 必须是 0 到 65535 的整数：${text}\nPORT must be a whole number from 0 to 65535: ${text}`);
}

/** The words behind `npm start --`. */
function wantsEmpty(words: readonly string[]): boolean {
  const unknown = words.find((word) => word !== EMPTY);
  if (unknown === undefined) return words.length > 0;
  throw new StartError(`没有这个选项：${unknown}（可用 ${EMPTY}）\nno such option: ${unknown} (there is ${EMPTY})`);
}

const { PORT, DATA_DIR, DYNAMODB_ENDPOINT: endpoint } = process.env;

let house: House | undefined;
let stopping: Promise<void> | undefined;
/** Once, however often one presses Ctrl-C; a request that is being answered is cut off, what was written is kept. */
const stop = (code: number): void => {
  stopping ??= (house?.close() ?? Promise.resolve()).then(() => process.exit(code));
};

try {
  const port = readPort(PORT);
  const empty = wantsEmpty(process.argv.slice(2));
  const dataDir = resolve(DATA_DIR || resolve(REPOSITORY, DEFAULT_DATA_DIR));
  await claimable(port);
  // In a process of its own, which takes the memory of the compilers with it when it ends, and has told its own errors.
  if (!isUpToDate() && spawnSync(process.execPath, [BUILD], { stdio: 'inherit' }).status !== 0) process.exit(1);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0));
  house = await startHouse({ port, dataDir, endpoint, empty });
  if (stopping) await house.close();
  console.log(`
融桥 Rongqiao   ${house.url}
数据 state      ${endpoint ?? (relative(process.cwd(), dataDir) || dataDir)}
示例 examples   ${EXAMPLES[house.demo ? (empty ? 'kept' : 'there') : 'none']}
登录 sign in    选一位演示人员，不需要密码 choose a demo person, no password
停止 stop       Ctrl-C
`);
} catch (error) {
  console.error(error instanceof StartError ? error.message : error);
  process.exit(1);
}
