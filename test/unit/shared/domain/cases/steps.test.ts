import { describe, expect, it } from 'vitest';
import { EVENT_NAMES } from '../../../../../shared/domain/cases/machine.ts';
import { sealedPart } from '../../../../../shared/domain/cases/opinions/opinion.ts';
import type { CaseFile, CaseRecord } from '../../../../../shared/domain/cases/records.ts';
import { addDays, type CivilDate } from '../../../../../shared/domain/kernel/civil-date.ts';
import {
  aCaseIn,
  aDraft,
  allMet,
  anAppraisal,
  answering,
  asking,
  BROUGHT,
  CLAIM,
  conditional,
  consulted,
  DEFECTS,
  FINDING,
  HOLDS,
  hashOf,
  MONDAY,
  type Move,
  moved,
  OTHER_PAYEE,
  PEOPLE,
  paid,
  REPORT,
  STILL_MISSING,
  sentBack,
  sha256Hex,
  UNMET,
} from '../../../../support/case-files.ts';
import {
  answersTo,
  appealed,
  because,
  big,
  ending,
  FIXED,
  inHalves,
  lastDay,
  proposed,
  REFUSE,
  refusing,
  sign,
  upholding,
} from '../../../../support/cases-under-way.ts';

const REVIEWING = [{ stage: 'review' as const, by: PEOPLE.reviewer, since: `${MONDAY}T02:00:00.000Z` }];

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

const dismissing = (): CaseFile => proposed(aCaseIn('objection_review'), { event: 'dismiss-objection', by: 'notice', detail: FINDING });

const rejecting = (): CaseFile => proposed(aCaseIn('objection_review'), { event: 'reject-on-objection', by: 'notice', detail: FINDING });

const closing = (): CaseFile => proposed(aCaseIn('monitoring'), { event: 'close', by: 'monitor' });

const givingUp = (): CaseFile => proposed(aCaseIn('disbursing'), { event: 'cancel-payment', by: 'payer', detail: because });

const CONTRACT = sha256Hex('contract');

const signing = (): CaseFile =>
  proposed(aDraft({ state: 'contracting' }), { event: 'sign', by: 'signatory', detail: { documentHash: CONTRACT } });

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
