import type { BudgetIdentity } from '../ledger/records.ts';
import type { CaseRecord } from './records.ts';
import type { CaseState } from './states.ts';
import { ruleWhenExhausted } from './terms.ts';

/** Handed in, and neither decided nor ended. */
const UNDECIDED: ReadonlySet<CaseState> = new Set<CaseState>([
  'submitted',
  'completeness_check',
  'returned',
  'under_review',
  'due_diligence',
  'decision_pending',
]);

/** How many cases of a programme's calls are undecided, by `<last day>.<division>[.<community>]`. */
export type UndecidedCounts = Readonly<Record<string, number>>;

const ALWAYS = 'always';
const dayOf = ({ terms }: Pick<CaseRecord, 'terms'>): string => terms?.closesOn ?? ALWAYS;

/** Where a case counts as undecided among those that share pro rata; undefined: nowhere. */
export function undecidedIn(record: CaseRecord): string | undefined {
  if (!UNDECIDED.has(record.state) || ruleWhenExhausted(record) !== 'pro-rata') return undefined;
  const { communityId } = record.applicant;
  return [dayOf(record), record.divisionCode, ...(communityId === null ? [] : [communityId])].join('.');
}

/**
 * How many of the call of a case are undecided that may draw on a part of a budget.
 * @param covers whether a place is the bureau's, by its division code
 */
export function undecidedOfCall(
  counts: UndecidedCounts,
  one: CaseRecord,
  { communityId }: Pick<BudgetIdentity, 'communityId'>,
  covers: (divisionCode: string) => boolean,
): number {
  const counted = Object.entries(counts).map(([where, n]) => {
    const [day, division = '', ...community] = where.split('.');
    const draws = communityId === null || community.join('.') === communityId;
    return day === dayOf(one) && covers(division) && draws ? n : 0;
  });
  return counted.reduce((sum, n) => sum + n, 0);
}
