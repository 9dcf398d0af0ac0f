import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod';

const state = z.object({ offsetMs: z.int().nonnegative() });

/** The clock of the house: the machine's, plus what it was moved forward. It never goes back, and remembers across restarts. */
export interface HouseClock {
  readonly offsetMs: number;
  now(): Date;
  /** Moves to an instant. False, and nothing moved, when that lies in the past. */
  moveTo(instant: Date): boolean;
}

/** @param file keeps the offset; without one it is forgotten with the process */
export function createHouseClock(file?: string): HouseClock {
  let offsetMs = file && existsSync(file) ? state.parse(JSON.parse(readFileSync(file, 'utf8'))).offsetMs : 0;
  const now = () => new Date(Date.now() + offsetMs);
  return {
    get offsetMs() {
      return offsetMs;
    },
    now,
    moveTo(instant) {
      const ahead = instant.getTime() - now().getTime();
      if (ahead < 0) return false;
      offsetMs += ahead;
      if (file) {
        writeFileSync(`${file}.new`, JSON.stringify({ offsetMs }));
        renameSync(`${file}.new`, file);
      }
      return true;
    },
  };
}
