import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueOn, settle } from '../../../../../shared/domain/calendar/case-clock.ts';
import { type CaseClock, type ClockOwner, type ClockStop, caseClock } from '../../../../../shared/domain/calendar/clock-record.ts';
import type { HolidayList } from '../../../../../shared/domain/calendar/holiday-list.ts';
import { addWorkingDays } from '../../../../../shared/domain/calendar/working-days.ts';
import { addDays, type CivilDate } from '../../../../../shared/domain/kernel/civil-date.ts';
import { anyListOf, day, LISTS, listedDay } from './years.ts';

const TODAY = day('2026-11-23');

interface Draft {
  readonly owner?: ClockOwner;
  readonly start: string;
  readonly days: number;
  readonly unit?: CaseClock['limit']['unit'];
  readonly stops?: readonly (readonly [from: string, to: string | null])[];
}

const stopOf = ([from, to]: readonly [string, string | null]): ClockStop => ({
  from: day(from),
  to: to === null ? null : day(to),
  ground: 'correction',
});

const clockOf = ({ owner = 'office', start, days, unit = 'working-days', stops = [] }: Draft): CaseClock =>
  caseClock.parse({ owner, start, limit: { days, unit }, stops: stops.map(stopOf) });

/** The first day on which the period can end: the due day, or the bound of one beyond the lists. */
function endOf(clock: CaseClock, lists: readonly HolidayList[] = LISTS): CivilDate {
  const reading = dueOn(clock, lists, TODAY);
  if (reading.state === 'stopped') throw new Error('is stopped');
  return reading.due.kind === 'day' ? reading.due.day : reading.due.notBefore;
}

/** The list of 2026 as it would read after a correction: days taken off, days made worked. */
const corrected = (off: string[], worked: string[] = []): readonly HolidayList[] =>
  LISTS.map((list) =>
    list.year === 2026
      ? {
          ...list,
          offDays: [...list.offDays.filter((each) => !worked.includes(each)), ...off.map(day)].sort(),
          makeUpDays: [...list.makeUpDays.filter((each) => !off.includes(each)), ...worked.map(day)].sort(),
        }
      : list,
  );

describe('a running clock', () => {
  const CASES: [what: string, clock: Draft, due: string][] = [
    ['5 working days to check a claim', { start: '2026-11-23', days: 5 }, '2026-11-30'],
    ['the same over the Spring Festival', { start: '2026-02-12', days: 5 }, '2026-02-26'],
    ['a correction of four working days', { start: '2026-11-16', days: 10, stops: [['2026-11-18', '2026-11-24']] }, '2026-12-04'],
    [
      'two corrections',
      {
        start: '2026-11-02',
        days: 5,
        stops: [
          ['2026-11-03', '2026-11-05'],
          ['2026-11-06', '2026-11-10'],
        ],
      },
      '2026-11-13',
    ],
    ['a stop within one day', { start: '2026-11-16', days: 5, stops: [['2026-11-17', '2026-11-17']] }, '2026-11-23'],
    ['a stop over days off alone', { start: '2026-11-16', days: 7, stops: [['2026-11-20', '2026-11-22']] }, '2026-11-25'],
    ['a stop from the first day on', { start: '2026-11-16', days: 2, stops: [['2026-11-16', '2026-11-18']] }, '2026-11-20'],
    [
      'stops that overlap count once',
      {
        start: '2026-11-02',
        days: 5,
        stops: [
          ['2026-11-03', '2026-11-06'],
          ['2026-11-04', '2026-11-06'],
        ],
      },
      '2026-11-12',
    ],
    ['a stop after the end', { start: '2026-11-02', days: 5, stops: [['2026-11-10', '2026-11-16']] }, '2026-11-09'],
    ['7 calendar days of public notice', { unit: 'calendar-days', start: '2026-11-23', days: 7 }, '2026-11-30'],
    ['calendar days that end on a Saturday', { unit: 'calendar-days', start: '2026-11-21', days: 7 }, '2026-11-30'],
    ['calendar days that end in National Day', { unit: 'calendar-days', start: '2026-09-24', days: 7 }, '2026-10-08'],
    ['calendar days that end on a worked Saturday', { unit: 'calendar-days', start: '2026-10-03', days: 7 }, '2026-10-10'],
    [
      'calendar days with a stop',
      { unit: 'calendar-days', start: '2026-11-02', days: 7, stops: [['2026-11-04', '2026-11-06']] },
      '2026-11-11',
    ],
  ];
  it.each(CASES)('%s', (_what, draft, due) => {
    expect(dueOn(clockOf(draft), LISTS, TODAY)).toMatchObject({ state: 'running', due: { kind: 'day', day: due } });
  });

  it('is overdue from the day after, and never while only a bound is known', () => {
    const clock = clockOf({ start: '2026-11-23', days: 5 });
    expect(dueOn(clock, LISTS, day('2026-11-30'))).toMatchObject({ overdue: false });
    expect(dueOn(clock, LISTS, day('2026-12-01'))).toMatchObject({ overdue: true });
    expect(dueOn(clockOf({ start: '2026-12-24', days: 6 }), LISTS, day('2027-06-01'))).toMatchObject({ overdue: false });
  });

  it('beyond the last list says what is left, over a stop as well', () => {
    const draft = { start: '2026-12-14', days: 15, stops: [['2026-12-16', '2026-12-18']] } as const;
    expect(dueOn(clockOf(draft), LISTS, TODAY)).toEqual({
      state: 'running',
      due: { kind: 'beyond', notBefore: '2027-01-04', workingDaysLeft: 4, countedTo: '2026-12-31' },
      overdue: false,
    });
    expect(dueOn(clockOf({ unit: 'calendar-days', start: '2026-12-28', days: 7 }), LISTS, TODAY)).toMatchObject({
      due: { kind: 'beyond', notBefore: '2027-01-04', workingDaysLeft: 1, countedTo: '2027-01-03' },
    });
  });
});

