import { describe, expect, it } from 'vitest';
import { EVENT_NAMES } from '../../../../../shared/domain/cases/machine.ts';
import { coolsOffOn } from '../../../../../shared/domain/cases/money/cooling-off.ts';
import { sealedPart } from '../../../../../shared/domain/cases/opinions/opinion.ts';
import type { CaseFile, CaseRecord } from '../../../../../shared/domain/cases/records.ts';
import { cardOf } from '../../../../../shared/domain/cases/shown/card.ts';
import type { StepDetail } from '../../../../../shared/domain/cases/step-input.ts';
import { addDays, type CivilDate } from '../../../../../shared/domain/kernel/civil-date.ts';
import { heldFen } from '../../../../../shared/domain/ledger/case-money.ts';
import {
  aCaseIn,
  aClause,
  aDraft,
  allMet,
  anAppraisal,
  answering,
  asking,
  attempt,
  BROUGHT,
  CLAIM,
  conditional,
  consulted,
  DEFECTS,
  FINDING,
  HOLDS,
  HOLIDAYS,
  hashOf,
  inPaymentState,
  MONDAY,
  type Move,
  moved,
  OTHER_PAYEE,
  PATH,
  PEOPLE,
  paid,
  REPORT,
  STILL_MISSING,
  sentBack,
  sha256Hex,
  UNMET,
  usual,
} from '../../../../support/case-files.ts';

const because = { reason: '理由' };
const REVIEWING = [{ stage: 'review' as const, by: PEOPLE.reviewer, since: `${MONDAY}T02:00:00.000Z` }];
const FIXED = { ...CLAIM, contractNumber: 'KD-2026-19', lines: [{ ...CLAIM.lines[0], amountFen: 170_000 }, CLAIM.lines[1]] };
const refusing = (): CaseFile => {
  const file = aCaseIn('completeness_check');
  return { ...file, record: { ...file.record, appraisal: anAppraisal({ clauses: [aClause('registered', 'failed')] }) } };
};
const proposed = (file: CaseFile, move: Move): CaseFile => moved(file, move);
const flagged = (): CaseFile => ({
  ...aCaseIn('under_review'),
  record: { ...aCaseIn('under_review').record, flags: [{ id: 'f1', about: 'invoice-1', answer: null }] },
});
const CAPS = [{ kind: 'seen', key: 'granted/firm/other' }];
const struck = (): CaseFile =>
  moved(aCaseIn('under_review'), {
    event: 'strike-line',
    by: 'reviewer',
    detail: { lineId: 'l2', ...because },
    brought: { appraisal: anAppraisal({ computedFen: 180_000 }) },
  });
const REFUSE: Move = { event: 'refuse-intake', by: 'intake', detail: { clauses: ['registered'], ...because } };
const dismissing = (): CaseFile => proposed(aCaseIn('objection_review'), { event: 'dismiss-objection', by: 'notice', detail: FINDING });
const upholding = (): CaseFile => proposed(aCaseIn('objection_review'), { event: 'uphold-objection', by: 'notice', detail: FINDING });
const rejecting = (): CaseFile => proposed(aCaseIn('objection_review'), { event: 'reject-on-objection', by: 'notice', detail: FINDING });
const closing = (): CaseFile => proposed(aCaseIn('monitoring'), { event: 'close', by: 'monitor' });
const ending = (): CaseFile => proposed(aCaseIn('disbursing'), { event: 'terminate', by: 'approver', detail: because });
const givingUp = (): CaseFile => proposed(aCaseIn('disbursing'), { event: 'cancel-payment', by: 'payer', detail: because });
const CONTRACT = sha256Hex('contract');
const signing = (): CaseFile =>
  proposed(aDraft({ state: 'contracting' }), { event: 'sign', by: 'signatory', detail: { documentHash: CONTRACT } });
/** The first of two equal instalments is paid. */
const inHalves = (): CaseFile => {
  const release = { zh: '报告', en: 'report' };
  const appraisal = anAppraisal({ tranches: ['t1', 't2'].map((id) => ({ id, shareBp: 5000, release })) });
  const submitted = moved(aDraft(), { event: 'submit', by: 'signatory', brought: { ...BROUGHT, appraisal } });
  const due = PATH.slice(1).reduce((file, name) => moved(file, usual(file, name)), submitted);
  return moved(paid(due), { event: 'pay-done', by: 'system' });
};
const appealed = (): CaseFile => moved(aCaseIn('rejected'), { event: 'appeal', by: 'signatory', detail: because });
const answersTo = ({ corrections }: CaseFile): StepDetail => ({
  answers: (corrections.at(-1)?.defects ?? []).map(({ id }) => ({ defectId: id, kind: 'corrected' as const, text: '' })),
});
const sign = (file: CaseFile): StepDetail => ({ contentHash: file.record.contentHash ?? '' });
const big = (): CaseFile => {
  const file = moved(aDraft(), {
    event: 'submit',
    by: 'signatory',
    brought: { ...BROUGHT, appraisal: anAppraisal({ computedFen: 30_000_000 }) },
  });
  return (['accept-intake', 'confirm', 'admit', 'complete-review'] as const).reduce((at, name) => moved(at, usual(at, name)), file);
};
const lastDay = ({ record }: CaseFile): CivilDate => record.clock?.shown?.day ?? MONDAY;
const past = (file: CaseFile): CivilDate => addDays(lastDay(file), 1);

/** Event, the case before it, the move, what the record holds after it, and more that must be so. */
type Row = readonly [
  event: string,
  before: () => CaseFile,
  move: (file: CaseFile) => Move,
  after: Partial<Record<keyof CaseRecord, unknown>>,
  more?: (after: CaseFile, before: CaseFile) => void,
];

