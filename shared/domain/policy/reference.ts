import * as z from 'zod/mini';
import { civilDate } from '../kernel/civil-date.ts';
import { bilingual, confidence } from './text.ts';

/** Reference data the rules stand on: size classes, the loan prime rate by date, divisions and instruments. Data in `catalogue/reference/`. */
const thresholds = z.strictObject({
  employees: z.optional(z.number()),
  revenueCny: z.optional(z.number()),
  assetsCny: z.optional(z.number()),
});

const sizeClasses = z.strictObject({
  /** Industries of 工信部联企业〔2011〕300号; a class is met only when every listed metric reaches its threshold, else one falls through. */
  industries: z.array(
    z.strictObject({ code: z.string(), name: bilingual, large: thresholds, medium: thresholds, small: thresholds, confidence }),
  ),
  /** GB/T 4754 code (two or three digits, the longest that fits wins) → industry code. */
  byIndustryCode: z.record(z.string(), z.string()),
  /** Industry for every code not in the table. */
  otherwise: z.string(),
});
export type SizeClasses = z.infer<typeof sizeClasses>;

const lpr1y = z.strictObject({
  rows: z.array(z.strictObject({ from: civilDate, rateBp: z.int().check(z.positive()) })).check(z.minLength(1)),
  /** Last day the table speaks for; after it the rate is unknown, not guessed. */
  knownUntil: civilDate,
  confidence,
});

const division = z.strictObject({
  code: z.string().check(z.regex(/^\d{6}$/)),
  name: bilingual,
  parent: z.nullable(z.string()),
  level: z.enum(['country', 'province', 'city', 'county']),
  statutory: z.boolean(),
});

export const reference = z.strictObject({
  sizeClasses,
  lpr1y,
  divisions: z.array(division),
  instruments: z.record(z.string(), z.strictObject({ name: bilingual, group: z.enum(['grant', 'credit']) })),
});
export type Reference = z.infer<typeof reference>;
