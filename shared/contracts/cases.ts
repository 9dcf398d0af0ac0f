import * as z from 'zod/mini';
import { caseCard } from '../domain/cases/card.ts';
import { INSTRUMENT_NAMES } from '../domain/cases/profiles.ts';
import { OWED_BY, QUEUES, STAGES, STATE_NAMES } from '../domain/cases/states.ts';
import { SOURCES } from '../domain/parties/records.ts';
import { confidence } from '../domain/policy/text.ts';
import { hash, id, text } from './fields.ts';
import { opinionRow } from './opinion-row.ts';
import { pageOf, pageQuery } from './page.ts';
import { citationView } from './re-evaluation.ts';

/**
 * A case on the wire (`cases-api`): what everybody is shown of it, its file for those who work on it, and the body of each step. Money is
 * whole fen; days are days in Asia/Shanghai.
 */
const words = z.object({ zh: z.string(), en: z.string() });
const day = z.iso.date();
const instant = z.string();
const reason = text(2_000);
const clauseId = z.string().check(z.maxLength(64));
const clauses = z.array(clauseId).check(z.maxLength(40));
/** That a clause is not met though it was not judged to fail: with papers of the case, or an official source. */
const findings = z
  .array(
    z.strictObject({
      clause: clauseId,
      text: text(1_000),
      evidence: z._default(z.array(id).check(z.maxLength(20)), []),
      source: z._default(z.nullable(text(300)), null),
    }),
  )
  .check(z.maxLength(40));
/** Of a fact: what the dictionary says of it is asked where the dictionary is; nothing it allows is longer. */
const factValue = z.unknown().check(z.refine((value) => (JSON.stringify(value) ?? '').length <= 2_048, 'must be at most 2 KB of JSON'));
const pointer = z
  .string()
  .check(z.regex(/^(\/[^/]*)+$/, 'must be a JSON pointer'))
  .check(z.maxLength(200));

const openCorrection = z.object({
  id: z.string(),
  openedAt: instant,
  dueOn: day,
  defects: z.array(z.object({ id: z.string(), pointer: z.string(), text: z.string() })),
});

