import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { Writable } from 'node:stream';
import { Worker } from 'node:worker_threads';

export interface FunctionSettings {
  readonly functionName: string;
  /** The CommonJS bundle that exports `handler`. */
  readonly bundle: string;
  /** The environment variables of the function; nothing else of ours reaches it. */
  readonly variables: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  /** Takes what the function writes to its log. */
  readonly log: Writable;
  readonly clockOffsetMs: () => number;
}
export type WorkerSettings = Pick<FunctionSettings, 'functionName' | 'bundle' | 'memoryMb'>;
export interface Invocation {
  readonly event: unknown;
  readonly requestId: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  readonly clockOffsetMs: number;
}
export type Reply = { readonly ok: true; readonly json: string } | { readonly ok: false; readonly message: string };

/** The function threw, ran out of time or took its process down. What exactly stands in the log of the function, not in the answer. */
class FunctionFault extends Error {}

export interface LocalFunction {
  /** Calls the handler with an event and answers what it returned. Throws FunctionFault. */
  invoke(event: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/** Environments of one function at a time; further calls wait in line. More than there are cores only cost their own beginning. */
const MAX_ENVIRONMENTS = Math.min(4, Math.max(2, availableParallelism()));
/** V8 needs some room beside the heap; a function that outgrows its memory ends here as it does in the cloud. */
const HEAP_SHARE = 0.9;

/**
 * Runs a function as Lambda does: in environments apart from us, each answering one event at a time and kept for the next, one more when
 * all are busy, ended when its time is up or its process is broken.
 */
export function createLocalFunction(settings: FunctionSettings): LocalFunction {
  const { functionName, bundle, memoryMb, timeoutMs, variables, log } = settings;
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  const line: ((worker: Worker) => void)[] = [];
  let closed = false;

  const create = (): Worker => {
    const worker = new Worker(new URL('./lambda-worker.ts', import.meta.url), {
      workerData: { functionName, bundle, memoryMb } satisfies WorkerSettings,
      env: { ...variables },
      resourceLimits: { maxOldGenerationSizeMb: Math.floor(memoryMb * HEAP_SHARE) },
      stdout: true,
      stderr: true,
    });
    for (const stream of [worker.stdout, worker.stderr]) stream.on('data', (chunk: Buffer) => log.write(chunk));
    // One that breaks between two events is forgotten; one that breaks within an event is noticed by its caller.
    worker.on('error', () => {});
    worker.once('exit', () => forget(worker));
    worker.unref();
    all.add(worker);
    return worker;
  };
  const forget = (worker: Worker): void => {
    all.delete(worker);
    const at = idle.indexOf(worker);
    if (at >= 0) idle.splice(at, 1);
  };
  const take = (): Worker | Promise<Worker> => {
    const worker = idle.pop() ?? (all.size < MAX_ENVIRONMENTS ? create() : undefined);
    return worker ?? new Promise((resolve) => line.push(resolve));
  };
  const giveBack = (worker: Worker): void => {
    const next = line.shift();
    if (next) next(worker);
    else idle.push(worker);
  };
  const discard = (worker: Worker): void => {
    forget(worker);
    void worker.terminate();
    const next = line.shift();
    if (next && !closed) next(create());
  };

  return {
    async invoke(event) {
      const worker = await take();
      const invocation = { event, requestId: randomUUID(), deadline: Date.now() + timeoutMs, clockOffsetMs: settings.clockOffsetMs() };
      const reply = await ask(worker, invocation);
      if (reply === undefined) discard(worker);
      else giveBack(worker);
      if (reply?.ok) return JSON.parse(reply.json);
      const reason = reply?.message ?? `ended without an answer (limit ${timeoutMs} ms)`;
      log.write(`${functionName} ${invocation.requestId}: ${reason}\n`);
      throw new FunctionFault(`${functionName} did not answer`);
    },
    async close() {
      closed = true;
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

/** One event, one reply; undefined when the environment broke or its time was up. */
function ask(worker: Worker, invocation: Invocation): Promise<Reply | undefined> {
  return new Promise((resolve) => {
    const settle = (reply?: Reply) => {
      clearTimeout(timer);
      worker.off('message', settle).off('error', broke).off('exit', broke);
      resolve(reply);
    };
    const broke = () => settle();
    const timer = setTimeout(broke, invocation.deadline - Date.now());
    worker.on('message', settle).on('error', broke).on('exit', broke);
    worker.postMessage(invocation);
  });
}
