import { yuanText } from '../kernel/money.ts';
import type { FactWireValue } from '../policy/read-fact.ts';
import type { ClaimDraft, DraftOf } from './claim.ts';
import { linesOf, type Placed, sessionsOf, totalFen, traineesOf, utilityLinesOf } from './claim-parts.ts';
import type { Session } from './claim-rows.ts';
import { type EventFiling, filedBeforeHeld } from './event-filing.ts';
import type { AnyClaimKind } from './kinds.ts';

/** What the facts of a claim are drawn from beside the claim itself. */
export type FactsContext = {
  readonly struck: ReadonlySet<string>;
  /** The filing the claim names; null: there is none of this applicant; undefined: not looked up. */
  readonly filing?: EventFiling | null | undefined;
  /**
   * Keys of persons who were already paid for the same course. Undefined: not looked up; then each counts as the first time, because the
   * write that takes the claim also takes the course of each person once and fails where it was taken (`limits-of-claim.ts`).
   */
  readonly trainedBefore?: ReadonlySet<string> | undefined;
};

type Wire = Record<string, FactWireValue | undefined>;

const yuan = (fen: number): number => Number(yuanText(BigInt(fen)));

/** A sitting counts that both sides signed. */
export const sessionCounts = ({ row }: Placed<Session>): boolean => row.signedByMentor && row.signedByFirm;

const NONE: ReadonlySet<string> = new Set();

/** A sum is known as soon as one bill is complete, struck or not; before that it is a question. */
const paid = (claim: ClaimDraft, struck: ReadonlySet<string>): number | undefined =>
  linesOf(claim, NONE).length === 0 ? undefined : yuan(totalFen(linesOf(claim, struck)));

function training(claim: DraftOf<'training'>, { struck, trainedBefore }: FactsContext): Wire {
  const trainees = traineesOf(claim, struck);
  const again = trainees.some(({ row }) => trainedBefore?.has(row.personKey));
  const any = traineesOf(claim, NONE).length > 0;
  return {
    'training.course': claim.course,
    'training.trainees': any ? trainees.length : undefined,
    'training.certificate_obtained': trainees.length > 0 ? true : undefined,
    'person.times_same_course': any ? (again ? 2 : 1) : undefined,
  };
}

function mentoring(claim: DraftOf<'mentoring'>, { struck }: FactsContext): Wire {
  if (sessionsOf(claim, NONE).length === 0) return {};
  const sessions = sessionsOf(claim, struck).filter(sessionCounts).length;
  // One claim is about one mentor, one firm and one year, so both counts are the same.
  return { 'mentor.sessions': sessions, 'mentor.sessions_per_firm_per_year': sessions };
}

const events = (claim: DraftOf<'events'>, { struck, filing }: FactsContext): Wire => ({
  'expense.kind': 'event',
  'event.category': claim.category,
  'event.filed_before_held':
    filing === null ? false : filing === undefined || claim.heldOn === undefined ? undefined : filedBeforeHeld(filing, claim.heldOn),
  'event.total_spend_cny': paid(claim, struck),
});

const rent = (claim: DraftOf<'rent'>, { struck }: FactsContext): Wire => ({
  'expense.kind': 'rent',
  'premises.kind': claim.premises,
  'premises.area_m2': claim.areaM2,
  'premises.annual_rent_paid_cny': claim.premises === 'own' ? undefined : paid(claim, struck),
});

function utilities(claim: DraftOf<'utilities'>, { struck }: FactsContext): Wire {
  const lines = utilityLinesOf(claim, struck);
  const sum = (rent: boolean) =>
    utilityLinesOf(claim, NONE).length === 0 ? undefined : yuan(totalFen(lines.filter(({ row }) => (row.expense === 'rent') === rent)));
  return {
    'premises.area_m2': claim.areaM2,
    'premises.occupied_year': claim.occupiedYear,
    'premises.annual_rent_paid_cny': sum(true),
    'expense.eligible_paid_cny': sum(false),
  };
}

const OF_KIND: { readonly [Kind in AnyClaimKind]: (claim: DraftOf<Kind>, context: FactsContext) => Wire } = {
  broadband: (claim, { struck }) => ({ 'expense.kind': 'broadband', 'expense.eligible_paid_cny': paid(claim, struck) }),
  training,
  mentoring,
  events,
  rent,
  utilities,
  // It shows nothing itself: all it rests on is said by others.
  automatic: () => ({}),
};

/**
 * The facts about this one request that the claim itself shows, in wire units (yuan), counted from the rows that are complete and not
 * struck. What a claim cannot show (that a provider is designated, a mentor on the register) is not among them: it stays a question until
 * a reviewer records it with its evidence.
 */
export function requestFactsOf(claim: ClaimDraft, context: FactsContext): Record<string, FactWireValue> {
  const of = OF_KIND[claim.kind] as (claim: ClaimDraft, context: FactsContext) => Wire;
  return Object.fromEntries(Object.entries(of(claim, context)).filter((entry): entry is [string, FactWireValue] => entry[1] !== undefined));
}
