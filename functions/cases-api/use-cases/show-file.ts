import type { CaseFileView } from '../../../shared/contracts/case-file.ts';
import { flagsRaised } from '../../../shared/domain/cases/effects/flags.ts';
import { sharedLimits } from '../../../shared/domain/cases/money/shared-limits.ts';
import { isOpposed } from '../../../shared/domain/cases/opinions/opinion.ts';
import type { Actor } from '../../../shared/domain/cases/records/actor.ts';
import type { Appraisal } from '../../../shared/domain/cases/records/appraisal.ts';
import type { CaseFile, CaseRecord } from '../../../shared/domain/cases/records.ts';
import { levelsOf } from '../../../shared/domain/cases/terms/terms.ts';
import { contentsOf } from '../../../shared/domain/instruments/contents-of.ts';
import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import type { Subject } from '../../../shared/domain/parties/access.ts';
import { groupOfFact, groupsOfCase } from '../../../shared/domain/parties/field-groups.ts';
import { maskAccount } from '../../../shared/domain/parties/mask.ts';
import { withBankSince } from '../../../shared/domain/payments/silence.ts';
import { answerOf } from '../../../shared/http/case-answer.ts';
import { contentHash } from '../../../shared/http/content-hash.ts';
import type { Allowed } from '../../../shared/http/request.ts';
import type { StoredCase } from '../../../shared/store/case-store.ts';
import type { SharedRows } from '../../../shared/store/hold-reader.ts';
import { flagsOfBills } from './flags-of-bills.ts';
import { offeredSteps } from './offered-steps.ts';
import { opinionRowOf } from './show-opinion.ts';

const shown = ({ name, role, organisationId, onBehalf }: Actor) => ({
  name,
  role,
  organisationId,
  ...(onBehalf && { onBehalf: { delegationId: onBehalf.delegationId, name: onBehalf.name } }),
});

/** Does this person look at it from outside of those who decide: as the applicant, or as the body that confirms? */
export const isOutside = ({ grounds }: Allowed): boolean =>
  grounds.relation === 'same-organisation' || grounds.relation === 'confirming-body';
/** Who objects is told to those who settle objections, and to auditors. */
const knowsObjectors = ({ grounds }: Allowed): boolean => grounds.role === 'notice-officer' || grounds.role === 'auditor';

type FactSourceName = NonNullable<CaseFileView['corrections'][number]['changedFacts'][number]['before']>['source'];
type Clause = NonNullable<CaseFileView['appraisal']>['clauses'][number];

/** A clause as it was judged, with where it stands, who says what it rests on, and the papers it was settled by. */
function clauseOf(
  { id, outcome, fact, text, trusted, scope = 'applicant', citation, confidence }: Appraisal['clauses'][number],
  { settled }: CaseRecord,
  pins: StoredCase['pins'],
): Clause {
  const settledBy = settled.find((one) => one.fact === fact);
  return {
    id,
    outcome,
    fact,
    text,
    trusted,
    scope,
    citation: (citation as Clause['citation'] | undefined) ?? null,
    confidence: confidence ?? null,
    source: fact === null ? null : ((pins?.snapshot[fact]?.source as Clause['source'] | undefined) ?? null),
    evidence: [...(settledBy?.evidence ?? [])],
  };
}

/** What became known of the applicant while it was corrected; of a topic that is not the reader's to see, that it did. */
function factsFor({ grounds }: Allowed, changed: CaseFile['corrections'][number]['changedFacts'] = []) {
  const groups: readonly string[] = groupsOfCase(grounds.relation);
  return changed.map(({ fact, before, after }) => {
    const masked = !groups.includes(groupOfFact(fact) ?? '');
    const said = (one: typeof before) => one && { value: masked ? null : one.value, source: one.source as FactSourceName };
    return { fact, masked, before: said(before), after: said(after) };
  });
}

/** What is known beside the case: what stands on the counters of `countedHolds`, and the bills that are looked at over all applicants. */
interface Known extends SharedRows {
  readonly subject: Subject;
}

