import type { Bilingual } from '../policy/text.ts';
import type { CaseState, Stage } from './states.ts';

/**
 * What must hold before an edge is taken, besides the state itself. Each is one function in `guards.ts`; what it refuses with stands in
 * `refusals.ts`.
 */
export const GUARDS = {
  'claim-complete': { zh: '清单上的硬性要求都符合', en: 'no hard rule of the list fails' },
  'no-failed-clause': { zh: '没有不符合的硬性条件', en: 'no hard clause fails' },
  'all-clauses-met': { zh: '每项硬性条件都已符合（没有不符合，也没有待确认）', en: 'every hard clause is met: none failed, none unknown' },
  'trusted-sources': { zh: '每项条件都由可信来源证明', en: 'every clause is met from trusted sources' },
  'window-open': { zh: '首次提交在申报期内', en: 'the call was open when it was handed in first' },
  'names-defects': { zh: '一次列出全部已知问题，逐项到字段', en: 'all known defects at once, field by field' },
  'no-open-correction': { zh: '没有未完成的补正', en: 'no correction is open' },
  'defects-answered': { zh: '每个问题都已补正或说明', en: 'every defect is corrected or disputed' },
  'residence-confirmed': { zh: '入驻已由社区或载体确认', en: 'the community or incubator has confirmed it' },
  'cites-failed-clause': { zh: '引用至少一项判定或查实不符合的条件', en: 'a clause is cited that failed or is found unmet' },
  'flags-answered': { zh: '每个提示都已说明', en: 'every flag is answered' },
  'asks-question': { zh: '写明要专家判断的问题', en: 'the question to the specialist is put' },
  'expert-free': {
    zh: '所选专家与本案无关联、未办理过、也没有正在征询',
    en: 'the specialist has no tie to the case, no other part in it, and is not asked already',
  },
  'opinion-day-fits': { zh: '期限在今天以后、最长工作日以内', en: 'the day lies ahead, within the most working days' },
  'opinion-asked': { zh: '本案正向您征询意见', en: 'you are asked for an opinion in this case' },
  'no-conflict-declared': { zh: '已声明与本案无利害关系', en: 'it is declared that there is no conflict of interest' },
  'matter-unchanged': { zh: '所判断的就是所看到的内容', en: 'what is judged is what was seen' },
  'names-open-opinion': { zh: '指明的征询尚未答复', en: 'the request that is named is open' },
  'no-opinion-open': { zh: '没有尚未答复的专家征询', en: 'no specialist is still asked' },
  'opinions-given': { zh: '评审意见数量达到要求', en: 'as many persons have judged it as the profile asks for' },
  'gives-reason': { zh: '写明理由', en: 'a reason is given' },
  'settles-unknown': { zh: '核定的是待确认的事实，不改已经不符合的', en: 'the fact was unknown: a failed clause is not overridden' },
  'content-unchanged': { zh: '批准的就是所看到的内容（哈希一致）', en: 'what is approved is what was seen: the hashes agree' },
  'within-authority': { zh: '金额在审批权限内', en: 'the amount lies within the approver’s authority' },
  'levels-left': { zh: '还需要下一级审批', en: 'another level has to sign' },
  'last-level': { zh: '各级审批都已完成', en: 'this is the last level' },
  'cooled-off': { zh: '收款信息变更已满冷静期', en: 'the payee has not changed within the cooling-off days' },
  'names-conditions': { zh: '列出条件、期限和核查人', en: 'conditions with due date, all of one checker' },
  'conditions-met': { zh: '全部条件已落实', en: 'all conditions are met' },
  'window-still-open': { zh: '在公示期内', en: 'the notice still runs' },
  'objects-once': { zh: '同一自然人在本案只提一次异议', en: 'one natural person objects once in a case' },
  'names-open-objection': { zh: '指明的异议尚未处理', en: 'the objection that is named is open' },
  'objections-settled': { zh: '没有未处理的异议', en: 'no objection is open' },
  'window-over': { zh: '公示期已满', en: 'the notice has run its days' },
  'same-document': { zh: '双方签署同一份文件', en: 'both sides sign the same document' },
  'report-grounded': { zh: '报告写明结论并附材料', en: 'the report says what was found, and names its papers' },
  'all-paid': { zh: '本期应拨的金额已全部支付', en: 'all that is due now is paid' },
  'tranche-left': { zh: '还有未拨付的分期', en: 'an instalment is left to be paid' },
  'sent-back': { zh: '银行退回的款项重新预留给本案', en: 'what the bank sent back is reserved for the case again' },
  'nothing-sent': { zh: '没有款项已送银行', en: 'no payment has gone to the bank' },
  'nothing-in-flight': { zh: '没有款项正在银行处理', en: 'no payment is on its way through the bank' },
  'nothing-owed': { zh: '没有尚未了结的追回', en: 'nothing that was paid is being asked back' },
  'keeps-list': { zh: '该项目在预算用完时设候补', en: 'the programme keeps a waiting list when its budget is used up' },
  'due-passed': { zh: '期限已过', en: 'the due date has passed' },
  'appeal-window-open': { zh: '在申诉期限内', en: 'the time to appeal still runs' },
  'appeal-open': { zh: '有一件待决的申诉', en: 'an appeal is open' },
  'no-appeal-open': { zh: '没有待决的申诉', en: 'no appeal is open' },
  'no-appeal-dismissed': { zh: '这一决定没有经复核维持', en: 'no appeal against this decision was dismissed' },
} as const satisfies Record<string, Bilingual>;
export type GuardName = keyof typeof GUARDS;

