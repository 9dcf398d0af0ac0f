import type { Context } from 'hono';
import { HOLD_REFUSALS, type HoldRefusalCode } from '../domain/cases/money/holds.ts';
import { CASE_REFUSALS, type CaseRefusalCode } from '../domain/cases/refusals.ts';
import type { LedgerRefusal } from '../domain/ledger/refusals.ts';
import { LEDGER_PROBLEMS } from './ledger-problems.ts';
import { noted, type Problems, withStatus } from './problem-tables.ts';
import { type Fault, PROBLEMS } from './problems.ts';
import { problemOf } from './public-problems.ts';

/** The status of each refusal of a case; its sentence stands with the rule. 403: another has to do it · 409: not now · 422: the content. */
const STATUS = {
  'four-eyes': 403,
  'not-assigned': 403,
  'above-authority': 403,
  'not-delegated': 403,
  away: 409,
  'not-your-role': 403,
  'case-state': 409,
  'case-halted': 409,
  'window-closed': 409,
  'window-running': 409,
  'no-waiting-list': 409,
  'shared-by-run': 409,
  'others-wait': 409,
  'budget-suffices': 409,
  'not-due': 409,
  'correction-open': 409,
  'residence-unconfirmed': 409,
  'flags-open': 409,
  'opinions-missing': 409,
  'opinion-open': 409,
  'opinion-unknown': 409,
  'conflict-undeclared': 409,
  'opinion-day-invalid': 422,
  'expert-barred': 422,
  'content-changed': 409,
  'proposal-differs': 409,
  'level-missing': 409,
  'level-done': 409,
  'payee-cooling-off': 409,
  'conditions-open': 409,
  'conditions-all-met': 409,
  'conditions-reported': 409,
  'conditions-unreported': 409,
  'objection-open': 409,
  'objection-unknown': 409,
  'objection-repeated': 409,
  'documents-differ': 409,
  'report-missing': 422,
  'rest-unpaid': 409,
  'tranche-missing': 409,
  'not-sent-back': 409,
  'payment-sent': 409,
  'contradiction-open': 409,
  'no-proposal': 409,
  'recovery-open': 409,
  'appeal-open': 409,
  'appeal-not-open': 409,
  'appeal-decided': 409,
  'claim-refused': 422,
  'clause-failed': 422,
  'clause-open': 422,
  'clause-not-failed': 422,
  'clause-not-unknown': 422,
  'source-not-trusted': 422,
  'defects-missing': 422,
  'defect-not-new': 422,
  'defects-unanswered': 422,
  'reason-missing': 422,
  'conditions-missing': 422,
  'conditions-unfounded': 422,
  'opposition-unanswered': 422,
  'halt-end-invalid': 422,
} as const satisfies Record<Exclude<CaseRefusalCode, LedgerRefusal>, number>;

/** Of them what touches money: another account, an approval of what has changed since, giving up what may have been paid. */
const MONEY = {
  'content-changed': 409,
  'payee-cooling-off': 409,
  'above-authority': 403,
  'proposal-differs': 409,
  'payment-sent': 409,
  'contradiction-open': 409,
} as const;

/** What others hold: 409 where it is taken already, 422 where the content breaks a rule. */
const HOLD_STATUS = {
  'claimed-already': 409,
  'course-taken-already': 409,
  'cap-exhausted': 409,
  'other-grants-changed': 409,
  excluded: 422,
  'years-used-up': 422,
  'invoice-overclaimed': 422,
} as const satisfies Record<HoldRefusalCode, number>;

const CLAIM_PROBLEMS = {
  'run-item-drawn': {
    status: 409,
    zh: '本案已按这次批量审批批准过；如需再批，请单独审批',
    en: 'The case has drawn its part of this run already; approve it by itself',
  },
  'nothing-to-approve': { status: 409, zh: '所选案件现在都不能批准', en: 'None of these cases can be approved now' },
  'programme-not-open': { status: 409, zh: '这个项目现在不接受申报', en: 'This programme does not take claims now' },
  'no-profile': { status: 409, zh: '请先填写本单位的资料', en: 'Fill in the profile of your organisation first' },
  'facts-contradict': { status: 422, zh: '已知的事实互相矛盾', en: 'The facts that are known contradict each other' },
  'unreadable-fact': { status: 422, zh: '有的事实读不出来', en: 'A fact cannot be read' },
  'programme-for-others': { status: 422, zh: '这个项目不面向您这类申请主体', en: 'This programme is for applicants of another kind' },
  'claim-closed': { status: 409, zh: '申请已提交，不能再改', en: 'The claim has been handed in and is not changed any more' },
  'clause-unknown': { status: 422, zh: '所引用的条件不在本案的判定中', en: 'A clause named here is none the case was judged by' },
  'unknown-line': { status: 422, zh: '申请中没有这一行', en: 'The claim has no such row' },
  'unknown-field': { status: 422, zh: '请指明申请中的一个字段或一行', en: 'Name one field or one row of the claim' },
  'payee-refused': { status: 422, zh: '收款信息不符合规定', en: 'The payee is not as the rules have it' },
  'amount-above-cap': {
    status: 422,
    noted: true,
    zh: '您签署的金额高于现在按规则能给的金额；请看新的金额，再签署一次',
    en: 'The amount you sign for is above what the rules give now; look at the new one and sign again',
  },
  'event-refused': { status: 422, zh: '活动备案不符合规定', en: 'The filing of the event is not as the rules have it' },
} as const satisfies Problems;

/** The refusals of cases, claims and budgets: for the functions that serve them alone, since they would weigh on the bundles of all others. */
export const CASE_PROBLEMS = {
  ...PROBLEMS,
  ...LEDGER_PROBLEMS,
  ...withStatus(CASE_REFUSALS, STATUS),
  ...noted(withStatus(CASE_REFUSALS, MONEY)),
  ...noted(withStatus(HOLD_REFUSALS, HOLD_STATUS)),
  ...CLAIM_PROBLEMS,
} satisfies Problems;
export type CaseProblemCode = keyof typeof CASE_PROBLEMS;

/** One of these in answer to a question; a command is given the whole table (`createApi`). */
export const caseProblemReply = (context: Context, code: CaseProblemCode, faults?: readonly Fault[]): Response =>
  problemOf(CASE_PROBLEMS, context, code, faults);