describe('a stopped clock', () => {
  const CASES: [what: string, clock: Draft, daysLeft: [atLeast: number, atMost: number]][] = [
    ['the day of the stop is used', { start: '2026-11-16', days: 10, stops: [['2026-11-18', null]] }, [8, 8]],
    ['stopped on the day it began', { start: '2026-11-16', days: 10, stops: [['2026-11-16', null]] }, [10, 10]],
    [
      'days of an earlier stop are not used',
      {
        start: '2026-11-02',
        days: 10,
        stops: [
          ['2026-11-03', '2026-11-06'],
          ['2026-11-10', null],
        ],
      },
      [7, 7],
    ],
    ['a limit beyond the lists, stopped within them', { start: '2026-12-14', days: 40, stops: [['2026-12-16', null]] }, [38, 38]],
    ['stopped where no list speaks', { start: '2026-12-30', days: 10, stops: [['2027-01-04', null]] }, [5, 9]],
    ['calendar days', { unit: 'calendar-days', start: '2026-11-20', days: 7, stops: [['2026-11-23', null]] }, [4, 4]],
    [
      'calendar days that are used up, but whose last day was off',
      { unit: 'calendar-days', start: '2026-11-20', days: 1, stops: [['2026-11-22', null]] },
      [0, 0],
    ],
  ];
  it.each(CASES)('%s', (_what, draft, [atLeast, atMost]) => {
    const reading = dueOn(clockOf(draft), LISTS, TODAY);
    expect(reading).toEqual({ state: 'stopped', since: draft.stops?.at(-1)?.[0], ground: 'correction', daysLeft: { atLeast, atMost } });
  });

  it('does not revive a period that had ended', () => {
    const clock = clockOf({ start: '2026-11-02', days: 5, stops: [['2026-11-10', null]] });
    expect(dueOn(clock, LISTS, TODAY)).toEqual({ state: 'running', due: { kind: 'day', day: '2026-11-09' }, overdue: true });
    const onTheLastDay = clockOf({ start: '2026-11-02', days: 5, stops: [['2026-11-09', null]] });
    expect(dueOn(onTheLastDay, LISTS, TODAY)).toMatchObject({ state: 'running', due: { day: '2026-11-09' } });
  });

  it('shows no day, so settling leaves it as it is', () => {
    const clock = clockOf({ start: '2026-11-16', days: 10, stops: [['2026-11-18', null]] });
    expect(settle(clock, LISTS, TODAY)).toBe(clock);
  });
});

describe('the record', () => {
  const whole = { owner: 'office', start: '2026-11-23', limit: { days: 5, unit: 'working-days' }, stops: [] };
  it.each([
    [
      'an open stop before another',
      {
        stops: [
          { from: '2026-11-24', to: null, ground: 'hold' },
          { from: '2026-11-25', to: null, ground: 'hold' },
        ],
      },
    ],
    ['a stop that ends before it begins', { stops: [{ from: '2026-11-25', to: '2026-11-24', ground: 'hold' }] }],
    ['a stop without a ground', { stops: [{ from: '2026-11-25', to: null, ground: '' }] }],
    ['a limit of no days', { limit: { days: 0, unit: 'working-days' } }],
    ['a day shown after more stops than there are', { shown: { day: '2026-11-30', exact: true, stops: 1 } }],
  ])('refuses %s', (_what, change) => {
    expect(caseClock.safeParse(whole).success).toBe(true);
    expect(caseClock.safeParse({ ...whole, ...change }).success).toBe(false);
  });
});