export interface Edge {
  readonly event: string;
  /** What the step is called where people read it. */
  readonly name: Bilingual;
  readonly from: readonly CaseState[];
  /** Several: the first one that lies on the path of the case's profile. `resume`: the state it was returned from. `same`: it stays. */
  readonly to: readonly (CaseState | 'resume' | 'same')[];
  /** Whose step it is; left out: of whoever acts in the state it leaves, or, out of `returned`, in the state it came from. */
  readonly stage?: Stage;
  /** Two: the first proposes, a second natural person carries it out. */
  readonly persons?: 2;
  /** Of the two one acts for the applicant, in the stage of the applicant, and one for the office. */
  readonly bothSides?: true;
  /** Stepping back: whoever has a tie to the case may take it too. */
  readonly despiteTies?: true;
  /** A worker may take it as well: on silence, or on the bank's word. An edge of stage `system` is taken by workers alone. */
  readonly worker?: true;
  /** It is there only for what is granted without application (免申即享). */
  readonly automatic?: true;
  readonly guards?: readonly GuardName[];
  /**
   * What it does to the money or the capacity the case is given from, where its profile has any: `reserve` takes the amount out of what is
   * available, `void` gives back whatever of the reservation is not paid. Paying itself is a payment's business (`../payments/`).
   */
  readonly money?: 'reserve' | 'void';
  /** `take`: what the step brings and the case does not hold yet. `give-back-caps`: the shares of caps, which an approval took. `give-back`: what the claim holds of invoices, persons, sites and yearly caps is free again, unless something was paid. */
  readonly holds?: 'take' | 'give-back' | 'give-back-caps';
}

const OPEN_TO_OFFICE = ['submitted', 'completeness_check', 'under_review', 'due_diligence', 'decision_pending'] as const;
/** States in which a reservation may stand. */
export const RESERVED_STATES = ['conditional', 'public_notice', 'objection_review', 'contracting', 'disbursing', 'monitoring'] as const;

/**
 * The case machine: one table for every instrument. Read a line as: this event leads from one of these states to that one, if these guards
 * hold. What no line allows is refused.
 */
