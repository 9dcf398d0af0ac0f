import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { readHolidays } from '../../shared/catalogue/read-holidays.ts';
import { addWorkingDays } from '../../shared/domain/calendar/working-days.ts';
import type { CaseEvent } from '../../shared/domain/cases/machine.ts';
import { basisOf } from '../../shared/domain/cases/opinions/opinion.ts';
import type { Concerned } from '../../shared/domain/cases/people/four-eyes.ts';
import { type Actor, SYSTEM } from '../../shared/domain/cases/records/actor.ts';
import type { Appraisal } from '../../shared/domain/cases/records/appraisal.ts';
import { NO_CONCERN } from '../../shared/domain/cases/records/handed-in.ts';
import { type CaseFile, type CaseRecord, caseRecord } from '../../shared/domain/cases/records.ts';
import { step } from '../../shared/domain/cases/step.ts';
import type { StepContext } from '../../shared/domain/cases/step-context.ts';
import type { Brought, StepDetail } from '../../shared/domain/cases/step-input.ts';
import { addDays, type CivilDate } from '../../shared/domain/kernel/civil-date.ts';
import { noMoney, post, reversePost } from '../../shared/domain/ledger/case-money.ts';
import type { Budget } from '../../shared/domain/ledger/records.ts';
import { DEFAULT_RECOVERY_TERMS } from '../../shared/domain/payments/interest.ts';
import type { Payee, Payment, Recovery } from '../../shared/domain/payments/records.ts';

/** Cases of a broadband subsidy for tests of the rules: real records that go through the real steps. */
export const HOLIDAYS = readHolidays();
/** A Monday without holidays near. */
export const MONDAY = '2026-05-11' as CivilDate;
export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');
export const hashOf = (value: unknown): string => sha256Hex(canonicalize(value) ?? '');

const person = (id: string, name: string, role: string, organisationId: string): Actor => ({
  personId: id,
  personKey: `key-of-${id}`,
  name,
  role,
  organisationId,
});

/** One natural person each. */
export const PEOPLE = {
  signatory: person('lin', '林知远', 'signatory', 'startup'),
  operator: person('zhou', '周启明', 'community-operator', 'community'),
  intake: person('chen', '陈受', 'intake-officer', 'scitech'),
  intake2: person('ding', '丁理', 'intake-officer', 'scitech'),
  reviewer: person('qian', '钱审', 'finance-reviewer', 'finance'),
  reviewer2: person('sun', '孙核', 'finance-reviewer', 'finance'),
  expert: person('xu', '许专', 'expert', 'joint'),
  expert2: person('lu', '陆家', 'expert', 'joint'),
  approver: person('wu', '吴批', 'finance-approver', 'finance'),
  approver2: person('zheng', '郑准', 'finance-approver', 'finance'),
  notice: person('feng', '冯示', 'notice-officer', 'scitech'),
  notice2: person('he', '何异', 'notice-officer', 'scitech'),
  payer: person('jiang', '蒋付', 'finance-payer', 'finance'),
  payer2: person('fu', '傅款', 'finance-payer', 'finance'),
  monitor: person('shen', '沈监', 'finance-reviewer', 'finance'),
  monitor2: person('han', '韩测', 'finance-reviewer', 'finance'),
  appeals: person('yang', '杨复', 'appeal-reviewer', 'scitech'),
  investigator: person('mao', '毛调', 'guarantee-officer', 'guarantor'),
  partner: person('jin', '金投', 'investment-partner', 'investor'),
  fund: person('gu', '顾基', 'fund-manager', 'fund'),
  fund2: person('meng', '孟金', 'fund-manager', 'fund'),
  guidance: person('ping', '平引', 'guidance-officer', 'guidance'),
  citizen: person('zhu', '朱民', 'public', 'nobody'),
  citizen2: person('xie', '谢民', 'public', 'nobody'),
  system: SYSTEM,
} as const;
export type Who = keyof typeof PEOPLE;

export const PAYEE: Payee = {
  holderName: '融桥示例科技有限公司',
  holderIdKey: null,
  bankName: '江苏示例银行玄武支行',
  bankAccount: '32001234567890123',
  cnaps: null,
};
export const OTHER_PAYEE: Payee = { ...PAYEE, bankAccount: '32009999999999999' };

export const CLAIM = {
  year: 2026,
  contractNumber: 'KD-2026-18',
  lines: [
    { id: 'l1', month: '2026-01', amountFen: 180_000 },
    { id: 'l2', month: '2026-02', amountFen: 180_000 },
  ],
};

type ClauseRow = Appraisal['clauses'][number];
export const aClause = (id: string, outcome: ClauseRow['outcome'] = 'met', more: Partial<ClauseRow> = {}): ClauseRow => ({
  id,
  outcome,
  fact: `firm.${id}`,
  text: { zh: id, en: id },
  trusted: true,
  ...more,
});

