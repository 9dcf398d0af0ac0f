import * as z from 'zod/mini';
import { heldFen } from '../../ledger/case-money.ts';
import { budgetIdentity, caseMoney } from '../../ledger/records.ts';
import type { Bilingual } from '../../policy/text.ts';
import { actor } from '../records/actor.ts';
import type { CaseFile, CaseRecord } from '../records.ts';

/** `drawnAt`: when the case took its part; it takes it once, whatever becomes of it later. */
const runItem = z.object({
  caseId: z.string(),
  contentHash: z.string(),
  grantedFen: z.int(),
  drawnAt: z.nullable(z.string()),
  /** Why it is approved although an opinion opposes it. */
  reason: z.optional(z.string()),
});
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
