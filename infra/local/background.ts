import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { WINDOW_MINUTES } from '../../shared/domain/audit/windows.ts';
import type { TableName } from '../../shared/store/table-names.ts';
import { EVENT_CONSUMERS, type EventConsumer } from '../case-events.ts';
import type { LocalFunction } from './lambda-environment.ts';
import { createMessageQueue, type MessageQueue } from './messages/message-queue.ts';
import { layAside } from './messages/message-service.ts';
import { type Called, createSchedules, type Job } from './schedules/schedules.ts';
import type { Change } from './streams/stream-client.ts';
import { createStreamClient } from './streams/stream-client.ts';
import { createStreamPump, type StreamPump } from './streams/stream-pump.ts';

/** The changes of the table that tell the house something, as the filter in the cloud names them (`infra/functions/outbox-publisher.ts`). */
const isOutbox = ({ eventName, dynamodb }: Change): boolean =>
  eventName === 'INSERT' && (dynamodb.Keys?.pk?.S?.startsWith('OUTBOX#') ?? false);

/** Function → the table whose changes it is handed, and which of them. */
const STREAMS: Readonly<Record<string, { readonly table: TableName; readonly wants?: (change: Change) => boolean }>> = {
  'journal-keeper': { table: 'journal' },
  'outbox-publisher': { table: 'main', wants: isOutbox },
};
/** Function → the minutes between two calls. In this order, where several are due: what the clock does to cases is sealed in the same round. */
const SCHEDULES: Readonly<Record<string, number>> = {
  'entitlement-worker': 60,
  'clock-worker': 1,
  'payment-worker': 1,
  'audit-sealer': WINDOW_MINUTES,
};

/** The functions that are called by streams, schedules and the event bus. */
export const BACKGROUND: readonly string[] = [...Object.keys(STREAMS), ...Object.keys(SCHEDULES), ...EVENT_CONSUMERS];

export interface BackgroundSettings {
  readonly functions: Readonly<Record<string, LocalFunction>>;
  /** Of the database. */
  readonly endpoint: string;
  readonly region: string;
  readonly tables: Readonly<Record<TableName, string>>;
  readonly dataDir: string | undefined;
  readonly log: Writable;
  readonly now: () => Date;
  /** Functions on a schedule that are called at once. */
  readonly atStart?: readonly string[];
}

export interface Background {
  /** Does what is due as of an instant, after every change written so far was handed over; and hands over what that wrote. */
  runDue(to: Date): Promise<Called>;
  /** The queue before a function that waits for events; undefined where that function is not there. */
  queueOf(consumer: EventConsumer): MessageQueue | undefined;
  close(): Promise<void>;
}

/** Begins to hand changes and times to the functions that wait for them; those that are not there are left out. */
export function startBackground({ functions, endpoint, region, tables, dataDir, log, now, atStart = [] }: BackgroundSettings): Background {
  const stream = createStreamClient(endpoint);
  const folder = dataDir && join(dataDir, 'streams');
  const pumps: StreamPump[] = Object.entries(STREAMS).flatMap(([name, { table, wants }]) => {
    const worker = functions[name];
    return worker ? [createStreamPump({ name, table: tables[table], stream, worker, region, log, folder, ...(wants && { wants }) })] : [];
  });
  const layLetter = (name: string, body: string): void => void (folder && layAside(join(folder, 'dead-letters'), name, body));
  const queues = new Map<EventConsumer, MessageQueue>(
    EVENT_CONSUMERS.flatMap((name) => {
      const worker = functions[name];
      if (!worker) return [];
      const onGivenUp = (body: string) => layLetter(name, body);
      const kept = folder && join(folder, 'queues', name);
      return [[name, createMessageQueue({ name, worker, region, now, log, folder: kept, onGivenUp })] as const];
    }),
  );
  /** What a stream hands over may be told to a queue, and what a queue does may be written. */
  const settled = async (): Promise<void> => {
    for (const pump of pumps) await pump.settled();
    for (const queue of queues.values()) await queue.settled();
    for (const pump of pumps) await pump.settled();
  };
  const jobs: Job[] = Object.entries(SCHEDULES).flatMap(([name, everyMinutes]) => {
    const worker = functions[name];
    return worker ? [{ name, everyMinutes, worker, before: settled, atStart: atStart.includes(name) }] : [];
  });
  const schedules = createSchedules({
    jobs,
    now,
    region,
    log,
    onGivenUp: (name, event) => layLetter(name, JSON.stringify(event)),
  });
  for (const pump of pumps) pump.start();
  schedules.start();

  return {
    async runDue(to) {
      // The round that looks every second may be the faster one.
      const ran = schedules.watch();
      await settled();
      await schedules.runDue(to);
      await settled();
      return ran();
    },
    queueOf: (consumer) => queues.get(consumer),
    async close() {
      // All at once: a call of the clock waits for the streams and queues, which may have much before them.
      await Promise.all([schedules, ...pumps, ...queues.values()].map((one) => one.close()));
    },
  };
}
