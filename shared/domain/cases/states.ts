import type { Bilingual } from '../policy/text.ts';

/** Who has to act next. */
export const OWED_BY = {
  applicant: { zh: '申请人', en: 'the applicant' },
  'confirming-body': { zh: '众创社区或载体', en: 'the community or incubator' },
  intake: { zh: '受理窗口', en: 'the intake desk' },
  reviewers: { zh: '审核人', en: 'the reviewers' },
  experts: { zh: '评审专家', en: 'a specialist who was asked' },
  investigator: { zh: '尽职调查人', en: 'the investigator' },
  'condition-checker': { zh: '条件核查人', en: 'who checks the conditions' },
  approvers: { zh: '审批人', en: 'the approvers' },
  public: { zh: '公示期，社会公众', en: 'the public, until the notice ends' },
  'notice-officer': { zh: '公示与异议经办', en: 'the notice officer' },
  'appeal-reviewer': { zh: '复核人', en: 'the appeal reviewer' },
  both: { zh: '双方', en: 'both sides' },
  finance: { zh: '财政拨付', en: 'the paying office' },
  'closing-office': { zh: '监测与结项经办', en: 'the office that follows it to its close' },
  system: { zh: '系统（自动核对）', en: 'the system, which checks by itself' },
  nobody: { zh: '无', en: 'nobody' },
} as const satisfies Record<string, Bilingual>;
export type OwedBy = keyof typeof OWED_BY;

/**
 * Where on the way somebody acts. On the public side one natural person acts in one stage of a case and in no other: that is what four eyes
 * come to (`four-eyes.ts`).
 */
export const STAGES = [
  'applicant',
  'confirmation',
  'intake',
  'review',
  'opinion',
  'diligence',
  'decision',
  'notice',
  'contract',
  'payment',
  'monitoring',
  'appeal',
  'public',
  'system',
] as const;
export type Stage = (typeof STAGES)[number];
/** Those that are acted in by the public side, by one person each. */
export const PUBLIC_STAGES = [
  'confirmation',
  'intake',
  'review',
  'opinion',
  'diligence',
  'decision',
  'notice',
  'contract',
  'payment',
  'monitoring',
  'appeal',
] as const;
/** The desks work waits at: stages of an office, in the order in which work passes them. */
export const QUEUES = ['intake', 'review', 'diligence', 'decision', 'notice', 'contract', 'payment', 'monitoring', 'appeal'] as const;
export type Queue = (typeof QUEUES)[number];

/** Those somebody takes on. A specialist is asked, and is shown no more than that. */
export const TAKEN_STAGES: readonly Stage[] = PUBLIC_STAGES.filter((stage) => stage !== 'opinion');

/** Those of them that are offices: their time can be held. */
export const OFFICES: readonly OwedBy[] = ['intake', 'reviewers', 'investigator', 'approvers', 'notice-officer', 'finance'];

interface StateOfCase extends Bilingual {
  /** What the applicant is shown. */
  readonly label: Bilingual;
  readonly owedBy: OwedBy;
  readonly stage: Stage;
  readonly end?: true;
}

/**
 * The states of a case: only where the owner of the next move or the legal position changes. Corrections, opinions, objections, appeals,
 * payments and holds are no states; guards look at them.
 */
