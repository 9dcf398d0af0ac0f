import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { EVENT_NAMES } from '../../../shared/domain/cases/machine.ts';
import type { StepDetail } from '../../../shared/domain/cases/step-input.ts';
import { relativeDay } from './relative-day.ts';

const id = z.string().check(z.regex(/^[a-z0-9-]{1,48}$/));
const person = z.string().check(z.regex(/^[a-z0-9.-]{1,64}$/));

/** One step of a case as somebody took it. `as`: in which role; `public` for whoever objects. `system` takes what the clock brings. */
const step = z.strictObject({
  at: relativeDay,
  /** A claim is handed in once: what was sent back is still with its applicant. */
  event: z.enum(EVENT_NAMES).check(z.refine((event) => event !== 'resubmit')),
  by: z.optional(person),
  as: z.optional(z.string()),
  /** The specialist who is asked for an opinion. */
  asks: z.optional(person),
  /** What the person says with it, as the API takes it; the hash of what is approved is put in. */
  says: z._default(z.record(z.string(), z.unknown()), {}) as unknown as z.ZodMiniType<StepDetail>,
});
export type DemoStep = z.infer<typeof step>;

/**
 * A case with its past. In the claim `@day`, `@month` and `@year` stand for those of a distance from the day of seeding, `@invoice` for the
 * invoice that a paper of the applicant shows.
 */
const demoCase = z.strictObject({
  id,
  /** What it is there to show. */
  shows: z.string().check(z.minLength(1)),
  applicant: id,
  programmeId: id,
  drafted: relativeDay,
  by: person,
  claim: z.record(z.string(), z.unknown()),
  steps: z.array(step),
});
export type DemoCase = z.infer<typeof demoCase>;

/** Payments that left together, as far as it has come: sealed, signed by a second payer, sent, answered by the bank. */
const demoBatch = z.strictObject({
  id,
  payer: id,
  payerAccount: z.string(),
  caseIds: z.array(id).check(z.minLength(1)),
  sealed: z.strictObject({ at: relativeDay, by: person }),
  approved: z.optional(z.strictObject({ at: relativeDay, by: person })),
  sent: z.optional(z.strictObject({ at: relativeDay, by: person })),
  answered: z.optional(z.strictObject({ at: relativeDay, by: person })),
});
export type DemoBatch = z.infer<typeof demoBatch>;

const file = z.strictObject({ cases: z.array(demoCase), batches: z.array(demoBatch) });
export type DemoCases = z.infer<typeof file>;

/** The cases of the demo as they stand in `cases.json`. @throws ZodError when the file is not as it must be */
export const readDemoCases = (): DemoCases => file.parse(JSON.parse(readFileSync(new URL('cases.json', import.meta.url), 'utf8')));
