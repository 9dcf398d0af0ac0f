import { readHolidays } from '../../shared/catalogue/read-holidays.ts';
import { newCase } from '../../shared/domain/cases/new-case.ts';
import type { Opinion } from '../../shared/domain/cases/records/beside.ts';
import type { CaseFile, CaseRecord } from '../../shared/domain/cases/records.ts';
import type { ApprovalRun } from '../../shared/domain/cases/runs/approval-run.ts';
import type { CaseLetter } from '../../shared/domain/cases/shown/letters.ts';
import type { Stage } from '../../shared/domain/cases/states.ts';
import type { Tip } from '../../shared/domain/cases/tips/tip.ts';
import type { CivilDate } from '../../shared/domain/kernel/civil-date.ts';
import { noMoney } from '../../shared/domain/ledger/case-money.ts';
import { budgetIdOf, openBudget } from '../../shared/domain/ledger/change-budget.ts';
import type { BudgetIdentity } from '../../shared/domain/ledger/records.ts';
import type { OrganisationKind, Role } from '../../shared/domain/parties/kinds.ts';
import type { Batch, Payment } from '../../shared/domain/payments/records.ts';
import { budgetChangeWrite } from '../../shared/store/budget-store.ts';
import { letterWrite } from '../../shared/store/case-store.ts';
import type { Write } from '../../shared/store/commit.ts';
import { ledgerWrites } from '../../shared/store/ledger-store.ts';
import { stepWrites } from '../../shared/store/step-writes.ts';
import { tipWrite } from '../../shared/store/tip-store.ts';
import type { SignedInHouse } from './signed-in.ts';

const AT = '2026-11-02T02:00:00.000Z';
const HOLIDAYS = readHolidays();

/** The desks of offices, by the stage somebody takes on there. */
export const DESKS: Readonly<Partial<Record<Role, Stage>>> = {
  'intake-officer': 'intake',
  'scitech-officer': 'intake',
  'finance-reviewer': 'review',
  'finance-approver': 'decision',
  'finance-payer': 'payment',
  'notice-officer': 'notice',
  'appeal-reviewer': 'appeal',
};
/** Which list a role asks for; whoever has none asks for one all the same. */
export const queueOf = (role: Role): string =>
  DESKS[role] ?? (role === 'carrier-operator' || role === 'community-operator' ? 'confirmation' : 'review');

/** A case as it was put in place. */
export interface PlacedCase {
  readonly id: string;
  readonly organisationId: string;
  readonly divisionCode: string;
  readonly state: 'draft' | 'under_review' | 'public_notice';
  readonly confirmingBodyId?: string;
  /** Who was asked for an opinion, and has declared that there is no conflict. */
  readonly experts?: readonly string[];
  readonly assigned?: readonly { readonly personId: string; readonly role: Role }[];
}

const assignedOf = ({ assigned = [] }: PlacedCase): CaseRecord['assigned'] =>
  assigned.map(({ personId, role }) => ({
    stage: DESKS[role] as Stage,
    by: { personId, personKey: `person-${personId}`, name: personId, role, organisationId: `own-${personId}` },
    since: AT,
  }));

const opinionsOf = ({ experts = [] }: PlacedCase): Opinion[] =>
  experts.map((personId) => ({
    id: `of-${personId}`,
    kind: 'expert',
    state: 'asked',
    by: { personId, personKey: `person-${personId}`, name: personId, role: 'expert', organisationId: `own-${personId}` },
    askedBy: null,
    question: '合理吗？',
    lines: [],
    papers: ['paper'],
    dueOn: '2026-12-31' as CivilDate,
    declaredAt: AT,
    verdict: null,
    amounts: [],
    text: '',
    declined: null,
    closedAt: null,
    closedReason: null,
    basisHash: null,
    sealHash: null,
    askedAt: AT,
    givenAt: null,
    version: 1,
  }));

const PAYEE = { holderName: '示例', holderIdKey: null, bankName: '示例银行', bankAccount: '9900583000000000017', cnaps: null };
const A_PAYMENT: Payment = {
  caseId: 'case',
  id: 'p1',
  programmeId: 'community-broadband-subsidy',
  budgetId: '2026.elsewhere.community-broadband-subsidy',
  fiscalYear: 2026,
  payerId: 'elsewhere',
  amountFen: 100_000,
  purpose: '宽带补贴',
  payee: PAYEE,
  payeeHash: '0'.repeat(64),
  state: 'sent',
  attempt: 1,
  batchId: null,
  signers: [],
  attempts: [],
  statement: null,
  contradictions: [],
  version: 1,
};

/** Every case has one, whatever its state. */
export const A_LETTER: CaseLetter = { id: 'receipt.1', kind: 'receipt', version: 1, sha256: '0'.repeat(64), sizeBytes: 100, at: AT };

/** And somebody has told something about it, without a name. */
export const TIP_ID = 'tip';
const tipOf = ({ id, organisationId, divisionCode }: PlacedCase): Tip => ({
  id: TIP_ID,
  caseId: id,
  notice: { programmeName: { zh: '宽带接入补贴', en: 'Broadband subsidy' }, divisionCode, applicantName: `示例 ${organisationId}` },
  organisationId,
  sideKeys: [],
  text: '示例线索',
  leftAt: AT,
  state: 'new',
  note: null,
  seenBy: null,
  seenAt: null,
  version: 1,
});

