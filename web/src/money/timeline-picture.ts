import type { TimelineEntry } from '../account/wire.ts';
import { shiftDay } from '../words/format.ts';

export const WIDTH = 1000;
export const ROW = 34;
export const HEAD = 30;
export const LABEL = 300;

/** One programme as a bar: the stretches during which it reads one thing, and the days on which that turns. */
export type Stretch = { readonly from: number; readonly to: number; readonly verdict: Verdict };
export type Verdict = 'eligible' | 'ineligible' | 'unknown' | 'not-in-force';
export type Lane = {
  readonly programmeId: string;
  readonly name: TimelineEntry['name'];
  readonly stretches: readonly Stretch[];
  readonly turns: readonly number[];
};

const dayNumber = (day: string): number => Date.parse(day) / 86_400_000;

/** Where a day lies on the picture, between its first and its last day. */
export function placeOf(day: string, from: string, until: string): number {
  const share = (dayNumber(day) - dayNumber(from)) / Math.max(1, dayNumber(until) - dayNumber(from));
  return LABEL + Math.min(1, Math.max(0, share)) * (WIDTH - LABEL);
}

/** The programmes on which something turns, in the order of the first turn. */
export function lanesOf(entries: readonly TimelineEntry[], from: string, until: string): Lane[] {
  const byProgramme = Map.groupBy(
    entries.filter((entry) => entry.programmeId !== null && entry.before !== null && entry.after !== null),
    (entry) => entry.programmeId as string,
  );
  return [...byProgramme].map(([programmeId, turns]) => {
    const stretches: Stretch[] = [];
    let start = placeOf(from, from, until);
    for (const { on, before } of turns) {
      const end = placeOf(on, from, until);
      stretches.push({ from: start, to: end, verdict: before as Verdict });
      start = end;
    }
    const last = turns.at(-1)?.after;
    stretches.push({ from: start, to: WIDTH, verdict: last as Verdict });
    return { programmeId, name: turns[0]?.name ?? null, stretches, turns: turns.map(({ on }) => placeOf(on, from, until)) };
  });
}

/** The first of January, April, July and October that lie inside: the marks along the top. */
export function quartersIn(from: string, until: string): string[] {
  const quarters: string[] = [];
  for (let day = `${from.slice(0, 7)}-01`; day < until; day = `${shiftDay(day, 32).slice(0, 7)}-01`) {
    if (day >= from && ['01', '04', '07', '10'].includes(day.slice(5, 7))) quarters.push(day);
  }
  return quarters;
}