describe('a list that changes after a day was shown', () => {
  const draft = { start: '2026-11-23', days: 5 } as const;
  /** 11-25 turns out to be off, 11-29 (a Sunday) to be worked. */
  const LATER = corrected(['2026-11-25']);
  const EARLIER = corrected([], ['2026-11-28', '2026-11-29']);
  const endUnder = (owner: ClockOwner, lists: readonly HolidayList[]) => endOf(settle(clockOf({ ...draft, owner }), LISTS, TODAY), lists);

  it.each([
    ['applicant', LATER, '2026-12-01'],
    ['public', LATER, '2026-12-01'],
    ['office', LATER, '2026-11-30'],
    ['applicant', EARLIER, '2026-11-30'],
    ['public', EARLIER, '2026-11-30'],
    ['office', EARLIER, '2026-11-28'],
  ] as const)('%s', (owner, lists, due) => expect(endUnder(owner, lists)).toBe(due));

  it('an office gets no day of the next year for a last day of this one that turns out to be off', () => {
    const shown = settle(clockOf({ owner: 'office', start: '2026-12-24', days: 5 }), LISTS, TODAY);
    expect(shown.shown).toEqual({ day: '2026-12-31', exact: true, stops: 0 });
    expect(dueOn(shown, corrected(['2026-12-31']), TODAY)).toMatchObject({ due: { kind: 'day', day: '2026-12-30' } });
  });

  it('without a day shown, the list alone decides', () => {
    expect(endOf(clockOf({ ...draft, owner: 'office' }), LATER)).toBe('2026-12-01');
    expect(endOf(clockOf({ ...draft, owner: 'applicant' }), EARLIER)).toBe('2026-11-28');
  });

  it('ends on a working day that keeps the promise where the shown day is one no more', () => {
    const off = corrected(['2026-11-30'], ['2026-11-28', '2026-11-29']);
    expect(endUnder('applicant', off)).toBe('2026-12-01');
    const lost = corrected(['2026-11-30']);
    expect(endUnder('office', lost)).toBe('2026-11-27');
    expect(endOf(settle(clockOf({ owner: 'office', unit: 'calendar-days', start: '2026-11-23', days: 7 }), LISTS, TODAY), lost)).toBe(
      '2026-11-27',
    );
  });

  it('a stop recorded since moves the promised day like any other', () => {
    const shown = settle(clockOf({ ...draft, owner: 'office' }), LISTS, TODAY);
    const stopped = { ...shown, stops: [stopOf(['2026-11-26', '2026-12-01'])] };
    expect(endOf(stopped, LATER)).toBe('2026-12-03');
    // With the worked weekend the shown Monday is day 7: four of them were left, and four are still left.
    const window = settle(clockOf({ ...draft, owner: 'applicant' }), LISTS, TODAY);
    expect(endOf({ ...window, stops: [stopOf(['2026-11-26', '2026-12-01'])] }, EARLIER)).toBe('2026-12-07');
  });

  it('an office whose every day of the promise turns out to be off is due on the day it began', () => {
    const shown = settle(clockOf({ owner: 'office', unit: 'calendar-days', start: '2026-11-23', days: 1 }), LISTS, TODAY);
    expect(endOf(shown, corrected(['2026-11-24']))).toBe('2026-11-23');
  });

  it('a day shown as "not before" holds for an applicant and binds no office', () => {
    const beyond = { start: '2026-12-24', days: 6 } as const;
    const settled = (owner: ClockOwner) => settle(clockOf({ ...beyond, owner }), LISTS, TODAY);
    expect(settled('office').shown).toEqual({ day: '2027-01-01', exact: false, stops: 0 });
    const of2027: HolidayList = { ...(LISTS.at(-1) as HolidayList), year: 2027, offDays: [day('2027-01-01')], makeUpDays: [] };
    for (const owner of ['applicant', 'public', 'office'] as const) expect(endOf(settled(owner), [...LISTS, of2027])).toBe('2027-01-04');
    // The list of 2027 reaches back and makes the Sunday a working day: the period would end in 2026.
    const reaching = [...LISTS, { ...of2027, makeUpDays: [day('2026-12-27')] }];
    expect(endOf(settled('office'), reaching)).toBe('2026-12-31');
    expect(endOf(settled('applicant'), reaching)).toBe('2027-01-04');
  });
});

