import type { Payee } from '../../payments/records.ts';
import { answerClock, startClock, startOfficeClock } from '../clock/clock.ts';
import { shownDue } from '../clock/due.ts';
import { openReport } from '../conditions.ts';
import { changedPointers, liesUnder } from '../diff.ts';
import type { CaseEvent } from '../machine.ts';
import { stoppedToCoolOff } from '../money/cooling-off.ts';
import { closeOpinions, OPINION_EFFECTS, renewOpinions } from '../opinions/opinion-effects.ts';
import type { Appeal, CaseDraft, CaseRecord, Correction, Objection, PinnedConcern } from '../records.ts';
import type { Stage } from '../states.ts';
import type { Changed, StepDetail, StepInput } from '../step-input.ts';
import { flaggedAnew, flagsRaised } from './flags.ts';

const SIGNATURES: readonly string[] = ['approve', 'approve-step', 'approve-conditional'] satisfies CaseEvent[];
const PAYEE_FIELDS = ['holderName', 'holderIdKey', 'bankName', 'bankAccount', 'cnaps'] as const satisfies (keyof Payee)[];

/** Relatives and holders as declared last. */
const declaredIn = ({ draft, interests }: CaseRecord): CaseDraft['interests'] => draft?.interests ?? interests ?? [];

const replaced = <Row extends { readonly id: string }>(rows: readonly Row[], row: Row): Row[] =>
  rows.map((old) => (old.id === row.id ? row : old));

const union = (some: readonly string[], more: readonly string[]): string[] => [...new Set([...some, ...more])];

/** Who was once concerned stays so: former members, and a relative whom a later version of the claim leaves out. */
const widened = (known: PinnedConcern, now: PinnedConcern): PinnedConcern => ({
  memberKeys: union(known.memberKeys, now.memberKeys),
  relatedKeys: union(known.relatedKeys, now.relatedKeys),
  relatedNames: union(known.relatedNames, now.relatedNames),
  relatedOrganisationNames: union(known.relatedOrganisationNames, now.relatedOrganisationNames),
  relatedCodes: union(known.relatedCodes, now.relatedCodes),
  hostIds: union(known.hostIds, now.hostIds),
});

/** Another payee: no signature outlives it, and it may have to cool off (`cooling-off.ts`). */
const paidElsewhere = ({ brought: { payee }, today }: StepInput, coolsOff: boolean): Partial<CaseRecord> => ({
  ...(payee && { payee }),
  approvals: [],
  ...(coolsOff && { payeeChangedOn: today }),
});

/** Was this case signed once, at any level, even if the signature has fallen since? Then a changed account cools off. */
const everSigned = ({ acts, payeeChangedOn }: CaseRecord): boolean =>
  payeeChangedOn !== null || acts.some(({ event }) => SIGNATURES.includes(event));

const samePayee = (one: Payee | null, other: Payee): boolean => one !== null && PAYEE_FIELDS.every((field) => one[field] === other[field]);

/** The claim with its pins, as submitted. An account changed on this way cools off as by `change-payee`. */
function pinned(input: StepInput): Partial<CaseRecord> {
  const { brought, now, today, by, file } = input;
  const { claim, payee, appraisal, snapshotHash, holds, caps, flags, concern, bills } = brought;
  const elsewhere = payee && everSigned(file.record) && !samePayee(file.record.payee, payee);
  return {
    ...(claim !== undefined && { claim }),
    ...(payee && { payee }),
    ...(elsewhere && paidElsewhere(input, true)),
    ...(appraisal && { appraisal }),
    ...(snapshotHash !== undefined && { snapshotHash }),
    ...(holds && { holds: [...holds] }),
    ...(caps && { caps: [...caps] }),
    ...(concern && { concern: widened(file.record.concern, concern) }),
    interests: [...declaredIn(file.record)],
    draft: null,
    ...(flags && { flags: flaggedAnew(file.record.flags, brought) }),
    ...(bills && { billFiles: Object.fromEntries(bills.flatMap(({ id, sha256 }) => (sha256 === undefined ? [] : [[id, sha256]]))) }),
    signedBy: by,
    submittedAt: file.record.submittedAt ?? now,
    submittedOn: file.record.submittedOn ?? today,
  };
}

