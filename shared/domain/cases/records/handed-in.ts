import * as z from 'zod/mini';
import { instant, version } from './field.ts';

/** A relative or a holder whom the applicant declares, by name. */
export const interest = z.object({ name: z.string(), relation: z.enum(['relative', 'holder']) });

/** What is written before it is handed in: by the wizard in a draft, and again while a case is returned. Accounts are masked in every answer. */
export const caseDraft = z.object({
  claim: z.unknown(),
  payee: z.nullable(z.object({ bankName: z.string(), bankAccount: z.string(), cnaps: z.nullable(z.string()) })),
  interests: z.array(interest),
  savedAt: instant,
});
export type CaseDraft = z.infer<typeof caseDraft>;

/** Whom the case concerns beside those who act in it, as pinned when it was handed in (`four-eyes.ts`). */
export const pinnedConcern = z.object({
  memberKeys: z.array(z.string()),
  /** Of the persons it names beside: mentors, trainees, founders and those who live with them. */
  relatedKeys: z._default(z.array(z.string()), []),
  relatedNames: z.array(z.string()),
  relatedOrganisationNames: z.array(z.string()),
  /** Their social credit codes: an organisation is written in several ways, and has one code. */
  relatedCodes: z._default(z.array(z.string()), []),
  /** Whose premises the applicant sits in: they may confirm that it does, and judge nothing of it. */
  hostIds: z._default(z.array(z.string()), []),
});
export type PinnedConcern = z.infer<typeof pinnedConcern>;
export const NO_CONCERN: PinnedConcern = {
  memberKeys: [],
  relatedKeys: [],
  relatedNames: [],
  relatedOrganisationNames: [],
  relatedCodes: [],
  hostIds: [],
};

/** What a case is judged by and on, whatever is published or changed later: the programme with its one version, and the facts. */
export const pins = z.object({
  /** As the catalogue has it; read again by the schema of programmes. */
  programme: z.unknown(),
  snapshot: z.record(z.string(), z.object({ value: z.unknown(), source: z.string() })),
  /** What the claim names that lies elsewhere with the applicant, as it stood; the instrument's own schema reads it. */
  named: z.optional(z.unknown()),
  version,
});
export type Pins = z.infer<typeof pins>;
