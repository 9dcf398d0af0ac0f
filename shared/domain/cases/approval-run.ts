import * as z from 'zod/mini';
import type { CivilDate } from '../kernel/civil-date.ts';
import { type Allocation, type AllocationRule, allocateBudget } from '../ledger/allocate-budget.ts';
import { heldFen } from '../ledger/case-money.ts';
import { budgetIdentity, caseMoney } from '../ledger/records.ts';
import type { ExhaustedRule } from '../policy/handling-terms.ts';
import type { Bilingual } from '../policy/text.ts';
import { actor, type CaseFile, type CaseRecord } from './records.ts';
import { CASE_REFUSALS, type CaseRefusal } from './refusals.ts';
import { ruleWhenExhausted } from './terms.ts';

/** `drawnAt`: when the case took its part; it takes it once, whatever becomes of it later. */
export const runItem = z.object({ caseId: z.string(), contentHash: z.string(), grantedFen: z.int(), drawnAt: z.nullable(z.string()) });
/**
 * An approval of many: one command seals who gets what by its hash and reserves the total, one command a case draws from it. It can be
 * taken up again where it broke off, and never grants more than was sealed.
 */
export const approvalRun = z.object({
  id: z.string(),
  budget: budgetIdentity,
  rule: z.enum(['by-order', 'pro-rata']),
  items: z.array(runItem),
  totalFen: z.int(),
  sealHash: z.string(),
  money: caseMoney,
  startedBy: actor,
  startedAt: z.string(),
  closedAt: z.nullable(z.string()),
  version: z.int(),
});
export type ApprovalRun = z.infer<typeof approvalRun>;

/** What the list of a bureau shows of a run. `drawn`: how many of its cases have taken their part. */
export const runCard = z.object({
  id: z.string(),
  budget: budgetIdentity,
  rule: z.enum(['by-order', 'pro-rata']),
  totalFen: z.int(),
  leftFen: z.int(),
  cases: z.int(),
  drawn: z.int(),
  startedBy: actor,
  startedAt: z.string(),
  closedAt: z.nullable(z.string()),
});
export type RunCard = z.infer<typeof runCard>;

export const cardOfRun = ({ items, money, sealHash: _seal, version: _version, ...run }: ApprovalRun): RunCard => ({
  ...run,
  leftFen: heldFen(money),
  cases: items.length,
  drawn: items.filter(({ drawnAt }) => drawnAt !== null).length,
});

export interface PlannedCase {
  readonly caseId: string;
  readonly askedFen: number;
  readonly grantedFen: number;
  /** Why it is left out; null: it is granted. */
  readonly refusal: { readonly code: string; readonly text: Bilingual } | null;
}

const FILE = { corrections: [], opinions: [], objections: [], appeals: [], payments: [], recoveries: [] };
/** A case as one row knows it; what stands beside it does not bear on a decision that is pending. */
export const fileOfRecord = (record: CaseRecord): CaseFile => ({ record, ...FILE });

const said = ({ code, faults }: CaseRefusal) => ({ code, text: faults?.[0]?.detail ?? CASE_REFUSALS[code] });

/** How what there is is allotted where a programme keeps a waiting list, and where it shares pro rata. Whoever does not fit keeps their turn. */
const RULES: Record<ExhaustedRule, AllocationRule> = {
  'waiting-list': { kind: 'by-order', skip: false },
  'pro-rata': { kind: 'pro-rata' },
};
const askedFen = ({ appraisal }: CaseRecord): number => appraisal?.computedFen ?? 0;
type Tried = { readonly record: CaseRecord; readonly refusal: CaseRefusal | undefined };

/** What is left is shared once the call has closed: who hands in on its last day has the same part. */
function untilClosed(tried: readonly Tried[], availableFen: number, today: CivilDate): readonly Tried[] {
  const wantedFen = tried.reduce((sum, { record, refusal }) => sum + (refusal ? 0 : askedFen(record)), 0);
  if (wantedFen <= availableFen) return tried;
  const stillOpen = ({ terms }: CaseRecord) => terms?.closesOn != null && today <= terms.closesOn;
  return tried.map(({ record, refusal }) => ({ record, refusal: refusal ?? (stillOpen(record) ? { code: 'call-open' } : undefined) }));
}

/**
 * Who would get what: each case is tried as if it were approved now, and what stands is allotted by the rule of the programme, as the first of them
 * pinned it; a case that pinned another one is left out.
 * @param tryOne the refusal of a case by itself; undefined: nothing stands in its way but money
 */
export function planRun(
  records: readonly CaseRecord[],
  availableFen: number,
  today: CivilDate,
  tryOne: (record: CaseRecord) => CaseRefusal | undefined,
): { readonly rule: AllocationRule['kind']; readonly cases: readonly PlannedCase[]; readonly totalFen: number; readonly leftFen: number } {
  const [first] = records;
  const ruled = first ? ruleWhenExhausted(first) : 'waiting-list';
  const rule = RULES[ruled];
  const alone = records.map((record): Tried => {
    const other = ruleWhenExhausted(record) !== ruled;
    return { record, refusal: other ? { code: 'other-rule' } : tryOne(record) };
  });
  const tried = ruled === 'pro-rata' ? untilClosed(alone, availableFen, today) : alone;
  const fit = tried.filter(({ refusal }) => !refusal).map(({ record }) => record);
  const allotted: Allocation = allocateBudget(
    availableFen,
    fit.map((record) => ({
      caseId: record.id,
      amountFen: askedFen(record),
      priority: record.appraisal?.priority ? 1 : 0,
      submittedAt: record.submittedAt ?? '',
    })),
    rule,
  );
  const granted = new Map(allotted.granted.map(({ caseId, amountFen }) => [caseId, amountFen]));
  const cases = tried.map(({ record, refusal }): PlannedCase => {
    const grantedFen = granted.get(record.id) ?? 0;
    const short = grantedFen === 0 ? ({ code: 'budget-exhausted' } as const) : undefined;
    const why = refusal ?? short;
    return { caseId: record.id, askedFen: askedFen(record), grantedFen, refusal: why ? said(why) : null };
  });
  return { rule: rule.kind, cases, totalFen: availableFen - allotted.leftFen, leftFen: allotted.leftFen };
}
