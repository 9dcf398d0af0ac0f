import { OPEN_TO_OFFICE } from '../machine.ts';
import type { CaseRecord } from '../records.ts';
import type { CaseState } from '../states.ts';
import { ruleWhenExhausted } from '../terms/terms.ts';
import type { Part } from './line.ts';

/** Handed in, and neither decided nor ended. */
const UNDECIDED: readonly CaseState[] = [...OPEN_TO_OFFICE, 'returned'];

/** How many cases of a programme's calls are undecided, by `<last day>.<division>.<community>`; `always` and nothing where there is none. */
export type UndecidedCounts = Readonly<Record<string, number>>;

const dayOf = ({ terms }: Pick<CaseRecord, 'terms'>): string => terms?.closesOn ?? 'always';

/** Where a case counts as undecided among those that share pro rata; undefined: nowhere. */
export const undecidedIn = (record: CaseRecord): string | undefined =>
  UNDECIDED.includes(record.state) && ruleWhenExhausted(record) === 'pro-rata'
    ? [dayOf(record), record.divisionCode, record.applicant.communityId].join('.')
    : undefined;

/** The case with its own mark of where it counts; what a step takes off a count is what the mark says, and nothing where there is none. */
export function marked(record: CaseRecord): CaseRecord {
  const { countedIn: _, ...rest } = record;
  const where = undecidedIn(record);
  return where === undefined ? rest : { ...rest, countedIn: where };
}

/**
 * How many of the call of a case are undecided that may draw on a part of a budget.
 * @param covers whether a place is the bureau's, by its division code
 */
export function undecidedOfCall(
  counts: UndecidedCounts,
  one: CaseRecord,
  { communityId, ownParts }: Pick<Part, 'communityId' | 'ownParts'>,
  covers: (divisionCode: string) => boolean,
): number {
  let sum = 0;
  for (const [where, n] of Object.entries(counts)) {
    const [day, division = '', community = ''] = where.split('.');
    const isOfPart = communityId === null ? !ownParts.has(community) : community === communityId;
    if (day === dayOf(one) && covers(division) && isOfPart) sum += n;
  }
  return sum;
}
