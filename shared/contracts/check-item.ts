import * as z from 'zod/mini';
import { confidence } from '../domain/policy/text.ts';
import { citation } from './citation.ts';

const words = z.object({ zh: z.string(), en: z.string() });

/** One line of the list of a claim. */
export const checkItem = z.object({
  rule: z.string(),
  pointer: z.string(),
  outcome: z.enum(['met', 'failed', 'unknown']),
  hard: z.boolean(),
  text: words,
  detail: z.nullable(words),
  citation: z.nullable(citation),
  confidence,
  /** Of what claims hold: those of one's own that have it already, by number. */
  cases: z.optional(z.array(z.string())),
});
