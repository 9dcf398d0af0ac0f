import * as z from 'zod';
import { applicantKind, benefitResult, honesty, wireBilingual } from './match.ts';

/** `GET /v1/programmes`: the catalogue as a list. Every filter narrows; none is needed. */
export const programmeQuery = z.strictObject({
  instrument: z.string().max(40).optional(),
  /** A division code of six digits: programmes one can have there (its own, its city's, the province's, the country's), templates included. */
  region: z
    .string()
    .regex(/^\d{6}$/, 'must be a division code of six digits')
    .optional(),
  /** Words looked for in name, summary and issuer, in both languages. */
  q: z.string().max(60).optional(),
  applicant: applicantKind.optional(),
  /** Only programmes in force on this day. */
  openOn: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(100),
  cursor: z.string().max(120).optional(),
});
export type ProgrammeQuery = z.infer<typeof programmeQuery>;

export const programmeSummary = z.object({
  id: z.string(),
  name: wireBilingual,
  summary: wireBilingual,
  instrument: z.string(),
  group: z.enum(['grant', 'credit']),
  applicants: z.array(applicantKind),
  regionCode: z.string().nullable(),
  template: z.boolean(),
  issuer: wireBilingual,
  inForce: z.boolean(),
  /** The version in force on the day asked for; else the last one. */
  version: z.string(),
  effective: z.object({ from: z.iso.date().nullable(), to: z.iso.date().nullable() }),
  benefit: z.object({ kind: benefitResult.shape.kind, maxFen: z.number().int().nullable(), per: benefitResult.shape.per }),
  honesty,
});

export const programmeList = z.object({
  catalogueVersion: z.string(),
  asOf: z.iso.date(),
  total: z.number().int(),
  programmes: z.array(programmeSummary),
  nextCursor: z.string().nullable(),
});

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
  group: z.enum(['grant', 'credit']),
  /** The version in force today; null when none is. */
  versionInForce: z.string().nullable(),
  honesty,
});

export const programmeVersions = z.object({
  catalogueVersion: z.string(),
  id: z.string(),
  versions: z.array(
    z.object({
      version: z.string(),
      from: z.iso.date().nullable(),
      to: z.iso.date().nullable(),
      inForce: z.boolean(),
      note: wireBilingual.nullable(),
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
  facts: z.array(z.looseObject({ id: z.string() })),
  reference: z.looseObject({}),
});

export const health = z.object({
  status: z.literal('ok'),
  version: z.string(),
  catalogueVersion: z.string(),
  programmes: z.number().int(),
});

export type ProgrammeSummary = z.infer<typeof programmeSummary>;
export type ProgrammeList = z.infer<typeof programmeList>;