export const STATES = {
  draft: { zh: '草稿', en: 'Draft', label: { zh: '填写中', en: 'Being filled in' }, owedBy: 'applicant', stage: 'applicant' },
  submitted: { zh: '已提交待受理', en: 'Submitted', label: { zh: '已提交', en: 'Submitted' }, owedBy: 'intake', stage: 'intake' },
  completeness_check: {
    zh: '形式审查',
    en: 'Completeness check',
    label: { zh: '受理审查中', en: 'Being checked for completeness' },
    owedBy: 'intake',
    stage: 'intake',
  },
  returned: {
    zh: '退回补正',
    en: 'Returned for correction',
    label: { zh: '请补正', en: 'Please correct' },
    owedBy: 'applicant',
    stage: 'applicant',
  },
  under_review: { zh: '评审中', en: 'Under review', label: { zh: '评审中', en: 'Under review' }, owedBy: 'reviewers', stage: 'review' },
  due_diligence: {
    zh: '尽职调查/实地核查',
    en: 'Due diligence',
    label: { zh: '尽调中', en: 'Being looked into' },
    owedBy: 'investigator',
    stage: 'diligence',
  },
  decision_pending: {
    zh: '待决策',
    en: 'Decision pending',
    label: { zh: '审批中', en: 'Waiting for the decision' },
    owedBy: 'approvers',
    stage: 'decision',
  },
  conditional: {
    zh: '有条件通过待落实',
    en: 'Approved on conditions',
    label: { zh: '有条件通过', en: 'Approved on conditions' },
    owedBy: 'applicant',
    // Whoever says that they are met is no approver: the desk it is seen at is theirs.
    stage: 'monitoring',
  },
  public_notice: { zh: '公示中', en: 'Public notice', label: { zh: '公示中', en: 'On public notice' }, owedBy: 'public', stage: 'notice' },
  objection_review: {
    zh: '异议核查',
    en: 'Objection review',
    label: { zh: '异议核查中', en: 'An objection is being looked into' },
    owedBy: 'notice-officer',
    stage: 'notice',
  },
  contracting: { zh: '签约', en: 'Contracting', label: { zh: '待签约', en: 'To be signed' }, owedBy: 'both', stage: 'contract' },
  disbursing: { zh: '拨付/放款', en: 'Disbursing', label: { zh: '拨付中', en: 'Being paid' }, owedBy: 'finance', stage: 'payment' },
  monitoring: {
    zh: '资金使用与绩效监测',
    en: 'Monitoring',
    label: { zh: '执行中', en: 'Paid; use of the money is followed' },
    // No event of it is the applicant's: what they report is put on file by whoever pays the next part or closes it.
    owedBy: 'closing-office',
    stage: 'monitoring',
  },
  closed: { zh: '结项', en: 'Closed', label: { zh: '已结项', en: 'Closed' }, owedBy: 'nobody', stage: 'monitoring', end: true },
  ineligible: {
    zh: '不予受理',
    en: 'Not admitted',
    label: { zh: '不予受理', en: 'Not admitted' },
    owedBy: 'nobody',
    stage: 'appeal',
    end: true,
  },
  rejected: {
    zh: '不予支持',
    en: 'Rejected',
    label: { zh: '不予支持', en: 'Not supported' },
    owedBy: 'nobody',
    stage: 'appeal',
    end: true,
  },
  withdrawn: { zh: '撤回', en: 'Withdrawn', label: { zh: '已撤回', en: 'Withdrawn' }, owedBy: 'nobody', stage: 'applicant', end: true },
  lapsed: { zh: '逾期失效', en: 'Lapsed', label: { zh: '逾期失效', en: 'Lapsed' }, owedBy: 'nobody', stage: 'applicant', end: true },
  terminated: {
    zh: '终止',
    en: 'Terminated',
    label: { zh: '已终止', en: 'Terminated' },
    owedBy: 'nobody',
    stage: 'monitoring',
    end: true,
  },
} as const satisfies Record<string, StateOfCase>;

export type CaseState = keyof typeof STATES;
export const STATE_NAMES = Object.keys(STATES) as [CaseState, ...CaseState[]];

const ALL: Record<CaseState, StateOfCase> = STATES;
export const isEnd = (state: CaseState): boolean => ALL[state].end === true;
export const stageOfState = (state: CaseState): Stage => ALL[state].stage;
export const labelOf = (state: CaseState): Bilingual => ALL[state].label;
export const owedByOfState = (state: CaseState): OwedBy => ALL[state].owedBy;

/**
 * Ends an office has decided against the applicant: they can be appealed against, as long as nothing was paid (guard `nothing-sent`). A case that was
 * paid in part would be decided anew over the whole amount, which would be reserved and paid once more.
 */
export const APPEALABLE: readonly CaseState[] = ['ineligible', 'rejected', 'terminated'];
