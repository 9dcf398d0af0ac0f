import type * as z from 'zod/mini';
import { auditPage, auditQuery } from '../audit-page.ts';
import { caseAnswer } from '../case-answer.ts';
import { caseFileView } from '../case-file.ts';
import { caseList, caseQuery } from '../case-list.ts';
import { STEP_BODIES } from '../cases.ts';
import { reEvaluation } from '../re-evaluation.ts';
import type { RouteKey } from '../routes.ts';
import type { Operation } from './operation.ts';

type StepOf<Key> = Key extends `POST /v1/cases/{id}/${infer Name}` ? Name : never;
/** What is done with the payments and recoveries of a case is no step of it (`payments.ts`); what specialists are asked and say is told apart (`opinions.ts`). */
type StepName = Exclude<StepOf<RouteKey>, `${string}/${string}` | `${string}-opinion` | 'recoveries'>;
/** What is said of a step beside what all of them share. */
type Words = Pick<Operation, 'summary' | 'id' | 'example' | 'refusals'>;

const step = (id: string, zh: string, en: string, more: Pick<Words, 'example' | 'refusals'> = {}): Words => ({
  id,
  summary: { zh, en },
  ...more,
});
const HASH = '0d1f5c0b7d8b4c5f9a3e6f2c1b0a99887766554433221100ffeeddccbbaa9988';
const WHY = { reason: '示例理由：与合同金额不一致' };

