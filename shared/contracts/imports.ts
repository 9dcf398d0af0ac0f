import * as z from 'zod/mini';
import { id } from './fields.ts';
import { wireBilingual } from './words.ts';

export const MOST_IMPORT_ROWS = 200;

/** `POST /v1/organisations/{id}/company-imports`: the companies that sit with a carrier or a community's operator. */
export const importBody = z.strictObject({
  /** The text of the file, with a header line; at most 200 lines after it. */
  csv: z.string().check(z.minLength(1)),
  /** Look only: the report says what would happen. */
  dryRun: z.optional(z.boolean()),
  /** The community they sit in; a community's operator names it, a carrier does not. */
  communityId: z.optional(id),
});

export const importRow = z.object({
  /** Line of the file it begins on; the header is line 1. */
  row: z.int(),
  outcome: z.enum(['created', 'updated', 'unchanged', 'refused']),
  organisationId: z.nullable(z.string()),
  /** At most five; no cell is repeated here. */
  errors: z.array(z.object({ column: z.nullable(z.string()), code: z.string(), detail: wireBilingual })),
});
export type ImportRow = z.infer<typeof importRow>;

export const importReport = z.object({
  /** SHA-256 of the file, of whom it is for and of the `Idempotency-Key`: a repeat goes on with the same run. */
  runHash: z.string(),
  dryRun: z.boolean(),
  counts: z.object({ created: z.int(), updated: z.int(), unchanged: z.int(), refused: z.int() }),
  rows: z.array(importRow),
});
