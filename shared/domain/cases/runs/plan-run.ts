import type { CivilDate } from '../../kernel/civil-date.ts';
import { type AllocationRule, allocateBudget, inTurn } from '../../ledger/allocate-budget.ts';
import type { BudgetIdentity } from '../../ledger/records.ts';
import type { ExhaustedRule } from '../../policy/handling-terms.ts';
import type { CaseRecord } from '../records.ts';
import { CASE_REFUSALS, type CaseRefusal } from '../refusals.ts';
import { ruleWhenExhausted } from '../terms/terms.ts';
import type { PlannedCase } from './approval-run.ts';
import { atTheDesk, type Part, sameCall, standingOf, standsInLine } from './line.ts';
import { LINE_CUT } from './line-of.ts';
import { type OpenRuns, runHolding } from './open-runs.ts';

type Why = NonNullable<PlannedCase['refusal']>;
const said = ({ code, faults }: CaseRefusal): Why => ({ code, text: faults?.[0]?.detail ?? CASE_REFUSALS[code] });

/** How what there is is allotted where a programme keeps a waiting list, and where it shares pro rata. Whoever does not fit keeps their turn. */
const RULES: Record<ExhaustedRule, AllocationRule> = {
  'waiting-list': { kind: 'by-order', skip: false },
  'pro-rata': { kind: 'pro-rata' },
};

const OTHER_RULE: Why = {
  code: 'other-rule',
  text: {
    zh: '预算用完时的规则与同批其他案件不同：请分开批量审批',
    en: 'What becomes of a used-up budget is ruled otherwise for others of the run: make a run of each',
  },
};
const OTHER_CALL: Why = {
  code: 'other-call',
  text: {
    zh: '与同批其他案件不是同一个申报期，不能一起分配',
    en: 'It is of another call than the others of the run; what is shared is shared among those of one call',
  },
};

/** What is shared is shared once the call has closed, however much there is: before that nobody knows how many share it. */
function openCall({ terms }: CaseRecord, today: CivilDate): Why | undefined {
  const day = terms?.closesOn;
  if (day == null || today > day) return undefined;
  const zh = `申报期到 ${day} 为止，结束后才按比例分配。届时从仍开立的费用年度预算中分配；该年度预算已关闭的，先把余额结转，或开立当年预算`;
  const en = `The call is open until ${day}, and it is shared after that: from the budget of the year of the costs while that is open, else roll what is left of it, or open the budget of the year`;
  return { code: 'call-open', text: { zh, en } };
}

const CUT: Why = { code: 'line-not-whole', text: LINE_CUT };

/** What is shared is shared when all of the call are at the decision desk or decided: whoever is still on the way there has a part in it. */
function unfinishedCall(missing: number): Why {
  const text =
    missing > 0
      ? {
          zh: `同一申报期还有 ${missing} 件没有到审批环节，还在受理、审核或补正中，是哪些、在谁手里，批量批准页逐件列出。请先催办；全部到齐或办结后才按比例分配`,
          en: `Cases of the same call that are not yet at the decision desk: ${missing}. They are in intake, review or correction; the page of bulk approvals lists which they are and who has them: ask there first. It is shared once all are at the decision desk or ended`,
        }
      : { zh: '同一申报期的案件正在变动，请稍后再试', en: 'Cases of the same call are moving now: try again shortly' };
  return { code: 'call-unfinished', text };
}

/** Why nobody is granted anything: not everybody who has a part or a place is known. */
function notWhole({ records, others, part, undecided, whole }: PlanGround, rule: ExhaustedRule): Why | undefined {
  const [first] = records;
  if (records.some((record) => ruleWhenExhausted(record) !== rule)) return OTHER_RULE;
  if (!whole) return CUT;
  if (rule !== 'pro-rata' || !first) return undefined;
  const missing = undecided - atTheDesk([...records, ...others], first, part);
  return missing === 0 ? undefined : unfinishedCall(missing);
}

/** Beside the budget of this year that of the last, for what was spent in it. */
function otherYear({ terms }: CaseRecord, { fiscalYear }: BudgetIdentity, today: CivilDate): Why | undefined {
  const year = Number(today.slice(0, 4));
  if (fiscalYear === year || (fiscalYear === year - 1 && terms?.costYear === fiscalYear)) return undefined;
  const zh = `本案不能从 ${fiscalYear} 年度的预算中支出：只能用当年预算，或在次年内用费用所属年度的预算`;
  const en = `It is not paid from the budget of ${fiscalYear}: only from that of this year, or from last year’s for what was spent last year`;
  return { code: 'other-year', text: { zh, en } };
}

function inOpenRun(runId: string | undefined): Why | undefined {
  if (runId === undefined) return undefined;
  const zh = `批量审批 ${runId} 已为本案预留资金：先在那里办完，或关闭它`;
  return { code: 'in-open-run', text: { zh, en: `The approval of many ${runId} holds money for it: finish or close that one first` } };
}