/** Every step of a case, in the order in which a case usually takes them. The path is the name of the step. */
const STEPS: Readonly<Record<Exclude<StepName, 'reapply'>, Words>> = {
  submit: step(
    'submitCase',
    '提交申请（固定政策版本与资料，占用发票、人员、场地和年度限额；askedFen 为所签署的金额，高于现在按规则能给的即不受理）',
    'Hand the claim in: programme version and facts are pinned, and its invoices, persons, sites and yearly caps are held',
    { example: { askedFen: 600_000 } },
  ),
  confirm: step('confirmCase', '社区或载体确认（本单位为申请人时由县级部门确认）', 'Confirm as the community or incubator it sits with', {
    example: { text: '该企业自 2025 年 3 月起在本社区办公' },
  }),
  'accept-intake': step('acceptCaseIntake', '受理：材料齐全，进入审核', 'Take it in: it is complete and goes on to review'),
  admit: step(
    'admitCase',
    '免申即享：各项条件均由可信来源证实，准予进入',
    'Admit what was drafted without an application: trusted sources meet every clause',
  ),
  return: step(
    'returnCase',
    '一次性告知全部需补正的内容（逐项对应字段，计时停止）；再次退回须说明未变内容上次为何未提（newBecause）',
    'Send it back with all defects at once, field by field; the clock stops; later, what is unchanged says why it was not named then (newBecause)',
    {
      example: { defects: [{ pointer: '/claim/lines/0/paymentProofId', text: '缺少 3 月份的付款凭证' }] },
    },
  ),
  'cancel-correction': step('cancelCaseCorrection', '撤销补正要求（记录保留）', 'Cancel a request for correction; it stays on record', {
    example: WHY,
  }),
  resubmit: step('resubmitCase', '补正后再次提交（逐项答复）', 'Hand it in again, each defect answered', {
    example: { answers: [{ defectId: 'd1', kind: 'corrected', text: '已补传付款凭证' }] },
  }),
  'refuse-intake': step('refuseCaseIntake', '不予受理（引用不符合的条款）', 'Refuse to take it in, citing the clauses that fail', {
    example: { clauses: ['tenant-of-certified-community'], reason: '申请时所在社区尚未通过认定' },
  }),
  'settle-fact': step(
    'settleCaseFact',
    '依据材料确定一项未知事实（不能改写已判定不符合的条件）',
    'Record a fact that was unknown, with its evidence; nobody overrides what failed',
    {
      example: { fact: 'firm.employees', value: 19, evidence: ['paper-1'], reason: '社保缴纳名单为 19 人' },
    },
  ),
  'strike-line': step('strikeCaseLine', '剔除一行并说明理由（金额随之重算）', 'Strike a row with a reason; the amount is computed anew', {
    example: { lineId: 'l2', ...WHY },
  }),
  'restore-line': step('restoreCaseLine', '恢复被剔除的一行', 'Restore a row that was struck', { example: { lineId: 'l2' } }),
  recount: step(
    'recountCase',
    '重新核算（上限余额和其他项目核准额按当前计）',
    'Count it again, with what caps leave and other programmes have granted by now',
  ),
  'answer-flag': step('answerCaseFlag', '对一项提示作出说明', 'Answer a flag, such as a second claim on one invoice', {
    example: { flagId: 'invoice-claimed-twice', reason: '两次申请合计未超过发票金额' },
  }),
  'complete-review': step('completeCaseReview', '完成审核并提出意见', 'Complete the review with a verdict', {
    example: { verdict: 'support', reason: '条件与金额核对无误' },
  }),
  approve: step(
    'approveCase',
    '批准（绑定所见内容的哈希；末级批准时从预算中预留）',
    'Approve exactly what was seen, by its hash; the last level reserves the money in the same write',
    {
      example: { contentHash: HASH },
    },
  ),
  'approve-conditional': step(
    'approveCaseConditionally',
    '附条件批准（同样预留）',
    'Approve on conditions, with the same guards and the same reservation',
    {
      example: {
        contentHash: HASH,
        conditions: [{ text: '三十日内补交完税证明', dueOn: '2026-12-31', checkerRole: 'finance-reviewer' }],
      },
    },
  ),
  satisfy: step(
    'satisfyCaseCondition',
    '确认所附条件都已落实：逐项写明依据的材料或官方来源（已认定的不再写）',
    'Confirm that the conditions are met: each that is still open, with the papers of the case or the official source that show it',
    { example: { met: [{ conditionId: 'condition-1', evidence: ['paper-1'] }] } },
  ),
  'report-conditions': step(
    'reportCaseConditions',
    '申请人报告条件已落实（附本单位材料；此后由核查人答复，逾期不失效）',
    'Report that the conditions are met, with papers of the applicant; from then on the reviewer owes the answer, and nothing lapses',
    { example: { reason: '已于 12 月 10 日取得完税证明，见附件', evidence: ['paper-1'] } },
  ),
  'return-conditions': step(
    'returnCaseConditions',
    '条件尚未落实：写明还缺什么，由申请人补充（重新计时）',
    'Say what is still missing of the conditions, and which of them are met; the applicant has their time for the rest anew',
    { example: { reason: '完税证明缺第四季度', met: [{ conditionId: 'condition-2', source: '不动产登记系统' }] } },
  ),
  queue: step('queueCase', '预算不足，列入轮候', 'Put it on the waiting list, where the budget does not suffice', { example: WHY }),
  reject: step('rejectCase', '不予批准（说明理由，引用条款）', 'Reject it, with a reason and the clauses', {
    example: { clauses: ['expense-paid-in-window'], reason: '支出不在申报期内' },
  }),
  'send-back': step('sendCaseBack', '退回审核（预留随之释放）', 'Send it back to review; what was reserved is given back', {
    example: WHY,
  }),
  'dismiss-objection': step('dismissCaseObjection', '异议不成立', 'Find that an objection does not stand', {
    example: { objectionId: 'o1', reason: '经核查，所述情况不属实' },
  }),
  'uphold-objection': step('upholdCaseObjection', '异议成立，退回审核', 'Find that an objection stands: back to review', {
    example: { objectionId: 'o1', reason: '经核查，部分发票需重新审核' },
  }),
  'reject-on-objection': step('rejectCaseOnObjection', '异议成立，不予批准', 'Find that an objection stands, and reject', {
    example: { objectionId: 'o1', reason: '经核查，场地并未实际使用' },
  }),
  close: step('closeCase', '办结', 'Close it'),
  'cancel-payment': step(
    'cancelCasePayment',
    '取消拨付（两人；预留退回预算，案件转为不予支持，可申请复核）',
    'Cancel the payment of an approved case, by two persons: the reservation goes back, the case is rejected and may be appealed',
    { example: { reason: '收款单位已注销，无法拨付' } },
  ),
  'keep-payment': step('keepCasePayment', '不同意取消拨付，继续拨付', 'Decline a proposal to cancel the payment: it is paid after all', {
    example: { reason: '账户已恢复，可以拨付' },
  }),
  terminate: step('terminateCase', '终止（未拨付的预留释放）', 'Terminate it; what is not paid is given back', { example: WHY }),
  withdraw: step('withdrawCase', '申请人撤回（拨付前）', 'Take it back, as the applicant and before it is paid', {
    example: { reason: '改为下年度申报' },
  }),
  'change-payee': step(
    'changeCasePayee',
    '更改收款账户（批准后更改须重新批准并进入冷静期）',
    'Change the account; after an approval that voids it and cools off',
    {
      example: { bankName: '示例城南银行', bankAccount: '6200000000000001' },
    },
  ),
  appeal: step('appealCase', '申请复核（由未经办过的人员办理）', 'Appeal; those who decided before take no part', {
    example: { reason: '请复核第 3 条的认定：合同起始日有误' },
  }),
  'uphold-appeal': step(
    'upholdCaseAppeal',
    '复核：撤销原决定，退回审核；不予受理的退回受理',
    'Uphold the appeal: back to review, or to intake where it was refused there',
    { example: WHY },
  ),
  'dismiss-appeal': step('dismissCaseAppeal', '复核：维持原决定', 'Dismiss the appeal', { example: WHY }),
  take: step('takeCase', '承办（此后可查看全部内容）', 'Take it on, which opens its file'),
  cover: step('coverCase', '接办所代理同事手上的案件', 'Take over what the colleague one stands in for has in hand'),
  reassign: step('reassignCase', '转交同事', 'Pass it on to a colleague', {
    example: { personId: 'finance-reviewer-2', reason: '休假期间由同事代办' },
  }),
  'hand-back': step('handCaseBack', '退回，由他人承办', 'Give it back for another to take', { example: WHY }),
  hold: step('holdCase', '暂停办理（须有理由和期限，不跳过任何环节）', 'Put it on hold, with ground and end; no step is skipped', {
    example: { ground: '等待法院裁定', until: '2026-12-31' },
  }),
  'lift-hold': step('liftCaseHold', '恢复办理', 'Lift the hold'),
};

