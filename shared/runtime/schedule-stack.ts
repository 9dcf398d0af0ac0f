import { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import type { Context, ScheduledEvent } from 'aws-lambda';
import { countsOf } from './count.ts';

/**
 * What is done every so many minutes. It does all that is due by now, however long it was away: of several calls that were missed, one comes.
 * Throwing lets the service call again; each call must be harmless beside another.
 * @returns what is to be counted of it, as metrics
 */
export type OnSchedule = () => Promise<Readonly<Record<string, number>>>;

/** What a scheduled function logs and counts. */
export function createScheduleStack(serviceName: string) {
  const logger = new Logger({ serviceName });

  /** Of one thing among many that are done at a time. */
  const reportFault = (error: unknown, about: Readonly<Record<string, string | number>>): void => {
    const { name, stack: trace = '' } = error instanceof Error ? error : new Error('something that is no error was thrown');
    logger.error('FAULT', { ...about, name, stack: trace });
  };

  const stack = (onSchedule: OnSchedule) =>
    middy<ScheduledEvent, void>()
      .before(({ context }) => logger.addContext(context))
      .handler(async (event: ScheduledEvent, _context: Context): Promise<void> => {
        const started = performance.now();
        const durationMs = () => Math.round(performance.now() - started);
        try {
          const counts = await onSchedule();
          logger.info('HANDLED', { scheduledFor: event.time, durationMs: durationMs(), ...countsOf(Date.now(), counts) });
        } catch (error) {
          reportFault(error, { scheduledFor: event.time, durationMs: durationMs() });
          throw error;
        }
      });
  return { stack, reportFault };
}
