import * as z from 'zod/mini';
import { INSTRUMENT_NAMES } from '../domain/cases/profiles.ts';
import { OWED_BY, STATE_NAMES } from '../domain/cases/states.ts';

/** What everybody is shown of a case. Money is whole fen; days are days in Asia/Shanghai. */
const words = z.object({ zh: z.string(), en: z.string() });
const day = z.iso.date();
const instant = z.string();

/** `newBecause`: of a later return, why what has not changed since the last was not named then. */
export const defectRow = z.object({ id: z.string(), pointer: z.string(), text: z.string(), newBecause: z.optional(z.string()) });
const openCorrection = z.object({
  id: z.string(),
  openedAt: instant,
  dueOn: day,
  defects: z.array(defectRow),
});

/** What every step answers, and `GET /v1/cases/{id}`. */
export const caseAnswer = z.object({
  id: z.string(),
  version: z.int(),
  instrument: z.enum(INSTRUMENT_NAMES),
  programmeId: z.string(),
  programmeName: words,
  /** Whose region it is in. */
  divisionCode: z.string(),
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
