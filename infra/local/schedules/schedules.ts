import { randomUUID } from 'node:crypto';
import type { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ScheduledEvent } from 'aws-lambda';
import type { LocalFunction } from '../lambda-environment.ts';

/** A function that is called at every whole so many minutes of the clock of the house. */
export interface Job {
  readonly name: string;
  readonly everyMinutes: number;
  readonly worker: Pick<LocalFunction, 'invoke'>;
  /** Called when the house opens, without waiting for its next time. */
  readonly atStart?: boolean;
  /** Before each call: what must have come through first, such as a stream. */
  readonly before?: () => Promise<void>;
}

export interface SchedulesSettings {
  readonly jobs: readonly Job[];
  readonly now: () => Date;
  readonly region: string;
  readonly log: Writable;
  /** Is told, whole, of a call that failed three times. */
  readonly onGivenUp?: ((name: string, event: ScheduledEvent) => void) | undefined;
  /** Of the machine: how often the clock of the house is looked at. */
  readonly lookMs?: number;
  readonly firstPauseMs?: number;
}

/** The jobs that were called, and of these the ones that failed three times. */
export interface Called {
  readonly called: readonly string[];
  readonly failed: readonly string[];
}

export interface Schedules {
  start(): void;
  /**
   * Calls, one after the other in their order, each job for which a time has come since its last call, and answers when all have ended. Of several
   * times that were missed only the newest counts, as after an outage: a job does all that is due by now.
   * @param to usually the present of the house, just after its clock was moved
   * @returns the names of those that were called, and of these the ones that failed three times
   */
  runDue(to: Date): Promise<Called>;
  /** Notes every call from now on, whoever asked for it; what it returns tells them and stops. */
  watch(): () => Called;
  close(): Promise<void>;
}

/** As the service in the cloud, which calls again twice what failed. */
const TRIES = 3;
const LOOK_MS = 1_000;
const FIRST_PAUSE_MS = 500;
const MINUTE_MS = 60_000;
const ACCOUNT = '000000000000';

/** The newest time of a job that is not after an instant. */
const timeOf = ({ everyMinutes }: Job, at: Date): number =>
  Math.floor(at.getTime() / (everyMinutes * MINUTE_MS)) * everyMinutes * MINUTE_MS;

/** The event of a rule. Source: Amazon EventBridge User Guide, "Events from AWS services: scheduled". */
const eventOf = ({ name }: Job, time: number, region: string): ScheduledEvent => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: ACCOUNT,
  time: new Date(time).toISOString().replace('.000Z', 'Z'),
  region,
  resources: [`arn:aws:events:${region}:${ACCOUNT}:rule/${name}`],
  detail: {},
});

/** Calls functions by the clock of the house, which may be moved forward by months at once. The first time is the one after the start, unless a job asks for the start itself. */
export function createSchedules({ jobs, now, region, log, onGivenUp, ...pauses }: SchedulesSettings): Schedules {
  const { lookMs = LOOK_MS, firstPauseMs = FIRST_PAUSE_MS } = pauses;
  const done = new Map<string, number>(jobs.map((job) => [job.name, job.atStart ? 0 : timeOf(job, now())]));
  const stop = new AbortController();
  let looking: Promise<void> | undefined;
  /** One round after the other, whoever asks for it. */
  let line: Promise<unknown> = Promise.resolve();

  const call = async (job: Job, time: number): Promise<boolean> => {
    const event = eventOf(job, time, region);
    for (let attempt = 1; !stop.signal.aborted; attempt++) {
      try {
        await job.before?.();
        await job.worker.invoke(event);
        return true;
      } catch (error) {
        log.write(`${job.name}: try ${attempt} failed: ${(error as Error).message}\n`);
        if (attempt === TRIES) {
          onGivenUp?.(job.name, event);
          return false;
        }
        await sleep(firstPauseMs * attempt, undefined, { signal: stop.signal }).catch(() => {});
      }
    }
    return true;
  };
  const watchers = new Set<{ called: string[]; failed: string[] }>();
  const round = async (to: Date): Promise<Called> => {
    const called: string[] = [];
    const failed: string[] = [];
    for (const job of jobs) {
      const time = timeOf(job, to);
      if (time <= (done.get(job.name) ?? 0)) continue;
      done.set(job.name, time);
      called.push(job.name);
      const worked = await call(job, time);
      if (!worked) failed.push(job.name);
      for (const watcher of watchers) {
        watcher.called.push(job.name);
        if (!worked) watcher.failed.push(job.name);
      }
    }
    return { called, failed };
  };
  const runDue = (to: Date): ReturnType<typeof round> => {
    const turn = line.then(() => round(to));
    line = turn;
    return turn;
  };

  return {
    start() {
      looking ??= (async () => {
        while (!stop.signal.aborted) {
          await runDue(now());
          await sleep(lookMs, undefined, { signal: stop.signal }).catch(() => {});
        }
      })();
    },
    runDue,
    watch() {
      const watcher = { called: [] as string[], failed: [] as string[] };
      watchers.add(watcher);
      return () => {
        watchers.delete(watcher);
        return watcher;
      };
    },
    async close() {
      stop.abort();
      await looking;
      await line;
    },
  };
}
