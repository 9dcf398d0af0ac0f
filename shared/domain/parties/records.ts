import * as z from 'zod/mini';
import { civilDate } from '../kernel/civil-date.ts';
import { CONFIRMING_KINDS, carried, DELEGATION_GROUNDS, organisationKind, role } from './organisation.ts';
import { grantPurpose } from './purpose.ts';

/** The records of an organisation as the rules see them and the store keeps them. Instants are RFC 3339 in UTC, days are civil dates. */
const id = z.string().check(z.regex(/^[A-Za-z0-9._-]{1,64}$/));
const instant = z.string();
const version = z.int().check(z.positive());

export const organisation = z.object({
  id,
  kind: organisationKind,
  name: z.string(),
  /** 统一社会信用代码; null for an individual. */
  uscc: z.nullable(z.string()),
  /**
   * `passes`: the check of GB 32100 holds · `awaiting-confirmation`: it does not, and a second person has not yet confirmed it from the
   * licence · `confirmed`: one has · `none`: there is no code.
   */
  usccStatus: z.enum(['passes', 'awaiting-confirmation', 'confirmed', 'none']),
  divisionCode: z.nullable(z.string()),
  createdBy: z.string(),
  /** The natural person who founded it; absent where the platform or an operator did. */
  createdByKey: z.optional(z.string()),
  createdAt: instant,
  version,
});
export type Organisation = z.infer<typeof organisation>;

export const member = z.object({
  personId: id,
  /** The natural person behind the account. */
  personKey: z.string(),
  name: z.string(),
  roles: z.array(role).check(z.minLength(1)),
  from: instant,
  /** The end of a guest's stay; null: until removed. */
  until: z.nullable(instant),
  ...carried,
  version,
});
export type Member = z.infer<typeof member>;

export const invitation = z.object({
  id,
  /** SHA-256 of the secret in the link; the secret itself is shown once and kept nowhere. */
  tokenHash: z.string(),
  roles: z.array(role).check(z.minLength(1)),
  /** Until when the membership will last; asked for guests. */
  until: z.nullable(instant),
  note: z.string(),
  createdBy: id,
  createdByKey: z.string(),
  createdAt: instant,
  expiresAt: instant,
  /** In public bodies a second person confirms an invitation before it can be used. */
  status: z.enum(['awaiting-confirmation', 'open', 'accepted', 'withdrawn']),
  confirmedBy: z.nullable(id),
  confirmedByKey: z.nullable(z.string()),
  acceptedBy: z.nullable(id),
  version,
});
export type Invitation = z.infer<typeof invitation>;

/** One of an office as a delegation names them: the account and the natural person behind it. */
const colleague = z.object({ personId: id, personKey: z.string(), name: z.string() });
/** That one member of an office acts in the role of another for some days. Days are days in Asia/Shanghai, `until` is the first one after. */
export const delegation = z.object({
  id,
  principal: colleague,
  delegate: colleague,
  role,
  from: civilDate,
  until: civilDate,
  /** The most the delegate may approve, in fen; null: as much as the principal. */
  uptoFen: z.nullable(z.int().check(z.positive())),
  ground: z.enum(DELEGATION_GROUNDS),
  status: z.enum(['proposed', 'confirmed', 'declined', 'ended']),
  proposedBy: colleague,
  proposedAt: instant,
  /** Who confirmed or declined it. */
  decidedBy: z.nullable(colleague),
  decidedAt: z.nullable(instant),
  /** Who ended it before its day; with a member who left or lost the role it ends by itself. */
  endedBy: z.nullable(colleague),
  endedAt: z.nullable(instant),
  version,
});
export type Delegation = z.infer<typeof delegation>;

export const grant = z.object({
  id,
  institutionId: id,
  institutionName: z.string(),
  /** Names of groups of fields; see `field-groups.ts`. */
  fieldGroups: z.array(z.string()),
  documentIds: z.array(id),
  purpose: grantPurpose,
  /** The purpose in the giver's own words. */
  purposeNote: z.string(),
  /** Which wording of the consent was shown and agreed to; see `consent.ts`. */
  consentTextVersion: z.string(),
  givenBy: id,
  from: instant,
  until: instant,
  revokedAt: z.nullable(instant),
  version,
});
export type Grant = z.infer<typeof grant>;

