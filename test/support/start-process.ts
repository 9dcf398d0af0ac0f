import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const REPOSITORY: string = fileURLToPath(new URL('../..', import.meta.url));
/** Where Node keeps what it has compiled: most of the time of a short command is its compiling. */
const COMPILED = join(REPOSITORY, 'node_modules/.cache/rongqiao-compiled');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** All that was said, in the order it came. */
  readonly output: string;
  readonly stdout: string;
  readonly stderr: string;
}
export interface Started {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Waits until the output matches; throws with the output when the process ends first. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
}

/**
 * Runs a file of the repository with this Node, as `npm start` would, in an environment of exactly these variables beside PATH
 * and where Node keeps what it has compiled.
 * @param input what it finds on its standard input; without one that is empty
 */
export function run(file: string, variables: Record<string, string> = {}, args: readonly string[] = [], input?: string | Buffer): Started {
  const child = spawn(process.execPath, [join(REPOSITORY, file), ...args], {
    cwd: REPOSITORY,
    env: { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: COMPILED, ...variables },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  // One that ends before it has read everything breaks the pipe; how it ended says enough.
  child.stdin?.on('error', () => {}).end(input);
  const said = { output: '', stdout: '', stderr: '' };
  const waiting = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
      said[name] += chunk;
      said.output += chunk;
      for (const check of waiting) check();
    });
  }
  const ended = new Promise<Ended>((resolve) => child.once('close', (code, signal) => resolve({ code, signal, ...said })));
  const says = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const check = () => {
        const match = pattern.exec(said.output);
        if (!match) return;
        waiting.delete(check);
        resolve(match);
      };
      waiting.add(check);
      check();
      void ended.then(({ code }) => reject(new Error(`ended with ${code} before it said ${pattern}:\n${said.output}`)));
    });
  return { process: child, ended, says };
}