/** Everything about a case, for those who may read its file. Accounts are masked; who objects is told to those who settle it. */
export function showFile(
  { file, pins }: Pick<StoredCase, 'file' | 'pins'>,
  request: Allowed,
  { subject, usedFen, bills }: Known,
  today: CivilDate,
): CaseFileView {
  const { record, corrections, opinions, objections, appeals, payments } = file;
  const own = isOutside(request);
  const named = knowsObjectors(request);
  const me = request.who.personKey;
  const contents = contentsOf(record);
  const { money, payee, proposal, appraisal, applicant } = record;
  const answer = answerOf(file, today);
  return {
    ...answer,
    programmeVersion: record.programmeVersion,
    programmeHash: record.programmeHash,
    snapshotHash: record.snapshotHash,
    applicant: { organisationId: applicant.organisationId, kind: applicant.kind, name: applicant.name, uscc: applicant.uscc },
    submittedAt: record.submittedAt,
    submittedOn: record.submittedOn,
    claim: contents.shown(record.claim),
    filing: contents.filing(pins?.named),
    appraisal: appraisal && {
      asOf: appraisal.asOf,
      verdict: appraisal.verdict,
      computedFen: appraisal.computedFen,
      trace: appraisal.trace,
      clauses: appraisal.clauses.map((clause) => clauseOf(clause, record, pins)),
    },
    payee: payee && { holderName: payee.holderName, bankName: payee.bankName, bankAccount: maskAccount(payee.bankAccount) },
    settled: record.settled.map(({ fact, value, evidence, reason, by, at }) => ({ fact, value, evidence, reason, by: shown(by), at })),
    struck: record.struck.map(({ lineId, reason, by, at }) => ({ lineId, reason, by: shown(by), at })),
    limits: own ? [] : sharedLimits(record, usedFen).map((limit) => ({ ...limit })),
    flags: own
      ? []
      : flagsRaised(record.flags, flagsOfBills(record, bills)).map(({ id, about, answer }) => ({
          id,
          about,
          answer: answer && { text: answer.text, by: shown(answer.by), at: answer.at },
        })),
    corrections: corrections.map(({ openedBy: _by, before: _before, version: _version, changedFacts, ...row }) => ({
      ...row,
      changedFacts: factsFor(request, changedFacts),
      // Of the open one, the day the clock shows: it is counted anew when a list of days off comes.
      dueOn: answer.openCorrections.find(({ id }) => id === row.id)?.dueOn ?? row.dueOn,
    })),
    opinions: own ? [] : opinions.map((one) => opinionRowOf(one, file, today)),
    opposed: !own && isOpposed(record, contentHash),
    objections: objections.map(({ id, state, name, contact, text, filedAt, finding }) => ({
      id,
      state,
      name: named ? name : null,
      contact: named ? contact : null,
      text,
      filedAt,
      finding,
    })),
    appeals: appeals.map(({ id, state, text, filedAt, finding, against }) => ({ id, state, text, filedAt, finding, against })),
    approvals: record.approvals.map(({ level, by, at, amountFen, reason }) => ({
      level,
      by: shown(by),
      at,
      amountFen,
      reason: own ? null : (reason ?? null),
    })),
    levelsNeeded: levelsOf(record, appraisal?.computedFen ?? 0).length,
    confirmation: record.confirmation && { by: shown(record.confirmation.by), at: record.confirmation.at, text: record.confirmation.text },
    assigned: record.assigned.map(({ stage, by, since }) => ({ stage, by: shown(by), since, me: by.personKey === me })),
    acts: record.acts.map(({ event, stage, by, at }) => ({
      event,
      stage,
      role: by.role,
      // The applicant is not told which specialist was asked.
      name: (stage === 'public' && !named) || (stage === 'opinion' && own) ? '' : by.name,
      ...(by.onBehalf && !own && { onBehalf: by.onBehalf.name }),
      at,
    })),
    proposal: proposal && {
      event: proposal.event,
      by: shown(proposal.by),
      at: proposal.at,
      mine: proposal.by.personKey === me,
      detail: own ? null : proposal.detail,
    },
    money: {
      budgetId: money.budgetId,
      waitingFor: record.waiting?.budgetId ?? null,
      reservedFen: money.reservedFen,
      postedFen: money.postedFen,
      voidedFen: money.voidedFen,
      recoveredFen: money.recoveredFen,
    },
    payments: payments.map((payment) => {
      const { id, state, amountFen, attempt } = payment;
      return { id, state, amountFen, attempt, withBankSince: withBankSince(payment) ?? null };
    }),
    notice: record.notice,
    conditions: record.conditions.map(({ id, text, dueOn, metAt, found }) => ({ id, text, dueOn, metAt, found })),
    conditionReports: (record.conditionReports ?? []).map(({ by, missing, ...report }) => ({
      ...report,
      by: shown(by),
      missing: missing && { ...missing, by: shown(missing.by) },
    })),
    decision: record.decision,
    halt: record.halt && {
      ground: record.halt.ground,
      from: record.halt.from,
      until: record.halt.until,
      // The applicant is told why and until when; who it was is the office's own.
      by: own ? null : record.halt.by.name,
    },
    reapplyOf: record.reapplyOf,
    actions: offeredSteps(file, request, subject),
  };
}
