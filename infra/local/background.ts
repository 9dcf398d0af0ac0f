import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { WINDOW_MINUTES } from '../../shared/domain/audit/windows.ts';
import type { TableName } from '../../shared/store/table-names.ts';
import type { LocalFunction } from './lambda-environment.ts';
import { createSchedules, type Job } from './schedules/schedules.ts';
import { createStreamClient } from './streams/stream-client.ts';
import { createStreamPump, type StreamPump } from './streams/stream-pump.ts';

/** Function → the table whose changes it is handed. */
const STREAMS: Readonly<Record<string, TableName>> = { 'journal-keeper': 'journal' };
/** Function → the minutes between two calls. In this order, where several are due. */
const SCHEDULES: Readonly<Record<string, number>> = { 'audit-sealer': WINDOW_MINUTES };

/** The functions that are called by streams and schedules. */
export const BACKGROUND: readonly string[] = [...Object.keys(STREAMS), ...Object.keys(SCHEDULES)];

export interface BackgroundSettings {
  readonly functions: Readonly<Record<string, LocalFunction>>;
  /** Of the database. */
  readonly endpoint: string;
  readonly region: string;
  readonly tables: Readonly<Record<TableName, string>>;
  readonly dataDir: string | undefined;
  readonly log: Writable;
  readonly now: () => Date;
}

export interface Background {
  /** Does what is due as of an instant, after every change written so far was handed over; and hands over what that wrote. */
  runDue(to: Date): Promise<void>;
  close(): Promise<void>;
}

/** Begins to hand changes and times to the functions that wait for them; those that are not there are left out. */
export function startBackground({ functions, endpoint, region, tables, dataDir, log, now }: BackgroundSettings): Background {
  const stream = createStreamClient(endpoint);
  const folder = dataDir && join(dataDir, 'streams');
  const pumps: StreamPump[] = Object.entries(STREAMS).flatMap(([name, table]) => {
    const worker = functions[name];
    return worker ? [createStreamPump({ name, table: tables[table], stream, worker, region, log, folder })] : [];
  });
  const settled = async (): Promise<void> => {
    for (const pump of pumps) await pump.settled();
  };
  const jobs: Job[] = Object.entries(SCHEDULES).flatMap(([name, everyMinutes]) => {
    const worker = functions[name];
    return worker ? [{ name, everyMinutes, worker, before: settled }] : [];
  });
  const schedules = createSchedules({ jobs, now, region, log });
  for (const pump of pumps) pump.start();
  schedules.start();

  return {
    async runDue(to) {
      await settled();
      await schedules.runDue(to);
      await settled();
    },
    async close() {
      await schedules.close();
      for (const pump of pumps) await pump.close();
    },
  };
}
