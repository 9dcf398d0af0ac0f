import * as z from 'zod/mini';
import { caseClock } from '../calendar/clock-record.ts';
import { civilDate } from '../kernel/civil-date.ts';
import { WHOLE_BP } from '../kernel/money.ts';
import { budgetIdentity, caseMoney } from '../ledger/records.ts';
import { ORGANISATION_KINDS } from '../parties/kinds.ts';
import { onBehalf } from '../parties/organisation.ts';
import { type Payment, payee, type Recovery } from '../payments/records.ts';
import { confidence } from '../policy/text.ts';
import { EVENT_NAMES } from './machine.ts';
import { hold } from './money/hold-row.ts';
import { DECLINE_GROUNDS, OPINION_VERDICTS } from './opinions/opinion-terms.ts';
import { INSTRUMENT_NAMES } from './profiles.ts';
import { STAGES, STATE_NAMES } from './states.ts';
import { caseTerms } from './terms/terms.ts';

export { type Hold, hold } from './money/hold-row.ts';

/** The rows of a case as the rules see them and the store keeps them. Instants are RFC 3339 in UTC, days are days in Asia/Shanghai. */
const id = z.string().check(z.regex(/^[A-Za-z0-9._-]{1,64}$/));
const instant = z.string();
const version = z.int().check(z.positive());
const fen = z.int();
const sha256 = z.string();

/** A natural person in a role: the key is the same for all accounts of that person. */
export const actor = z.object({
  personId: id,
  personKey: z.string(),
  name: z.string(),
  role: z.string(),
  organisationId: z.nullable(id),
  /** In whose place, by which delegation (`../parties/delegation.ts`); absent: for themselves. */
  onBehalf: z.optional(onBehalf),
});
export type Actor = z.infer<typeof actor>;
/** Who acts where a worker does: no natural person. Four eyes does not look at it, and it takes only what the table leaves to workers. */
export const SYSTEM: Actor = { personId: 'system', personKey: 'system', name: '系统', role: 'system', organisationId: null };
export const isWorker = ({ role }: Pick<Actor, 'role'>): boolean => role === SYSTEM.role;

/** What a payer does with a case: most of it to a whole batch. */
export const PAYER_ACTS = [
  'seal-batch',
  'sign-batch',
  'send-batch',
  'discard-batch',
  'take-return',
  'retry-payment',
  'state-outcome',
  'confirm-outcome',
  'answer-contradiction',
] as const;
export type PayerAct = (typeof PAYER_ACTS)[number];

/** One act: what four eyes looks at. `pay`: any act of a payer, in cases from before each had a name. */
export const act = z.object({
  event: z.enum([
    ...EVENT_NAMES,
    ...(['take', 'cover', 'reassign', 'hand-back', 'hold', 'unhold', 'propose', 'pay', 'recover'] as const),
    ...PAYER_ACTS,
  ]),
  stage: z.enum(STAGES),
  by: actor,
  at: instant,
});
export type Act = z.infer<typeof act>;

/** What is approved: the hash covers everything a decision rests on, payee and account included. */
const approval = z.object({
  level: z.int().check(z.positive()),
  by: actor,
  at: instant,
  contentHash: sha256,
  amountFen: fen,
  /** Why it was given although somebody who judged the case opposes it; for the office alone. */
  reason: z.optional(z.string()),
});

/** That a clause is not met, whatever it was judged on: what shows it, with papers of the case or an official source. */
const finding = z.object({
  clause: z.string(),
  text: z.string(),
  evidence: z.array(id),
  /** A register, a notice, a visit to the site: what an office can look up again. */
  source: z.nullable(z.string()),
});
export type Finding = z.infer<typeof finding>;

const decision = z.object({
  event: z.enum(EVENT_NAMES),
  on: civilDate,
  reason: z.string(),
  clauses: z.array(z.string()),
  findings: z._default(z.array(finding), []),
});

/** One instalment of what is granted, as a share of it in hundredths of a per cent, and on what it is released. */
const tranche = z.object({ id, shareBp: z.int().check(z.gte(1), z.lte(WHOLE_BP)), release: z.object({ zh: z.string(), en: z.string() }) });
const isWhole = (plan: readonly { readonly shareBp: number }[]): boolean =>
  plan.reduce((sum, { shareBp }) => sum + shareBp, 0) === WHOLE_BP;

/** What the policy engine said when it was last asked, on the pinned facts. */
export const appraisal = z.object({
  at: instant,
  /** The day it is judged as of. */
  asOf: civilDate,
  verdict: z.enum(['eligible', 'ineligible', 'unknown']),
  computedFen: z.nullable(fen),
  trace: z.array(z.unknown()),
  /** Whether a clause of the programme puts it first among those who wait; it never changes verdict or amount. */
  priority: z.optional(z.boolean()),
  /** In what instalments it is paid, in order; absent: in one. */
  tranches: z.optional(z.array(tranche).check(z.refine(isWhole, 'the shares must add up to the whole'))),
  clauses: z.array(
    z.object({
      id: z.string(),
      outcome: z.enum(['met', 'failed', 'unknown']),
      fact: z.nullable(z.string()),
      text: z.object({ zh: z.string(), en: z.string() }),
      /** Whether a source other than the applicant says so. */
      trusted: z.boolean(),
      /** About the applicant, or about this one expense. */
      scope: z.optional(z.enum(['applicant', 'request'])),
      /** Where it stands, and how far that can be trusted; the policy engine has the form. */
      citation: z.optional(z.unknown()),
      confidence: z.optional(confidence),
    }),
  ),
});
export type Appraisal = z.infer<typeof appraisal>;

/** A relative or a holder whom the applicant declares, by name. */
const interest = z.object({ name: z.string(), relation: z.enum(['relative', 'holder']) });

