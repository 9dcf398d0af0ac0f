import * as z from 'zod/mini';
import { civilDate } from '../../kernel/civil-date.ts';
import { EVENT_NAMES } from '../machine.ts';
import { actor } from './actor.ts';
import { fen, id, instant, sha256 } from './field.ts';

/** What is approved: the hash covers everything a decision rests on, payee and account included. */
export const approval = z.object({
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

export const decision = z.object({
  event: z.enum(EVENT_NAMES),
  on: civilDate,
  reason: z.string(),
  clauses: z.array(z.string()),
  findings: z._default(z.array(finding), []),
});
