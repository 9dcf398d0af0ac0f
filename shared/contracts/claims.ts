import * as z from 'zod/mini';
import { caseCard } from '../domain/cases/shown/card.ts';
import { STATE_NAMES } from '../domain/cases/states.ts';
import { claimInput } from '../domain/subsidies/claim.ts';
import { eventFiling, eventPlan } from '../domain/subsidies/event-filing.ts';
import { ALL_CLAIM_KINDS } from '../domain/subsidies/kinds.ts';
import { checkItem } from './check-item.ts';
import { citation } from './citation.ts';
import { id } from './fields.ts';

/** Claims of the six subsidies as they are written (`subsidies-api`); once handed in, they are cases (`cases.ts`). Money is whole fen. */
const words = z.object({ zh: z.string(), en: z.string() });
const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(100));

/** `GET /v1/subsidies/claims?organisationId=` and of event filings. */
export const ofApplicant = z.strictObject({ organisationId: id });

/** `POST /v1/subsidies/claims`: begins a draft under a programme of the applicant's county. */
export const claimStart = z.strictObject({ organisationId: id, programmeId: id, claim: z.optional(claimInput) });

const payeeInput = z.strictObject({
  bankName: name,
  bankAccount: z.string().check(z.regex(/^[\d\s-]{8,40}$/, 'must be 8 to 32 digits')),
  cnaps: z._default(z.nullable(z.string().check(z.regex(/^\d{12}$/, 'must be 12 digits'))), null),
});
/** `PUT /v1/subsidies/claims/{id}`: the draft as it is now, whole. A payee left out stays; null: that of the profile. */
export const claimSave = z.strictObject({
  claim: claimInput,
  payee: z.optional(z.nullable(payeeInput)),
  interests: z._default(z.array(z.strictObject({ name, relation: z.enum(['relative', 'holder']) })).check(z.maxLength(40)), []),
});

/** A claim as it is written. Account and id numbers are masked. */
export const claimView = z.object({
  id: z.string(),
  version: z.int(),
  state: z.enum(STATE_NAMES),
  kind: z.enum(ALL_CLAIM_KINDS),
  programmeId: z.string(),
  programmeName: words,
  organisationId: z.string(),
  /** The draft; null while nothing can be written. */
  claim: z.unknown(),
  payee: z.nullable(z.object({ bankName: z.string(), bankAccount: z.string(), cnaps: z.nullable(z.string()) })),
  interests: z.array(z.object({ name: z.string(), relation: z.enum(['relative', 'holder']) })),
  savedAt: z.nullable(z.string()),
  /** What it is to be corrected for. */
  correction: z.nullable(
    z.object({
      id: z.string(),
      dueOn: z.string(),
      defects: z.array(z.object({ id: z.string(), pointer: z.string(), text: z.string(), newBecause: z.optional(z.string()) })),
    }),
  ),
  dueOn: z.nullable(z.string()),
  reapplyOf: z.nullable(z.string()),
});
export type ClaimView = z.infer<typeof claimView>;

const traceLine = z.object({
  text: words,
  minFen: z.int(),
  maxFen: z.nullable(z.int()),
  citation: z.nullable(citation),
  confidence: z.nullable(z.string()),
});
/** `GET /v1/subsidies/claims/{id}/check`: the list the reviewer will go through, and the amount with how it comes about. */
export const claimCheck = z.object({
  day: z.iso.date(),
  /** Nothing hard is wrong or missing: it can be handed in. */
  ready: z.boolean(),
  items: z.array(checkItem),
  verdict: z.enum(['eligible', 'ineligible', 'unknown']),
  clauses: z.array(
    z.object({
      id: z.string(),
      outcome: z.enum(['met', 'failed', 'unknown']),
      fact: z.nullable(z.string()),
      text: words,
      citation: z.nullable(citation),
    }),
  ),
  missingFacts: z.array(z.string()),
  computedFen: z.nullable(z.int()),
  minFen: z.int(),
  maxFen: z.nullable(z.int()),
  trace: z.array(traceLine),
  rows: z.array(z.object({ lineId: z.string(), countedFen: z.nullable(z.int()), shareFen: z.nullable(z.int()) })),
  /** Where the money would go; null: the profile names no account yet. */
  payee: z.nullable(z.object({ holderName: z.string(), bankName: z.string(), bankAccount: z.string() })),
});
export type ClaimCheck = z.infer<typeof claimCheck>;

export const claimList = z.object({ items: z.array(z.omit(caseCard, { holds: true, assigned: true })) });

export const filingBody = z.extend(eventPlan, { organisationId: id });
export const filingView = eventFiling;
export const filingList = z.object({ items: z.array(eventFiling) });
