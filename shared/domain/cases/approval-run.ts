import * as z from 'zod/mini';
import type { CivilDate } from '../kernel/civil-date.ts';
import { type AllocationRule, allocateBudget, inTurn } from '../ledger/allocate-budget.ts';
import { heldFen } from '../ledger/case-money.ts';
import { budgetIdentity, caseMoney } from '../ledger/records.ts';
import type { ExhaustedRule } from '../policy/handling-terms.ts';
import type { Bilingual } from '../policy/text.ts';
import { type LinePart, standingOf, standsInLine } from './line.ts';
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

type Why = NonNullable<PlannedCase['refusal']>;
const said = ({ code, faults }: CaseRefusal): Why => ({ code, text: faults?.[0]?.detail ?? CASE_REFUSALS[code] });

/** How what there is is allotted where a programme keeps a waiting list, and where it shares pro rata. Whoever does not fit keeps their turn. */
const RULES: Record<ExhaustedRule, AllocationRule> = {
  'waiting-list': { kind: 'by-order', skip: false },
  'pro-rata': { kind: 'pro-rata' },
};

/** What is shared is shared once the call has closed, however much there is: before that nobody knows how many share it. */
function openCall({ terms }: CaseRecord, today: CivilDate): Why | undefined {
  const day = terms?.closesOn;
  if (day == null || today > day) return undefined;
  const zh = `申报期到 ${day} 为止，结束后才按比例分配，从分配当年的预算中安排：届时请先开立该年度预算`;
  const en = `The call is open until ${day}: it is shared pro rata after that, from the budget of the year in which it is shared, which has to be open then`;
  return { code: 'call-open', text: { zh, en } };
}

const NAMED = 3;
/** Who comes before somebody and was not chosen: by the numbers of their cases. */
function behind(ahead: readonly string[]): Why {
  const ids = ahead.slice(0, NAMED).join(', ');
  const many = ahead.length > NAMED;
  const text = {
    zh: `还没有轮到：排在前面的 ${ids}${many ? ` 等 ${ahead.length} 件` : ''} 还没有批准，余额要先留给它们`,
    en: `Not its turn yet: ${ids}${many ? ` and ${ahead.length - NAMED} more` : ''} come first, and what is left is kept for them`,
  };
  return { code: 'not-your-turn', text };
}
const UNFINISHED = {
  zh: '同一预算还有没办完的批量审批：先办完或关闭它，才能再按比例分配',
  en: 'Another approval of many out of this budget is not finished: finish or close it before more is shared pro rata',
};
const EXHAUSTED: Why = { code: 'budget-exhausted', text: CASE_REFUSALS['budget-exhausted'] };

/** What an approval of many is planned on. */
export interface PlanGround {
  /** Those who were chosen, in the order in which they were named. */
  readonly records: readonly CaseRecord[];
  /** Whoever else may stand in the same line; who does not is left out here. */
  readonly others: readonly CaseRecord[];
  readonly part: LinePart;
  readonly availableFen: number;
  /** Another run of the same part has reserved for cases that did not draw yet: they would be counted among those who share what it left. */
  readonly unfinished: boolean;
}

/**
 * Who would get what: each case is tried as if it were approved now, and what stands is allotted by the rule of the programme, as the first of them
 * pinned it, over the whole line, chosen or not: nobody is granted what somebody before them would need, and a part pro rata is the same in however
 * many runs it is given. A case that pinned another rule is left out.
 * @param tryOne the refusal of a case by itself; undefined: nothing stands in its way but money
 */
export function planRun(
  { records, others, part, availableFen, unfinished }: PlanGround,
  today: CivilDate,
  tryOne: (record: CaseRecord) => CaseRefusal | undefined,
): { readonly rule: AllocationRule['kind']; readonly cases: readonly PlannedCase[]; readonly totalFen: number; readonly leftFen: number } {
  const [first] = records;
  const ruled = first ? ruleWhenExhausted(first) : 'waiting-list';
  const shared = ruled === 'pro-rata';
  const whyNot = (record: CaseRecord): Why | undefined => {
    if (ruleWhenExhausted(record) !== ruled) return said({ code: 'other-rule' });
    const alone = tryOne(record);
    if (alone) return said(alone);
    return shared ? (openCall(record, today) ?? (unfinished ? { code: 'run-unfinished', text: UNFINISHED } : undefined)) : undefined;
  };
  const tried = new Map(records.map((record) => [record.id, whyNot(record)]));
  const free = records.filter(({ id }) => !tried.get(id));
  // Who was chosen and cannot be approved now keeps their place as who was not chosen does.
  const kept = [...records, ...others].filter((one) => !free.includes(one) && standsInLine(one, ruled, part));
  const line = inTurn([...free, ...kept].map(standingOf));
  const granted = new Map(allocateBudget(availableFen, line, RULES[ruled]).granted.map(({ caseId, amountFen }) => [caseId, amountFen]));
  const ahead = (caseId: string): string[] => {
    const before = line
      .slice(
        0,
        line.findIndex((one) => one.caseId === caseId),
      )
      .map((one) => one.caseId);
    return before.filter((id) => kept.some((one) => one.id === id));
  };
  const short = (caseId: string): Why => {
    const before = shared ? [] : ahead(caseId);
    return before.length > 0 ? behind(before) : EXHAUSTED;
  };
  const cases = records.map((record): PlannedCase => {
    const askedFen = standingOf(record).amountFen;
    const refusal = tried.get(record.id);
    const grantedFen = refusal ? 0 : (granted.get(record.id) ?? 0);
    return { caseId: record.id, askedFen, grantedFen, refusal: refusal ?? (grantedFen === 0 ? short(record.id) : null) };
  });
  const totalFen = cases.reduce((sum, { grantedFen }) => sum + grantedFen, 0);
  return { rule: RULES[ruled].kind, cases, totalFen, leftFen: availableFen - totalFen };
}
