import * as z from 'zod/mini';
import { civilDate } from '../../kernel/civil-date.ts';
import { DECLINE_GROUNDS, OPINION_VERDICTS } from '../opinions/opinion-terms.ts';
import { actor } from './actor.ts';
import { decision } from './decision.ts';
import { fen, id, instant, sha256, version } from './field.ts';

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
