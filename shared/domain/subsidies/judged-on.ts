import { addDays, addMonths, type CivilDate } from '../kernel/civil-date.ts';
import { versionOn } from '../policy/in-force.ts';
import type { Programme, ProgrammeVersion } from '../policy/programme.ts';
import type { ClaimDraft, DraftOf } from './claim.ts';
import { linesOf, monthsOf, sessionsOf } from './claim-parts.ts';
import type { AnyClaimKind } from './kinds.ts';

const latest = (days: readonly CivilDate[]): CivilDate | undefined => days.toSorted().at(-1);
const lastDayOf = (month: string | undefined): CivilDate | undefined =>
  month === undefined ? undefined : addDays(addMonths(`${month}-01` as CivilDate, 1), -1);

type LastDay<Kind extends AnyClaimKind> = (claim: DraftOf<Kind>, struck: ReadonlySet<string>) => CivilDate | undefined;

/** The last day of what a claim of each kind is about, as far as it is told. What nobody applies for has no costs. */
const LAST_DAYS: { readonly [Kind in AnyClaimKind]: LastDay<Kind> | null } = {
  broadband: (claim) => lastDayOf(monthsOf(claim).at(-1)),
  rent: (claim) => lastDayOf(monthsOf(claim).at(-1)),
  training: ({ endsOn }) => endsOn,
  events: ({ heldOn }) => heldOn,
  mentoring: (claim, struck) => latest(sessionsOf(claim, struck).map(({ row }) => row.on)),
  utilities: (claim, struck) => latest(linesOf(claim, struck).map(({ row }) => row.paidOn)),
  automatic: null,
};

/**
 * The day whose rules and facts count for a claim: that on which it was handed in first, or, where the programme goes by the costs, their last
 * day; as long as the claim does not tell that one, the day it would be handed in.
 */
export function judgedOn({ judgedAt }: Programme, claim: ClaimDraft, struck: ReadonlySet<string>, handedIn: CivilDate): CivilDate {
  if (judgedAt !== 'cost') return handedIn;
  const of = LAST_DAYS[claim.kind] as LastDay<AnyClaimKind> | null;
  const lastDay = of?.(claim, struck) ?? handedIn;
  return lastDay < handedIn ? lastDay : handedIn;
}

/**
 * The version a claim is begun under, before it tells its costs: that of the day, or, where the programme goes by the costs, the last one that
 * was in force: its call goes on when it has ended.
 */
export const versionToBegin = (programme: Programme, today: CivilDate): ProgrammeVersion | undefined =>
  versionOn(programme, today) ??
  (programme.judgedAt === 'cost' ? programme.versions.findLast(({ effective: { to } }) => to !== null && to <= today) : undefined);
