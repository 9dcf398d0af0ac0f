import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import type { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { indexStream } from './index-stream.ts';
import { freePort, LOOPBACK, StartError } from './port.ts';

export interface Database {
  readonly endpoint: string;
  readonly pid: number;
  /** Stops the engine and waits until it is gone. */
  close(): Promise<void>;
}

const START_ATTEMPTS = 3;
const READY_WITHIN_MS = 10_000;
const POLL_MS = 10;
const STOP_WITHIN_MS = 3_000;
const KEPT_OUTPUT = 2_000;

/**
 * Runs the engine in the shell's place, beside a watcher that holds the reading end of file descriptor 3. We hold the other end and
 * never write: when we are gone, however we went, the watcher reads the end of the stream and takes the engine along.
 */
const DIE_WITH_PARENT = '( cat <&3 >/dev/null; kill -KILL $$ ) & exec "$@" 3<&-';

/** The program inside the package for this platform. Throws when the package is not installed. */
export const databaseProgram = (): string =>
  join(dirname(createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json')), 'dynoxide');

/**
 * Starts the DynamoDB-compatible engine on a free port of this machine.
 * @param file SQLite file that keeps the data; without one it lives in memory
 * @throws StartError with the last words of the engine when it does not come up
 */
export async function startDatabase(file?: string): Promise<Database> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnce(await freePort(), file);
    } catch (error) {
      // Between the choice of the port and its use another program may have taken it.
      if (attempt === START_ATTEMPTS) throw error;
    }
  }
}

async function startOnce(port: number, file?: string): Promise<Database> {
  const program = [databaseProgram(), 'serve', '--host', LOOPBACK, '--port', String(port), ...(file ? ['--db-path', file] : [])];
  const child = spawn('/bin/sh', ['-c', DIE_WITH_PARENT, 'sh', ...program], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C in the terminal reaches us alone, and we stop the engine after the last request.
    detached: true,
  });
  let said = '';
  const listen = (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-KEPT_OUTPUT);
  };
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  (child.stdio[3] as Writable).on('error', () => {});
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      said += error.message;
      resolve();
    });
  });

  let running = true;
  void gone.then(() => (running = false));
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await accepts(port))) {
    if (!running || Date.now() > deadline) {
      await stop(child, gone);
      throw new StartError(`the database engine did not start: ${said.trim() || 'it said nothing'}`);
    }
    await sleep(POLL_MS);
  }
  if (!running) throw new StartError(`the database engine stopped at once: ${said.trim()}`);
  if (file) indexStream(file);
  return { endpoint: `http://${LOOPBACK}:${port}`, pid: child.pid as number, close: () => stop(child, gone) };
}

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, LOOPBACK);
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

/** Asks the whole group (engine and watcher) to stop, and insists after a while. */
async function stop(child: ChildProcess, gone: Promise<void>): Promise<void> {
  signalGroup(child, 'SIGTERM');
  const insist = setTimeout(() => signalGroup(child, 'SIGKILL'), STOP_WITHIN_MS);
  await gone;
  clearTimeout(insist);
  for (const stream of child.stdio) stream?.destroy();
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