const bodies: Readonly<Partial<Record<string, z.ZodMiniType>>> = STEP_BODIES;

/** Cases: what waits where, what is in a case, every step of one, and the public notices. */
export const CASE_OPERATIONS: readonly Operation[] = [
  {
    route: 'GET /v1/cases',
    id: 'listCases',
    summary: {
      zh: '某一环节待办的案件（未承办前申请人名称脱敏）',
      en: 'What waits at one desk, by due date; the applicant masked until it is mine',
    },
    query: caseQuery,
    answer: caseList,
    refusals: [400],
  },
  {
    route: 'GET /v1/cases/{id}',
    id: 'getCase',
    summary: { zh: '案件现在的状态：轮到谁、从何时起、何时到期', en: 'Where a case stands: whose turn it is, since when, and until when' },
    answer: caseAnswer,
    versioned: true,
    refusals: [400],
  },
  {
    route: 'GET /v1/cases/{id}/file',
    id: 'getCaseFile',
    summary: { zh: '案件全部内容（申请人与承办人员）', en: 'Everything in a case, for its applicant and those who have taken it on' },
    answer: caseFileView,
    versioned: true,
    refusals: [400],
  },
  {
    route: 'GET /v1/cases/{id}/re-evaluation',
    id: 'reEvaluateCase',
    summary: {
      zh: '如果按今天的资料和政策版本重算：逐项列出与已固定内容的差别（不改变案件）',
      en: 'What would come of it on the facts and the programme of today, and where that differs from what is pinned; the case stays as it is',
    },
    answer: reEvaluation,
    refusals: [400, 409],
  },
  {
    route: 'GET /v1/cases/{id}/audit',
    id: 'getCaseAudit',
    summary: { zh: '案件的每一步（哈希链）', en: 'Every step of a case, as its chain has it' },
    query: auditQuery,
    answer: auditPage,
    refusals: [400],
  },
  {
    route: 'POST /v1/cases/{id}/reapply',
    id: 'reapplyCase',
    summary: { zh: '以原内容重新申请（保留此前经过）', en: 'Apply again with what was written, keeping the history' },
    status: 201,
    answer: caseAnswer,
    versioned: true,
  },
  ...Object.entries(STEPS).map(([name, words]): Operation => {
    const body = bodies[name];
    return { route: `POST /v1/cases/{id}/${name as keyof typeof STEPS}`, ...words, ...(body && { body }), answer: caseAnswer };
  }),
];
