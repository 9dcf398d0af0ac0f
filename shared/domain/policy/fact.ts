import * as z from 'zod/mini';
import { bilingual, confidence } from './text.ts';

/** `firm.employees`: the subject, then what is known of it. Ids and units are those of the published dictionary. */
export const factId = z.string().check(z.regex(/^[a-z_]+\.[a-z0-9_]+$/));
export type FactId = string;

/**
 * money: yuan with at most two decimals on the wire, whole fen inside · division: a code of six digits ·
 * choice: one word of `choices` · choices: a list of such words · text: an id, number or name.
 */
const factType = z.enum(['boolean', 'integer', 'decimal', 'money', 'date', 'division', 'choice', 'choices', 'text']);
export type FactType = z.infer<typeof factType>;

/** How a derived fact is computed from others. `asOf` stands for the day the question is asked for. */
const derivation = z.discriminatedUnion('kind', [
  /** Whole months that have passed between two days. */
  z.strictObject({ kind: z.literal('months-completed'), from: factId, to: z.union([z.literal('asOf'), factId]) }),
  z.strictObject({ kind: z.literal('years-completed'), from: factId, to: z.union([z.literal('asOf'), factId]) }),
  /** The how-manieth year it is: the day five years later still counts as 5, the day after it as 6 (民法典 1259: 以内 includes the number). */
  z.strictObject({ kind: z.literal('years-begun'), from: factId, to: z.union([z.literal('asOf'), factId]) }),
  z.strictObject({ kind: z.literal('ratio-pct'), of: factId, by: factId }),
  z.strictObject({ kind: z.literal('same-as'), fact: factId }),
  /** 中小企业划型: fall-through classes by industry, staff, revenue and assets (size-classes.json). */
  z.strictObject({ kind: z.literal('size-class'), industry: factId, employees: factId, revenue: factId, assets: factId }),
  /** Status of a 众创社区 on a day, from the days it was recorded, certified and struck off. */
  z.strictObject({ kind: z.literal('community-status'), recordedOn: factId, certifiedOn: factId, exitedOn: factId }),
  /** A published rate by date (lpr-1y.json); never asked of a person. */
  z.strictObject({ kind: z.literal('dated-table'), table: z.literal('lpr-1y') }),
]);
export type Derivation = z.infer<typeof derivation>;

export const factDefinition = z.strictObject({
  id: factId,
  type: factType,
  unit: z.optional(z.enum(['CNY', 'pct', 'months', 'years', 'persons', 'bp', 'days', 'm2', 'sessions', 'round', 'count'])),
  /** Wire units; both ends included. */
  min: z.optional(z.number()),
  max: z.optional(z.number()),
  choices: z.optional(
    z.array(
      z.strictObject({
        value: z.string().check(z.minLength(1)).check(z.maxLength(64)),
        zh: z.string().check(z.minLength(1)),
        en: z.string().check(z.minLength(1)),
      }),
    ),
  ),
  /** Words outside `choices` are legal too (a firm may hold a title no programme names). */
  open: z._default(z.boolean(), false),
  pattern: z.optional(z.string()),
  /** `null` may be sent and means: known to have none. */
  nullable: z._default(z.boolean(), false),
  label: bilingual,
  question: bilingual,
  help: z.optional(bilingual),
  /** applicant: about the firm, carrier or fund itself · request: about this one loan, expense or event. */
  scope: z.enum(['applicant', 'request']),
  /** Can it change: never, by the passing of time, or by what one does? Only the last is ever proposed as a way in. */
  changes: z.enum(['fixed', 'by-time', 'by-action']),
  /** person: about a natural person; never in links or logs. */
  sensitivity: z.enum(['public', 'business', 'person']),
  /** How long an answer stays good; null: for ever. */
  freshMonths: z.nullable(z.int().check(z.positive())),
  derived: z.optional(derivation),
  /** false: found by the product itself, never put to a person. */
  asked: z._default(z.boolean(), true),
  confidence: z._default(confidence, 'typical'),
});
export type FactDefinition = z.infer<typeof factDefinition>;

/** A value inside the product: money is whole fen, everything else as on the wire. Absent from a map = unknown; null = known to have none. */
export type FactValue = boolean | number | string | readonly string[] | null;
export type Facts = ReadonlyMap<FactId, FactValue>;
export type FactDictionary = ReadonlyMap<FactId, FactDefinition>;
