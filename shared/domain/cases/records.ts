import * as z from 'zod/mini';
import { caseClock } from '../calendar/clock-record.ts';
import { civilDate } from '../kernel/civil-date.ts';
import { budgetIdentity, caseMoney } from '../ledger/records.ts';
import { ORGANISATION_KINDS } from '../parties/kinds.ts';
import { type Payment, payee, type Recovery } from '../payments/records.ts';
import { EVENT_NAMES } from './machine.ts';
import { hold } from './money/hold-row.ts';
import { INSTRUMENT_NAMES } from './profiles.ts';
import { act, actor } from './records/actor.ts';
import { appraisal } from './records/appraisal.ts';
import type { Appeal, Correction, Objection, Opinion } from './records/beside.ts';
import { approval, decision } from './records/decision.ts';
import { id, instant, sha256, version } from './records/field.ts';
import { caseDraft, interest, pinnedConcern } from './records/handed-in.ts';
import { STAGES, STATE_NAMES } from './states.ts';
import { caseTerms } from './terms/terms.ts';

/** The rows of a case as the rules see them and the store keeps them. Instants are RFC 3339 in UTC, days are days in Asia/Shanghai. */
export const caseRecord = z.object({
  id,
  instrument: z.enum(INSTRUMENT_NAMES),
  programmeId: z.string(),
  programmeName: z.object({ zh: z.string(), en: z.string() }),
  programmeVersion: z.string(),
  /** Of the content of that version: what it is judged by, whatever is published later. */
  programmeHash: sha256,
  /** Who decides: the county or zone whose programme it is. */
  divisionCode: z.string(),
  applicant: z.object({
    organisationId: id,
    kind: z.enum(ORGANISATION_KINDS),
    name: z.string(),
    uscc: z.nullable(z.string()),
    communityId: z.nullable(id),
  }),
  /** The carrier or community operator that has to confirm; null: the county bureau does (where the applicant is the body itself). */
  confirmingBodyId: z.nullable(id),
  state: z.enum(STATE_NAMES),
  since: instant,
  /** Of a returned case: where it goes back to. */
  resumeState: z.nullable(z.enum(STATE_NAMES)),
  clock: z.nullable(caseClock),
  /** Of the state it will come back to, stopped as long as it is away. */
  resumeClock: z.nullable(caseClock),
  createdAt: instant,
  createdBy: id,
  submittedAt: z.nullable(instant),
  submittedOn: z.nullable(civilDate),
  signedBy: z.nullable(actor),
  draft: z.nullable(caseDraft),
  concern: pinnedConcern,
  /** As declared when it was handed in last: a correction is written on from them. */
  interests: z.optional(z.array(interest)),
  /** Of the company's facts it is judged on. */
  snapshotHash: z.nullable(sha256),
  /** As the instrument has it; its own schema reads it. */
  claim: z.unknown(),
  /** Facts a reviewer recorded for an unknown clause, with their evidence. */
  settled: z.array(z.object({ fact: z.string(), value: z.unknown(), evidence: z.array(id), reason: z.string(), by: actor, at: instant })),
  struck: z.array(z.object({ lineId: z.string(), reason: z.string(), by: actor, at: instant })),
  flags: z.array(
    z.object({ id: z.string(), about: z.string(), answer: z.nullable(z.object({ text: z.string(), by: actor, at: instant })) }),
  ),
  /** Of each bill the claim names, the hash of the file the applicant registered it from. */
  billFiles: z.optional(z.record(z.string(), sha256)),
  appraisal: z.nullable(appraisal),
  payee: z.nullable(payee),
  /** When the payee was last changed after a signature: it cools off from then on. */
  payeeChangedOn: z._default(z.nullable(civilDate), null),
  contentHash: z.nullable(sha256),
  confirmation: z.nullable(z.object({ by: actor, at: instant, text: z.string() })),
  assigned: z.array(z.object({ stage: z.enum(STAGES), by: actor, since: instant })),
  acts: z.array(act),
  /** What one person proposed and a second has to carry out. */
  proposal: z.nullable(z.object({ event: z.enum(EVENT_NAMES), by: actor, at: instant, detail: z.unknown() })),
  approvals: z.array(approval),
  /** Since when it is on the waiting list of a budget that is used up, and of which. */
  waiting: z.nullable(z.object({ since: instant, budgetId: z.string() })),
  /** What it was approved from. */
  budget: z.nullable(budgetIdentity),
  money: caseMoney,
  holds: z.array(hold),
  /** Shares of caps, taken when it is approved. */
  caps: z.array(hold),
  halt: z.nullable(z.object({ ground: z.string(), by: actor, from: civilDate, until: civilDate })),
  /** What its programme says of how it is handled. */
  terms: z.optional(caseTerms),
  notice: z.nullable(z.object({ from: civilDate, until: civilDate })),
  /** What both sides signed, by the hash of the document, and who signed it for each. */
  contract: z._default(z.nullable(z.object({ documentHash: sha256, signatures: z.array(z.object({ by: actor, at: instant })) })), null),
  /** How many instalments are released. */
  released: z.optional(z.int()),
  conditions: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      dueOn: civilDate,
      checkerRole: z.string(),
      metBy: z.nullable(actor),
      metAt: z.nullable(instant),
      /** What shows that it is met. */
      found: z._default(z.nullable(z.object({ evidence: z.array(id), source: z.nullable(z.string()) })), null),
    }),
  ),
  /** That the conditions are met, as the applicant says, oldest first. */
  conditionReports: z.optional(
    z.array(
      z.object({
        id,
        text: z.string(),
        evidence: z.array(id),
        by: actor,
        at: instant,
        /** What whoever checked it still wants; null: it is being checked, or was enough. */
        missing: z.nullable(z.object({ reason: z.string(), by: actor, at: instant })),
      }),
    ),
  ),
  decision: z.nullable(decision),
  reapplyOf: z.nullable(id),
  /** The first day by which an opinion that was asked for is due. */
  opinionDueOn: z.optional(z.nullable(civilDate)),
  /** The matters on which somebody who judged the case opposes it, by their hashes (`opinion.ts`). */
  opposedOn: z.optional(z.array(sha256)),
  /** The day of the last timer that was dealt with without a step: an escalation, a word to or about a specialist. */
  seenOn: z.optional(civilDate),
  /** When an applicant was last told of a last day, in which stay in the state (`since`), and of which day, for certain or as the earliest. */
  reminded: z.optional(z.object({ on: civilDate, since: instant, dueOn: civilDate, exact: z.boolean() })),
  /** Where it counts as undecided among those that share pro rata (`undecided.ts`); absent: it is counted nowhere. */
  countedIn: z.optional(z.string()),
  version,
});
export type CaseRecord = z.infer<typeof caseRecord>;

/** A case with everything that stands beside it: one read brings all of it. */
export type CaseFile = {
  readonly record: CaseRecord;
  readonly corrections: readonly Correction[];
  readonly opinions: readonly Opinion[];
  readonly objections: readonly Objection[];
  readonly appeals: readonly Appeal[];
  readonly payments: readonly Payment[];
  /** What was paid and is asked back, oldest first. */
  readonly recoveries: readonly Recovery[];
};
