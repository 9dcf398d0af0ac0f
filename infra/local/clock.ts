import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { StartError } from './port.ts';

/** The first instant after the calendar of the product, whose days in Asia/Shanghai end with 2199-12-31. */
export const CALENDAR_END: Date = new Date('2200-01-01T00:00:00+08:00');
/** Here the clock stands still: a request that is being answered must not be overtaken by the end of the calendar. */
const STANDSTILL_MS = CALENDAR_END.getTime() - 60_000;
/** No move can have asked for more: the product is younger. */
const LARGEST_OFFSET_MS = STANDSTILL_MS - Date.UTC(2026, 0, 1);

const state = z.object({ offsetMs: z.int().nonnegative().max(LARGEST_OFFSET_MS) });

/** The clock of the house: the machine's, plus what it was moved forward. It never goes back, and remembers across restarts. */
export interface HouseClock {
  readonly offsetMs: number;
  now(): Date;
  /** Moves to an instant before `CALENDAR_END`. False, and nothing moved, when that lies in the past. */
  moveTo(instant: Date): boolean;
}

/**
 * @param file keeps the offset; without one it is forgotten with the process
 * @throws StartError when the file holds no offset that a move could have left there
 */
export function createHouseClock(file?: string): HouseClock {
  let movedMs = file && existsSync(file) ? readOffset(file) : 0;
  const offset = () => Math.min(movedMs, STANDSTILL_MS - Date.now());
  const now = () => new Date(Date.now() + offset());
  return {
    get offsetMs() {
      return offset();
    },
    now,
    moveTo(instant) {
      const ahead = Math.min(instant.getTime(), STANDSTILL_MS) - now().getTime();
      if (ahead < 0) return false;
      movedMs = offset() + ahead;
      if (file) {
        writeFileSync(`${file}.new`, JSON.stringify({ offsetMs: movedMs }));
        renameSync(`${file}.new`, file);
      }
      return true;
    },
  };
}

function readOffset(file: string): number {
  try {
    return state.parse(JSON.parse(readFileSync(file, 'utf8'))).offsetMs;
  } catch {
    // To go on without it would set the time back under data that was written later.
    throw new StartError(
      `时钟文件 ${file} 已损坏：删除它，时间就回到本机时间\n` +
        `The clock in ${file} is damaged: delete it, and the time is that of this machine again`,
    );
  }
}