export const EDGES = [
  {
    event: 'submit',
    name: { zh: '提交', en: 'submit' },
    from: ['draft'],
    to: ['submitted'],
    stage: 'applicant',
    guards: ['window-open', 'claim-complete', 'no-failed-clause'],
    holds: 'take',
  },
  { event: 'accept-intake', name: { zh: '收件', en: 'take in' }, from: ['submitted'], to: ['completeness_check'], worker: true },
  {
    event: 'confirm',
    name: { zh: '确认入驻和费用', en: 'confirm residence and expense' },
    from: ['submitted', 'completeness_check'],
    to: ['same'],
    stage: 'confirmation',
  },
  {
    event: 'return',
    name: { zh: '退回补正', en: 'return for correction' },
    from: ['completeness_check', 'under_review', 'due_diligence'],
    to: ['returned'],
    guards: ['names-defects', 'no-open-correction'],
  },
  {
    event: 'cancel-correction',
    name: { zh: '撤销补正通知', en: 'cancel the correction' },
    from: ['returned'],
    to: ['resume'],
    guards: ['gives-reason'],
  },
  {
    event: 'resubmit',
    name: { zh: '补正后提交', en: 'submit again' },
    from: ['returned'],
    to: ['resume'],
    stage: 'applicant',
    guards: ['defects-answered', 'window-open', 'claim-complete', 'no-failed-clause'],
    holds: 'take',
  },
  {
    event: 'refuse-intake',
    name: { zh: '不予受理', en: 'refuse to admit' },
    from: ['completeness_check'],
    to: ['ineligible'],
    persons: 2,
    guards: ['cites-failed-clause', 'gives-reason'],
    holds: 'give-back',
  },
  {
    event: 'admit',
    name: { zh: '受理', en: 'admit' },
    from: ['completeness_check'],
    to: ['under_review'],
    guards: ['no-open-correction', 'residence-confirmed'],
  },
  {
    event: 'auto-admit',
    name: { zh: '免申即享：自动受理', en: 'admit without application' },
    from: ['completeness_check'],
    to: ['decision_pending'],
    stage: 'system',
    automatic: true,
    guards: ['all-clauses-met', 'trusted-sources'],
  },
  {
    event: 'settle-fact',
    name: { zh: '核定事实', en: 'settle a fact' },
    from: ['under_review'],
    to: ['same'],
    guards: ['gives-reason', 'settles-unknown'],
  },
  {
    event: 'strike-line',
    name: { zh: '核减一笔费用', en: 'strike a line' },
    from: ['under_review'],
    to: ['same'],
    guards: ['gives-reason'],
    holds: 'take',
  },
  { event: 'restore-line', name: { zh: '恢复一笔费用', en: 'restore a line' }, from: ['under_review'], to: ['same'], holds: 'take' },
  { event: 'answer-flag', name: { zh: '说明提示', en: 'answer a flag' }, from: ['under_review'], to: ['same'], guards: ['gives-reason'] },
  {
    event: 'complete-review',
    name: { zh: '完成评审', en: 'complete the review' },
    from: ['under_review'],
    to: ['due_diligence', 'decision_pending'],
    guards: ['no-open-correction', 'flags-answered', 'no-opinion-open', 'opinions-given'],
  },
  {
    event: 'ask-opinion',
    name: { zh: '征询专家意见', en: 'ask a specialist' },
    from: ['under_review'],
    to: ['same'],
    guards: ['asks-question', 'expert-free', 'opinion-day-fits'],
  },
  {
    event: 'withdraw-opinion',
    name: { zh: '撤回征询', en: 'take the request back' },
    from: ['under_review'],
    to: ['same'],
    guards: ['names-open-opinion', 'gives-reason'],
  },
  {
    event: 'accept-opinion',
    name: { zh: '专家声明无利害关系', en: 'declare no conflict, as a specialist' },
    from: ['under_review'],
    to: ['same'],
    stage: 'opinion',
    guards: ['opinion-asked'],
  },
  {
    event: 'give-opinion',
    name: { zh: '出具专家意见', en: 'give an opinion' },
    from: ['under_review'],
    to: ['same'],
    stage: 'opinion',
    guards: ['opinion-asked', 'no-conflict-declared', 'matter-unchanged', 'gives-reason'],
  },
  {
    event: 'decline-opinion',
    name: { zh: '专家谢绝', en: 'decline to give an opinion' },
    from: ['under_review', 'returned'],
    to: ['same'],
    stage: 'opinion',
    despiteTies: true,
    guards: ['opinion-asked'],
  },
  {
    event: 'complete-dd',
    name: { zh: '完成尽调', en: 'complete due diligence' },
    from: ['due_diligence'],
    to: ['decision_pending'],
    guards: ['no-open-correction', 'report-grounded'],
  },
  {
    event: 'approve-step',
    name: { zh: '本级同意', en: 'sign at this level' },
    from: ['decision_pending'],
    to: ['same'],
    guards: ['all-clauses-met', 'content-unchanged', 'within-authority', 'cooled-off', 'levels-left'],
  },
  {
    event: 'approve',
    name: { zh: '批准', en: 'approve' },
    from: ['decision_pending'],
    to: ['public_notice', 'contracting', 'disbursing', 'monitoring'],
    guards: ['all-clauses-met', 'content-unchanged', 'within-authority', 'cooled-off', 'last-level'],
    money: 'reserve',
    holds: 'take',
  },
  {
    event: 'approve-conditional',
    name: { zh: '有条件批准', en: 'approve on conditions' },
    from: ['decision_pending'],
    to: ['conditional'],
    guards: ['all-clauses-met', 'content-unchanged', 'within-authority', 'cooled-off', 'last-level', 'names-conditions'],
    money: 'reserve',
    holds: 'take',
  },
  {
    event: 'satisfy',
    name: { zh: '条件已落实', en: 'conditions met' },
    from: ['conditional'],
    to: ['public_notice', 'contracting', 'disbursing', 'monitoring'],
    stage: 'monitoring',
    guards: ['conditions-met'],
  },
  {
    event: 'queue',
    name: { zh: '列入候补', en: 'put on the waiting list' },
    from: ['decision_pending'],
    to: ['same'],
    guards: ['keeps-list', 'all-clauses-met', 'gives-reason'],
  },
  {
    event: 'reject',
    name: { zh: '不予支持', en: 'reject' },
    from: ['decision_pending'],
    to: ['rejected'],
    guards: ['cites-failed-clause', 'gives-reason'],
    money: 'void',
    holds: 'give-back',
  },
  {
    event: 'send-back',
    name: { zh: '退回评审', en: 'send back to review' },
    from: ['decision_pending'],
    to: ['under_review'],
    guards: ['gives-reason'],
    money: 'void',
    holds: 'give-back-caps',
  },
  {
    event: 'object',
    name: { zh: '提出异议', en: 'object' },
    from: ['public_notice', 'objection_review'],
    to: ['objection_review'],
    stage: 'public',
    guards: ['window-still-open', 'objects-once'],
  },
  {
    event: 'dismiss-objection',
    name: { zh: '异议不成立', en: 'dismiss the objection' },
    from: ['objection_review'],
    to: ['public_notice', 'objection_review'],
    persons: 2,
    guards: ['names-open-objection', 'gives-reason'],
  },
  {
    event: 'uphold-objection',
    name: { zh: '异议成立，重新评审', en: 'uphold the objection, review again' },
    from: ['objection_review'],
    to: ['under_review'],
    persons: 2,
    guards: ['names-open-objection', 'gives-reason'],
    money: 'void',
    holds: 'give-back-caps',
  },
  {
    event: 'reject-on-objection',
    name: { zh: '异议成立，不予支持', en: 'uphold the objection and reject' },
    from: ['objection_review'],
    to: ['rejected'],
    persons: 2,
    guards: ['names-open-objection', 'gives-reason'],
    money: 'void',
    holds: 'give-back',
  },
  {
    event: 'notice-passed',
    name: { zh: '公示期满', en: 'the notice has run' },
    from: ['public_notice'],
    to: ['contracting', 'disbursing', 'monitoring'],
    stage: 'system',
    guards: ['window-over', 'objections-settled'],
  },
  {
    event: 'sign',
    name: { zh: '签约', en: 'sign' },
    from: ['contracting'],
    to: ['disbursing', 'monitoring'],
    stage: 'contract',
    persons: 2,
    bothSides: true,
    guards: ['same-document'],
  },
  { event: 'pay-done', name: { zh: '款项到账', en: 'paid' }, from: ['disbursing'], to: ['monitoring'], worker: true, guards: ['all-paid'] },
  {
    event: 'next-tranche',
    name: { zh: '拨付下一期', en: 'release the next instalment' },
    from: ['monitoring'],
    to: ['disbursing'],
    guards: ['tranche-left', 'report-grounded', 'nothing-in-flight', 'nothing-owed'],
  },
  {
    event: 'pay-again',
    name: { zh: '退汇后再次拨付', en: 'pay again what the bank sent back' },
    from: ['monitoring'],
    to: ['disbursing'],
    stage: 'system',
    guards: ['sent-back'],
  },
  {
    event: 'close',
    name: { zh: '结项', en: 'close' },
    from: ['monitoring'],
    to: ['closed'],
    persons: 2,
    guards: ['nothing-in-flight', 'nothing-owed'],
    money: 'void',
  },
  {
    event: 'terminate',
    name: { zh: '终止', en: 'terminate' },
    from: ['contracting', 'disbursing', 'monitoring'],
    to: ['terminated'],
    stage: 'decision',
    persons: 2,
    guards: ['gives-reason', 'nothing-in-flight', 'nothing-owed'],
    money: 'void',
    holds: 'give-back',
  },
  {
    event: 'withdraw',
    name: { zh: '撤回', en: 'withdraw' },
    from: ['draft', ...OPEN_TO_OFFICE, 'returned', 'conditional', 'public_notice', 'objection_review', 'contracting', 'disbursing'],
    to: ['withdrawn'],
    stage: 'applicant',
    guards: ['nothing-sent'],
    money: 'void',
    holds: 'give-back',
  },
  {
    event: 'lapse',
    name: { zh: '逾期失效', en: 'lapse' },
    from: ['draft', 'returned', 'conditional', 'contracting'],
    to: ['lapsed'],
    stage: 'system',
    guards: ['due-passed'],
    money: 'void',
    holds: 'give-back',
  },
  {
    event: 'change-payee',
    name: { zh: '变更收款信息', en: 'change the payee' },
    from: [...OPEN_TO_OFFICE],
    to: ['same'],
    stage: 'applicant',
  },
  {
    event: 'change-payee-after-approval',
    name: { zh: '批准后变更收款信息（批准失效）', en: 'change the payee after approval: the approval is void' },
    from: ['conditional', 'public_notice', 'contracting', 'disbursing'],
    to: ['decision_pending'],
    stage: 'applicant',
    guards: ['nothing-sent'],
    money: 'void',
    holds: 'give-back-caps',
  },
  {
    event: 'appeal',
    name: { zh: '申请复核', en: 'appeal' },
    from: ['ineligible', 'rejected'],
    to: ['same'],
    stage: 'applicant',
    guards: ['appeal-window-open', 'no-appeal-open', 'no-appeal-dismissed', 'gives-reason'],
  },
  {
    event: 'uphold-appeal',
    name: { zh: '复核成立，重新评审', en: 'uphold the appeal, review again' },
    from: ['ineligible', 'rejected'],
    to: ['under_review'],
    stage: 'appeal',
    guards: ['appeal-open', 'gives-reason'],
    holds: 'take',
  },
  {
    event: 'dismiss-appeal',
    name: { zh: '复核维持', en: 'dismiss the appeal' },
    from: ['ineligible', 'rejected'],
    to: ['same'],
    stage: 'appeal',
    guards: ['appeal-open', 'gives-reason'],
  },
] as const satisfies readonly Edge[];

export type CaseEvent = (typeof EDGES)[number]['event'];
export const EVENT_NAMES = [...new Set(EDGES.map(({ event }) => event))] as [CaseEvent, ...CaseEvent[]];

const LIST: readonly Edge[] = EDGES;

/** The edge of an event that leaves a state; undefined: the state does not allow it. */
export const edgeFrom = (event: CaseEvent, state: CaseState): Edge | undefined =>
  LIST.find((edge) => edge.event === event && edge.from.includes(state));

/** The events that may be tried in a state, whether or not their guards hold. */
export const eventsFrom = (state: CaseState): CaseEvent[] =>
  LIST.filter((edge) => edge.from.includes(state)).map(({ event }) => event as CaseEvent);
