import * as z from 'zod/mini';
import { id } from './fields.ts';

/** `POST /v1/companies/{id}/residences`: the company says where it sits. */
export const residenceBody = z.strictObject({
  /** A carrier or a community's operator. */
  bodyId: id,
  /** First day on which it sits there. */
  from: z.iso.date(),
});

/** `POST …/residences/{residenceId}/confirm`: the body says that it does. What is left out stays as declared. */
export const residenceConfirmation = z.strictObject({
  from: z.optional(z.iso.date()),
  /** First day on which it no longer sits there. */
  until: z.optional(z.iso.date()),
  /** The community it sits in; a community's operator names it, a carrier does not. */
  communityId: z.optional(id),
});

/** `POST …/residences/{residenceId}/end`. */
export const residenceEnd = z.strictObject({
  /** First day on which it no longer sits there: today or earlier; today unless said. */
  on: z.optional(z.iso.date()),
});

/** `declared`, `confirmed` or over; one whose last day is past is over whatever was last said. */
export const residenceState = z.enum(['declared', 'confirmed', 'ended']);

export const residenceView = z.object({
  id: z.string(),
  body: z.object({ id: z.string(), kind: z.enum(['carrier', 'community_operator']), name: z.string() }),
  communityId: z.nullable(z.string()),
  from: z.iso.date(),
  until: z.nullable(z.iso.date()),
  state: residenceState,
  confirmedAt: z.nullable(z.iso.datetime()),
});
