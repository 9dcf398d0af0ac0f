import * as z from 'zod/mini';
import { onBehalf } from '../../parties/organisation.ts';
import { EVENT_NAMES } from '../machine.ts';
import { STAGES } from '../states.ts';
import { id, instant } from './field.ts';

/** A natural person in a role: the key is the same for all accounts of that person. */
export const actor = z.object({
  personId: id,
  personKey: z.string(),
  name: z.string(),
  role: z.string(),
  organisationId: z.nullable(id),
  /** In whose place, by which delegation (`../../parties/delegation.ts`); absent: for themselves. */
  onBehalf: z.optional(onBehalf),
});
export type Actor = z.infer<typeof actor>;
/** Who acts where a worker does: no natural person. Four eyes does not look at it, and it takes only what the table leaves to workers. */
export const SYSTEM: Actor = { personId: 'system', personKey: 'system', name: '系统', role: 'system', organisationId: null };
export const isWorker = ({ role }: Pick<Actor, 'role'>): boolean => role === SYSTEM.role;

/** What a payer does with a case: most of it to a whole batch. */
export const PAYER_ACTS = [
  'seal-batch',
  'sign-batch',
  'send-batch',
  'discard-batch',
  'take-return',
  'retry-payment',
  'state-outcome',
  'confirm-outcome',
  'answer-contradiction',
] as const;
export type PayerAct = (typeof PAYER_ACTS)[number];

/** One act: what four eyes looks at. `pay`: any act of a payer, in cases from before each had a name. */
export const act = z.object({
  event: z.enum([
    ...EVENT_NAMES,
    ...(['take', 'cover', 'reassign', 'hand-back', 'hold', 'unhold', 'propose', 'pay', 'recover'] as const),
    ...PAYER_ACTS,
  ]),
  stage: z.enum(STAGES),
  by: actor,
  at: instant,
});
export type Act = z.infer<typeof act>;
