import * as z from 'zod/mini';
import { STAGES } from '../domain/cases/states.ts';
import { SOURCES } from '../domain/parties/records.ts';
import { confidence } from '../domain/policy/text.ts';
import { caseAnswer, defectRow } from './case-answer.ts';
import { citation } from './citation.ts';
import { opinionRow } from './opinion-row.ts';

const words = z.object({ zh: z.string(), en: z.string() });
const day = z.iso.date();
const instant = z.string();

const person = z.object({
  name: z.string(),
  role: z.string(),
  organisationId: z.nullable(z.string()),
  /** In whose place, by which delegation. */
  onBehalf: z.optional(z.object({ delegationId: z.string(), name: z.string() })),
});

/** Null: it was not known; the value is null where it is masked. */
const knownFact = z.nullable(z.object({ value: z.unknown(), source: z.enum(SOURCES) }));

const decisionView = z.object({
  event: z.string(),
  on: day,
  reason: z.string(),
  clauses: z.array(z.string()),
  findings: z.array(z.object({ clause: z.string(), text: z.string(), evidence: z.array(z.string()), source: z.nullable(z.string()) })),
});

/** `GET /v1/cases/{id}/file`: everything about a case, for the applicant and for those who work on it. What is masked is masked for all. */
export const caseFileView = z.extend(caseAnswer, {
  programmeVersion: z.string(),
  programmeHash: z.string(),
  snapshotHash: z.nullable(z.string()),
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
          citation: z.nullable(citation),
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
      defects: z.array(defectRow),
      answers: z.array(z.object({ defectId: z.string(), kind: z.enum(['corrected', 'disputed']), text: z.string() })),
      requestedChanges: z.array(z.string()),
      unrequestedChanges: z.array(z.string()),
      /** Facts its programme asks for that were known otherwise, or not at all (null), when it came back; `masked`: not the reader's to see. */
      changedFacts: z.array(z.object({ fact: z.string(), masked: z.boolean(), before: knownFact, after: knownFact })),
      closedAt: z.nullable(instant),
      closedReason: z.nullable(z.string()),
    }),
  ),
  opinions: z.array(opinionRow),
  /** For those who decide: somebody opposes the matter as it stands, so that an approval says why; false for the applicant. */
  opposed: z.boolean(),
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
  /** `reason`: why it was given although an opinion opposes it; null for the applicant. */
  approvals: z.array(z.object({ level: z.int(), by: person, at: instant, amountFen: z.int(), reason: z.nullable(z.string()) })),
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
    /** The part of a budget on whose waiting list it is; null: on none. */
    waitingFor: z.nullable(z.string()),
    reservedFen: z.int(),
    postedFen: z.int(),
    voidedFen: z.int(),
    recoveredFen: z.int(),
  }),
  payments: z.array(
    z.object({ id: z.string(), state: z.string(), amountFen: z.int(), attempt: z.int(), withBankSince: z.nullable(z.iso.date()) }),
  ),
  notice: z.nullable(z.object({ from: day, until: day })),
  /** `found`: the papers of the case and the source that show that it is met. */
  conditions: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      dueOn: day,
      metAt: z.nullable(instant),
      found: z.nullable(z.object({ evidence: z.array(z.string()), source: z.nullable(z.string()) })),
    }),
  ),
  /** What the applicant reported of them, oldest first. `missing`: what was still wanted; null: it is being checked, or was enough. */
  conditionReports: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      evidence: z.array(z.string()),
      by: person,
      at: instant,
      missing: z.nullable(z.object({ reason: z.string(), by: person, at: instant })),
    }),
  ),
  decision: z.nullable(decisionView),
  halt: z.nullable(z.object({ ground: z.string(), from: day, until: day, by: z.nullable(z.string()) })),
  reapplyOf: z.nullable(z.string()),
  /** The steps the state allows and the asker's role may take; the guards are asked when it is tried. */
  actions: z.array(z.string()),
});
export type CaseFileView = z.infer<typeof caseFileView>;