function returned({ file, detail, by, now, today, newId, holidays }: StepInput): Changed {
  const defects = (detail.defects ?? []).map((defect) => ({ id: newId(), ...defect }));
  const row: Correction = {
    id: newId(),
    state: 'open',
    openedAt: now,
    openedBy: by,
    // What the clock will show as the state begins: one limit, that of the programme where it names one.
    dueOn: startClock(file.record, 'returned', { today, holidays })?.shown?.day ?? today,
    defects,
    answers: [],
    before: file.record.claim,
    requestedChanges: [],
    unrequestedChanges: [],
    closedAt: null,
    closedReason: null,
    version: 1,
  };
  // It is written on a copy: what was handed in stays as it is until it is handed in again.
  const { claim, payee } = file.record;
  const copied = payee && { bankName: payee.bankName, bankAccount: payee.bankAccount, cnaps: payee.cnaps };
  const draft = { claim, payee: copied, interests: [...declaredIn(file.record)], savedAt: now };
  return { record: { draft }, corrections: [...file.corrections, row] };
}

/** A correction that is open no more keeps the day that counted in the end: a list of days off may have moved it. */
const closed = (open: Correction, { file, now }: StepInput): Correction => ({
  ...open,
  dueOn: shownDue(file.record.clock).dueOn ?? open.dueOn,
  closedAt: now,
  version: open.version + 1,
});

/** Answers the open correction; what was changed is told apart: asked for, and not asked for. */
function resubmitted(input: StepInput): Changed {
  const { file, detail, brought } = input;
  const open = file.corrections.find(({ state }) => state === 'open');
  if (!open) return { record: pinned(input) };
  const changes = changedPointers(open.before, brought.claim ?? file.record.claim);
  const asked = (pointer: string) => open.defects.some((defect) => liesUnder(pointer, defect.pointer));
  const row: Correction = {
    ...closed(open, input),
    state: 'resolved',
    answers: [...(detail.answers ?? [])],
    requestedChanges: changes.filter(asked),
    unrequestedChanges: changes.filter((pointer) => !asked(pointer)),
    ...(brought.changedFacts && { changedFacts: [...brought.changedFacts] }),
  };
  // What the body confirmed was the claim as it stood: at intake it is asked again; the review settles what was changed later itself.
  const unconfirmed = changes.length > 0 && file.record.resumeState === 'completeness_check';
  return {
    record: { ...pinned(input), ...(unconfirmed && { confirmation: null }) },
    corrections: replaced(file.corrections, row),
  };
}

function closedCorrection(state: 'cancelled' | 'expired') {
  return (input: StepInput): Changed => {
    const { file, detail } = input;
    const open = file.corrections.find((row) => row.state === 'open');
    // Nothing is written on while the office works on what was handed in.
    const record = state === 'cancelled' ? { draft: null } : {};
    if (!open) return { record };
    const row: Correction = { ...closed(open, input), state, closedReason: detail.reason ?? null };
    return { record, corrections: replaced(file.corrections, row) };
  };
}

const appraised = ({ brought: { appraisal, caps, holds } }: StepInput): Partial<CaseRecord> => ({
  ...(appraisal && { appraisal }),
  ...(holds && { holds: [...holds] }),
  ...(caps && { caps: [...caps] }),
});

function signed({ file: { record }, by, now, detail, run }: StepInput): Partial<CaseRecord> {
  const level = record.approvals.length + 1;
  const amountFen = run?.grantedFen ?? record.appraisal?.computedFen ?? 0;
  const { contentHash = '', reason = '' } = detail;
  const approval = { level, by, at: now, contentHash, amountFen, ...(reason.trim() !== '' && { reason }) };
  return { approvals: [...record.approvals, approval] };
}

/** The last signature takes the shares of caps and the grant too, in the write that reserves; of a run, what it grants. */
const capped = ({ file: { record }, run }: StepInput): Partial<CaseRecord> => {
  const caps = record.caps.map((one) => (one.kind === 'granted' && run ? { ...one, takeFen: run.grantedFen } : one));
  return { holds: [...record.holds, ...caps] };
};

/** The clauses a step cites, plainly or with a finding. */
const citedIn = ({ clauses = [], findings = [] }: StepDetail): string[] => [
  ...new Set([...clauses, ...findings.map(({ clause }) => clause)]),
];

const decided =
  (event: CaseEvent) =>
  (input: StepInput): Changed => ({
    record: {
      decision: {
        event,
        on: input.today,
        reason: input.detail.reason ?? '',
        clauses: citedIn(input.detail),
        findings: [...(input.detail.findings ?? [])],
      },
      proposal: null,
    },
  });

function objected({ file, detail, now, newId }: StepInput): Changed {
  const { name = '', contact = '', text = '' } = detail;
  const row: Objection = { id: newId(), state: 'open', name, contact, text, filedAt: now, finding: null, settledAt: null, version: 1 };
  return { record: {}, objections: [...file.objections, row] };
}

