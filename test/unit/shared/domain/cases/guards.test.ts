import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GUARDS, type GuardName } from '../../../../../shared/domain/cases/guards/guard-words.ts';
import { CHECKS } from '../../../../../shared/domain/cases/guards/guards.ts';
import { PROFILES } from '../../../../../shared/domain/cases/profiles.ts';
import type { CaseFile, CaseRecord } from '../../../../../shared/domain/cases/records.ts';
import type { StepDetail } from '../../../../../shared/domain/cases/step-input.ts';
import { addDays, type CivilDate } from '../../../../../shared/domain/kernel/civil-date.ts';
import type { ExhaustedRule } from '../../../../../shared/domain/policy/handling-terms.ts';
import {
  aCaseIn,
  aClause,
  aDraft,
  allMet,
  anAppraisal,
  answering,
  aRecovery,
  asking,
  attempt,
  BROUGHT,
  CLAIM,
  conditional,
  consulted,
  DEFECTS,
  FINDING,
  inPaymentState,
  MONDAY,
  type Move,
  moved,
  opposed,
  PEOPLE,
  REPORT,
  STILL_MISSING,
  sentBack,
  sha256Hex,
  UNMET,
} from '../../../../support/case-files.ts';
import { answered, appealed, failed, hashed, monitored, SAID_OTHERWISE, unknown } from './guard-cases.ts';

/** A kind of case that wants two persons' judgement under seal, as the instruments to come do. */
const { opinions } = PROFILES.rent_subsidy;

beforeAll(() => void Object.assign(PROFILES.rent_subsidy, { opinions: 2 }));

afterAll(() => void Object.assign(PROFILES.rent_subsidy, { opinions }));

/** A step that goes well, and the one thing that, changed, makes one guard refuse it. */
interface Row {
  readonly file: () => CaseFile;
  readonly move: (file: CaseFile) => Move;
  readonly breaks: (file: CaseFile, move: Move) => readonly [CaseFile, Move];
}

const inRecord = (more: Partial<CaseRecord>) => (file: CaseFile, move: Move) =>
  [{ ...file, record: { ...file.record, ...more } }, move] as const;

const inDetail = (more: StepDetail) => (file: CaseFile, move: Move) => [file, { ...move, detail: { ...move.detail, ...more } }] as const;

const inContext = (context: Move['context']) => (file: CaseFile, move: Move) => [file, { ...move, context: { ...context } }] as const;

const onDay = (today: CivilDate) => (file: CaseFile, move: Move) => [file, { ...move, today }] as const;

const inBrought = (more: Move['brought']) => (file: CaseFile, move: Move) =>
  [file, { ...move, brought: { ...move.brought, ...more } }] as const;

const shared = (onBudgetExhausted: ExhaustedRule): CaseFile => {
  const file = aCaseIn('decision_pending');
  return { ...file, record: { ...file.record, terms: { limits: {}, onBudgetExhausted } } };
};

const withFailed = (): CaseFile =>
  moved(moved(aDraft(), { event: 'submit', by: 'signatory', brought: BROUGHT }), { event: 'accept-intake', by: 'intake' });

const refusing = (): CaseFile => ({ ...withFailed(), record: { ...withFailed().record, appraisal: failed } });

const large = (file: CaseFile): CaseFile => ({ ...file, record: { ...file.record, appraisal: anAppraisal({ computedFen: 30_000_000 }) } });

const openCorrection = (file: CaseFile, move: Move) => [{ ...file, corrections: aCaseIn('returned').corrections }, move] as const;

const FIXED = { ...CLAIM, lines: [{ ...CLAIM.lines[0], amountFen: 170_000 }, CLAIM.lines[1]] };

/** Sent back once for an amount, which was then put right. */
const returnedOnce = (): CaseFile =>
  moved(aCaseIn('returned'), { event: 'resubmit', by: 'signatory', brought: { ...BROUGHT, claim: FIXED }, detail: answered });

/** The applicant has reported that the conditions are met. */
const reported = (): CaseFile => moved(aCaseIn('conditional'), REPORT);

const auto = { instrument: 'automatic_subsidy' } as const;

/** Paid in two instalments, of which the first is released. */
const inTwo = (file: CaseFile): CaseFile => {
  const release = { zh: '报告', en: 'report' };
  const tranches = ['t1', 't2'].map((id) => ({ id, shareBp: 5000, release }));
  return { ...file, record: { ...file.record, appraisal: anAppraisal({ tranches }) } };
};

const otherHash = { contentHash: 'another' };