/** A batch of a bureau, or of whoever is taken for one, that pays a case and has gone to the bank. */
export function batchOf(payerId: string, caseId: string): Batch {
  const { id: paymentId, programmeId, budgetId, fiscalYear, amountFen, purpose, payee, attempt } = A_PAYMENT;
  const line = { line: 1, reference: 'r1', caseId, paymentId, attempt, programmeId, budgetId, fiscalYear, amountFen, purpose, payee };
  const signer = { personId: 'somebody', personKey: 'person-somebody', at: AT };
  return {
    id: `batch-${payerId}`,
    payerId,
    payerAccount: '9900583000000000009',
    state: 'sent',
    lines: [line],
    count: 1,
    totalFen: amountFen,
    contentHash: '0'.repeat(64),
    openedBy: signer,
    sealedBy: signer,
    approvedBy: signer,
    sentBy: signer,
    returns: [],
    version: 1,
  };
}

/** A budget of a bureau, and what one of its people proposed to do with it. */
export const budgetOf = (payerId: string): BudgetIdentity => {
  const named = { programmeId: A_PAYMENT.programmeId, fiscalYear: 2026, payerId, communityId: null };
  return { budgetId: budgetIdOf(named), ...named };
};
export const CHANGE_ID = 'change';
export function budgetRows(payerId: string): Write[] {
  const budget = budgetOf(payerId);
  const auditOf = { kind: 'programme', id: budget.programmeId } as const;
  const opened = openBudget(budget, 1_000, { at: AT, by: 'somebody', confirmedBy: 'somebody-else', auditOf });
  if (!opened.ok) throw new Error(opened.refusal);
  const proposedBy = { personId: 'somebody', personKey: 'person-somebody', name: 'somebody', role: 'finance-approver' };
  const asked = { id: CHANGE_ID, kind: 'increase', budget, to: null, amountFen: 1, reason: 'more', status: 'pending' } as const;
  const change = { ...asked, proposedBy, proposedAt: AT, decidedBy: null, decidedAt: null, version: 1 };
  return [...ledgerWrites(opened.value), budgetChangeWrite(undefined, change)];
}

/** It names the paper every applicant has. */
const CLAIM = { kind: 'broadband', paperIds: ['paper'] };

function fileOf(placed: PlacedCase): CaseFile {
  const { id, organisationId, divisionCode, state, confirmingBodyId = null } = placed;
  const draft = newCase({
    id,
    instrument: 'broadband_subsidy',
    standing: {
      programmeId: 'community-broadband-subsidy',
      programmeName: { zh: '宽带接入补贴', en: 'Broadband subsidy' },
      programmeVersion: '1',
      programmeHash: '0'.repeat(64),
      terms: { limits: {} },
      divisionCode,
      applicant: {
        organisationId,
        kind: 'company' satisfies OrganisationKind,
        name: `示例 ${organisationId}`,
        uscc: null,
        communityId: null,
      },
      confirmingBodyId,
    },
    claim: CLAIM,
    createdBy: 'somebody',
    reapplyOf: null,
    now: AT,
    today: '2026-11-02' as CivilDate,
    holidays: HOLIDAYS,
  });
  // As if it had been written on after a return: the paper it names is one to ask for, whoever may read the file.
  if (state === 'draft') return { ...draft, record: { ...draft.record, claim: CLAIM } };
  const notice = state === 'public_notice' ? { from: '2026-11-20' as CivilDate, until: '2026-11-30' as CivilDate } : null;
  const record = { ...draft.record, state, submittedAt: AT, draft: null, claim: CLAIM, notice, assigned: assignedOf(placed) };
  return { ...draft, record, opinions: opinionsOf(placed), payments: [{ ...A_PAYMENT, caseId: id }] };
}

/** A run of approvals of a bureau, or of whoever is taken for one. */
export const runOf = (organisationId: string): ApprovalRun => {
  const id = `run-${organisationId}`;
  const identity = { programmeId: 'community-broadband-subsidy', fiscalYear: 2026, payerId: organisationId, communityId: null };
  return {
    id,
    budget: { ...identity, budgetId: budgetIdOf(identity) },
    rule: 'by-order',
    items: [],
    totalFen: 0,
    sealHash: '0'.repeat(64),
    money: noMoney(id, null),
    startedBy: { personId: 'somebody', personKey: 'person-somebody', name: 'somebody', role: 'finance-approver', organisationId },
    startedAt: AT,
    closedAt: null,
    version: 1,
  };
};

/** Puts a case in place with the first entry of its chain, as the product does when one begins. */
export async function placeCase({ commands }: Pick<SignedInHouse['stores'], 'commands'>, placed: PlacedCase): Promise<void> {
  const file = fileOf(placed);
  const outcome = await commands.commit({
    writes: [...stepWrites(undefined, { file, event: 'draft' }, AT), letterWrite(placed.id, A_LETTER), tipWrite(undefined, tipOf(placed))],
    entry: {
      aggregate: { kind: 'case', id: placed.id },
      action: 'claim.draft',
      at: AT,
      by: { personId: 'somebody', role: 'owner', organisationId: placed.organisationId },
      changed: { state: placed.state },
    },
    head: undefined,
  });
  if (outcome.kind !== 'committed') throw new Error(`case ${placed.id}: ${outcome.kind}`);
}