/** What the policy engine says of the claim: all met, 3,600 yuan, unless told otherwise. */
export function anAppraisal(more: Partial<Appraisal> = {}): Appraisal {
  const clauses = more.clauses ?? [aClause('registered'), aClause('resident')];
  const verdict = clauses.some(({ outcome }) => outcome === 'failed')
    ? 'ineligible'
    : clauses.some(({ outcome }) => outcome === 'unknown')
      ? 'unknown'
      : 'eligible';
  return { at: `${MONDAY}T02:00:00.000Z`, asOf: MONDAY, verdict, computedFen: 360_000, trace: [], ...more, clauses };
}

export const HOLDS = [
  { kind: 'invoice', key: 'invoice-1', fen: 180_000 },
  { kind: 'once', key: 'line-1' },
];
export const BROUGHT: Brought = { claim: CLAIM, payee: PAYEE, appraisal: anAppraisal(), snapshotHash: sha256Hex('snapshot'), holds: HOLDS };

export const A_BUDGET: Budget = {
  budgetId: 'b2026',
  programmeId: 'broadband',
  fiscalYear: 2026,
  payerId: 'finance',
  communityId: null,
  open: 1,
  allocatedFen: 100_000_000,
  availableFen: 100_000_000,
  reservedFen: 0,
  paidFen: 0,
  recoveredFen: 0,
  interestFen: 0,
  transfers: 1,
};

export const NOBODY_CONCERNED: Concerned = {
  memberKeys: ['key-of-lin'],
  relatedKeys: [],
  relatedOrganisations: [],
  relatedNames: [],
  hosts: [],
};

const EMPTY: CaseRecord = {
  id: 'case-1',
  instrument: 'broadband_subsidy',
  programmeId: 'broadband',
  programmeName: { zh: '宽带接入补贴', en: 'Broadband subsidy' },
  programmeVersion: '1',
  programmeHash: sha256Hex('programme'),
  divisionCode: '320102',
  applicant: {
    organisationId: 'startup',
    kind: 'company',
    name: '融桥示例科技有限公司',
    uscc: '91320102MA1EXAMPLE',
    communityId: 'community',
  },
  confirmingBodyId: 'community',
  state: 'draft',
  since: `${MONDAY}T02:00:00.000Z`,
  resumeState: null,
  clock: null,
  resumeClock: null,
  createdAt: `${MONDAY}T02:00:00.000Z`,
  createdBy: 'lin',
  submittedAt: null,
  submittedOn: null,
  signedBy: null,
  draft: null,
  concern: NO_CONCERN,
  snapshotHash: null,
  claim: null,
  settled: [],
  struck: [],
  flags: [],
  appraisal: null,
  payee: null,
  payeeChangedOn: null,
  contentHash: null,
  confirmation: null,
  assigned: [],
  acts: [],
  proposal: null,
  approvals: [],
  waiting: null,
  budget: null,
  money: noMoney('case-1', 'case-1'),
  holds: [],
  caps: [],
  halt: null,
  notice: null,
  contract: null,
  conditions: [],
  decision: null,
  reapplyOf: null,
  version: 1,
};

/** A draft nobody has submitted. */
export const aDraft = (more: Partial<CaseRecord> = {}): CaseFile => ({
  record: { ...EMPTY, ...more },
  corrections: [],
  opinions: [],
  objections: [],
  appeals: [],
  payments: [],
  recoveries: [],
});

/** One thing that happens: who does what, on which day, with what. */
export interface Move {
  readonly event: CaseEvent;
  readonly by: Who | Actor;
  readonly detail?: StepDetail;
  readonly brought?: Brought;
  readonly today?: CivilDate;
  readonly context?: Partial<StepContext>;
}

const lastDay = (from: CivilDate, days: number): CivilDate => {
  const due = addWorkingDays(from, days, HOLIDAYS);
  return due.kind === 'day' ? due.day : due.notBefore;
};
export const actorOf = (by: Who | Actor): Actor => (typeof by === 'string' ? PEOPLE[by] : by);

/** Everything a step is told beside the case; ids count up from the version, so that the same moves give the same case. */
export function contextOf(file: CaseFile, { by, brought = {}, today = MONDAY, context = {} }: Omit<Move, 'event'>): StepContext {
  const { organisationId } = actorOf(by);
  let made = 0;
  return {
    brought,
    now: `${today}T02:00:00.000Z`,
    today,
    newId: () => `id-${file.record.version}-${++made}`,
    workingDaysAhead: (days) => lastDay(today, days),
    concerned: NOBODY_CONCERNED,
    organisationIds: organisationId === null ? [] : [organisationId],
    missing: [],
    callOpen: true,
    holidays: HOLIDAYS,
    budget: A_BUDGET,
    line: { budgetId: A_BUDGET.budgetId, availableFen: 0, waiting: 0 },
    sha256Hex,
    hashOf,
    ...context,
  };
}

