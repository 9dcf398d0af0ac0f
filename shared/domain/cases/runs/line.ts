import * as z from 'zod/mini';
import { inTurn, type WaitingCase } from '../../ledger/allocate-budget.ts';
import type { BudgetIdentity } from '../../ledger/records.ts';
import { EXHAUSTED_RULES, type ExhaustedRule } from '../../policy/handling-terms.ts';
import type { CaseRecord } from '../records.ts';
import { ruleWhenExhausted } from '../terms/terms.ts';

/** Where a case stands among those who want the same money: what it asks, whether it comes first, and since when (fen, RFC 3339). */
export const standingOf = ({ id, appraisal, submittedAt }: CaseRecord): WaitingCase => ({
  caseId: id,
  amountFen: appraisal?.computedFen ?? 0,
  priority: appraisal?.priority ? 1 : 0,
  submittedAt: submittedAt ?? '',
});

/** How a case stands in the line for money, as lists have it beside what it asks for. */
export const inLine = z.object({
  rule: z.enum(EXHAUSTED_RULES),
  priority: z.int(),
  submittedAt: z.string(),
  communityId: z.nullable(z.string()),
});
type InLine = z.infer<typeof inLine>;

/** Whoever's decision is pending and who would be granted something stands in a line; null: nobody else does. */
export function inLineOf(record: CaseRecord): InLine | null {
  const { amountFen, priority, submittedAt } = standingOf(record);
  if (record.state !== 'decision_pending' || record.appraisal?.verdict !== 'eligible' || amountFen === 0) return null;
  return { rule: ruleWhenExhausted(record), priority, submittedAt, communityId: record.applicant.communityId };
}

/** What is asked of a case to tell which part of a budget it is paid from. */
type Drawing = { readonly programmeId: string; readonly applicant: { readonly communityId: string | null } };

/** The community out of whose part of a budget a case is paid; null: out of the general part, as its community has no part of its own that is open. */
export const drawsOn = ({ applicant: { communityId } }: Pick<Drawing, 'applicant'>, ownParts: ReadonlySet<string>): string | null =>
  communityId !== null && ownParts.has(communityId) ? communityId : null;

/** A part of a budget that cases stand in line for. `ownParts`: the communities that have an open part of their own, in the same year. */
export type Part = BudgetIdentity & { readonly ownParts: ReadonlySet<string> };

/** The part of a community is for its own cases alone, and they draw on no other; the general part is for all others of the programme. */
export const mayDrawOn = (record: Drawing, part: Pick<Part, 'programmeId' | 'communityId' | 'ownParts'>): boolean =>
  record.programmeId === part.programmeId &&
  (part.communityId === null ? drawsOn(record, part.ownParts) === null : record.applicant.communityId === part.communityId);

/** Shares are those of one call: of the cases that could be handed in until the same day. */
export const sameCall = (one: CaseRecord, other: CaseRecord): boolean => (one.terms?.closesOn ?? null) === (other.terms?.closesOn ?? null);

/** How many of the call of a case are at the decision desk, of those who may draw on a part. */
export const atTheDesk = (records: readonly CaseRecord[], one: CaseRecord, part: Part): number =>
  records.filter((other) => {
    const pending = other.state === 'decision_pending' && ruleWhenExhausted(other) === 'pro-rata';
    return pending && sameCall(other, one) && mayDrawOn(other, part);
  }).length;

/**
 * Whether a case stands in the line for this part of a budget: who is paid from it. Put on a waiting list before its community had a part of its
 * own, it stands by its turn where it is paid from now.
 */
export const standsInLine = (record: CaseRecord, rule: ExhaustedRule, part: Part): boolean =>
  inLineOf(record)?.rule === rule && mayDrawOn(record, part);

/** What lists have of a case that may stand in a line. */
interface Listed {
  readonly id: string;
  readonly programmeId: string;
  readonly computedFen: number | null;
  readonly inLine?: InLine | null | undefined;
  readonly waiting: boolean;
}

/** A place on the waiting list of a part, and whether what is available covers it and everybody before it. */
export interface PlaceInLine<Card extends Listed> {
  readonly card: Card;
  readonly inLine: InLine;
  readonly amountFen: number;
  readonly fits: boolean;
}

/**
 * The waiting list of a part: who was put on it, in the order in which an approval of many takes them. Whoever is pending before them takes their
 * part of what is available, put on the list or not.
 */
export function waitingFor<Card extends Listed>(cards: readonly Card[], part: Part, availableFen: number): readonly PlaceInLine<Card>[] {
  const line = cards.flatMap((card) => {
    const { id: caseId, inLine: place, programmeId } = card;
    const stands = place?.rule === 'waiting-list' && mayDrawOn({ programmeId, applicant: place }, part);
    return stands ? [{ caseId, card, inLine: place, amountFen: card.computedFen ?? 0, ...place }] : [];
  });
  let left = availableFen;
  return inTurn(line).flatMap(({ card, inLine: place, amountFen }) => {
    left -= amountFen;
    return card.waiting ? [{ card, inLine: place, amountFen, fits: left >= 0 }] : [];
  });
}
