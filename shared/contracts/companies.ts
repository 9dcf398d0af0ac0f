import * as z from 'zod/mini';
import { rule } from '../domain/kernel/rule.ts';
import { FIELD_GROUP_IDS } from '../domain/parties/field-groups.ts';
import { PARTICULAR_NAMES } from '../domain/parties/particulars.ts';
import { organisation, particulars, sourceKind, teaser } from '../domain/parties/records.ts';
import { id, line } from './fields.ts';
import { wireFactValue } from './match.ts';
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