/** The objections a finding is about, settled by it. */
const settledObjections =
  (state: 'dismissed' | 'upheld', concerns: (row: Objection, detail: StepDetail) => boolean) =>
  ({ file, detail, now }: StepInput): Changed => ({
    record: {},
    objections: file.objections.map((row) =>
      row.state === 'open' && concerns(row, detail)
        ? { ...row, state, finding: detail.reason ?? '', settledAt: now, version: row.version + 1 }
        : row,
    ),
  });
const dismissedObjection = settledObjections('dismissed', ({ id }, { objectionId }) => id === objectionId);
/** The notice has come to its end, whatever else was objected: all that is open is settled with it. */
const upheldObjections = settledObjections('upheld', () => true);

const settledAppeal =
  (state: 'upheld' | 'dismissed') =>
  ({ file, detail, now }: StepInput): Changed => {
    const row = file.appeals.find((one) => one.state === 'filed');
    if (!row) return { record: {} };
    const settled: Appeal = { ...row, state, finding: detail.reason ?? '', settledAt: now, version: row.version + 1 };
    return { record: {}, appeals: replaced(file.appeals, settled) };
  };

/** The applicant says that the conditions are met: from now on the time of whoever checks it runs. */
function reported({ file: { record }, detail, by, now, today, holidays, newId }: StepInput): Changed {
  const report = {
    id: newId(),
    text: detail.reason ?? '',
    evidence: [...new Set(detail.evidence)],
    by,
    at: now,
    missing: null,
  };
  const conditionReports = [...(record.conditionReports ?? []), report];
  return { record: { conditionReports, clock: startOfficeClock(record, 'under_review', { today, holidays }) } };
}

/** The conditions, with those that are found met, and by what. */
const foundMet = ({ file: { record }, detail: { met = [] }, by, now }: StepInput): CaseRecord['conditions'] =>
  record.conditions.map((one) => {
    const found = met.find(({ conditionId }) => conditionId === one.id);
    return found ? { ...one, metBy: by, metAt: now, found: { evidence: union(found.evidence, []), source: found.source } } : one;
  });

/** It was not enough: what was, what is still missing, and the applicant's time for that. */
function returnedReport(input: StepInput): Changed {
  const { record } = input.file;
  const { detail, by, now, today, holidays } = input;
  const open = openReport(record);
  const conditions = foundMet(input);
  const missing = { reason: detail.reason ?? '', by, at: now };
  const conditionReports = record.conditionReports?.map((one) => (one.id === open?.id ? { ...one, missing } : one)) ?? [];
  return { record: { conditions, conditionReports, clock: answerClock({ ...record, conditions }, { today, holidays }) } };
}

const reopened: Partial<CaseRecord> = { approvals: [], decision: null, notice: null, contract: null, released: 0 };

const DECIDED_IN: readonly Stage[] = ['intake', 'review', 'decision'];
/** What was decided did not stand: nobody has it in hand any more, so that a colleague may take it anew. */
const reopenedToAll = ({ file: { record } }: StepInput): Partial<CaseRecord> => ({
  ...reopened,
  assigned: record.assigned.filter(({ stage }) => !DECIDED_IN.includes(stage)),
});

/** Granted: why it was, against whom, is kept with the signature and not said in the decision. */
const granted = (event: 'approve' | 'approve-conditional', input: StepInput): Partial<CaseRecord> => ({
  ...signed(input),
  ...capped(input),
  ...decided(event)({ ...input, detail: {} }).record,
});

/** Two effects of one event, each on rows of its own. */
const joined =
  (one: (input: StepInput) => Changed, other: (input: StepInput) => Changed) =>
  (input: StepInput): Changed => {
    const [first, second] = [one(input), other(input)];
    return { ...first, ...second, record: { ...first.record, ...second.record } };
  };

