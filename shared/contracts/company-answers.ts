import * as z from 'zod/mini';
import { rule } from '../domain/kernel/rule.ts';
import { organisation, sourceKind } from '../domain/parties/records.ts';
import { id } from './fields.ts';
import { citation, MAX_PROGRAMME_IDS, matchAnswer, verdict, wireFactValue } from './match.ts';
import { wireBilingual } from './words.ts';

/** What comes of a company's profile on the wire: snapshots, matches, the dates ahead (`companies-api`). */
const version = z.int();

const snapshotFact = z.object({
  value: wireFactValue,
  source: sourceKind,
  organisationId: z.nullable(id),
  since: z.nullable(z.iso.date()),
  statedAt: z.string(),
});

/** The answer to `POST /v1/companies/{id}/snapshots`; 200 instead of 201 where the very same content was taken before. */
export const takenSnapshot = z.object({
  hash: z.string(),
  takenAt: z.string(),
  catalogueVersion: z.string(),
  facts: z.array(z.string()),
});

/** `GET /v1/companies/{id}/snapshots/{hash}`: what a case is judged on. The hash is SHA-256 over the canonical JSON of `content`. */
export const snapshot = z.object({
  hash: z.string(),
  takenAt: z.string(),
  /** Only part of the content is shown, as granted; the hash is that of the whole. */
  partial: z.boolean(),
  content: z.object({
    organisationId: id,
    kind: organisation.shape.kind,
    catalogueVersion: z.string(),
    facts: z.record(z.string(), snapshotFact),
  }),
});

const day = z.optional(z.string());

/** `GET /v1/companies/{id}/matches`; ids separated by commas. */
export const companyMatchQuery = z.strictObject({
  asOf: day,
  programmeIds: z.optional(
    z
      .string()
      .check(z.maxLength(MAX_PROGRAMME_IDS * 81))
      .check(
        z.refine(
          (text) => text.split(',').length <= MAX_PROGRAMME_IDS,
          rule(`最多写 ${MAX_PROGRAMME_IDS} 个项目`, `must name at most ${MAX_PROGRAMME_IDS} programmes`),
        ),
      ),
  ),
});

/** The answer of `POST /v1/matches` on what is known of the company, and what was not used. */
export const companyMatches = z.extend(matchAnswer, {
  profileVersion: version,
  /** Asked with what the reader may see alone: facts about persons are left out for the body a company sits with. */
  partial: z.boolean(),
  /** Facts the answer stands on. */
  usedFacts: z.array(z.string()),
  /** Stated, and left out: too old, no longer readable, or at odds with others. */
  leftOut: z.array(z.object({ fact: z.string(), why: z.enum(['stale', 'unreadable', 'contradiction']) })),
  /** Used, though fresh sources say different things. */
  contested: z.array(z.string()),
});

export const timelineQuery = z.strictObject({
  months: z._default(z.coerce.number().check(z.int()).check(z.gte(1)).check(z.lte(60)), 24),
});

const timelineVerdict = z.enum([...verdict.options, 'not-in-force']);

/**
 * One date on which something changes by itself. Verdicts are those on what the applicant itself must be (`applicantVerdict` of a match), on
 * the facts known today: `before` on the day before, `after` on this day.
 */
const timelineEntry = z.object({
  on: z.iso.date(),
  /**
   * turns-eligible · may-become-eligible: nothing stands in the way any more, answers are missing · lapses: from can to cannot ·
   * becomes-uncertain: an answer is missing then · opens, closes: the programme comes into or goes out of force · answer-goes-stale: an
   * answer must be confirmed again, else `after` is all that can be said.
   */
  what: z.enum(['turns-eligible', 'may-become-eligible', 'lapses', 'becomes-uncertain', 'opens', 'closes', 'answer-goes-stale']),
  programmeId: z.nullable(z.string()),
  name: z.nullable(wireBilingual),
  before: z.nullable(timelineVerdict),
  after: z.nullable(timelineVerdict),
  /** The clauses that turn on this day, in the words of the programme. */
  why: z.array(
    z.object({ clauseId: z.nullable(z.string()), fact: z.nullable(z.string()), text: wireBilingual, citation: z.nullable(citation) }),
  ),
  /** answer-goes-stale: the fact, and the programmes that wait for it. */
  fact: z.nullable(z.string()),
  programmes: z.array(z.string()),
});

/** `GET /v1/companies/{id}/timeline`: from tomorrow on, in the order of time. */
export const timeline = z.object({
  organisationId: id,
  profileVersion: version,
  /** As in the matches. */
  partial: z.boolean(),
  catalogueVersion: z.string(),
  asOf: z.iso.date(),
  /** First day that is not looked at. */
  until: z.iso.date(),
  entries: z.array(timelineEntry),
});
export type Timeline = z.infer<typeof timeline>;