export const attempt = (file: CaseFile, move: Move) => step(file, move.event, actorOf(move.by), move.detail ?? {}, contextOf(file, move));

/** A record as the store reads it; a kind of case that only the tests know is let through. */
export const readRecord = ({ instrument, ...record }: CaseRecord): CaseRecord => ({
  ...caseRecord.parse({ ...record, instrument: 'broadband_subsidy' }),
  instrument,
});

/** The case after a move that must succeed; the stored shape is read back from it, as the store would. */
export function moved(file: CaseFile, move: Move): CaseFile {
  const done = attempt(file, move);
  if (!done.ok) throw new Error(`${move.event} is refused: ${JSON.stringify(done.refusal)}`);
  readRecord(structuredClone(done.value.file.record));
  return done.value.file;
}

export const withHash = (file: CaseFile): StepDetail => ({ contentHash: file.record.contentHash ?? '' });
/** The day after the notice has run. */
export const afterNotice = (file: CaseFile): CivilDate => file.record.notice?.until ?? MONDAY;

/** The usual way, one move each; `detail` may need the case as it stands. */
const USUAL: Readonly<
  Record<string, Omit<Move, 'detail' | 'today'> & { detail?: (file: CaseFile) => StepDetail; today?: (file: CaseFile) => CivilDate }>
> = {
  submit: { event: 'submit', by: 'signatory', brought: BROUGHT },
  'accept-intake': { event: 'accept-intake', by: 'intake' },
  confirm: { event: 'confirm', by: 'operator', detail: () => ({ text: '属实' }) },
  admit: { event: 'admit', by: 'intake' },
  'complete-review': { event: 'complete-review', by: 'reviewer', detail: () => ({ verdict: 'support', reason: '同意' }) },
  approve: { event: 'approve', by: 'approver', detail: withHash },
  'notice-passed': { event: 'notice-passed', by: 'system', today: afterNotice },
};

export const PATH = ['submit', 'accept-intake', 'confirm', 'admit', 'complete-review', 'approve', 'notice-passed'] as const;
const REACHED_BY: Partial<Record<CaseRecord['state'], number>> = {
  submitted: 1,
  completeness_check: 3,
  under_review: 4,
  decision_pending: 5,
  public_notice: 6,
  disbursing: 7,
};

/** The usual move from its name, for the case as it stands. */
export function usual(file: CaseFile, name: (typeof PATH)[number]): Move {
  const { detail, today, ...rest } = USUAL[name] as (typeof USUAL)[string];
  return { ...rest, ...(detail && { detail: detail(file) }), ...(today && { today: today(file) }) };
}

/** A case that went the usual way into a state, through the real steps. */
export function aCaseIn(state: CaseRecord['state'], more: Partial<CaseRecord> = {}): CaseFile {
  if (state === 'draft') return aDraft(more);
  if (state === 'monitoring') return moved(paid(aCaseIn('disbursing', more)), { event: 'pay-done', by: 'system' });
  if (state === 'returned') return moved(aCaseIn('completeness_check', more), { event: 'return', by: 'intake', detail: DEFECTS });
  if (state === 'conditional') return moved(aCaseIn('decision_pending', more), conditional(aCaseIn('decision_pending', more)));
  if (state === 'objection_review')
    return moved(aCaseIn('public_notice', more), {
      event: 'object',
      by: 'citizen',
      detail: { name: '朱民', contact: '13900000000', text: '不符合' },
    });
  if (state === 'rejected') return moved(aCaseIn('decision_pending', more), { event: 'reject', by: 'approver', detail: UNMET });
  const steps = REACHED_BY[state];
  if (steps === undefined) throw new Error(`no usual way into ${state}`);
  return PATH.slice(0, steps).reduce((file, name) => moved(file, usual(file, name)), aDraft(more));
}

