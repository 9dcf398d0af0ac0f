import { settle } from '../../calendar/case-clock.ts';
import type { CaseClock } from '../../calendar/clock-record.ts';
import type { HolidayLists } from '../../calendar/working-days.ts';
import { addDays, type CivilDate, toEpochDay } from '../../kernel/civil-date.ts';
import { openConditions } from '../conditions.ts';
import { profileOf } from '../profiles.ts';
import type { CaseRecord } from '../records.ts';
import { APPEALABLE, type CaseState, isEnd, stageOfState } from '../states.ts';
import { limitIn } from '../terms/terms.ts';

export interface ClockContext {
  readonly today: CivilDate;
  readonly holidays: HolidayLists;
}

/** Whose time runs in a state: that of an applicant or of the public never gets shorter than shown, that of an office never longer. */
const ownerOf = (state: CaseState): CaseClock['owner'] =>
  state === 'public_notice'
    ? 'public'
    : stageOfState(state) === 'applicant' || state === 'conditional' || isEnd(state)
      ? 'applicant'
      : 'office';

type About = Pick<CaseRecord, 'instrument' | 'conditions' | 'terms' | 'money'>;

function limitOf(about: About, state: CaseState, today: CivilDate): CaseClock['limit'] | undefined {
  const { instrument, conditions, money } = about;
  if (APPEALABLE.includes(state))
    return money.postedFen > 0 ? undefined : { days: profileOf(instrument).appealDays, unit: 'calendar-days' };
  const limit = limitIn(about, state);
  const last =
    state === 'conditional'
      ? openConditions({ conditions })
          .map(({ dueOn }) => dueOn)
          .sort()
          .at(-1)
      : undefined;
  if (last !== undefined && last > today) return { days: toEpochDay(last) - toEpochDay(today), unit: 'calendar-days' };
  return limit && { days: limit.days, unit: limit.unit };
}

/**
 * The clock a state starts with today; null: it has no limit. An end that can be appealed against runs the days of the appeal; conditions
 * bring their own due dates, of which the latest counts. A draft is due on the last day of its call, if that comes first.
 */
export function startClock(about: About, state: CaseState, { today, holidays }: ClockContext): CaseClock | null {
  const limit = limitOf(about, state, today);
  const closes = state === 'draft' ? about.terms?.closesOn : undefined;
  const notAfter = closes != null && closes >= today ? { notAfter: closes } : {};
  return limit ? settle({ owner: ownerOf(state), start: today, limit, stops: [], ...notAfter }, holidays, today) : null;
}

/** A draft that is saved has its whole time again, and the last day of the call it is for now; null: the claim does not tell that one. */
export function restarted(record: CaseRecord, closesOn: CivilDate | null, context: ClockContext): Pick<CaseRecord, 'terms' | 'clock'> {
  const terms = { ...(record.terms ?? { limits: {} }), closesOn };
  return { terms, clock: startClock({ ...record, terms }, 'draft', context) };
}

/**
 * The clock of an office that is asked beside what the state says: an appeal that is filed today, in place of the applicant's time to file it; what is
 * reported of conditions, which it has as long to check as a review takes (a default of ours, invented). Silence ends nothing.
 */
export function startOfficeClock(about: About, of: 'appeal' | 'under_review', { today, holidays }: ClockContext): CaseClock | null {
  const limit = limitIn(about, of);
  if (!limit) return null;
  const { days, unit } = limit;
  return settle({ owner: 'office', start: today, limit: { days, unit }, stops: [] }, holidays, today);
}

/** Is an appeal open? Of an ended case an office's time runs then and at no other time. */
export const isAppealed = ({ state, clock }: Pick<CaseRecord, 'state' | 'clock'>): boolean => isEnd(state) && clock?.owner === 'office';

/** What is still missing of conditions is due as they are themselves, or as the limit of the state has it, counted from today: whichever is later. */
export function answerClock(about: About, context: ClockContext): CaseClock | null {
  const own = startClock(about, 'conditional', context);
  const usual = startClock({ ...about, conditions: [] }, 'conditional', context);
  const lastOf = (clock: CaseClock | null): string => clock?.shown?.day ?? '';
  return lastOf(own) > lastOf(usual) ? own : usual;
}

/** The clock stands still after today; it shows no day until it goes on. */
export const stopClock = (clock: CaseClock | null, today: CivilDate, ground: string): CaseClock | null =>
  clock && { ...clock, stops: [...clock.stops, { from: today, to: null, ground }] };

/** The clock goes on, with what was left of its time. `to`: the last day on which it stood still. */
export function resumeClock(clock: CaseClock | null, { today, holidays }: ClockContext, to = today): CaseClock | null {
  if (!clock) return null;
  // A state that began after that day stood still from its beginning on.
  const closed = clock.stops.map((stop) => (stop.to === null ? { ...stop, to: to < stop.from ? stop.from : to } : stop));
  return settle({ ...clock, stops: closed }, holidays, today);
}

/** The window of a notice, half-open: the last day of its clock is still in time. */
export const windowOf = (record: CaseRecord, clock: CaseClock | null, today: CivilDate): CaseRecord['notice'] =>
  clock?.shown ? { from: record.notice?.from ?? today, until: addDays(clock.shown.day, 1) } : record.notice;

/** The case with its clock counted anew, when a list of holidays was loaded; undefined: it says the same as before. */
export function recounted(record: CaseRecord, { today, holidays }: ClockContext): CaseRecord | undefined {
  const clock = record.clock && settle(record.clock, holidays, today);
  if (JSON.stringify(clock) === JSON.stringify(record.clock)) return undefined;
  const notice = record.state === 'public_notice' ? windowOf(record, clock, today) : record.notice;
  return { ...record, clock, notice, version: record.version + 1 };
}
