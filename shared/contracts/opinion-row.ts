import * as z from 'zod/mini';
import { DECLINE_GROUNDS } from '../domain/cases/opinions/opinion-terms.ts';

const day = z.iso.date();
const instant = z.string();
const person = z.object({ name: z.string(), role: z.string(), organisationId: z.nullable(z.string()) });
/** An opinion in the file of a case, for those who decide. What a specialist says is there once it is given. */
export const opinionRow = z.object({
  id: z.string(),
  kind: z.enum(['review', 'expert', 'diligence']),
  state: z.enum(['asked', 'given', 'declined', 'withdrawn']),
  by: person,
  question: z.nullable(z.string()),
  lines: z.array(z.string()),
  papers: z.array(z.string()),
  askedAt: instant,
  dueOn: z.nullable(day),
  late: z.boolean(),
  declaredAt: z.nullable(instant),
  verdict: z.nullable(z.string()),
  amounts: z.array(z.object({ lineId: z.string(), amountFen: z.int() })),
  text: z.string(),
  givenAt: z.nullable(instant),
  /** The matter has changed since it was given: it does not count any more. */
  outdated: z.boolean(),
  sealHash: z.nullable(z.string()),
  declined: z.nullable(z.enum(DECLINE_GROUNDS)),
  closedReason: z.nullable(z.string()),
});
