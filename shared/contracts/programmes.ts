import * as z from 'zod/mini';
import { rule } from '../domain/kernel/rule.ts';
import { confidence } from '../domain/policy/text.ts';
import { applicantKind, benefitResult, honesty } from './match.ts';
import { wireBilingual } from './words.ts';

const isCursor = (text: string): boolean => {
  try {
    return atob(text) !== '';
  } catch {
    return false;
  }
};

/** `GET /v1/programmes`: the catalogue as a list. Every filter narrows; none is needed. */
export const programmeQuery = z.strictObject({
  instrument: z.optional(z.string().check(z.maxLength(40))),
  /** A division code of six digits: programmes one can have there (its own, its city's, the province's, the country's), templates included. */
  region: z.optional(z.string().check(z.regex(/^\d{6}$/, 'must be a division code of six digits'))),
  /** Words looked for in name, summary and issuer, in both languages. */
  q: z.optional(z.string().check(z.maxLength(60))),
  applicant: z.optional(applicantKind),
  /** Only programmes in force on this day. */
  openOn: z.optional(z.string()),
  limit: z._default(z.coerce.number().check(z.int()).check(z.gte(1)).check(z.lte(100)), 100),
  /** As the answer before gave it in `nextCursor`. */
  cursor: z.optional(
    z
      .string()
      .check(z.maxLength(120))
      .check(z.refine(isCursor, rule('必须是上一页答复给出的游标', 'must be a cursor given by an earlier answer'))),
  ),
});
export type ProgrammeQuery = z.infer<typeof programmeQuery>;

const programmeSummary = z.object({
  id: z.string(),
  name: wireBilingual,
  summary: wireBilingual,
  instrument: z.string(),
  group: z.enum(['grant', 'credit']),
  applicants: z.array(applicantKind),
  regionCode: z.nullable(z.string()),
  template: z.boolean(),
  issuer: wireBilingual,
  inForce: z.boolean(),
  /** The version in force on the day asked for; else the last one. */
  version: z.string(),
  effective: z.object({ from: z.nullable(z.iso.date()), to: z.nullable(z.iso.date()) }),
  benefit: z.object({ kind: benefitResult.shape.kind, maxFen: z.nullable(z.int()), per: benefitResult.shape.per }),
  honesty,
});

export const programmeList = z.object({
  catalogueVersion: z.string(),
  asOf: z.iso.date(),
  total: z.int(),
  programmes: z.array(programmeSummary),
  nextCursor: z.nullable(z.string()),
});

/** How cases are handled, a sentence each: `own`: said by the programme or the county · `template`: by the template it adopted · `usual`: where nobody says, what is usual here. */
const terms = z.array(z.object({ text: wireBilingual, confidence, from: z.enum(['own', 'template', 'usual']) }));

/** One programme whole, as the rules are written; the shape is that of the catalogue files. */
export const programmeDetail = z.object({
  catalogueVersion: z.string(),
  programme: z.looseObject({
    id: z.string(),
    name: wireBilingual,
    instrument: z.string(),
    versions: z.array(z.looseObject({ version: z.string() })),
  }),
  template: z.boolean(),
  /** The counties whose own version of this template an applicant there is judged by. */
  adoptedBy: z.array(
    z.object({
      regionCode: z.string(),
      issuer: wireBilingual,
      version: z.string(),
      /** How it handles cases: days on notice, a budget that is used up, who signs which amount, how money comes back. */
      terms,
    }),
  ),
  /** The same of the programme itself; of a template, only what it says. */
  terms,
  group: z.enum(['grant', 'credit']),
  /** The version in force today; null when none is. */
  versionInForce: z.nullable(z.string()),
  honesty,
});

export const programmeVersions = z.object({
  catalogueVersion: z.string(),
  id: z.string(),
  versions: z.array(
    z.object({
      version: z.string(),
      from: z.nullable(z.iso.date()),
      to: z.nullable(z.iso.date()),
      inForce: z.boolean(),
      note: z.nullable(wireBilingual),
    }),
  ),
});

export const factList = z.object({
  catalogueVersion: z.string(),
  facts: z.array(
    z.looseObject({ id: z.string(), type: z.string(), label: wireBilingual, question: wireBilingual, usedBy: z.array(z.string()) }),
  ),
});

/** Everything the evaluator in the browser needs, so that facts typed into a page need not leave it. */
export const wholeCatalogue = z.object({
  catalogueVersion: z.string(),
  programmes: z.array(z.looseObject({ id: z.string() })),
  /** Templates as counties adopted them, each under the id of its template. */
  adopted: z.array(z.looseObject({ id: z.string(), regionCode: z.nullable(z.string()) })),
  facts: z.array(z.looseObject({ id: z.string() })),
  reference: z.looseObject({}),
});

export const health = z.object({
  status: z.literal('ok'),
  version: z.string(),
  catalogueVersion: z.string(),
  programmes: z.int(),
});

export type ProgrammeSummary = z.infer<typeof programmeSummary>;
export type ProgrammeList = z.infer<typeof programmeList>;
