import type { CaseFileView } from '../../../shared/contracts/cases.ts';
import { levelsFor, profileOf } from '../../../shared/domain/cases/profiles.ts';
import type { Actor, CaseFile } from '../../../shared/domain/cases/records.ts';
import { eventsOf } from '../../../shared/domain/cases/step.ts';
import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import type { Action } from '../../../shared/domain/parties/access.ts';
import { ACTIONS, decideAccess, type Subject } from '../../../shared/domain/parties/access.ts';
import { maskAccount } from '../../../shared/domain/parties/mask.ts';
import type { Allowed } from '../../../shared/http/request.ts';
import { answerOf } from './commit-step.ts';

const shown = ({ name, role, organisationId }: Actor) => ({ name, role, organisationId });

/** The actions beside the events of the machine that somebody may take on a case. */
const HANDLING = ['take', 'reassign', 'hand-back', 'hold', 'lift-hold', 'change-payee', 'reapply'];

/** The steps the state allows and the asker's role may take. */
function actionsOf(file: CaseFile, { who }: Allowed, subject: Subject): string[] {
  const possible = [...new Set([...eventsOf(file.record), ...HANDLING])];
  return possible.filter((event) => {
    const action = `case.${event}`;
    return action in ACTIONS && decideAccess(who, action as Action, subject).allowed;
  });
}

/** Does this person look at it from the applicant's side? Then what only those who decide should read is left out. */
const isApplicant = ({ grounds }: Allowed): boolean => grounds.relation === 'same-organisation';

/** Everything about a case, for those who may read its file. Accounts are masked; who objects is told to those who settle it. */
export function showFile(file: CaseFile, request: Allowed, subject: Subject, today: CivilDate): CaseFileView {
  const { record, corrections, opinions, objections, appeals, payments } = file;
  const own = isApplicant(request);
  const me = request.who.personKey;
  const { money, payee, proposal, appraisal, applicant } = record;
  return {
    ...answerOf(file, today),
    programmeName: record.programmeName,
    programmeVersion: record.programmeVersion,
    programmeHash: record.programmeHash,
    snapshotHash: record.snapshotHash,
    divisionCode: record.divisionCode,
    applicant: { organisationId: applicant.organisationId, kind: applicant.kind, name: applicant.name, uscc: applicant.uscc },
    submittedAt: record.submittedAt,
    submittedOn: record.submittedOn,
    claim: record.claim,
    appraisal: appraisal && {
      asOf: appraisal.asOf,
      verdict: appraisal.verdict,
      computedFen: appraisal.computedFen,
      trace: appraisal.trace,
      clauses: appraisal.clauses,
    },
    payee: payee && { holderName: payee.holderName, bankName: payee.bankName, bankAccount: maskAccount(payee.bankAccount) },
    settled: record.settled.map(({ fact, value, evidence, reason, by, at }) => ({ fact, value, evidence, reason, by: shown(by), at })),
    struck: record.struck.map(({ lineId, reason, by, at }) => ({ lineId, reason, by: shown(by), at })),
    flags: own
      ? []
      : record.flags.map(({ id, about, answer }) => ({
          id,
          about,
          answer: answer && { text: answer.text, by: shown(answer.by), at: answer.at },
        })),
    corrections: corrections.map(({ openedBy: _by, before: _before, version: _version, ...row }) => row),
    opinions: own ? [] : opinions.map(({ by, verdict, text, givenAt }) => ({ by: shown(by), verdict, text, givenAt })),
    objections: objections.map(({ id, state, name, contact, text, filedAt, finding }) => ({
      id,
      state,
      name: own ? null : name,
      contact: own ? null : contact,
      text,
      filedAt,
      finding,
    })),
    appeals: appeals.map(({ id, state, text, filedAt, finding }) => ({ id, state, text, filedAt, finding })),
    approvals: record.approvals.map(({ level, by, at, amountFen }) => ({ level, by: shown(by), at, amountFen })),
    levelsNeeded: levelsFor(profileOf(record.instrument), appraisal?.computedFen ?? 0).length,
    confirmation: record.confirmation && { by: shown(record.confirmation.by), at: record.confirmation.at, text: record.confirmation.text },
    assigned: record.assigned.map(({ stage, by, since }) => ({ stage, by: shown(by), since, me: by.personKey === me })),
    acts: record.acts.map(({ event, stage, by, at }) => ({ event, stage, role: by.role, name: by.name, at })),
    proposal: proposal && {
      event: proposal.event,
      by: shown(proposal.by),
      at: proposal.at,
      mine: proposal.by.personKey === me,
      detail: own ? null : proposal.detail,
    },
    money: {
      budgetId: money.budgetId,
      reservedFen: money.reservedFen,
      postedFen: money.postedFen,
      voidedFen: money.voidedFen,
      recoveredFen: money.recoveredFen,
    },
    payments: payments.map(({ id, state, amountFen, attempt }) => ({ id, state, amountFen, attempt })),
    notice: record.notice,
    conditions: record.conditions.map(({ id, text, dueOn, metAt }) => ({ id, text, dueOn, metAt })),
    decision: record.decision,
    halt: record.halt && { ground: record.halt.ground, from: record.halt.from, until: record.halt.until },
    reapplyOf: record.reapplyOf,
    actions: actionsOf(file, request, subject),
  };
}