/** What each event changes in the case beside its state. An event that is not named changes nothing else. */
export const EFFECTS: Partial<Record<CaseEvent, (input: StepInput) => Changed>> = {
  submit: (input) => ({ record: pinned(input) }),
  confirm: ({ by, now, detail }) => ({ record: { confirmation: { by, at: now, text: detail.text ?? '' } } }),
  return: returned,
  'cancel-correction': joined(closedCorrection('cancelled'), renewOpinions),
  resubmit: joined(resubmitted, renewOpinions),
  lapse: joined(closedCorrection('expired'), closeOpinions),
  withdraw: closeOpinions,
  'refuse-intake': decided('refuse-intake'),
  admit: ({ file: { record }, brought: { flags = [] } }) => ({ record: { flags: flagsRaised(record.flags, flags) } }),
  'settle-fact': (input) => {
    const { detail, by, now, file } = input;
    const entry = {
      fact: detail.fact ?? '',
      value: detail.value,
      evidence: [...(detail.evidence ?? [])],
      reason: detail.reason ?? '',
      by,
      at: now,
    };
    const others = file.record.settled.filter(({ fact }) => fact !== entry.fact);
    return { record: { ...appraised(input), settled: [...others, entry] } };
  },
  'strike-line': (input) => {
    const { detail, by, now, file } = input;
    const entry = { lineId: detail.lineId ?? '', reason: detail.reason ?? '', by, at: now };
    return { record: { ...appraised(input), struck: [...file.record.struck.filter(({ lineId }) => lineId !== entry.lineId), entry] } };
  },
  'restore-line': (input) => ({
    record: { ...appraised(input), struck: input.file.record.struck.filter(({ lineId }) => lineId !== input.detail.lineId) },
  }),
  recount: (input) => ({ record: appraised(input) }),
  // Bills may be registered by somebody else at any time: what shows by now can be answered, and has to be.
  'answer-flag': ({ detail, by, now, file: { record }, brought: { flags = [] } }) => ({
    record: {
      flags: flagsRaised(record.flags, flags).map((flag) =>
        flag.id === detail.flagId ? { ...flag, answer: { text: detail.reason ?? '', by, at: now } } : flag,
      ),
    },
  }),
  ...OPINION_EFFECTS,
  'complete-review': joined(OPINION_EFFECTS['complete-review'], ({ file: { record }, brought: { flags = [] } }) => ({
    record: { flags: flagsRaised(record.flags, flags) },
  })),
  'approve-step': (input) => ({ record: signed(input) }),
  approve: (input) => ({ record: granted('approve', input) }),
  'approve-conditional': (input) => ({
    record: {
      ...granted('approve-conditional', input),
      conditions: (input.detail.conditions ?? []).map((condition) => ({
        id: input.newId(),
        ...condition,
        metBy: null,
        metAt: null,
        found: null,
      })),
    },
  }),
  satisfy: (input) => ({ record: { conditions: foundMet(input) } }),
  'report-conditions': reported,
  'return-conditions': returnedReport,
  // Put on the list again, or on that of another part, it keeps its place.
  queue: ({ now, file: { record }, line }) => ({
    record: { waiting: line ? { since: record.waiting?.since ?? now, budgetId: line.budgetId } : record.waiting },
  }),
  reject: decided('reject'),
  'send-back': () => ({ record: reopened }),
  object: objected,
  'dismiss-objection': dismissedObjection,
  'uphold-objection': (input) => ({ ...upheldObjections(input), record: reopenedToAll(input) }),
  'reject-on-objection': (input) => ({ ...upheldObjections(input), ...decided('reject-on-objection')(input) }),
  // The first of the two has proposed it; both signatures are kept with what was signed.
  sign: ({ file: { record }, by, now, detail }) => ({
    record: {
      contract: {
        documentHash: detail.documentHash ?? '',
        signatures: [...(record.proposal ? [{ by: record.proposal.by, at: record.proposal.at }] : []), { by, at: now }],
      },
    },
  }),
  'next-tranche': ({ file: { record } }) => ({ record: { released: (record.released ?? 0) + 1 } }),
  'cancel-payment': decided('cancel-payment'),
  terminate: decided('terminate'),
  // Once it was signed, every further change cools off: else a first, harmless one could wait the days for a second.
  'change-payee': (input) => {
    const { record } = input.file;
    const changed = paidElsewhere(input, everSigned(record));
    return { record: { ...changed, clock: stoppedToCoolOff({ ...record, ...changed }, input) } };
  },
  'change-payee-after-approval': (input) => ({ record: { ...reopened, ...paidElsewhere(input, true) } }),
  appeal: ({ file, detail, by, now, newId, today, holidays }) => ({
    record: { clock: startOfficeClock(file.record, 'appeal', { today, holidays }) },
    appeals: [
      ...file.appeals,
      {
        id: newId(),
        state: 'filed',
        text: detail.reason ?? '',
        filedAt: now,
        filedBy: by,
        finding: null,
        settledAt: null,
        against: file.record.decision,
        version: 1,
      },
    ],
  }),
  'uphold-appeal': (input) => {
    const { appeals } = settledAppeal('upheld')(input);
    const { holds } = input.brought;
    // Its end gave back what it held: what it goes on with is held anew.
    return { record: { ...reopenedToAll(input), ...(holds && { holds: [...holds] }) }, ...(appeals && { appeals }) };
  },
  // There is no other round: nobody's time runs any more.
  'dismiss-appeal': (input) => ({ ...settledAppeal('dismissed')(input), record: { clock: null } }),
};