const ROWS: Record<GuardName, Row> = {
  'window-open': {
    file: aDraft,
    move: () => ({ event: 'submit', by: 'signatory', brought: BROUGHT }),
    breaks: inContext({ callOpen: false }),
  },
  'claim-complete': {
    file: aDraft,
    move: () => ({ event: 'submit', by: 'signatory', brought: BROUGHT }),
    breaks: inContext({ missing: [{ pointer: '/contractNumber', code: 'required', detail: { zh: '必填', en: 'required' } }] }),
  },
  'no-failed-clause': {
    file: aDraft,
    move: () => ({ event: 'submit', by: 'signatory', brought: BROUGHT }),
    breaks: inBrought({ appraisal: failed }),
  },
  'all-clauses-met': { file: () => aCaseIn('decision_pending'), move: hashed('approve'), breaks: inRecord({ appraisal: unknown }) },
  'trusted-sources': {
    file: () => aCaseIn('completeness_check', auto),
    move: () => ({ event: 'auto-admit', by: 'system' }),
    breaks: inRecord({ appraisal: anAppraisal({ clauses: [aClause('registered', 'met', { trusted: false })] }) }),
  },
  'names-defects': {
    file: () => aCaseIn('completeness_check'),
    move: () => ({ event: 'return', by: 'intake', detail: DEFECTS }),
    breaks: inDetail({ defects: [{ pointer: '/year', text: ' ' }] }),
  },
  'defects-new': {
    file: () => returnedOnce(),
    move: () => ({ event: 'return', by: 'intake', detail: DEFECTS }),
    breaks: inDetail({ defects: [{ pointer: '/year', text: '年度' }] }),
  },
  'no-open-correction': {
    file: () => aCaseIn('completeness_check'),
    move: () => ({ event: 'admit', by: 'intake' }),
    breaks: openCorrection,
  },
  'defects-answered': {
    file: () => aCaseIn('returned'),
    move: () => ({ event: 'resubmit', by: 'signatory', brought: BROUGHT, detail: answered }),
    breaks: inDetail({ answers: [{ defectId: 'id-4-1', kind: 'disputed', text: '' }] }),
  },
  'residence-confirmed': {
    file: () => aCaseIn('completeness_check'),
    move: () => ({ event: 'admit', by: 'intake' }),
    breaks: inRecord({ confirmation: null }),
  },
  'cites-failed-clause': {
    file: refusing,
    move: () => ({ event: 'refuse-intake', by: 'intake', detail: { clauses: ['registered'], reason: '未注册' } }),
    breaks: inDetail({ clauses: ['registered', 'resident'] }),
  },
  'flags-answered': {
    file: () => aCaseIn('under_review'),
    move: () => ({ event: 'complete-review', by: 'reviewer' }),
    breaks: inRecord({ flags: [{ id: 'f1', about: 'invoice-1', answer: null }] }),
  },
  // Two persons judge it, as this kind of case asks for here: one specialist, and the reviewer.
  'opinions-given': {
    file: () => consulted('given', { instrument: 'rent_subsidy' }),
    move: () => ({ event: 'complete-review', by: 'reviewer' }),
    breaks: (file, move) => [{ ...file, opinions: [] }, move],
  },
  'no-opinion-open': {
    file: () => consulted('given'),
    move: () => ({ event: 'complete-review', by: 'reviewer' }),
    breaks: (_, move) => [consulted('declared'), move],
  },
  'asks-question': { file: () => aCaseIn('under_review'), move: () => asking(), breaks: inDetail({ text: ' ' }) },
  'expert-free': { file: () => aCaseIn('under_review'), move: () => asking('expert'), breaks: (_, move) => [consulted(), move] },
  'opinion-day-fits': {
    file: () => aCaseIn('under_review'),
    move: () => asking('expert', { dueOn: '2026-05-25' as CivilDate }),
    breaks: inDetail({ dueOn: '2026-05-26' as CivilDate }),
  },
  'opinion-asked': {
    file: () => consulted(),
    move: () => ({ event: 'accept-opinion', by: 'expert' }),
    breaks: (file, move) => [file, { ...move, by: 'expert2' }],
  },
  'no-conflict-declared': {
    file: () => consulted('declared'),
    move: (file) => ({ event: 'give-opinion', by: 'expert', detail: answering(file) }),
    breaks: (_, move) => [consulted(), move],
  },
  'matter-unchanged': {
    file: () => consulted('declared'),
    move: (file) => ({ event: 'give-opinion', by: 'expert', detail: answering(file) }),
    breaks: inRecord({ claim: { lines: [] } }),
  },
  'names-open-opinion': {
    file: () => consulted(),
    move: ({ opinions }) => ({ event: 'withdraw-opinion', by: 'reviewer', detail: { opinionId: opinions[0]?.id ?? '', reason: '逾期' } }),
    breaks: inDetail({ opinionId: 'another' }),
  },
  'gives-reason': {
    file: () => aCaseIn('decision_pending'),
    move: () => ({ event: 'reject', by: 'approver', detail: UNMET }),
    breaks: inDetail({ reason: '  ' }),
  },
  'settles-unknown': {
    file: () => aCaseIn('under_review'),
    move: () => ({ event: 'settle-fact', by: 'reviewer', detail: { fact: 'firm.registered', value: true, reason: '见营业执照' } }),
    breaks: inRecord({ appraisal: failed }),
  },
  'content-unchanged': { file: () => aCaseIn('decision_pending'), move: hashed('approve'), breaks: inDetail(otherHash) },
  'within-authority': {
    file: () => aCaseIn('decision_pending'),
    move: hashed('approve'),
    breaks: (file, move) => [file, { ...move, by: { ...PEOPLE.approver, role: 'finance-reviewer' } }],
  },
  'answers-opposition': {
    file: opposed,
    move: (file) => ({ event: 'approve', by: 'approver', detail: { ...hashed('approve')(file).detail, reason: '单价已另行核实' } }),
    breaks: inDetail({ reason: ' ' }),
  },
  'levels-left': {
    file: () => large(aCaseIn('decision_pending')),
    move: hashed('approve-step'),
    breaks: inRecord({ appraisal: anAppraisal() }),
  },
  'last-level': { file: () => aCaseIn('decision_pending'), move: hashed('approve'), breaks: (file, move) => [large(file), move] },
  'cooled-off': { file: () => aCaseIn('decision_pending'), move: hashed('approve'), breaks: inRecord({ payeeChangedOn: MONDAY }) },
  'names-conditions': {
    file: () => aCaseIn('decision_pending'),
    move: conditional,
    breaks: inDetail({
      conditions: [
        { text: 'a', dueOn: addDays(MONDAY, 9), checkerRole: 'finance-reviewer' },
        { text: 'b', dueOn: addDays(MONDAY, 9), checkerRole: 'notice-officer' },
      ],
    }),
  },
  'conditions-met': { file: () => aCaseIn('conditional'), move: allMet, breaks: inDetail({ met: [] }) },
  'conditions-found': {
    file: () => aCaseIn('conditional'),
    move: allMet,
    breaks: (file, move) => inDetail({ met: move.detail?.met?.map((one) => ({ ...one, evidence: [], source: ' ' })) ?? [] })(file, move),
  },
  'conditions-left': {
    file: reported,
    move: () => STILL_MISSING,
    breaks: (file, move) => inDetail(allMet(file).detail ?? {})(file, move),
  },
  'nothing-reported': { file: () => aCaseIn('conditional'), move: () => REPORT, breaks: (_file, move) => [reported(), move] },
  'conditions-reported': {
    file: reported,
    move: () => STILL_MISSING,
    breaks: (file, move) => [moved(file, STILL_MISSING), move],
  },
  'window-still-open': {
    file: () => aCaseIn('public_notice'),
    move: ({ record }) => ({
      event: 'object',
      by: 'citizen',
      detail: { text: '不符' },
      today: addDays(record.notice?.until ?? MONDAY, -1),
    }),
    breaks: (file, move) => onDay(file.record.notice?.until ?? MONDAY)(file, move),
  },
  'objects-once': {
    file: () => aCaseIn('objection_review'),
    move: () => ({ event: 'object', by: 'citizen2', detail: { text: '不符' } }),
    breaks: (file, move) => [file, { ...move, by: 'citizen' }],
  },
  'names-open-objection': {
    file: () => aCaseIn('objection_review'),
    move: () => ({ event: 'dismiss-objection', by: 'notice', detail: FINDING }),
    breaks: inDetail({ objectionId: 'none' }),
  },
  'objections-settled': {
    file: () => aCaseIn('public_notice'),
    move: ({ record }) => ({ event: 'notice-passed', by: 'system', today: record.notice?.until ?? MONDAY }),
    breaks: (file, move) => [{ ...file, objections: aCaseIn('objection_review').objections }, move],
  },
  'window-over': {
    file: () => aCaseIn('public_notice'),
    move: ({ record }) => ({ event: 'notice-passed', by: 'system', today: record.notice?.until ?? MONDAY }),
    breaks: (file, move) => onDay(addDays(file.record.notice?.until ?? MONDAY, -1))(file, move),
  },
  'same-document': {
    file: () => aDraft({ state: 'contracting' }),
    move: () => ({ event: 'sign', by: 'signatory', detail: { documentHash: sha256Hex('contract') } }),
    breaks: inDetail({ documentHash: 'contract.pdf' }),
  },
  'report-grounded': {
    file: () => aDraft({ state: 'due_diligence' }),
    move: () => ({ event: 'complete-dd', by: 'investigator', detail: { reason: '账实相符', evidence: ['paper-1'] } }),
    breaks: inDetail({ evidence: [] }),
  },
  'shared-by-run': {
    file: () => shared('waiting-list'),
    move: hashed('approve'),
    breaks: (_file, move) => [shared('pro-rata'), move],
  },
  'budget-short': {
    file: () => aCaseIn('decision_pending'),
    move: () => ({ event: 'queue', by: 'approver', detail: { reason: '预算用完' } }),
    breaks: inContext({ line: { budgetId: 'b2026', availableFen: 360_000, waiting: 0 } }),
  },
  'keeps-list': {
    file: () => aCaseIn('decision_pending'),
    move: () => ({ event: 'queue', by: 'approver', detail: { reason: '预算用完' } }),
    breaks: inRecord({ terms: { limits: {}, onBudgetExhausted: 'pro-rata' } }),
  },
  'tranche-left': {
    file: () => inTwo(monitored()),
    move: () => ({ event: 'next-tranche', by: 'monitor', detail: { reason: '第一期已用完', evidence: ['paper-1'] } }),
    breaks: inRecord({ released: 2 }),
  },
  'sent-back': {
    file: () => sentBack(monitored()),
    move: () => ({ event: 'pay-again', by: 'system' }),
    breaks: (_, move) => [monitored(), move],
  },
  'all-paid': {
    file: () => ({ ...monitored(), record: { ...monitored().record, state: 'disbursing' } }),
    move: () => ({ event: 'pay-done', by: 'payer' }),
    breaks: (_, move) => [aCaseIn('disbursing'), move],
  },
  'nothing-sent': {
    file: () => aCaseIn('disbursing'),
    move: () => ({ event: 'withdraw', by: 'signatory' }),
    breaks: (file, move) => [inPaymentState(file, 'l1_ok'), move],
  },
  'nothing-contradicted': {
    file: () => aCaseIn('disbursing'),
    move: () => ({ event: 'cancel-payment', by: 'payer', detail: { reason: '收款单位已注销' } }),
    breaks: (file, move) => [{ ...file, payments: file.payments.map((one) => ({ ...one, contradictions: [SAID_OTHERWISE] })) }, move],
  },
  'cancel-proposed': {
    file: () => moved(aCaseIn('disbursing'), { event: 'cancel-payment', by: 'payer', detail: { reason: '收款单位已注销' } }),
    move: () => ({ event: 'keep-payment', by: 'payer2', detail: { reason: '账户已恢复' } }),
    breaks: (_, move) => [moved(aCaseIn('disbursing'), { event: 'terminate', by: 'approver', detail: { reason: '终止' } }), move],
  },
  'nothing-in-flight': {
    file: monitored,
    move: () => ({ event: 'close', by: 'monitor' }),
    breaks: (file, move) => [inPaymentState(file, 'unknown'), move],
  },
  'nothing-owed': {
    file: monitored,
    move: () => ({ event: 'close', by: 'monitor' }),
    breaks: (file, move) => [{ ...file, recoveries: [aRecovery()] }, move],
  },
  'due-passed': {
    file: () => aCaseIn('returned'),
    move: ({ record }) => ({ event: 'lapse', by: 'system', today: addDays(record.clock?.shown?.day ?? MONDAY, 1) }),
    breaks: (file, move) => onDay(file.record.clock?.shown?.day ?? MONDAY)(file, move),
  },
  'appeal-window-open': {
    file: () => aCaseIn('rejected'),
    move: ({ record }) => ({ event: 'appeal', by: 'signatory', detail: { reason: '请复核' }, today: record.clock?.shown?.day ?? MONDAY }),
    breaks: (file, move) => onDay(addDays(file.record.clock?.shown?.day ?? MONDAY, 1))(file, move),
  },
  'appeal-open': {
    file: appealed,
    move: () => ({ event: 'dismiss-appeal', by: 'appeals', detail: { reason: '维持' } }),
    breaks: (file, move) => [{ ...file, appeals: [] }, move],
  },
  'no-appeal-open': {
    file: () => aCaseIn('rejected'),
    move: () => ({ event: 'appeal', by: 'signatory', detail: { reason: '请复核' } }),
    breaks: (_, move) => [appealed(), move],
  },
  'no-appeal-dismissed': {
    file: () => aCaseIn('rejected'),
    move: () => ({ event: 'appeal', by: 'signatory', detail: { reason: '请复核' } }),
    breaks: (_, move) => [moved(appealed(), { event: 'dismiss-appeal', by: 'appeals', detail: { reason: '维持' } }), move],
  },
};

describe('each guard', () => {
  it.each(Object.keys(GUARDS) as GuardName[])('%s lets pass what is right, and alone refuses what is not', (name) => {
    const { file: make, move, breaks } = ROWS[name];
    const file = make();
    const good = move(file);
    expect(attempt(file, good)).toMatchObject({ ok: true });
    const [broken, bad] = breaks(file, good);
    const before = structuredClone(broken);
    expect(attempt(broken, bad)).toMatchObject({ ok: false, refusal: { code: CHECKS[name].code } });
    expect(broken).toEqual(before);
  });
});
