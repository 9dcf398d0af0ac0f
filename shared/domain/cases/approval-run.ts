import * as z from 'zod/mini';
import { type Allocation, type AllocationRule, allocateBudget } from '../ledger/allocate-budget.ts';
import { heldFen } from '../ledger/case-money.ts';
import { budgetIdentity, caseMoney } from '../ledger/records.ts';
import type { Bilingual } from '../policy/text.ts';
import { actor, type CaseFile, type CaseRecord } from './records.ts';
import { CASE_REFUSALS, type CaseRefusal } from './refusals.ts';

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

/**
 * Who would get what: each case is tried as if it were approved now, and what stands is allotted by the rule.
 * @param tryOne the refusal of a case by itself; undefined: nothing stands in its way but money
 */
export function planRun(
  records: readonly CaseRecord[],
  availableFen: number,
  rule: AllocationRule,
  tryOne: (record: CaseRecord) => CaseRefusal | undefined,
): { readonly cases: readonly PlannedCase[]; readonly totalFen: number; readonly leftFen: number } {
  const tried = records.map((record) => ({ record, refusal: tryOne(record) }));
  const fit = tried.filter(({ refusal }) => !refusal).map(({ record }) => record);
  const allotted: Allocation = allocateBudget(
    availableFen,
    fit.map(({ id, appraisal, waiting, submittedAt }) => ({
      caseId: id,
      amountFen: appraisal?.computedFen ?? 0,
      priority: waiting?.priority ? 1 : 0,
      submittedAt: submittedAt ?? '',
    })),
    rule,
  );
  const granted = new Map(allotted.granted.map(({ caseId, amountFen }) => [caseId, amountFen]));
  const cases = tried.map(({ record, refusal }): PlannedCase => {
    const grantedFen = granted.get(record.id) ?? 0;
    const short = grantedFen === 0 ? ({ code: 'budget-exhausted' } as const) : undefined;
    const why = refusal ?? short;
    return { caseId: record.id, askedFen: record.appraisal?.computedFen ?? 0, grantedFen, refusal: why ? said(why) : null };
  });
  return { cases, totalFen: availableFen - allotted.leftFen, leftFen: allotted.leftFen };
}