const ROWS: readonly Row[] = [
  [
    'submit',
    aDraft,
    () => ({ event: 'submit', by: 'signatory', brought: BROUGHT }),
    {
      state: 'submitted',
      submittedOn: MONDAY,
      signedBy: PEOPLE.signatory,
      holds: HOLDS,
      claim: CLAIM,
      contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  ],
  [
    'accept-intake',
    () => aCaseIn('submitted'),
    () => ({ event: 'accept-intake', by: 'intake' }),
    { state: 'completeness_check', assigned: [{ stage: 'intake', by: PEOPLE.intake, since: `${MONDAY}T02:00:00.000Z` }] },
  ],
  [
    'confirm',
    () => aCaseIn('submitted'),
    () => ({ event: 'confirm', by: 'operator', detail: { text: '属实' } }),
    { state: 'submitted', confirmation: { by: PEOPLE.operator, text: '属实' } },
  ],
  [
    'return',
    () => aCaseIn('completeness_check'),
    () => ({ event: 'return', by: 'intake', detail: DEFECTS }),
    {
      state: 'returned',
      resumeState: 'completeness_check',
      clock: { owner: 'applicant', limit: { days: 10 } },
      resumeClock: { stops: [{ from: MONDAY, to: null, ground: 'correction' }] },
    },
    ({ corrections }) =>
      expect(corrections).toMatchObject([
        { state: 'open', dueOn: '2026-05-25', before: CLAIM, defects: [{ pointer: '/lines/0/amountFen' }] },
      ]),
  ],
  [
    'cancel-correction',
    () => aCaseIn('returned'),
    () => ({ event: 'cancel-correction', by: 'intake', detail: because }),
    { state: 'completeness_check', resumeState: null, draft: null, claim: CLAIM },
    ({ corrections }) =>
      expect(corrections).toMatchObject([{ state: 'cancelled', closedReason: '理由', version: 2, defects: [{ text: '金额与发票不符' }] }]),
  ],
  [
    'resubmit',
    () => aCaseIn('returned'),
    (file) => ({ event: 'resubmit', by: 'signatory', brought: { ...BROUGHT, claim: FIXED }, detail: answersTo(file) }),
    { state: 'completeness_check', claim: FIXED, submittedOn: MONDAY },
    ({ corrections }) =>
      expect(corrections).toMatchObject([
        { state: 'resolved', requestedChanges: ['/lines/0/amountFen'], unrequestedChanges: ['/contractNumber'] },
      ]),
  ],
  [
    'refuse-intake',
    () => proposed(refusing(), REFUSE),
    () => ({ ...REFUSE, by: 'intake2' }),
    {
      state: 'ineligible',
      holds: [],
      decision: { event: 'refuse-intake', clauses: ['registered'], reason: '理由' },
      proposal: null,
      clock: { limit: { days: 60, unit: 'calendar-days' } },
    },
  ],
  [
    'admit',
    () => aCaseIn('completeness_check'),
    () => ({ event: 'admit', by: 'intake' }),
    { state: 'under_review', clock: { owner: 'office', limit: { days: 10, unit: 'working-days' } } },
  ],
  [
    'auto-admit',
    () => aCaseIn('completeness_check', { instrument: 'automatic_subsidy' }),
    () => ({ event: 'auto-admit', by: 'system' }),
    { state: 'decision_pending', assigned: expect.not.arrayContaining([{ by: PEOPLE.system }]) },
  ],
  [
    'settle-fact',
    () => aCaseIn('under_review'),
    () => ({ event: 'settle-fact', by: 'reviewer', detail: { fact: 'firm.staff', value: 12, evidence: ['paper'], ...because } }),
    { settled: [{ fact: 'firm.staff', value: 12, evidence: ['paper'], by: PEOPLE.reviewer }] },
    (after, before) => expect(after.record.contentHash).not.toBe(before.record.contentHash),
  ],
  [
    'strike-line',
    () => aCaseIn('under_review'),
    () => ({
      event: 'strike-line',
      by: 'reviewer',
      detail: { lineId: 'l2', ...because },
      brought: { appraisal: anAppraisal({ computedFen: 180_000 }) },
    }),
    { struck: [{ lineId: 'l2', reason: '理由', by: PEOPLE.reviewer }], appraisal: { computedFen: 180_000 } },
  ],
  [
    'restore-line',
    struck,
    () => ({ event: 'restore-line', by: 'reviewer', detail: { lineId: 'l2' }, brought: { appraisal: anAppraisal() } }),
    { struck: [], appraisal: { computedFen: 360_000 } },
    (after) => expect(after.record.contentHash).toBe(aCaseIn('under_review').record.contentHash),
  ],
  [
    'recount',
    () => aCaseIn('under_review'),
    () => ({ event: 'recount', by: 'reviewer', brought: { appraisal: anAppraisal({ computedFen: 250_000 }), caps: CAPS } }),
    { appraisal: { computedFen: 250_000 }, caps: CAPS },
    (after) => expect(after.record.contentHash).not.toBe(aCaseIn('under_review').record.contentHash),
  ],
  [
    'answer-flag',
    flagged,
    () => ({ event: 'answer-flag', by: 'reviewer', detail: { flagId: 'f1', ...because } }),
    { flags: [{ id: 'f1', about: 'invoice-1', answer: { text: '理由', by: PEOPLE.reviewer } }] },
  ],
  [
    'complete-review',
    () => aCaseIn('under_review'),
    () => ({ event: 'complete-review', by: 'reviewer', detail: { verdict: 'support', reason: '同意' } }),
    { state: 'decision_pending' },
    ({ opinions }) => expect(opinions).toMatchObject([{ kind: 'review', by: PEOPLE.reviewer, verdict: 'support', text: '同意' }]),
  ],
  [
    'ask-opinion',
    () => aCaseIn('under_review'),
    () => asking(),
    { state: 'under_review', opinionDueOn: '2026-05-18', assigned: aCaseIn('under_review').record.assigned.concat(REVIEWING) },
    ({ opinions }) =>
      expect(opinions).toMatchObject([
        { kind: 'expert', state: 'asked', by: PEOPLE.expert, askedBy: PEOPLE.reviewer, lines: ['l1'], papers: ['paper-1'], verdict: null },
      ]),
  ],
  [
    'accept-opinion',
    () => consulted(),
    () => ({ event: 'accept-opinion', by: 'expert' }),
    { opinionDueOn: '2026-05-18', assigned: consulted().record.assigned },
    ({ opinions }) => expect(opinions).toMatchObject([{ state: 'asked', declaredAt: `${MONDAY}T02:00:00.000Z` }]),
  ],
  [
    'give-opinion',
    () => consulted('declared'),
    (file) => ({ event: 'give-opinion', by: 'expert', detail: answering(file) }),
    { state: 'under_review', opinionDueOn: null },
    ({ opinions: [given] }) => {
      expect(given).toMatchObject({ state: 'given', verdict: 'partly', amounts: [{ lineId: 'l1', amountFen: 150_000 }] });
      expect(given?.sealHash).toBe(given && hashOf(sealedPart(given)));
    },
  ],
  [
    'decline-opinion',
    () => consulted(),
    () => ({ event: 'decline-opinion', by: 'expert', detail: { ground: 'not-my-field' } }),
    { state: 'under_review', opinionDueOn: null },
    ({ opinions }) => expect(opinions).toMatchObject([{ state: 'declined', declined: 'not-my-field', verdict: null }]),
  ],
  [
    'withdraw-opinion',
    () => consulted(),
    ({ opinions }) => ({ event: 'withdraw-opinion', by: 'reviewer', detail: { opinionId: opinions[0]?.id ?? '', ...because } }),
    { state: 'under_review', opinionDueOn: null },
    ({ opinions }) => expect(opinions).toMatchObject([{ state: 'withdrawn', closedReason: '理由' }]),
  ],
  [
    'complete-dd',
    () => aDraft({ state: 'due_diligence' }),
    () => ({ event: 'complete-dd', by: 'investigator', detail: { reason: '账实相符', evidence: ['paper-1'], verdict: 'support' } }),
    { state: 'decision_pending' },
    ({ opinions }) =>
      expect(opinions).toMatchObject([
        { kind: 'diligence', state: 'given', text: '账实相符', papers: ['paper-1'], by: PEOPLE.investigator },
      ]),
  ],
  [
    'approve-step',
    big,
    (file) => ({ event: 'approve-step', by: 'approver', detail: sign(file) }),
    { state: 'decision_pending', approvals: [{ level: 1, by: PEOPLE.approver, amountFen: 30_000_000 }], money: { reservedFen: 0 } },
  ],
  [
    'approve',
    () => aCaseIn('decision_pending'),
    (file) => ({ event: 'approve', by: 'approver', detail: sign(file) }),
    {
      state: 'public_notice',
      money: { reservedFen: 360_000, held: { b2026: 360_000 } },
      budget: { budgetId: 'b2026', payerId: 'finance' },
      notice: { from: MONDAY, until: '2026-05-19' },
      clock: { owner: 'public' },
      decision: { event: 'approve' },
    },
  ],
  [
    'approve-conditional',
    () => aCaseIn('decision_pending'),
    conditional,
    {
      state: 'conditional',
      money: { reservedFen: 360_000 },
      conditions: [{ text: '补交合同', metBy: null }],
      clock: { owner: 'applicant', limit: { days: 21, unit: 'calendar-days' } },
    },
  ],
  [
    'satisfy',
    () => aCaseIn('conditional'),
    allMet,
    {
      state: 'public_notice',
      conditions: [{ metBy: PEOPLE.monitor, found: { evidence: ['paper-9'], source: null } }],
      money: { reservedFen: 360_000, voidedFen: 0 },
    },
  ],
  [
    'report-conditions',
    () => aCaseIn('conditional'),
    () => REPORT,
    {
      state: 'conditional',
      conditions: [{ metBy: null }],
      conditionReports: [{ text: '合同已补签', evidence: ['paper-9'], by: PEOPLE.signatory, missing: null }],
      // Ten working days of the office from the Monday on.
      clock: { owner: 'office', shown: { day: '2026-05-25' } },
      money: { reservedFen: 360_000, voidedFen: 0 },
    },
  ],
  [
    'return-conditions',
    () => moved(aCaseIn('conditional'), REPORT),
    () => STILL_MISSING,
    {
      state: 'conditional',
      conditionReports: [{ text: '合同已补签', missing: { reason: '缺第二页', by: PEOPLE.monitor } }],
      // Thirty working days from now on are later than the condition's own day.
      clock: { owner: 'applicant', limit: { days: 30, unit: 'working-days' } },
    },
  ],
  [
    'queue',
    () => aCaseIn('decision_pending'),
    () => ({ event: 'queue', by: 'approver', detail: because }),
    { state: 'decision_pending', waiting: { since: `${MONDAY}T02:00:00.000Z` } },
  ],
  [
    'reject',
    () => aCaseIn('decision_pending'),
    () => ({ event: 'reject', by: 'approver', detail: UNMET }),
    { state: 'rejected', holds: [], decision: { event: 'reject', on: MONDAY } },
  ],
  [
    'send-back',
    () => aCaseIn('decision_pending'),
    () => ({ event: 'send-back', by: 'approver', detail: because }),
    { state: 'under_review', approvals: [], decision: null },
  ],
  [
    'object',
    () => aCaseIn('public_notice'),
    () => ({ event: 'object', by: 'citizen', detail: { name: '朱民', contact: '1', text: '不符' } }),
    { state: 'objection_review', resumeState: 'public_notice', resumeClock: { stops: [{ from: MONDAY, to: null, ground: 'objection' }] } },
    ({ objections }) => expect(objections).toMatchObject([{ state: 'open', name: '朱民', text: '不符' }]),
  ],
  [
    'dismiss-objection',
    dismissing,
    () => ({ event: 'dismiss-objection', by: 'notice2', detail: FINDING, today: addDays(MONDAY, 4) }),
    { state: 'public_notice', notice: { from: MONDAY, until: '2026-05-23' } },
    ({ objections }) => expect(objections).toMatchObject([{ state: 'dismissed', finding: '理由' }]),
  ],
  [
    'uphold-objection',
    upholding,
    () => ({ event: 'uphold-objection', by: 'notice2', detail: FINDING }),
    { state: 'under_review', approvals: [], notice: null, money: { voidedFen: 360_000, held: {} } },
    ({ objections }) => expect(objections).toMatchObject([{ state: 'upheld' }]),
  ],
  [
    'reject-on-objection',
    rejecting,
    () => ({ event: 'reject-on-objection', by: 'notice2', detail: FINDING }),
    { state: 'rejected', holds: [], money: { voidedFen: 360_000, held: {} }, decision: { event: 'reject-on-objection' } },
  ],
  [
    'notice-passed',
    () => aCaseIn('public_notice'),
    (file) => ({ event: 'notice-passed', by: 'system', today: past(file) }),
    { state: 'disbursing' },
    ({ payments }) =>
      expect(payments).toMatchObject([{ id: 'p1', state: 'drafted', amountFen: 360_000, payee: { bankAccount: '32001234567890123' } }]),
  ],
  [
    'sign',
    signing,
    () => ({ event: 'sign', by: 'approver', detail: { documentHash: CONTRACT } }),
    { state: 'disbursing', contract: { documentHash: CONTRACT, signatures: [{ by: PEOPLE.signatory }, { by: PEOPLE.approver }] } },
  ],
  [
    'pay-done',
    () => paid(aCaseIn('disbursing')),
    () => ({ event: 'pay-done', by: 'payer' }),
    { state: 'monitoring', money: { postedFen: 360_000 } },
  ],
  [
    'next-tranche',
    () => inHalves(),
    () => ({ event: 'next-tranche', by: 'monitor', detail: { reason: '第一期已用完', evidence: ['paper-1'] } }),
    { state: 'disbursing', released: 2 },
    ({ payments }) =>
      expect(payments).toMatchObject([
        { state: 'paid', amountFen: 180_000 },
        { id: 'p2', state: 'drafted', amountFen: 180_000 },
      ]),
  ],
  [
    'pay-again',
    () => sentBack(aCaseIn('monitoring')),
    () => ({ event: 'pay-again', by: 'system' }),
    { state: 'disbursing', money: { postedFen: 0, held: { b2026: 360_000 } } },
    ({ payments }) => expect(payments).toHaveLength(1),
  ],
  [
    'close',
    closing,
    () => ({ event: 'close', by: 'monitor2' }),
    { state: 'closed', holds: HOLDS, money: { postedFen: 360_000, held: {} } },
  ],
  [
    'cancel-payment',
    () => givingUp(),
    () => ({ event: 'cancel-payment', by: 'payer2', detail: because }),
    {
      ...{ state: 'rejected', holds: [], money: { voidedFen: 360_000, held: {} }, proposal: null },
      decision: { event: 'cancel-payment', reason: '理由' },
    },
    ({ payments }) => expect(payments).toMatchObject([{ state: 'cancelled' }]),
  ],
  [
    'keep-payment',
    () => givingUp(),
    () => ({ event: 'keep-payment', by: 'payer2', detail: because }),
    { state: 'disbursing', proposal: null, money: { voidedFen: 0 } },
    ({ payments }) => expect(payments).toMatchObject([{ state: 'drafted' }]),
  ],
  [
    'terminate',
    ending,
    () => ({ event: 'terminate', by: 'approver2', detail: because }),
    {
      ...{ state: 'terminated', holds: [], money: { voidedFen: 360_000, held: {} } },
      clock: { owner: 'applicant', limit: { days: 60, unit: 'calendar-days' } },
    },
    ({ payments }) => expect(payments).toMatchObject([{ state: 'cancelled' }]),
  ],
  [
    'withdraw',
    () => aCaseIn('disbursing'),
    () => ({ event: 'withdraw', by: 'signatory' }),
    { state: 'withdrawn', holds: [], money: { held: {} }, clock: null },
    ({ payments }) => expect(payments).toMatchObject([{ state: 'cancelled' }]),
  ],
  [
    'lapse',
    () => aCaseIn('returned'),
    (file) => ({ event: 'lapse', by: 'system', today: past(file) }),
    { state: 'lapsed', holds: [] },
    ({ corrections }) => expect(corrections).toMatchObject([{ state: 'expired' }]),
  ],
  [
    'change-payee',
    () => aCaseIn('under_review'),
    () => ({ event: 'change-payee', by: 'signatory', brought: { payee: OTHER_PAYEE } }),
    { state: 'under_review', payee: OTHER_PAYEE, payeeChangedOn: null },
  ],
  [
    'change-payee-after-approval',
    () => aCaseIn('disbursing'),
    () => ({ event: 'change-payee-after-approval', by: 'signatory', brought: { payee: OTHER_PAYEE } }),
    { state: 'decision_pending', approvals: [], notice: null, payeeChangedOn: MONDAY, money: { held: {}, voidedFen: 360_000 } },
    ({ payments }) => expect(payments).toMatchObject([{ state: 'cancelled' }]),
  ],
  [
    'appeal',
    () => aCaseIn('rejected'),
    () => ({ event: 'appeal', by: 'signatory', detail: because }),
    { state: 'rejected', clock: { owner: 'office', limit: { days: 60, unit: 'calendar-days' } } },
    ({ appeals }) => expect(appeals).toMatchObject([{ state: 'filed', text: '理由', filedBy: PEOPLE.signatory }]),
  ],
  [
    'uphold-appeal',
    appealed,
    () => ({ event: 'uphold-appeal', by: 'appeals', detail: because, brought: { holds: HOLDS } }),
    { state: 'under_review', holds: HOLDS, decision: null },
    ({ appeals }) => expect(appeals).toMatchObject([{ state: 'upheld' }]),
  ],
  [
    'dismiss-appeal',
    appealed,
    () => ({ event: 'dismiss-appeal', by: 'appeals', detail: because }),
    { state: 'rejected', decision: { event: 'reject' }, clock: null },
    ({ appeals }) => expect(appeals).toMatchObject([{ state: 'dismissed', finding: '理由' }]),
  ],
];

describe('an instalment the bank sent back', () => {
  it('is paid again before the next one is released', () => {
    const NEXT: Move = { event: 'next-tranche', by: 'monitor', detail: { ...because, evidence: ['paper-1'] } };
    expect(attempt(inHalves(), NEXT).ok).toBe(true);
    const done = attempt(sentBack(inHalves()), NEXT);
    expect(done).toMatchObject({ ok: false, refusal: { code: 'rest-unpaid' } });
  });
});

describe('what each event does', () => {
  it('has a row for every event', () => expect(ROWS.map(([event]) => event).sort()).toEqual([...EVENT_NAMES].sort()));

  it.each(ROWS.map(([event, make, move, expected, more]) => ({ event, make, move, expected, more })))(
    '$event',
    ({ event, make, move, expected, more }) => {
      const before = make();
      const told = move(before);
      expect(told.event).toBe(event);
      const after = moved(before, told);
      expect(after.record).toMatchObject(expected);
      expect(after.record.version).toBe(before.record.version + 1);
      expect(after.record.acts).toHaveLength(before.record.acts.length + 1);
      expect(after.record.acts.at(-1)).toMatchObject({ event });
      more?.(after, before);
    },
  );
});

describe('money and holds', () => {
  it('moves with the step: a reservation of what was computed, and the rest of it back', () => {
    const approved = attempt(aCaseIn('decision_pending'), { event: 'approve', by: 'approver', detail: sign(aCaseIn('decision_pending')) });
    expect(approved).toMatchObject({ ok: true, value: { transfers: [{ kind: 'reserve', caseId: 'case-1', budgetId: 'b2026' }] } });
    const given = attempt(aCaseIn('disbursing'), { event: 'withdraw', by: 'signatory' });
    expect(given).toMatchObject({ ok: true, value: { transfers: [{ kind: 'void' }], givenBack: HOLDS } });
  });

  it('is refused where the budget has too little left, and nothing is signed', () => {
    const file = aCaseIn('decision_pending');
    const { budget } = {
      budget: {
        budgetId: 'b2026',
        programmeId: 'broadband',
        fiscalYear: 2026,
        payerId: 'finance',
        communityId: null,
        open: 1,
        allocatedFen: 1,
        availableFen: 359_999,
        reservedFen: 0,
        paidFen: 0,
        recoveredFen: 0,
        interestFen: 0,
        transfers: 1,
      },
    };
    expect(attempt(file, { event: 'approve', by: 'approver', detail: sign(file), context: { budget } })).toMatchObject({
      ok: false,
      refusal: { code: 'budget-exhausted' },
    });
  });

  it('stays out of reach once payers have signed, until they send it back', () => {
    for (const state of ['l1_ok', 'l2_ok', 'sent', 'unknown'] as const)
      for (const event of ['withdraw', 'change-payee-after-approval'] as const)
        expect(
          attempt(inPaymentState(aCaseIn('disbursing'), state), { event, by: 'signatory', brought: { payee: OTHER_PAYEE } }),
        ).toMatchObject({ ok: false, refusal: { code: 'payment-sent' } });
  });

  it('that came back from the bank is given back with the case, and the payment is tried no more', () => {
    const after = moved(sentBack(paid(aCaseIn('disbursing'))), { event: 'withdraw', by: 'signatory' });
    expect(heldFen(after.record.money)).toBe(0);
    expect(after.payments).toMatchObject([{ state: 'cancelled' }]);
  });

  it('keeps what the claim holds once something was paid', () => {
    const paidCase = aCaseIn('monitoring');
    const ended = moved(moved(paidCase, { event: 'terminate', by: 'approver', detail: because }), {
      event: 'terminate',
      by: 'approver2',
      detail: because,
    });
    expect(ended.record.holds).toEqual(HOLDS);
  });

  it('cools off from the first signature on, and so does every further change of the payee', () => {
    const signed = moved(big(), { event: 'approve-step', by: 'approver', detail: sign(big()) });
    const changed = moved(signed, { event: 'change-payee', by: 'signatory', brought: { payee: OTHER_PAYEE } });
    expect(changed.record).toMatchObject({ approvals: [], payeeChangedOn: MONDAY });
    const later = addDays(MONDAY, 7);
    const again = moved(changed, {
      event: 'change-payee',
      by: 'signatory',
      brought: { payee: { ...OTHER_PAYEE, bankAccount: '32008888888888888' } },
      today: later,
    });
    expect(again.record.payeeChangedOn).toBe(later);
    expect(coolsOffOn(again.record, HOLIDAYS, later)).toBe('2026-05-26');
  });

  it('gives whoever decides the days after it has cooled off, not the days in which nobody may approve', () => {
    const cooling = { from: MONDAY, to: '2026-05-18', ground: 'payee-cooling-off' };
    const change = { by: 'signatory', brought: { payee: OTHER_PAYEE } } as const;
    const anew = moved(aCaseIn('disbursing'), { event: 'change-payee-after-approval', ...change });
    const signed = moved(big(), { event: 'approve-step', by: 'approver', detail: sign(big()) });
    for (const { record } of [anew, moved(signed, { event: 'change-payee', ...change })])
      expect(record).toMatchObject({ state: 'decision_pending', clock: { stops: [cooling], shown: { day: '2026-05-25' } } });
    // Who never signed is not made to wait, and no time stands still.
    const before = moved(big(), { event: 'change-payee', ...change });
    expect(before.record.clock).toEqual(big().record.clock);
  });
});

describe('a correction', () => {
  const DECLARED = [{ name: '吴批', relation: 'relative' as const }];
  const concern = {
    memberKeys: ['key-of-lin'],
    relatedKeys: ['key-of-mentor'],
    relatedNames: ['吴批'],
    relatedOrganisationNames: ['甲公司'],
    relatedCodes: ['CODE-1'],
    hostIds: ['host-1'],
  };
  const draft = { claim: CLAIM, payee: null, interests: DECLARED, savedAt: `${MONDAY}T02:00:00.000Z` };
  const declared = (): CaseFile => moved(aDraft({ draft }), { event: 'submit', by: 'signatory', brought: { ...BROUGHT, concern } });
  const returned = (file: CaseFile): CaseFile => moved(file, { event: 'return', by: 'intake', detail: DEFECTS });
  const again = (file: CaseFile, brought: Move['brought'] = {}): CaseFile =>
    moved(file, { event: 'resubmit', by: 'signatory', brought: { ...BROUGHT, ...brought }, detail: answersTo(file) });

  it('is written on with the relatives who were declared, time and again', () => {
    const first = returned(moved(declared(), usual(declared(), 'accept-intake')));
    expect(first.record.draft?.interests).toEqual(DECLARED);
    const second = returned(again(first, { claim: FIXED }));
    expect(second.record.draft?.interests).toEqual(DECLARED);
    const cancelled = moved(second, { event: 'cancel-correction', by: 'intake', detail: because });
    expect(returned(cancelled).record.draft?.interests).toEqual(DECLARED);
  });

  const taken = (): CaseFile => moved(declared(), usual(declared(), 'accept-intake'));
  const naming = (pointers: readonly string[], newBecause?: string): Move => ({
    event: 'return',
    by: 'intake',
    detail: { defects: pointers.map((pointer) => ({ pointer, text: '不符', ...(newBecause !== undefined && { newBecause }) })) },
  });

  it('is about what changed since the last, asked for or not, wherever the claim is said to stand', () => {
    const back = again(returned(taken()), { claim: FIXED });
    expect(back.corrections).toMatchObject([{ requestedChanges: ['/lines/0/amountFen'], unrequestedChanges: ['/contractNumber'] }]);
    for (const pointer of ['/lines/0/amountFen', '/claim/lines/0/amountFen', '/lines/0', '/contractNumber'])
      expect(attempt(back, naming([pointer])).ok, pointer).toBe(true);
    for (const pointer of ['/year', '/claim/lines/1/amountFen', '/lines/0/amount', '/payee'])
      expect(attempt(back, naming(['/contractNumber', pointer])), pointer).toMatchObject({
        ok: false,
        refusal: { code: 'defect-not-new', faults: [{ pointer: '/defects/1/newBecause', code: 'defect-not-new' }] },
      });
  });

  it('counts what was changed where it was asked for as of the case as asked for', () => {
    const asked = moved(taken(), naming(['/claim/lines/0/amountFen']));
    expect(again(asked, { claim: FIXED }).corrections).toMatchObject([
      { requestedChanges: ['/lines/0/amountFen'], unrequestedChanges: ['/contractNumber'] },
    ]);
  });

  it('is about what was not changed only with the reason why it was not named then, which stays with it', () => {
    const back = again(returned(taken()), { claim: FIXED });
    const { corrections } = moved(back, naming(['/year'], '税务机关的回函今天才到'));
    expect(corrections.at(-1)?.defects).toMatchObject([{ pointer: '/year', newBecause: '税务机关的回函今天才到' }]);
    // A sentence, not a full stop, nor ten of them.
    for (const nothing of [' ', '.', '。。。。。。。。。。', '新查到', 'not known'])
      expect(attempt(back, naming(['/year'], nothing)), nothing).toMatchObject({ refusal: { code: 'defect-not-new' } });
    expect(attempt(back, naming(['/year'], 'the tax office answered today')).ok).toBe(true);
    // The same once more, and what was put right two returns ago.
    expect(attempt(again(returned(taken())), naming(['/lines/0/amountFen'])).ok).toBe(false);
    const twice = moved(back, naming(['/contractNumber']));
    expect(attempt(again(twice, { claim: { ...FIXED, contractNumber: 'KD-2026-20' } }), naming(['/lines/0/amountFen'])).ok).toBe(false);
  });

  it('is told to the head of the office from the third one on, which counts none that was cancelled', () => {
    const why = '税务机关的回函今天才到';
    const once = moved(again(returned(taken())), naming(['/year'], why));
    const cancelled = moved(once, { event: 'cancel-correction', by: 'intake', detail: because });
    const twice = moved(cancelled, naming(['/year'], why));
    expect(cardOf(twice)).not.toHaveProperty('returns');
    const thrice = moved(again(twice), naming(['/year'], why));
    expect(cardOf(thrice)).toMatchObject({ queue: null, returns: 3 });
    expect(cardOf(again(thrice))).toMatchObject({ queue: 'intake', returns: 3 });
  });

  it('may be about a clause whose fact was settled since', () => {
    const back = again(returned(taken()), { claim: FIXED });
    const [clause] = back.record.appraisal?.clauses ?? [];
    if (!clause) throw new Error('no clause');
    const asking = naming([`/clauses/${clause.id}`]);
    const settledAt = (at: string): CaseFile => ({
      ...back,
      record: {
        ...back.record,
        appraisal: back.record.appraisal && { ...back.record.appraisal, clauses: [{ ...clause, fact: 'firm.employees' }] },
        settled: [{ fact: 'firm.employees', value: 12, evidence: ['paper-1'], reason: '社保名单', by: PEOPLE.reviewer, at }],
      },
    });
    expect(attempt(back, asking).ok).toBe(false);
    expect(attempt(settledAt(`${addDays(MONDAY, -1)}T02:00:00.000Z`), asking).ok).toBe(false);
    expect(attempt(settledAt(`${addDays(MONDAY, 1)}T02:00:00.000Z`), asking).ok).toBe(true);
  });

  it('that was cancelled has asked for nothing: the next is a first one still', () => {
    const cancelled = moved(returned(taken()), { event: 'cancel-correction', by: 'intake', detail: because });
    expect(attempt(cancelled, naming(['/year'])).ok).toBe(true);
  });

  it('that is answered is the open one, in whatever order its rows come', () => {
    const twice = returned(again(returned(taken()), { claim: FIXED }));
    const turned = { ...twice, corrections: twice.corrections.toReversed() };
    const detail = answersTo({ ...twice, corrections: twice.corrections.filter(({ state }) => state === 'open') });
    const move = { event: 'resubmit', by: 'signatory', brought: BROUGHT } as const;
    expect(attempt(turned, { ...move, detail }).ok).toBe(true);
    expect(attempt(turned, { ...move, detail: { answers: [] } })).toMatchObject({ ok: false, refusal: { code: 'defects-unanswered' } });
    const mute = { answers: (detail.answers ?? []).map((one) => ({ ...one, kind: 'disputed' as const, text: ' ' })) };
    expect(attempt(turned, { ...move, detail: mute })).toMatchObject({ ok: false, refusal: { code: 'defects-unanswered' } });
  });

  it('is due when the clock says, as its programme has it, and keeps the day that counted in the end', () => {
    const limit = { days: 3, unit: 'working-days' as const, onSilence: 'lapse' as const, confidence: 'invented' as const, source: '-' };
    const short = returned({ ...taken(), record: { ...taken().record, terms: { limits: { returned: limit } } } });
    expect(short.corrections).toMatchObject([{ dueOn: '2026-05-14' }]);
    expect(short.record.clock?.shown?.day).toBe('2026-05-14');
    expect(returned(taken()).corrections).toMatchObject([{ dueOn: '2026-05-25' }]);
    const { clock } = short.record;
    const later = {
      ...short,
      record: { ...short.record, clock: clock && { ...clock, shown: { day: addDays(MONDAY, 4), exact: true, stops: 0 } } },
    };
    expect(again(later).corrections).toMatchObject([{ state: 'resolved', dueOn: addDays(MONDAY, 4) }]);
    expect(moved(later, { event: 'cancel-correction', by: 'intake', detail: because }).corrections).toMatchObject([
      { state: 'cancelled', dueOn: addDays(MONDAY, 4) },
    ]);
  });

  it('lets nobody go whom the case concerned', () => {
    const file = returned(moved(declared(), usual(declared(), 'accept-intake')));
    const other = {
      memberKeys: ['key-of-new'],
      relatedKeys: ['key-of-trainee'],
      relatedNames: [],
      relatedOrganisationNames: ['乙公司'],
      relatedCodes: ['CODE-2'],
      hostIds: ['host-2'],
    };
    expect(again(file, { concern: other }).record.concern).toEqual({
      memberKeys: ['key-of-lin', 'key-of-new'],
      relatedKeys: ['key-of-mentor', 'key-of-trainee'],
      relatedNames: ['吴批'],
      relatedOrganisationNames: ['甲公司', '乙公司'],
      relatedCodes: ['CODE-1', 'CODE-2'],
      hostIds: ['host-1', 'host-2'],
    });
  });

  const upheld = (): CaseFile => moved(upholding(), { event: 'uphold-objection', by: 'notice2', detail: FINDING });
  const sentBackOnce = (): CaseFile => {
    const signed = moved(big(), { event: 'approve-step', by: 'approver', detail: sign(big()) });
    return moved(signed, { event: 'send-back', by: 'approver2', detail: because });
  };
  it.each([
    ['an upheld objection', upheld, 'reviewer2'],
    ['a first signature', sentBackOnce, 'reviewer'],
  ] as const)('after %s lets no changed account in without cooling off', (_, make, by) => {
    expect(make().record).toMatchObject({ approvals: [], payeeChangedOn: null });
    const open = moved(make(), { event: 'return', by, detail: DEFECTS });
    expect(again(open, { payee: OTHER_PAYEE }).record).toMatchObject({ payee: OTHER_PAYEE, payeeChangedOn: MONDAY });
    expect(again(open).record.payeeChangedOn).toBeNull();
    const changed = moved(make(), { event: 'change-payee', by: 'signatory', brought: { payee: OTHER_PAYEE } });
    expect(changed.record.payeeChangedOn).toBe(MONDAY);
  });

  it('before any signature changes the account at once', () =>
    expect(again(aCaseIn('returned'), { payee: OTHER_PAYEE }).record).toMatchObject({ payee: OTHER_PAYEE, payeeChangedOn: null }));
});

describe('a confirmation', () => {
  const again = (file: CaseFile, claim: unknown): CaseFile =>
    moved(file, { event: 'resubmit', by: 'signatory', brought: { ...BROUGHT, claim }, detail: answersTo(file) });
  const reviewed = (): CaseFile => moved(aCaseIn('under_review'), { event: 'return', by: 'reviewer', detail: DEFECTS });

  it('falls with a claim that comes back to intake changed, and is asked again', () => {
    const changed = again(aCaseIn('returned'), FIXED);
    expect(changed.record.confirmation).toBeNull();
    expect(attempt(changed, usual(changed, 'admit'))).toMatchObject({ ok: false, refusal: { code: 'residence-unconfirmed' } });
    const confirmed = moved(changed, usual(changed, 'confirm'));
    expect(attempt(confirmed, usual(confirmed, 'admit'))).toMatchObject({ ok: true });
  });

  it('stands where nothing of the claim was changed, and where the review asked', () => {
    expect(again(aCaseIn('returned'), structuredClone(CLAIM)).record.confirmation).toMatchObject({ by: PEOPLE.operator });
    expect(again(reviewed(), FIXED).record.confirmation).toMatchObject({ by: PEOPLE.operator });
  });
});

describe('an appeal', () => {
  const again: Move = { event: 'appeal', by: 'signatory', detail: because };
  it('that was dismissed is the last one', () => {
    const dismissed = moved(appealed(), { event: 'dismiss-appeal', by: 'appeals', detail: because });
    expect(attempt(dismissed, again)).toMatchObject({ ok: false, refusal: { code: 'appeal-decided' } });
  });

  it('that was upheld begins a round of its own, with an appeal of its own', () => {
    const upheld = moved(appealed(), { event: 'uphold-appeal', by: 'appeals', detail: because, brought: { holds: HOLDS } });
    const reviewed = moved(upheld, { ...usual(upheld, 'complete-review'), by: 'reviewer2' });
    const rejected = moved(reviewed, { event: 'reject', by: 'approver2', detail: UNMET });
    expect(attempt(rejected, again)).toMatchObject({ ok: true });
  });

  it('is made against a termination too, and begins a round of its own with what it held', () => {
    const ended = moved(ending(), { event: 'terminate', by: 'approver2', detail: because });
    const filed = moved(ended, again);
    expect(filed.record).toMatchObject({ state: 'terminated', clock: { owner: 'office' } });
    expect(filed.appeals).toMatchObject([{ state: 'filed', against: { event: 'terminate' } }]);
    expect(attempt(filed, { event: 'uphold-appeal', by: 'approver', detail: because })).toMatchObject({ ok: false });
    const upheld = moved(filed, { event: 'uphold-appeal', by: 'appeals', detail: because, brought: { holds: HOLDS } });
    expect(upheld.record).toMatchObject({ state: 'under_review', holds: HOLDS, decision: null, money: { held: {}, voidedFen: 360_000 } });
  });

  it('is not made where money was paid: decided anew, the whole would be paid once more', () => {
    const half = inHalves();
    const ended = moved(proposed(half, { event: 'terminate', by: 'approver', detail: because }), {
      event: 'terminate',
      by: 'approver2',
      detail: because,
    });
    expect(ended.record).toMatchObject({ state: 'terminated', clock: null, money: { postedFen: expect.any(Number) } });
    expect(ended.record.money.postedFen).toBeGreaterThan(0);
    expect(attempt(ended, again)).toMatchObject({ ok: false, refusal: { code: 'payment-sent' } });
  });
});

describe('a decision that did not stand', () => {
  const byTwo = (file: CaseFile, event: Move['event'], [one, other]: readonly [Move['by'], Move['by']], detail: StepDetail): CaseFile =>
    moved(moved(file, { event, by: one, detail }), { event, by: other, detail });
  const holders = ({ record }: CaseFile) => record.assigned.map(({ stage }) => stage);

  it('of the intake is made there anew: the body confirms, and it is admitted before it is reviewed', () => {
    const accepted = (['submit', 'accept-intake'] as const).reduce((file, name) => moved(file, usual(file, name)), aDraft());
    const refused = byTwo(accepted, 'refuse-intake', ['intake', 'intake2'], UNMET);
    const appealed = moved(refused, { event: 'appeal', by: 'signatory', detail: because });
    const upheld = moved(appealed, { event: 'uphold-appeal', by: 'appeals', detail: because, brought: { holds: HOLDS } });
    expect(upheld.record).toMatchObject({ state: 'completeness_check', holds: HOLDS, decision: null });
    expect(holders(upheld)).toEqual(['appeal']);
    expect(attempt(upheld, usual(upheld, 'admit'))).toMatchObject({ ok: false, refusal: { code: 'residence-unconfirmed' } });
    const confirmed = moved(upheld, usual(upheld, 'confirm'));
    expect(moved(confirmed, usual(confirmed, 'admit')).record.state).toBe('under_review');
  });

  it('is in nobody’s hands: a colleague reviews it after an appeal, and after an objection', () => {
    const appealedOf = moved(appealed(), { event: 'uphold-appeal', by: 'appeals', detail: because, brought: { holds: HOLDS } });
    const objectedTo = byTwo(aCaseIn('objection_review'), 'uphold-objection', ['notice', 'notice2'], FINDING);
    for (const upheld of [appealedOf, objectedTo]) {
      expect(holders(upheld)).not.toEqual(expect.arrayContaining(['review']));
      expect(holders(upheld)).not.toEqual(expect.arrayContaining(['decision']));
      expect(moved(upheld, { ...usual(upheld, 'complete-review'), by: 'reviewer2' }).record.state).toBe('decision_pending');
    }
  });

  it('is objected to anew once it is made again, by the same person once', () => {
    const object: Move = { event: 'object', by: 'citizen', detail: { name: '朱民', contact: '1', text: '仍不符合' } };
    const upheld = byTwo(aCaseIn('objection_review'), 'uphold-objection', ['notice', 'notice2'], FINDING);
    const reviewed = moved(upheld, { ...usual(upheld, 'complete-review'), by: 'reviewer2' });
    const again = moved(reviewed, usual(reviewed, 'approve'));
    const objected = moved(again, object);
    expect(objected.record.state).toBe('objection_review');
    expect(attempt(objected, object)).toMatchObject({ ok: false, refusal: { code: 'objection-repeated' } });
  });
});

describe('a proposal', () => {
  it('changes nothing but itself', () => {
    const before = refusing();
    const done = attempt(before, REFUSE);
    expect(done).toMatchObject({ ok: true, value: { proposed: true, transfers: [], givenBack: [] } });
    if (!done.ok) return;
    const { proposal, acts, version, assigned, ...rest } = done.value.file.record;
    expect(proposal).toMatchObject({ event: 'refuse-intake', by: PEOPLE.intake });
    expect(before.record).toMatchObject(rest);
    expect([acts.length, version, assigned.length]).toEqual([
      before.record.acts.length + 1,
      before.record.version + 1,
      before.record.assigned.length,
    ]);
  });

  it('falls with any other step', () => {
    const file = moved(refusing(), REFUSE);
    expect(moved(file, { event: 'change-payee', by: 'signatory', brought: { payee: OTHER_PAYEE } }).record.proposal).toBeNull();
  });
});

describe('several objections', () => {
  const twice = (): CaseFile => moved(aCaseIn('objection_review'), { event: 'object', by: 'citizen2', detail: { text: '再议' } });
  const byTwo = (file: CaseFile, event: Move['event']): CaseFile =>
    moved(moved(file, { event, by: 'notice', detail: FINDING }), { event, by: 'notice2', detail: FINDING });
  const FINDINGS = ['dismiss-objection', 'uphold-objection', 'reject-on-objection'] as const;

  it('keep the notice standing still until the last is settled', () => {
    const two = twice();
    const settle = (file: CaseFile): CaseFile => {
      const [open] = file.objections.filter(({ state }) => state === 'open');
      const detail = { objectionId: open?.id ?? '', reason: '不成立' };
      return moved(moved(file, { event: 'dismiss-objection', by: 'notice', detail }), {
        event: 'dismiss-objection',
        by: 'notice2',
        detail,
      });
    };
    const one = settle(two);
    expect(one.record.state).toBe('objection_review');
    expect(settle(one).record.state).toBe('public_notice');
  });

  it('are all settled by the one that is upheld, so that the next notice can run', () => {
    const settled = { state: 'upheld', finding: '理由', version: 2 };
    for (const event of ['uphold-objection', 'reject-on-objection'] as const)
      expect(byTwo(twice(), event).objections).toMatchObject([settled, settled]);
  });

  it('are settled once each: one that is settled, or that never was, is refused', () => {
    const dismissed = byTwo(twice(), 'dismiss-objection');
    for (const event of FINDINGS)
      for (const detail of [FINDING, { ...FINDING, objectionId: 'none' }, because])
        expect(attempt(dismissed, { event, by: 'notice', detail })).toMatchObject({ ok: false, refusal: { code: 'objection-unknown' } });
  });

  it('come from different persons, through whichever account', () => {
    const again: Move = { event: 'object', by: { ...PEOPLE.citizen, personId: 'zhu-2', name: '朱一民' }, detail: { text: '再议' } };
    for (const file of [aCaseIn('objection_review'), byTwo(aCaseIn('objection_review'), 'dismiss-objection')])
      expect(attempt(file, again)).toMatchObject({ ok: false, refusal: { code: 'objection-repeated' } });
  });
});

describe('the clock of a state one comes back to', () => {
  it('goes on with the days the office had left when it returned the case', () => {
    const before = aCaseIn('completeness_check');
    expect(lastDay(before)).toBe('2026-05-18');
    const away = moved(before, { event: 'return', by: 'intake', detail: DEFECTS, today: addDays(MONDAY, 2) });
    const back = moved(away, { event: 'cancel-correction', by: 'intake', detail: because, today: addDays(MONDAY, 9) });
    expect(lastDay(back)).toBe('2026-05-25');
  });

  it('goes on with the days a notice had left when the objection came', () => {
    const object: Move = { event: 'object', by: 'citizen', detail: { text: '不符' }, today: addDays(MONDAY, 3) };
    const stopped = moved(aCaseIn('public_notice'), object);
    const [first, second] = (['notice', 'notice2'] as const).map(
      (by): Move => ({ event: 'dismiss-objection', by, detail: FINDING, today: addDays(MONDAY, 10) }),
    ) as [Move, Move];
    expect(moved(moved(stopped, first), second).record.notice).toEqual({ from: MONDAY, until: '2026-05-26' });
  });
});

describe('a signature on other content', () => {
  it('falls with the next step, whatever that step is', () => {
    const file = aCaseIn('decision_pending');
    const signature = { level: 1, by: PEOPLE.approver, at: `${MONDAY}T02:00:00.000Z`, amountFen: 360_000 };
    const holding = (contentHash: string): CaseFile => ({
      ...file,
      record: { ...file.record, approvals: [{ ...signature, contentHash }] },
    });
    const queue: Move = { event: 'queue', by: 'approver2', detail: because };
    expect(moved(holding(file.record.contentHash ?? ''), queue).record.approvals).toHaveLength(1);
    expect(moved(holding('of other content'), queue).record.approvals).toEqual([]);
  });
});
