import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { CALENDAR_END, createHouseClock } from '../../../infra/local/clock.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';

const directory = mkdtempSync(join(tmpdir(), 'rongqiao-clock-'));
afterAll(() => rmSync(directory, { recursive: true }));

it('stands still before the calendar ends, and after a restart too', () => {
  const file = join(directory, 'clock.json');
  const clock = createHouseClock(file);
  expect(clock.moveTo(new Date(CALENDAR_END.getTime() - 1))).toBe(true);
  for (const each of [clock, createHouseClock(file)]) {
    expect(dayInShanghai(each.now())).toBe('2199-12-31');
    expect(dayInShanghai(new Date(Date.now() + each.offsetMs + 30_000))).toBe('2199-12-31');
    expect(each.moveTo(new Date('2027-01-01T00:00:00Z'))).toBe(false);
  }
});
