import * as z from 'zod/mini';
import { STATE_NAMES } from './states.ts';

/** What a case tells the rest of the house with each step. It names the case and no person; whoever wants more reads the case. */
export const caseEvent = z.object({
  /** The same however often it is told: whoever takes it does its work once per id. */
  id: z.string().check(z.minLength(1), z.maxLength(100)),
  /** `case.` and the event of the machine, or what a worker did. */
  type: z.string().check(z.regex(/^case\.[a-z-]{2,60}$/)),
  caseId: z.string().check(z.regex(/^[A-Za-z0-9._-]{1,64}$/)),
  /** Of the case after the step. */
  version: z.int().check(z.positive()),
  /** After the step: where the first of two persons has only proposed it, the state of before. */
  state: z.enum(STATE_NAMES),
  at: z.string(),
});
export type CaseEventMessage = z.infer<typeof caseEvent>;

/** Who says so, on the event bus. */
export const CASE_EVENT_SOURCE = 'rongqiao.cases';
