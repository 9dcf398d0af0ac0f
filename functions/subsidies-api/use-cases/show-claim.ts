import type { ClaimCheck, ClaimView } from '../../../shared/contracts/claims.ts';
import { shownDue } from '../../../shared/domain/cases/clock/due.ts';
import type { CaseFile } from '../../../shared/domain/cases/records.ts';
import { maskAccount } from '../../../shared/domain/parties/mask.ts';
import type { OrganisationFile } from '../../../shared/domain/parties/records.ts';
import { refusalOf } from '../../../shared/domain/subsidies/check-claim.ts';
import { kindOfInstrument } from '../../../shared/domain/subsidies/kinds.ts';
import type { PreparedClaim } from '../../../shared/domain/subsidies/prepare-claim.ts';
import { withoutKeys } from '../../../shared/domain/subsidies/without-keys.ts';

/** A claim as it is written, for its applicant. Throws for a case of another instrument: who asks has looked before. */
export function showClaim(file: CaseFile): ClaimView {
  const { record, corrections } = file;
  const { id, version, state, programmeId, programmeName, applicant, draft, reapplyOf, clock } = record;
  const kind = kindOfInstrument(record.instrument);
  if (!kind) throw new Error(`case ${id} is none of a subsidy`);
  const { dueOn } = shownDue(clock);
  const open = corrections.find((row) => row.state === 'open');
  return {
    id,
    version,
    state,
    kind,
    programmeId,
    programmeName,
    organisationId: applicant.organisationId,
    claim: withoutKeys(draft?.claim ?? null),
    payee: draft?.payee ? { ...draft.payee, bankAccount: maskAccount(draft.payee.bankAccount) } : null,
    interests: draft?.interests ?? [],
    savedAt: draft?.savedAt ?? null,
    // The clock of the answer time is counted anew when a list of days off comes; the row keeps the day it was opened with.
    correction: open ? { id: open.id, dueOn: dueOn ?? open.dueOn, defects: open.defects } : null,
    dueOn,
    reapplyOf,
  };
}

/** What is open a reviewer may settle; where nobody applied nothing may be open. */
const isPayable = ({ claim, appraisal }: PreparedClaim): boolean =>
  claim.kind === 'automatic' ? appraisal?.verdict === 'eligible' && (appraisal.computedFen ?? 0) > 0 : appraisal?.verdict !== 'ineligible';

/** What the wizard shows beside the draft: the reviewer's list, and the amount with its formula. */
export function showCheck(
  prepared: PreparedClaim,
  draft: CaseFile['record']['draft'],
  { organisation, profile }: OrganisationFile,
): ClaimCheck {
  const { items, computation, appraisal, day } = prepared;
  const account =
    draft?.payee ??
    (profile?.particulars.bankAccount && profile.particulars.bankName
      ? { bankName: profile.particulars.bankName, bankAccount: profile.particulars.bankAccount }
      : null);
  const payee = account && { holderName: organisation.name, bankName: account.bankName, bankAccount: maskAccount(account.bankAccount) };
  return {
    day,
    ready: refusalOf(items) === undefined && isPayable(prepared) && payee !== null,
    items: items.map(({ cases, ...item }) => ({ ...item, ...(cases && { cases: [...cases] }) })),
    verdict: appraisal?.verdict ?? 'unknown',
    clauses: (computation?.clauses ?? []).map(({ id, outcome, fact, text, citation }) => ({ id, outcome, fact, text, citation })),
    missingFacts: [...(computation?.missingFacts ?? [])],
    computedFen: computation?.computedFen ?? null,
    minFen: computation?.bounds.minFen ?? 0,
    maxFen: computation?.bounds.maxFen ?? null,
    trace: (computation?.trace ?? []).map((line) => ({ ...line })),
    rows: (computation?.rows ?? []).map((row) => ({ ...row })),
    payee,
  };
}
