import * as z from 'zod/mini';
import { SOURCES } from '../domain/parties/records.ts';
import { confidence } from '../domain/policy/text.ts';
import { citation } from './citation.ts';

/**
 * `GET /v1/cases/{id}/re-evaluation`: the claim of a case as it is judged on what was pinned, beside what would come of it on the facts and the
 * programme of today, and where the two differ. Amounts are fen, days are days in Asia/Shanghai.
 */
const words = z.object({ zh: z.string(), en: z.string() });
const day = z.iso.date();

const side = z.object({
  programmeVersion: z.string(),
  programmeHash: z.string(),
  asOf: day,
  verdict: z.enum(['eligible', 'ineligible', 'unknown']),
  computedFen: z.nullable(z.int()),
});
const clause = z.object({
  outcome: z.enum(['met', 'failed', 'unknown']),
  text: words,
  /** What is known, as facts are on the wire; null: nothing is, or it is not the reader's to see (`masked`). */
  actual: z.unknown(),
  masked: z.boolean(),
  op: z.nullable(z.string()),
  required: z.unknown(),
  citation: z.nullable(citation),
  confidence,
});
const line = z.object({ text: words, minFen: z.int(), maxFen: z.nullable(z.int()) });
const fact = z.object({
  /** Null where it is masked. */
  value: z.unknown(),
  source: z.enum(SOURCES),
  /** As far as whoever says so said it. */
  since: z.nullable(z.string()),
});
const pairOf = <Side extends z.ZodMiniType>(of: Side) => ({ pinned: z.nullable(of), today: z.nullable(of) });

export const reEvaluation = z.object({
  caseId: z.string(),
  /** Whether anything below differs. */
  differs: z.boolean(),
  pinned: side,
  /** Null: it cannot be judged today. */
  today: z.nullable(side),
  why: z.nullable(z.enum(['programme-not-open', 'no-profile', 'facts-contradict'])),
  clauses: z.array(z.object({ id: z.string(), fact: z.nullable(z.string()), ...pairOf(clause) })),
  trace: z.array(z.object(pairOf(line))),
  facts: z.array(z.object({ fact: z.string(), masked: z.boolean(), ...pairOf(fact) })),
});
export type ReEvaluationView = z.infer<typeof reEvaluation>;