/** What every step answers, and `GET /v1/cases/{id}`. */
export const caseAnswer = z.object({
  id: z.string(),
  version: z.int(),
  instrument: z.enum(INSTRUMENT_NAMES),
  programmeId: z.string(),
  state: z.enum(STATE_NAMES),
  publicLabel: words,
  owedBy: z.enum(Object.keys(OWED_BY) as [keyof typeof OWED_BY, ...(keyof typeof OWED_BY)[]]),
  owedByLabel: words,
  /** Why it waits, where its state alone does not say it. */
  waitsFor: z.nullable(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
  since: instant,
  late: z.boolean(),
  /** Null: no day runs. */
  dueOn: z.nullable(day),
  /** The year after the last official list of holidays: the end is not before `dueOn`. */
  provisional: z.boolean(),
  computedFen: z.nullable(z.int()),
  openCorrections: z.array(openCorrection),
  /** What an approval names, so that it is for this content and no other; null before it is submitted. */
  contentHash: z.nullable(z.string()),
  /** The step the first of two persons has proposed. */
  proposed: z.nullable(z.string()),
  halted: z.boolean(),
  waiting: z.boolean(),
});
export type CaseAnswer = z.infer<typeof caseAnswer>;

const person = z.object({
  name: z.string(),
  role: z.string(),
  organisationId: z.nullable(z.string()),
  /** In whose place, by which delegation. */
  onBehalf: z.optional(z.object({ delegationId: z.string(), name: z.string() })),
});

const decisionView = z.object({
  event: z.string(),
  on: day,
  reason: z.string(),
  clauses: z.array(z.string()),
  findings: z.array(z.object({ clause: z.string(), text: z.string(), evidence: z.array(z.string()), source: z.nullable(z.string()) })),
});

/** `GET /v1/cases/{id}/file`: everything about a case, for the applicant and for those who work on it. What is masked is masked for all. */
export const caseFileView = z.extend(caseAnswer, {
  programmeName: words,
  programmeVersion: z.string(),
  programmeHash: z.string(),
  snapshotHash: z.nullable(z.string()),
  divisionCode: z.string(),
  applicant: z.object({ organisationId: z.string(), kind: z.string(), name: z.string(), uscc: z.nullable(z.string()) }),
  submittedAt: z.nullable(instant),
  submittedOn: z.nullable(day),
  claim: z.unknown(),
  /** Of an event: what was on file of it before it was held. */
  filing: z.nullable(
    z.object({
      title: z.string(),
      category: z.string(),
      plannedOn: day,
      place: z.string(),
      plannedSpendFen: z.int(),
      filedAt: instant,
    }),
  ),
  appraisal: z.nullable(
    z.object({
      asOf: day,
      verdict: z.enum(['eligible', 'ineligible', 'unknown']),
      computedFen: z.nullable(z.int()),
      trace: z.array(z.unknown()),
      clauses: z.array(
        z.object({
          id: z.string(),
          outcome: z.enum(['met', 'failed', 'unknown']),
          fact: z.nullable(z.string()),
          text: words,
          trusted: z.boolean(),
          /** About the applicant, or about this one expense. */
          scope: z.enum(['applicant', 'request']),
          /** Document, article and words; null where no document says it. */
          citation: z.nullable(citationView),
          confidence: z.nullable(confidence),
          /** Who says so, of a fact that was pinned with the applicant. */
          source: z.nullable(z.enum(SOURCES)),
          /** Papers a reviewer settled it by. */
          evidence: z.array(z.string()),
        }),
      ),
    }),
  ),
  payee: z.nullable(z.object({ holderName: z.string(), bankName: z.string(), bankAccount: z.string() })),
  settled: z.array(
    z.object({ fact: z.string(), value: z.unknown(), evidence: z.array(z.string()), reason: z.string(), by: person, at: instant }),
  ),
  struck: z.array(z.object({ lineId: z.string(), reason: z.string(), by: person, at: instant })),
  /** For those who decide: caps and invoices that claims of others share, and what those have taken, by whomever. Empty for the applicant. */
  limits: z.array(
    z.object({
      kind: z.enum(['cap', 'invoice']),
      pointer: z.string(),
      text: words,
      mostFen: z.int(),
      othersFen: z.int(),
      ownFen: z.int(),
      exceeded: z.boolean(),
    }),
  ),
  /** For those who decide; empty for the applicant. */
  flags: z.array(
    z.object({ id: z.string(), about: z.string(), answer: z.nullable(z.object({ text: z.string(), by: person, at: instant })) }),
  ),
  corrections: z.array(
    z.object({
      id: z.string(),
      state: z.enum(['open', 'resolved', 'cancelled', 'expired']),
      openedAt: instant,
      dueOn: day,
      defects: z.array(z.object({ id: z.string(), pointer: z.string(), text: z.string() })),
      answers: z.array(z.object({ defectId: z.string(), kind: z.enum(['corrected', 'disputed']), text: z.string() })),
      requestedChanges: z.array(z.string()),
      unrequestedChanges: z.array(z.string()),
      closedAt: z.nullable(instant),
      closedReason: z.nullable(z.string()),
    }),
  ),
  opinions: z.array(opinionRow),
  objections: z.array(
    z.object({
      id: z.string(),
      state: z.enum(['open', 'dismissed', 'upheld']),
      /** Null for the applicant. */
      name: z.nullable(z.string()),
      contact: z.nullable(z.string()),
      text: z.string(),
      filedAt: instant,
      finding: z.nullable(z.string()),
    }),
  ),
  appeals: z.array(
    z.object({
      id: z.string(),
      state: z.enum(['filed', 'upheld', 'dismissed']),
      text: z.string(),
      filedAt: instant,
      finding: z.nullable(z.string()),
      /** The decision it is against. */
      against: z.nullable(decisionView),
    }),
  ),
  approvals: z.array(z.object({ level: z.int(), by: person, at: instant, amountFen: z.int() })),
  levelsNeeded: z.int(),
  confirmation: z.nullable(z.object({ by: person, at: instant, text: z.string() })),
  assigned: z.array(z.object({ stage: z.enum(STAGES), by: person, since: instant, me: z.boolean() })),
  acts: z.array(
    z.object({
      event: z.string(),
      stage: z.enum(STAGES),
      role: z.string(),
      name: z.string(),
      at: instant,
      onBehalf: z.optional(z.string()),
    }),
  ),
  proposal: z.nullable(z.object({ event: z.string(), by: person, at: instant, mine: z.boolean(), detail: z.unknown() })),
  money: z.object({
    budgetId: z.nullable(z.string()),
    reservedFen: z.int(),
    postedFen: z.int(),
    voidedFen: z.int(),
    recoveredFen: z.int(),
  }),
  payments: z.array(
    z.object({ id: z.string(), state: z.string(), amountFen: z.int(), attempt: z.int(), withBankSince: z.nullable(z.iso.date()) }),
  ),
  notice: z.nullable(z.object({ from: day, until: day })),
  conditions: z.array(z.object({ id: z.string(), text: z.string(), dueOn: day, metAt: z.nullable(instant) })),
  decision: z.nullable(decisionView),
  halt: z.nullable(z.object({ ground: z.string(), from: day, until: day, by: z.nullable(z.string()) })),
  reapplyOf: z.nullable(z.string()),
  /** The steps the state allows and the asker's role may take; the guards are asked when it is tried. */
  actions: z.array(z.string()),
});
export type CaseFileView = z.infer<typeof caseFileView>;

/** `GET /v1/cases`: one desk's work by due date, or what is mine. */
export const caseQuery = z.strictObject({
  ...pageQuery,
  queue: z.enum([...QUEUES, 'confirmation']),
  /** In the name of which of my offices; the first that works at this desk unless it is said. */
  as: z.optional(id),
});
export const caseListItem = z.extend(
  z.omit(caseCard, { holds: true, paying: true, turn: true, assigned: true, organisationId: true, applicantName: true }),
  {
    /** Masked until the case is mine. */
    applicantName: z.string(),
    assignedTo: z.nullable(z.string()),
    /** Who that is, for whoever heads the office and gives work out; null for everybody else. */
    assignedToId: z.nullable(z.string()),
    mine: z.boolean(),
    /** Whoever has it in hand is a colleague for whom I stand in, until then. */
    covering: z.nullable(z.object({ delegationId: z.string(), until: instant })),
  },
);
export const caseList = pageOf(caseListItem);

/** The bodies of the steps, `POST /v1/cases/{id}/<step>`. A step that is not named takes none. */
export const STEP_BODIES = {
  confirm: z.strictObject({ text: z._default(text(500, 0), '') }),
  return: z.strictObject({
    defects: z
      .array(z.strictObject({ pointer, text: text(500) }))
      .check(z.minLength(1))
      .check(z.maxLength(80)),
  }),
  'cancel-correction': z.strictObject({ reason }),
  resubmit: z.strictObject({
    answers: z
      .array(z.strictObject({ defectId: id, kind: z.enum(['corrected', 'disputed']), text: text(1_000, 0) }))
      .check(z.maxLength(80)),
  }),
  'refuse-intake': z.strictObject({ clauses: z._default(clauses, []), findings: z._default(findings, []), reason }),
  'settle-fact': z.strictObject({
    fact: z.string().check(z.maxLength(100)),
    value: factValue,
    evidence: z.array(id).check(z.minLength(1)).check(z.maxLength(20)),
    reason,
  }),
  'strike-line': z.strictObject({ lineId: id, reason }),
  'restore-line': z.strictObject({ lineId: id }),
  'answer-flag': z.strictObject({ flagId: text(100), reason }),
  'complete-review': z.strictObject({ verdict: z.enum(['support', 'oppose']), reason }),
  approve: z.strictObject({ contentHash: hash, budgetId: z.optional(z.string().check(z.maxLength(200))) }),
  'approve-conditional': z.strictObject({
    contentHash: hash,
    budgetId: z.optional(z.string().check(z.maxLength(200))),
    conditions: z
      .array(z.strictObject({ text: text(500), dueOn: day, checkerRole: z.literal('finance-reviewer') }))
      .check(z.minLength(1))
      .check(z.maxLength(20)),
  }),
  queue: z.strictObject({ reason }),
  reject: z.strictObject({ clauses: z._default(clauses, []), findings: z._default(findings, []), reason }),
  'send-back': z.strictObject({ reason }),
  'dismiss-objection': z.strictObject({ objectionId: id, reason }),
  'uphold-objection': z.strictObject({ objectionId: id, reason }),
  'reject-on-objection': z.strictObject({ objectionId: id, clauses: z._default(clauses, []), reason }),
  terminate: z.strictObject({ reason }),
  withdraw: z.strictObject({ reason: z._default(text(2_000, 0), '') }),
  'change-payee': z.strictObject({
    bankName: text(100),
    bankAccount: z.string().check(z.regex(/^\d{8,32}$/, 'must be 8 to 32 digits')),
    cnaps: z._default(z.nullable(z.string().check(z.regex(/^\d{12}$/, 'must be 12 digits'))), null),
  }),
  appeal: z.strictObject({ reason }),
  'uphold-appeal': z.strictObject({ reason }),
  'dismiss-appeal': z.strictObject({ reason }),
  reassign: z.strictObject({ personId: id, reason }),
  'hand-back': z.strictObject({ reason }),
  hold: z.strictObject({ ground: text(500), until: day }),
} as const satisfies Record<string, z.ZodMiniType>;