describe('whatever happens to a clock', () => {
  const units = fc.constantFrom('working-days' as const, 'calendar-days' as const);
  const owners = fc.constantFrom('applicant' as const, 'public' as const, 'office' as const);
  /** Closed stops, each after the one before. */
  const stops = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 15 })), { maxLength: 4 })
    .map((gaps) => (start: CivilDate) => {
      let at = start;
      return gaps.map(([gap, length]): ClockStop => {
        const from = addDays(at, gap);
        at = addDays(from, length);
        return { from, to: at, ground: 'hold' };
      });
    });
  const clocks = fc
    .tuple(owners, listedDay, fc.integer({ min: 1, max: 40 }), units, stops)
    .map(([owner, start, days, unit, made]): CaseClock => ({ owner, start, limit: { days, unit }, stops: made(start) }));

  it('it never ends before its days have passed, and a stop never makes it end earlier', () => {
    fc.assert(
      fc.property(clocks, fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 }), (clock, gap, length) => {
        const from = addDays(clock.stops.at(-1)?.to ?? clock.start, gap);
        const longer = { ...clock, stops: [...clock.stops, { from, to: addDays(from, length), ground: 'correction' }] };
        const end = endOf(clock);
        expect(end >= addDays(clock.start, clock.limit.days)).toBe(true);
        expect(endOf(longer) >= end).toBe(true);
      }),
    );
  });

  it('without stops it is the working days that are added', () => {
    fc.assert(
      fc.property(clocks, (clock) => {
        const due = addWorkingDays(clock.start, clock.limit.days, LISTS);
        const plain: CaseClock = { ...clock, stops: [], limit: { ...clock.limit, unit: 'working-days' } };
        expect(dueOn(plain, LISTS, TODAY)).toMatchObject({ state: 'running', due });
      }),
    );
  });

  it('stopping it and letting it go on loses and gains no day', () => {
    fc.assert(
      fc.property(clocks, fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }), (clock, gap, length) => {
        const from = addDays(clock.stops.at(-1)?.to ?? clock.start, gap);
        const open: CaseClock = {
          ...clock,
          limit: { ...clock.limit, unit: 'working-days' },
          stops: [...clock.stops, { from, to: null, ground: 'hold' }],
        };
        const reading = dueOn(open, LISTS, TODAY);
        if (reading.state === 'running' || reading.daysLeft.atLeast !== reading.daysLeft.atMost) return;
        const to = addDays(from, length);
        const resumed = { ...open, stops: [...clock.stops, { from, to, ground: 'hold' }] };
        const rest = addWorkingDays(to, reading.daysLeft.atLeast, LISTS);
        expect(dueOn(resumed, LISTS, TODAY)).toMatchObject({ due: rest });
      }),
    );
  });

  it('an applicant and the public lose no shown day, an office gains none but by stops, through two corrections', () => {
    const lists = fc.tuple(anyListOf(2024), anyListOf(2025), anyListOf(2026), anyListOf(2027));
    fc.assert(
      fc.property(clocks, lists, lists, (clock, first, second) => {
        const shown = settle(clock, LISTS, TODAY);
        const again = settle(shown, first, TODAY);
        for (const [held, next] of [
          [shown, first],
          [again, second],
        ] as const) {
          const end = endOf(held, next);
          if (clock.owner !== 'office') expect(end >= (held.shown?.day ?? '')).toBe(true);
          else if (held.shown?.exact) expect(end <= held.shown.day).toBe(true);
        }
      }),
    );
  });

  it('settling twice is settling once', () => {
    fc.assert(
      fc.property(clocks, anyListOf(2026), (clock, of2026) => {
        const once = settle(settle(clock, LISTS, TODAY), [...LISTS.slice(0, 2), of2026], TODAY);
        expect(settle(once, [...LISTS.slice(0, 2), of2026], TODAY)).toEqual(once);
      }),
    );
  });

  it('a stop after what was shown moves both kinds of owner, never back before it', () => {
    fc.assert(
      fc.property(clocks, anyListOf(2026), fc.integer({ min: 0, max: 20 }), (clock, of2026, length) => {
        const next = [...LISTS.slice(0, 2), of2026];
        const shown = settle(clock, LISTS, TODAY);
        const from = clock.stops.at(-1)?.to ?? clock.start;
        const stopped = { ...shown, stops: [...shown.stops, { from, to: addDays(from, length), ground: 'hold' }] };
        expect(endOf(stopped, next) >= endOf(shown, next)).toBe(true);
        expect(caseClock.parse(stopped)).toEqual(stopped);
      }),
    );
  });
});
