import * as z from 'zod/mini';
import { LONGEST_TIP, TIP_STATES } from '../domain/cases/tips/tip-terms.ts';
import { id, text } from './fields.ts';
import { pageOf, pageQuery } from './page.ts';

/** `POST /v1/notices/{id}/tips`: what somebody has to say, and nothing about who they are. */
export const tipBody = z.strictObject({ text: text(LONGEST_TIP) });
/** Whoever leaves a tip learns that it was kept, and nothing more of the case. */
export const tipAnswer = z.object({ leftAt: z.string() });

/** `GET /v1/tips`, for notice officers of the place and auditors. */
export const tipQuery = z.strictObject({
  ...pageQuery,
  /** `waiting`: those nobody has looked into yet, which is what is shown unless it is said · `done`: looked into. Of one case: both. */
  seen: z.optional(z.enum(['waiting', 'done'])),
  /** Those about one case, all at once and the latest first. */
  case: z.optional(id),
  /** In the name of which of my offices; the first that has notices unless it is said. */
  as: z.optional(id),
});
const words = z.object({ zh: z.string(), en: z.string() });
export const tipView = z.object({
  id: z.string(),
  caseId: z.string(),
  notice: z.object({ programmeName: words, divisionCode: z.string(), applicantName: z.string() }),
  text: z.string(),
  leftAt: z.string(),
  state: z.enum(TIP_STATES),
  note: z.nullable(z.string()),
  seenBy: z.nullable(z.string()),
  seenAt: z.nullable(z.string()),
});
export type TipView = z.infer<typeof tipView>;
export const tipList = pageOf(tipView);

/** `POST /v1/cases/{id}/tips/{tipId}/note`: read, or looked into with what came of it. */
export const tipNoteBody = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('read'), note: z._default(z.nullable(text(LONGEST_TIP)), null) }),
  z.strictObject({ state: z.literal('looked-into'), note: text(LONGEST_TIP) }),
]);
