import { LEDGER_REFUSALS } from '../ledger/refusals.ts';
import type { FieldFault } from '../parties/refusal.ts';
import type { Bilingual } from '../policy/text.ts';
import { BARRED_REFUSALS, FIELD_REFUSALS } from './common-refusals.ts';

/** What a step of a case is refused with: the closed list. The status stands with the other problems of the API. */
export const CASE_REFUSALS = {
  ...LEDGER_REFUSALS,
  ...BARRED_REFUSALS,
  ...FIELD_REFUSALS,
  'not-assigned': { zh: '这一环节已由同事承办', en: 'A colleague is in charge of this step' },
  'not-delegated': {
    zh: '您现在不是承办人的代理人，或承办人没有承办这一环节',
    en: 'You do not stand in for whoever has this step in hand',
  },
  away: { zh: '承办人这段时间不在岗，不接新的案件', en: 'Whoever is to take it is away and is given no new work' },
  'window-closed': { zh: '不在申报期、公示期或申诉期内', en: 'The window for this is not open' },
  'claim-refused': { zh: '申请内容不符合规定，请逐项查看', en: 'The claim is not as the rules have it; see each field' },
  'clause-failed': { zh: '有硬性条件不符合', en: 'A hard clause fails' },
  'clause-open': { zh: '还有硬性条件不符合或待确认，不能批准', en: 'A hard clause fails or is unknown: it cannot be approved' },
  'source-not-trusted': { zh: '有条件只有本单位的说法', en: 'A clause rests on the applicant’s own word alone' },
  'defects-missing': { zh: '请逐项列出问题和对应字段', en: 'Name each defect with its field' },
  'correction-open': { zh: '还有未完成的补正', en: 'A correction is still open' },
  'defects-unanswered': { zh: '还有问题没有补正或说明', en: 'A defect is neither corrected nor disputed' },
  'residence-unconfirmed': { zh: '社区或载体还没有确认', en: 'The community or incubator has not confirmed it yet' },
  'clause-not-failed': { zh: '请引用确实不符合的条件', en: 'Cite a clause that does fail' },
  'clause-not-unknown': { zh: '该条件已判定为不符合，不能改写', en: 'That clause has failed; nobody overrides it' },
  'flags-open': { zh: '还有提示没有说明', en: 'A flag is not answered yet' },
  'opinions-missing': { zh: '评审意见还不够', en: 'There are not enough opinions yet' },
  'opinion-open': {
    zh: '还有专家没有答复；请等待，或写明理由撤回征询',
    en: 'A specialist has not answered yet: wait, or take the request back with a reason',
  },
  'opinion-unknown': { zh: '没有这件待答复的征询', en: 'There is no such open request for an opinion' },
  'conflict-undeclared': { zh: '请先声明与本案无利害关系', en: 'Declare first that you have no conflict of interest' },
  'reason-missing': { zh: '请写明理由', en: 'Give a reason' },
  'level-missing': { zh: '还需要下一级审批', en: 'Another level has to sign' },
  'level-done': { zh: '各级审批已完成', en: 'Every level has signed' },
  'payee-cooling-off': { zh: '收款信息刚变更，冷静期未满', en: 'The payee was changed; the cooling-off days are not over' },
  'conditions-missing': { zh: '请列出条件和期限', en: 'Name the conditions with their due dates' },
  'conditions-open': { zh: '还有条件没有落实', en: 'A condition is not met yet' },
  'conditions-unfounded': {
    zh: '请逐项写明哪项条件已落实，并附本案材料或官方来源',
    en: 'Name each condition that is met, with a paper of the case or an official source',
  },
  'conditions-all-met': { zh: '全部条件都已落实：请确认条件已落实', en: 'Every condition is found met: confirm it instead' },
  'conditions-reported': { zh: '条件落实情况已报告，等待核查', en: 'What was reported of the conditions is being checked' },
  'conditions-unreported': { zh: '条件落实情况还没有报告', en: 'Nothing was reported of the conditions yet' },
  'objection-open': { zh: '还有异议没有处理', en: 'An objection is still open' },
  'objection-unknown': { zh: '没有这件待处理的异议', en: 'There is no such open objection' },
  'objection-repeated': { zh: '您已对本次公示提出过异议', en: 'You have objected to this notice already' },
  'window-running': { zh: '公示期还没有结束', en: 'The notice has not run its days' },
  'rest-unpaid': { zh: '本期应拨的金额还没有全部支付', en: 'Not all that is due now is paid' },
  'tranche-missing': { zh: '没有未拨付的分期', en: 'No instalment is left to be paid' },
  'not-sent-back': { zh: '没有银行退回的款项', en: 'The bank has sent nothing back' },
  'payment-sent': { zh: '款项已送银行或已支付', en: 'A payment has gone to the bank' },
  'contradiction-open': {
    zh: '银行回单与已记录的结果矛盾，须先查明答复',
    en: 'A bank line contradicts what is settled; find out and answer it first',
  },
  'no-proposal': { zh: '没有待第二人确认的取消提议', en: 'No proposal to cancel waits for a second person' },
  'recovery-open': {
    zh: '还有款项正在追回',
    en: 'Money is still being asked back',
  },
  'no-waiting-list': {
    zh: '该项目的预算用完时按比例分配，不设候补',
    en: 'When its budget is used up this programme shares pro rata and keeps no waiting list',
  },
  'shared-by-run': {
    zh: '这个项目的预算按比例分配：申报期结束后用批量审批统一批准',
    en: 'This programme shares its budget pro rata: it is approved in a run of many, once the call has closed',
  },
  'others-wait': {
    zh: '还有案件在候补名单上，不能越过它们：请用批量审批，按名单次序批准',
    en: 'Others wait for this budget and are not overtaken: approve in a run of many, which keeps the order of the list',
  },
  'budget-suffices': {
    zh: '预算足够批准本案，也没有案件在候补：请直接批准',
    en: 'The budget suffices for it, and nobody else waits: approve it',
  },
  'not-due': { zh: '期限还没有到', en: 'The due date has not passed' },
  'appeal-not-open': { zh: '没有待决的复核申请', en: 'No appeal is open' },
  'appeal-open': { zh: '已有一件待决的复核申请', en: 'An appeal is open already' },
  'appeal-decided': { zh: '复核已维持这一决定，不再复核', en: 'An appeal against this decision was dismissed: there is no second one' },
  'halt-end-invalid': { zh: '暂停须有结束日期：今天以后、90 天以内', en: 'A hold needs its end: after today and within 90 days' },
  'proposal-differs': { zh: '与第一位经办人提出的内容不一致', en: 'It differs from what the first person proposed' },
} as const satisfies Record<string, Bilingual>;

export type CaseRefusalCode = keyof typeof CASE_REFUSALS;
/** Why, and where it is about one place of the request or the claim, which one. */
export type CaseRefusal = {
  readonly code: CaseRefusalCode;
  readonly faults?: readonly FieldFault[];
};