/** What is written before it is handed in: by the wizard in a draft, and again while a case is returned. Accounts are masked in every answer. */
const caseDraft = z.object({
  claim: z.unknown(),
  payee: z.nullable(z.object({ bankName: z.string(), bankAccount: z.string(), cnaps: z.nullable(z.string()) })),
  interests: z.array(interest),
  savedAt: instant,
});
export type CaseDraft = z.infer<typeof caseDraft>;

/** Whom the case concerns beside those who act in it, as pinned when it was handed in (`four-eyes.ts`). */
const pinnedConcern = z.object({
  memberKeys: z.array(z.string()),
  /** Of the persons it names beside: mentors, trainees, founders and those who live with them. */
  relatedKeys: z._default(z.array(z.string()), []),
  relatedNames: z.array(z.string()),
  relatedOrganisationNames: z.array(z.string()),
  /** Their social credit codes: an organisation is written in several ways, and has one code. */
  relatedCodes: z._default(z.array(z.string()), []),
  /** Whose premises the applicant sits in: they may confirm that it does, and judge nothing of it. */
  hostIds: z._default(z.array(z.string()), []),
});
export type PinnedConcern = z.infer<typeof pinnedConcern>;
export const NO_CONCERN: PinnedConcern = {
  memberKeys: [],
  relatedKeys: [],
  relatedNames: [],
  relatedOrganisationNames: [],
  relatedCodes: [],
  hostIds: [],
};

/** What a case is judged by and on, whatever is published or changed later: the programme with its one version, and the facts. */
export const pins = z.object({
  /** As the catalogue has it; read again by the schema of programmes. */
  programme: z.unknown(),
  snapshot: z.record(z.string(), z.object({ value: z.unknown(), source: z.string() })),
  /** What the claim names that lies elsewhere with the applicant, as it stood; the instrument's own schema reads it. */
  named: z.optional(z.unknown()),
  version,
});
export type Pins = z.infer<typeof pins>;

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

const knownFact = z.nullable(z.object({ value: z.unknown(), source: z.string() }));
/** A fact about the applicant that was known otherwise when a claim came back; null: it was not known. */
const changedFact = z.object({ fact: z.string(), before: knownFact, after: knownFact });
export type ChangedFact = z.infer<typeof changedFact>;

/** All known defects at once, field by field. Cancelling keeps the row. */
export const correction = z.object({
  id,
  state: z.enum(['open', 'resolved', 'cancelled', 'expired']),
  openedAt: instant,
  openedBy: actor,
  /** The last day that is in time: that of the clock, which counts while it is open. */
  dueOn: civilDate,
  /** `newBecause`: of a later return, why what has not changed since the last was not named then. */
  defects: z.array(z.object({ id: z.string(), pointer: z.string(), text: z.string(), newBecause: z.optional(z.string()) })),
  answers: z.array(z.object({ defectId: z.string(), kind: z.enum(['corrected', 'disputed']), text: z.string() })),
  /** The claim as it was returned: what was changed is told apart from it. */
  before: z.unknown(),
  requestedChanges: z.array(z.string()),
  unrequestedChanges: z.array(z.string()),
  /** Of the snapshot it is judged on from then on, as far as its programme asks for it; absent while it is open. */
  changedFacts: z.optional(z.array(changedFact)),
  closedAt: z.nullable(instant),
  closedReason: z.nullable(z.string()),
  version,
});
export type Correction = z.infer<typeof correction>;

/** What somebody judged of the case: the reviewer's own, that of a specialist who was asked, or the report of due diligence. Once given it is never changed. */
export const opinion = z.object({
  id,
  kind: z.enum(['review', 'expert', 'diligence']),
  state: z.enum(['asked', 'given', 'declined', 'withdrawn']),
  /** Who gives it, or is asked for it. */
  by: actor,
  askedBy: z.nullable(actor),
  question: z.nullable(z.string()),
  /** Rows of the claim it is about, by id; none: all of them. */
  lines: z.array(id),
  /** Papers the specialist may open. */
  papers: z.array(id),
  /** The last day that is in time. */
  dueOn: z.nullable(civilDate),
  /** When the specialist declared that there is no conflict; before that neither rows nor papers are shown. */
  declaredAt: z.nullable(instant),
  verdict: z.nullable(z.enum(OPINION_VERDICTS)),
  /** What the specialist would recognise of a row. */
  amounts: z.array(z.object({ lineId: id, amountFen: fen })),
  text: z.string(),
  declined: z.nullable(z.enum(DECLINE_GROUNDS)),
  closedAt: z.nullable(instant),
  closedReason: z.nullable(z.string()),
  /** Of the matter as it was judged: programme, facts, claim. */
  basisHash: z.nullable(sha256),
  /** Of what was said and asked. */
  sealHash: z.nullable(sha256),
  askedAt: instant,
  givenAt: z.nullable(instant),
  version,
});
export type Opinion = z.infer<typeof opinion>;

export const objection = z.object({
  id,
  state: z.enum(['open', 'dismissed', 'upheld']),
  /** In real name; seen by the notice officers only. */
  name: z.string(),
  contact: z.string(),
  text: z.string(),
  filedAt: instant,
  finding: z.nullable(z.string()),
  settledAt: z.nullable(instant),
  version,
});
export type Objection = z.infer<typeof objection>;

export const appealRow = z.object({
  id,
  state: z.enum(['filed', 'upheld', 'dismissed']),
  text: z.string(),
  filedAt: instant,
  filedBy: actor,
  finding: z.nullable(z.string()),
  settledAt: z.nullable(instant),
  /** The decision it is against, as it stood when it was made. */
  against: z._default(z.nullable(decision), null),
  version,
});
export type Appeal = z.infer<typeof appealRow>;

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
