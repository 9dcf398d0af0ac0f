import * as z from 'zod/mini';
import { rule } from '../domain/kernel/rule.ts';
import { FIELD_GROUP_IDS } from '../domain/parties/field-groups.ts';
import { PARTICULAR_NAMES } from '../domain/parties/particulars.ts';
import { organisation, particulars, sourceKind, teaser } from '../domain/parties/records.ts';
import { id, line } from './fields.ts';
import { citation, MAX_PROGRAMME_IDS, matchAnswer, verdict, wireFactValue } from './match.ts';
import { pageOf, pageQuery } from './page.ts';
import { residenceView } from './residences.ts';
import { wireBilingual } from './words.ts';

/**
 * A company's profile on the wire (`companies-api`). {id} is that of any organisation that can apply: a company, a person in their own name,
 * an incubator, an operator, an investor. Facts are in the wire units of the dictionary; what is masked is masked everywhere but in the
 * answer to a reveal.
 */
const version = z.int();
/** `GET /v1/companies/{id}`. How much is there depends on how one stands to it. */
export const companyView = z.object({
  id,
  /**
   * own: a member · confirming: the carrier or operator that has confirmed it · declared: one it only says it sits with · granted: it granted
   * something to my institution · teaser: anyone else who may look.
   */
  view: z.enum(['own', 'confirming', 'declared', 'granted', 'teaser']),
  kind: organisation.shape.kind,
  divisionCode: z.nullable(z.string()),
  teaser,
  /** null in a teaser. */
  name: z.nullable(z.string()),
  uscc: z.nullable(z.string()),
  usccStatus: z.nullable(organisation.shape.usccStatus),
  /** Members only, and masked. */
  particulars: z.nullable(particulars),
  /** Where it sits, newest first: all to its members, to a carrier or operator what is with them; null to others. */
  residences: z.nullable(z.array(residenceView)),
  /** Its credit code waits for a second person, and the asker may be that one. */
  codeAwaitsConfirmation: z.boolean(),
  /** Nobody owns it, and the asker may hand it to its first owner. */
  ownerMissing: z.boolean(),
  /** The version of the profile, as in the ETag. */
  version,
  updatedAt: z.nullable(z.string()),
});
export type CompanyView = z.infer<typeof companyView>;

const statement = z.object({
  value: z.optional(wireFactValue),
  source: z.enum([...sourceKind.options, 'computed']),
  /** Who says so: the office, operator or bank, or the member; null where that is not to be told or nobody. */
  by: z.object({ organisationId: z.nullable(id), name: z.nullable(z.string()) }),
  /** Since when it is so; null: not said. */
  since: z.nullable(z.iso.date()),
  /** null: computed. */
  statedAt: z.nullable(z.string()),
  /** First day on which it must be confirmed again; null: never. */
  freshUntil: z.nullable(z.iso.date()),
  standing: z.enum(['fresh', 'stale', 'unreadable']),
  evidence: z.array(id),
});

export const profileFact = z.object({
  fact: z.string(),
  /**
   * known: rules are asked with `value` · confirm-again: what is there is too old, and counts as not known · contradiction: it cannot be
   * true together with others that count, and counts as not known.
   */
  state: z.enum(['known', 'confirm-again', 'contradiction']),
  /** Left out while not known; null: known to have none. */
  value: z.optional(wireFactValue),
  source: z.nullable(statement.shape.source),
  /** Fresh statements say different things; the first counts. */
  contested: z.boolean(),
  /** All that is said of it, the strongest first. */
  statements: z.array(statement),
});

/** `GET /v1/companies/{id}/facts`: what is known, topic by topic. Facts nobody states are not listed: the dictionary has their questions. */
export const profileFacts = z.object({
  organisationId: id,
  version,
  asOf: z.iso.date(),
  catalogueVersion: z.string(),
  topics: z.array(z.object({ id: z.enum(FIELD_GROUP_IDS), name: wireBilingual, sensitive: z.boolean(), facts: z.array(profileFact) })),
});
export type ProfileFacts = z.infer<typeof profileFacts>;

/** `PATCH /v1/companies/{id}/facts`: what one source says. Others' statements stay untouched. */
export const changeFacts = z
  .strictObject({
    facts: z._default(z.record(z.string(), z.unknown()), {}),
    /** Facts this source takes back. */
    remove: z._default(z.array(z.string().check(z.maxLength(80))).check(z.maxLength(200)), []),
    /** Since when it is so. */
    since: z.optional(z.string()),
    /** Papers of this organisation that show it. */
    evidence: z._default(z.array(id).check(z.maxLength(20)), []),
    /** An office says what the register has; left out: what it has found itself. */
    source: z.optional(z.literal('register')),
  })
  .check(
    z.refine(
      ({ facts, remove }) => Object.keys(facts).length + remove.length > 0,
      rule('至少填写或收回一项事实', 'must tell or take back a fact'),
    ),
  )
  .check(z.refine(({ facts }) => Object.keys(facts).length <= 200, rule('一次最多填写 200 项事实', 'must tell at most 200 facts')));

/** The answer: what this source says now. A repeat leaves out values that are not public. */
export const changedFacts = z.object({
  organisationId: id,
  version,
  source: sourceKind,
  set: z.array(z.string()),
  removed: z.array(z.string()),
  stated: z.array(
    z.object({
      fact: z.string(),
      value: z.optional(wireFactValue),
      since: z.nullable(z.iso.date()),
      statedAt: z.string(),
      evidence: z.array(id),
    }),
  ),
});

export const historyQuery = z.strictObject(pageQuery);

/** `GET /v1/companies/{id}/facts/history`: every change, the newest first. */
export const profileHistory = pageOf(
  z.object({
    version,
    at: z.string(),
    source: sourceKind,
    by: statement.shape.by,
    set: z.record(z.string(), wireFactValue),
    removed: z.array(z.string()),
    since: z.nullable(z.iso.date()),
    evidence: z.array(id),
  }),
);

const told = (most: number) => z.optional(z.nullable(line(most)));

/** `PATCH /v1/companies/{id}/particulars`: null takes one back; what is left out stays. */
export const changeParticulars = z
  .strictObject({
    contactName: told(64),
    contactPhone: told(32),
    legalRepresentative: told(64),
    legalRepresentativeId: told(32),
    bankName: told(128),
    bankAccount: told(48),
  })
  .check(z.refine((change) => Object.keys(change).length > 0, rule('至少修改一项', 'must change something')));

export const changedParticulars = z.object({ organisationId: id, version, particulars });

/** `POST /v1/companies/{id}/particulars/reveal`: one particular in clear, on record with the reason. */
export const revealParticular = z.strictObject({ field: z.enum(PARTICULAR_NAMES), reason: line(200) });
/** A repeat answers the masked form. */
export const revealedParticular = z.object({ field: z.enum(PARTICULAR_NAMES), value: z.nullable(z.string()), masked: z.boolean() });

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