/** A reviewer asks a specialist by name, under a question. */
export const asking = (who: 'expert' | 'expert2' = 'expert', more: StepDetail = {}): Move => ({
  event: 'ask-opinion',
  by: 'reviewer',
  detail: { text: '单价是否合理？', lines: ['l1'], evidence: ['paper-1'], ...more },
  brought: { expert: { by: PEOPLE[who], organisationIds: ['joint'], concerned: NOBODY_CONCERNED } },
});
/** What a specialist says of the case as it stands. */
export const answering = ({ record }: CaseFile, more: StepDetail = {}): StepDetail => ({
  verdict: 'partly',
  reason: '略高于市场价',
  amounts: [{ lineId: 'l1', amountFen: 150_000 }],
  contentHash: hashOf(basisOf(record)),
  ...more,
});
/** A case that waits for its decision, and that a specialist opposes. */
export function opposed(more: Partial<CaseRecord> = {}): CaseFile {
  const declared = consulted('declared', more);
  const given = moved(declared, { event: 'give-opinion', by: 'expert', detail: answering(declared, { verdict: 'oppose' }) });
  return moved(given, usual(given, 'complete-review'));
}
/** A case in review about which a specialist was asked; declared, where so; answered, where so. */
export function consulted(how: 'asked' | 'declared' | 'given' = 'asked', more: Partial<CaseRecord> = {}): CaseFile {
  const asked = moved(aCaseIn('under_review', more), asking());
  if (how === 'asked') return asked;
  const declared = moved(asked, { event: 'accept-opinion', by: 'expert' });
  return how === 'declared' ? declared : moved(declared, { event: 'give-opinion', by: 'expert', detail: answering(declared) });
}

/** A finding on the objection of a case that went the usual way into its review. */
export const FINDING: StepDetail = { objectionId: 'id-7-1', reason: '理由' };
/** What shows that a clause is not met though it was judged met. */
export const UNMET: StepDetail = {
  reason: '不符',
  findings: [{ clause: 'registered', text: '登记机关已注销', evidence: [], source: '国家企业信用信息公示系统' }],
};
export const DEFECTS: StepDetail = { defects: [{ pointer: '/lines/0/amountFen', text: '金额与发票不符' }] };
export const conditional = (file: CaseFile): Move => ({
  event: 'approve-conditional',
  by: 'approver',
  detail: { ...withHash(file), conditions: [{ text: '补交合同', dueOn: addDays(MONDAY, 21), checkerRole: 'finance-reviewer' }] },
});
/** The applicant says that the conditions are met. */
export const REPORT: Move = { event: 'report-conditions', by: 'signatory', detail: { reason: '合同已补签', evidence: ['paper-9'] } };
/** Every open condition is found met, by the paper the applicant reported it with. */
export const allMet = ({ record }: CaseFile): Move => ({
  event: 'satisfy',
  by: 'monitor',
  detail: {
    met: record.conditions
      .filter(({ metAt }) => metAt === null)
      .map(({ id }) => ({ conditionId: id, evidence: ['paper-9'], source: null })),
  },
});
/** Whoever checks it finds that something is missing. */
export const STILL_MISSING: Move = { event: 'return-conditions', by: 'monitor', detail: { reason: '缺第二页' } };

const ACT = { at: `${MONDAY}T02:00:00.000Z`, by: 'jiang', auditOf: { kind: 'case' as const, id: 'case-1' } };
const withPayments = (file: CaseFile, state: Payment['state']) => file.payments.map((one): Payment => ({ ...one, state }));

const withLast = ({ payments }: CaseFile, state: Payment['state']) =>
  payments.map((one, at): Payment => (at === payments.length - 1 ? { ...one, state } : one));

/** The bank has paid the last payment that was drafted: the ledger posts it, as the payment's own command does. */
export function paid(file: CaseFile): CaseFile {
  const payment = file.payments.at(-1);
  if (!payment) throw new Error('nothing to pay');
  const posted = post(file.record.money, { paymentId: payment.id, amountFen: payment.amountFen }, ACT);
  if (!posted.ok) throw new Error(posted.refusal);
  return { ...file, record: { ...file.record, money: posted.value.money }, payments: withLast(file, 'paid') };
}

/** The payee's bank sent it back. */
export function sentBack(file: CaseFile): CaseFile {
  const reversed = reversePost(file.record.money, file.payments.at(-1)?.id ?? 'none', ACT);
  if (!reversed.ok) throw new Error(reversed.refusal);
  return { ...file, record: { ...file.record, money: reversed.value.money }, payments: withLast(file, 'reversed') };
}

/** What was paid, asked back on a Monday; nothing came yet. */
export const aRecovery = (more: Partial<Recovery> = {}): Recovery => ({
  caseId: 'case-1',
  id: 'r1',
  paymentId: 'p1',
  ground: '发票系伪造',
  principalFen: 150_000,
  terms: DEFAULT_RECOVERY_TERMS,
  paidOn: MONDAY,
  noticedOn: MONDAY,
  noticedBy: { personId: 'shen', personKey: 'key-of-shen', at: `${MONDAY}T02:00:00.000Z` },
  state: 'noticed',
  repayments: [],
  disputeReason: null,
  writeOff: null,
  version: 1,
  ...more,
});

export const inPaymentState = (file: CaseFile, state: Payment['state']): CaseFile => ({ ...file, payments: withPayments(file, state) });