/** Where a company sits: declared by itself, confirmed by the carrier or community operator. */
export const residence = z.object({
  id,
  /** The carrier or community operator that confirms it. */
  bodyId: id,
  bodyKind: z.enum(CONFIRMING_KINDS),
  bodyName: z.string(),
  /** The community it sits in, as its operator confirmed; null with a carrier, and until then. */
  communityId: z.nullable(id),
  /** First day on which it sits there. */
  from: z.string(),
  /** First day on which it no longer sits there. */
  until: z.nullable(z.string()),
  status: z.enum(['declared', 'confirmed', 'ended']),
  declaredBy: id,
  confirmedBy: z.nullable(id),
  confirmedAt: z.nullable(instant),
  version,
});
export type Residence = z.infer<typeof residence>;

/** Who says so. Of several who are there to know it (`competence.ts`), the earlier in the list weighs more, as long as it is fresh. */
export const SOURCES = ['register', 'bureau', 'community', 'bank', 'self'] as const;
export const sourceKind = z.enum(SOURCES);
export type SourceKind = (typeof SOURCES)[number];

/** One value as one source gives it; `value` is as on the wire, null: known to have none. */
const statedFact = z.object({
  value: z.unknown(),
  /** Since when it is so, if that was said (civil date). */
  since: z.nullable(z.string()),
  /** When it was stated; freshness counts from here. */
  statedAt: instant,
  statedBy: id,
  evidence: z.array(id),
});
export type StatedFact = z.infer<typeof statedFact>;

/** Everything one source says about one organisation. */
export const factSource = z.object({
  source: sourceKind,
  /** The office, operator or bank that says so; null for the company itself. */
  organisationId: z.nullable(id),
  organisationName: z.nullable(z.string()),
  facts: z.record(z.string(), statedFact),
  version,
});
export type FactSource = z.infer<typeof factSource>;

/** What is masked in every answer. */
export const particulars = z.object({
  contactName: z.nullable(z.string()),
  contactPhone: z.nullable(z.string()),
  legalRepresentative: z.nullable(z.string()),
  legalRepresentativeId: z.nullable(z.string()),
  bankName: z.nullable(z.string()),
  bankAccount: z.nullable(z.string()),
});
export type Particulars = z.infer<typeof particulars>;

/** What everyone who may look for companies sees without being granted more: words of `TEASER_WORDS`; industry is a division of GB/T 4754. */
export const teaser = z.object({
  industry: z.nullable(z.string()),
  stage: z.nullable(z.string()),
  divisionCode: z.nullable(z.string()),
  ageBand: z.nullable(z.string()),
  staffBand: z.nullable(z.string()),
  revenueBand: z.nullable(z.string()),
});

/** The head of a profile. Every change by any source counts `version` up: it is the ETag of the whole profile. */
export const profile = z.object({
  particulars,
  /** Made anew at each change of a fact. */
  teaser,
  updatedAt: instant,
  version,
});
export type Profile = z.infer<typeof profile>;

/** That a snapshot of the facts was taken; its content lies by itself under the hash. */
export const snapshotHead = z.object({ hash: z.string(), takenAt: instant });
export type SnapshotHead = z.infer<typeof snapshotHead>;

/** The end of an organisation's audit chain. */
export const chainHead = z.object({
  seq: z.int().check(z.nonnegative()),
  hash: z.string(),
  /** Secret of this chain: sensitive values enter the chain only as a keyed hash, and forgetting it makes them unreadable for good. */
  salt: z.string(),
});
export type ChainHead = z.infer<typeof chainHead>;

/** An organisation with everything about it that one read brings. */
export type OrganisationFile = {
  readonly organisation: Organisation;
  readonly head: ChainHead;
  readonly members: readonly Member[];
  readonly invitations: readonly Invitation[];
  readonly delegations: readonly Delegation[];
  readonly grants: readonly Grant[];
  readonly residences: readonly Residence[];
  /** Applicants have one. */
  readonly profile: Profile | undefined;
  readonly sources: readonly FactSource[];
  readonly snapshots: readonly SnapshotHead[];
};
