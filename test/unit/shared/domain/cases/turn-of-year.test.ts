import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HolidayLists } from '../../../../../shared/domain/calendar/working-days.ts';
import { startClock } from '../../../../../shared/domain/cases/clock/clock.ts';
import { shownDue } from '../../../../../shared/domain/cases/clock/due.ts';
import { nextTimer } from '../../../../../shared/domain/cases/clock/timers.ts';
import { type TimerWork, tryTimer } from '../../../../../shared/domain/cases/clock/try-timer.ts';
import { SYSTEM } from '../../../../../shared/domain/cases/records/actor.ts';
import type { CaseFile } from '../../../../../shared/domain/cases/records.ts';
import { addDays, type CivilDate, toEpochDay } from '../../../../../shared/domain/kernel/civil-date.ts';
import { aCaseIn, aDraft, contextOf, HOLIDAYS } from '../../../../support/case-files.ts';

const day = (text: string) => text as CivilDate;
const UNTIL_2026 = HOLIDAYS.filter(({ year }) => year <= 2026);
const [LAST] = UNTIL_2026.filter(({ year }) => year === 2026);
const BEGIN = day('2026-10-15');
const DAYS = 200;

/** A list of 2027 with some days off in its first weeks. */
const listWith = (off: readonly number[]): HolidayLists => {
  if (!LAST) throw new Error('no list');
  return [...UNTIL_2026, { ...LAST, year: 2027, offDays: off.map((n) => addDays(day('2027-01-01'), n)), makeUpDays: [] }];
};

interface Happened {
  readonly today: CivilDate;
  readonly work: TimerWork;
  readonly before: CaseFile;
}

/** What the worker does with a case from a day on, run each day but some, when the list comes on a day or never. */
function lived(file: CaseFile, from: CivilDate, comes: CivilDate | null, lists: HolidayLists, away: ReadonlySet<number>): Happened[] {
  const happened: Happened[] = [];
  let now = file;
  for (let n = 0; n < DAYS; n++) {
    const today = addDays(from, n);
    const holidays = comes !== null && today >= comes ? lists : UNTIL_2026;
    for (let round = 0; round < 8 && !away.has(n); round++) {
      const tried = tryTimer(now, contextOf(now, { by: SYSTEM, today, context: { holidays } }));
      if (!tried.ok) throw new Error(`${tried.refusal.code} on ${today}`);
      if (tried.value.kind !== 'work') break;
      happened.push({ today, work: tried.value.work, before: now });
      now = tried.value.work.file;
    }
  }
  return happened;
}

const begun = fc.record({
  state: fc.constantFrom('draft' as const, 'returned' as const),
  from: fc.integer({ min: 0, max: 100 }).map((n) => addDays(BEGIN, n)),
});
const seeded = ({ state, from }: { readonly state: 'draft' | 'returned'; readonly from: CivilDate }): CaseFile => {
  const file = state === 'draft' ? aDraft() : aCaseIn(state);
  const clock = startClock(file.record, state, { today: from, holidays: UNTIL_2026 });
  return { ...file, record: { ...file.record, clock, since: `${from}T02:00:00.000Z` } };
};
const offDays = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 12 });
const awayOn = fc.uniqueArray(fc.integer({ min: 0, max: DAYS - 1 }), { maxLength: 60 }).map((days) => new Set(days));

test('whenever the list comes and the worker is away: no day of an applicant gets earlier, and nothing lapses unreminded of it', () => {
  let lapsed = 0;
  let recounted = 0;
  fc.assert(
    fc.property(begun, fc.integer({ min: 0, max: DAYS - 20 }), offDays, awayOn, (start, wait, off, away) => {
      const file = seeded(start);
      const lists = listWith(off);
      let shown = shownDue(file.record.clock).dueOn ?? start.from;
      for (const { today, work, before } of lived(file, start.from, addDays(start.from, wait), lists, away)) {
        const { dueOn } = shownDue(work.file.record.clock);
        if (work.event === 'recounted') recounted += 1;
        if (work.event !== 'lapse') {
          expect(dueOn && dueOn >= shown).toBe(true);
          shown = dueOn ?? shown;
          continue;
        }
        lapsed += 1;
        expect(shownDue(before.record.clock)).toEqual({ dueOn: shown, provisional: false });
        expect(today > shown).toBe(true);
        expect(before.record.reminded).toMatchObject({ dueOn: shown, exact: true });
        expect(toEpochDay(today) - toEpochDay(before.record.reminded?.on ?? today)).toBeGreaterThanOrEqual(2);
      }
    }),
    { numRuns: 150 },
  );
  expect(lapsed).toBeGreaterThan(20);
  expect(recounted).toBeGreaterThan(20);
});

test('without the list: reminded once of the earliest day, never lapsed, and nothing to look at until the list is there', () => {
  const file = seeded({ state: 'returned', from: day('2026-12-22') });
  expect(shownDue(file.record.clock)).toEqual({ dueOn: '2027-01-03', provisional: true });
  const happened = lived(file, day('2026-12-22'), null, UNTIL_2026, new Set());
  expect(happened.map(({ today, work }) => [today, work.event])).toEqual([['2026-12-31', 'reminded']]);
  const last = happened.at(-1)?.work.file;
  expect(last && nextTimer(last.record)).toEqual({ on: '2027-01-03', event: 'recount', awaits: 2027 });
});

test('with the list before its day: counted again at once, then reminded and lapsed by the certain day', () => {
  const file = seeded({ state: 'returned', from: day('2026-12-22') });
  const happened = lived(file, day('2026-12-22'), day('2026-12-24'), listWith([0]), new Set());
  expect(happened.map(({ today, work }) => [today, work.event])).toEqual([
    ['2026-12-24', 'recounted'],
    ['2027-01-03', 'reminded'],
    ['2027-01-07', 'lapse'],
  ]);
});

test('the time to appeal of a case that has ended becomes certain as well', () => {
  const ended = aCaseIn('rejected');
  const from = day('2026-12-01');
  const clock = startClock(ended.record, 'rejected', { today: from, holidays: UNTIL_2026 });
  const file = { ...ended, record: { ...ended.record, clock } };
  expect(nextTimer(file.record)).toMatchObject({ event: 'recount', awaits: 2027 });
  const happened = lived(file, from, day('2026-12-10'), listWith([0]), new Set());
  expect(happened.map(({ today, work }) => [today, work.event])).toEqual([['2026-12-10', 'recounted']]);
  expect(nextTimer(happened[0]?.work.file.record ?? file.record)).toBeNull();
});