const NAMED = 3;
/** Who comes before somebody and is not approved now: by the numbers of their cases. */
function behind(ahead: readonly string[]): Why {
  const ids = ahead.slice(0, NAMED).join(', ');
  const many = ahead.length > NAMED;
  const text = {
    zh: `还没有轮到：排在前面的 ${ids}${many ? ` 等 ${ahead.length} 件` : ''} 还没有批准，余额要先留给它们`,
    en: `Not its turn yet: ${ids}${many ? ` and ${ahead.length - NAMED} more` : ''} come first, and what is left is kept for them`,
  };
  return { code: 'not-your-turn', text };
}
const EXHAUSTED: Why = { code: 'budget-exhausted', text: CASE_REFUSALS['budget-exhausted'] };
const notOpen = ({ fiscalYear }: BudgetIdentity): Why => ({
  code: 'budget-closed',
  text: {
    zh: `${fiscalYear} 年度的这项预算没有开立或已关闭：请先开立，或把上年余额结转过来`,
    en: `The budget of ${fiscalYear} is not open: open it, or roll what is left of the year before into it`,
  },
});

/** What an approval of many is planned on. */
export interface PlanGround {
  /** Those who were chosen, in the order in which they were named. */
  readonly records: readonly CaseRecord[];
  /** Whoever else may stand in the same line; who does not is left out here. */
  readonly others: readonly CaseRecord[];
  readonly part: Part;
  /** Null: no such budget is open. */
  readonly availableFen: number | null;
  /** What other runs hold for whom: these are no longer in the line, nor is what is held for them available. */
  readonly open: OpenRuns;
  /** How many of the call of the first, of those who may draw on the part, are handed in and undecided; counted with each step of theirs. */
  readonly undecided: number;
  /** Whether nobody of the line was left out in reading it. */
  readonly whole: boolean;
}
export interface RunPlan {
  readonly rule: AllocationRule['kind'];
  readonly cases: readonly PlannedCase[];
  readonly totalFen: number;
  readonly leftFen: number;
}

/** Why each of those who were chosen is not granted anything, whatever there is; those who are free are left out. */
function refusedAlone(ground: PlanGround, rule: ExhaustedRule, today: CivilDate, tryOne: TryOne): Map<string, Why> {
  const { records, part, open } = ground;
  const [first] = records;
  const everybody = notWhole(ground, rule);
  const whyNot = (record: CaseRecord): Why | undefined => {
    if (everybody === OTHER_RULE) return OTHER_RULE;
    const held = inOpenRun(runHolding(open, record));
    if (held) return held;
    const alone = tryOne(record);
    if (alone) return said(alone);
    if (rule === 'pro-rata' && first && !sameCall(record, first)) return OTHER_CALL;
    return (rule === 'pro-rata' ? openCall(record, today) : undefined) ?? everybody ?? otherYear(record, part, today);
  };
  return new Map(
    records.flatMap((record) => {
      const why = whyNot(record);
      return why ? [[record.id, why] as const] : [];
    }),
  );
}

/** The refusal of a case by itself; undefined: nothing stands in its way but money. */
type TryOne = (record: CaseRecord) => CaseRefusal | undefined;

/**
 * Who would get what: each case is tried as if it were approved now, and what stands is allotted by the rule of the programme, as the first of them
 * pinned it, over the whole line, chosen or not: nobody is granted what somebody before them would need, and a part pro rata is the same in however
 * many runs it is given. Cases that pinned different rules are not decided in one run.
 */
export function planRun(ground: PlanGround, today: CivilDate, tryOne: TryOne): RunPlan {
  const { records, others, part, open } = ground;
  const [first] = records;
  const rule = first ? ruleWhenExhausted(first) : 'waiting-list';
  const refused = refusedAlone(ground, rule, today, tryOne);
  const free = records.filter(({ id }) => !refused.has(id));
  const inLine = (one: CaseRecord): boolean =>
    standsInLine(one, rule, part) &&
    otherYear(one, part, today) === undefined &&
    runHolding(open, one) === undefined &&
    (rule === 'waiting-list' || (first !== undefined && sameCall(one, first)));
  // Who was chosen and cannot be approved now keeps their place as who was not chosen does.
  const kept = [...records, ...others].filter((one) => !free.includes(one) && inLine(one));
  const line = inTurn([...free, ...kept].map(standingOf));
  const availableFen = ground.availableFen ?? 0;
  const granted = new Map(allocateBudget(availableFen, line, RULES[rule]).granted.map(({ caseId, amountFen }) => [caseId, amountFen]));
  const keptIds = new Set(kept.map(({ id }) => id));
  const short = (id: string): Why => {
    if (ground.availableFen === null) return notOpen(part);
    const before = line.slice(
      0,
      line.findIndex(({ caseId }) => caseId === id),
    );
    const ahead = before.flatMap(({ caseId }) => (keptIds.has(caseId) ? caseId : []));
    return rule === 'waiting-list' && ahead.length > 0 ? behind(ahead) : EXHAUSTED;
  };
  const cases = records.map((record): PlannedCase => {
    const askedFen = standingOf(record).amountFen;
    const refusal = refused.get(record.id);
    const grantedFen = refusal ? 0 : (granted.get(record.id) ?? 0);
    return { caseId: record.id, askedFen, grantedFen, refusal: refusal ?? (grantedFen === 0 ? short(record.id) : null) };
  });
  const totalFen = cases.reduce((sum, { grantedFen }) => sum + grantedFen, 0);
  return { rule: RULES[rule].kind, cases, totalFen, leftFen: availableFen - totalFen };
}
