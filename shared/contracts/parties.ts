import * as z from 'zod/mini';
import { communityStatus } from '../domain/communities/community.ts';
import { rule } from '../domain/kernel/rule.ts';
import { DELEGATION_STATUSES } from '../domain/parties/delegation.ts';
import {
  ADMITTED_KINDS,
  DELEGABLE_ROLES,
  DELEGATION_GROUNDS,
  FOUNDED_KINDS,
  organisationKind,
  role,
  standsInView,
} from '../domain/parties/organisation.ts';
import { id } from './fields.ts';
import { pageOf, pageQuery } from './page.ts';
import { wireBilingual } from './words.ts';

const instant = z.string();
const divisionCode = z.string().check(z.regex(/^\d{6}$/, 'must be a division code of six digits'));
/** Names as they stand on papers: no line ends, no invisible characters that would let one name pass for another. */
const nameText = z
  .string()
  .check(z.trim())
  .check(z.minLength(2))
  .check(z.maxLength(100))
  .check(z.regex(/^[^\p{C}]*$/u, 'must be plain text'));
const creditCode = z.string().check(z.maxLength(40));
const remark = z
  .string()
  .check(z.trim())
  .check(z.maxLength(500))
  .check(z.regex(/^(?:[^\p{C}]|\n)*$/u, 'must be plain text'));
const roles = z.array(role).check(z.minLength(1)).check(z.maxLength(10));
const version = z.int();

/** `POST /v1/organisations`: found an organisation one applies for. */
export const registerRequest = z.strictObject({
  kind: z.enum(FOUNDED_KINDS),
  /** Absent or null for an individual, who applies under the verified name. */
  name: z._default(z.nullable(nameText), null),
  /** 统一社会信用代码; null for an individual. */
  uscc: z._default(z.nullable(creditCode), null),
  divisionCode,
});

/** What stands on record of an organisation. */
export const organisationView = z.object({
  id: z.string(),
  kind: organisationKind,
  name: z.string(),
  uscc: z.nullable(z.string()),
  usccStatus: z.enum(['passes', 'awaiting-confirmation', 'confirmed', 'none']),
  /** It can be confirmed as a resident, and submit. */
  established: z.boolean(),
  divisionCode: z.nullable(z.string()),
  createdAt: instant,
  version,
});
export type OrganisationView = z.output<typeof organisationView>;

const warning = z.object({ pointer: z.string(), code: z.string(), detail: wireBilingual });

export const registerAnswer = z.object({ organisation: organisationView, warnings: z.array(warning) });

/** `PATCH /v1/organisations/{id}`: what is left out stays. */
export const organisationPatch = z
  .strictObject({ name: z.optional(nameText), divisionCode: z.optional(divisionCode) })
  .check(z.refine((patch) => Object.keys(patch).length > 0, rule('至少修改一项', 'must change something')));

/** `POST /v1/organisations/{id}/confirm-code`: the code as it stands on the licence, typed anew, and what was looked at. */
export const confirmCodeRequest = z.strictObject({ uscc: creditCode, seen: remark.check(z.minLength(2)) });

/** `GET /v1/organisations`: mine, with what I am there. */
export const myOrganisations = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      kind: organisationKind,
      name: z.string(),
      divisionCode: z.nullable(z.string()),
      roles: z.array(role),
      from: instant,
      until: z.nullable(instant),
      /** Whom one stands in for there just now. */
      standsIn: z.optional(z.array(standsInView)),
    }),
  ),
});

const placed = z.object({ id: z.string(), kind: organisationKind, name: z.string(), divisionCode: z.nullable(z.string()) });

/** `GET /v1/institutions`: whom the platform has admitted; with `kind=carrier` the incubators, which a firm names as the place it sits. */
export const institutionQuery = z.strictObject({ ...pageQuery, kind: z.optional(organisationKind) });
export const institutionList = pageOf(placed);

/** `GET /v1/organisations/all`: everybody, the admitted first; for those who watch over the platform. */
export const organisationQuery = institutionQuery;
export const organisationList = pageOf(
  z.object({ ...placed.shape, uscc: z.nullable(z.string()), usccStatus: organisationView.shape.usccStatus, createdAt: instant }),
);

/** The platform is there already, once: who could admit a second one could make admins of anybody. */
const ADMISSIBLE = ADMITTED_KINDS.filter((kind) => kind !== 'platform');

/** `POST /v1/institutions`: admit one, and invite its first owner. */
export const admitRequest = z.strictObject({
  kind: z.enum(ADMISSIBLE),
  name: nameText,
  divisionCode: z._default(z.nullable(divisionCode), null),
  uscc: z._default(z.nullable(creditCode), null),
});

/** An invitation as those see it who look after the members. */
export const invitationView = z.object({
  id: z.string(),
  roles: z.array(role),
  until: z.nullable(instant),
  note: z.string(),
  status: z.enum(['awaiting-confirmation', 'open', 'accepted', 'withdrawn', 'expired']),
  createdBy: z.string(),
  createdAt: instant,
  expiresAt: instant,
  confirmedBy: z.nullable(z.string()),
  acceptedBy: z.nullable(z.string()),
});

/** An invitation just made. Its link is shown this once: only a hash of the secret is kept, and a repeated answer has null in its place. */
export const invitationMade = z.object({
  invitation: invitationView,
  /** A path of our own pages. What follows `#` never reaches a server or its log. */
  link: z.nullable(z.string()),
  secret: z.nullable(z.string()),
});
export const admitAnswer = z.object({ organisation: organisationView, warnings: z.array(warning), ...invitationMade.shape });

/** `POST /v1/organisations/{id}/invitations`. */
export const inviteRequest = z.strictObject({
  roles,
  /** The end of a guest's stay, at most 180 days away; null for everybody else. */
  until: z._default(z.nullable(z.iso.datetime()), null),
  note: z._default(remark, ''),
});
export const invitationList = z.object({ items: z.array(invitationView) });

/** `POST /v1/invitations/look-up` and `…/accept`: what stood in the link behind `#`. */
export const secretRequest = z.strictObject({ secret: z.string().check(z.minLength(1)).check(z.maxLength(200)) });
/** What one is invited to. */
export const invitationSeen = z.object({
  organisation: placed,
  roles: z.array(role),
  until: z.nullable(instant),
  note: z.string(),
  status: z.enum(['awaiting-confirmation', 'open']),
  expiresAt: instant,
});

/** A member as every other member sees one. */
export const memberView = z.object({
  personId: z.string(),
  name: z.string(),
  roles: z.array(role),
  from: instant,
  until: z.nullable(instant),
  /** What `If-Match` must name to change this member. */
  version,
});
export const memberList = z.object({ items: z.array(memberView), version });
export const acceptAnswer = z.object({ organisation: placed, member: memberView });

/** `PATCH /v1/organisations/{id}/members/{personId}`: all roles anew. */
export const memberPatch = z.strictObject({
  roles,
  /** Where guests stay until; what is left out stays. */
  until: z.optional(z.nullable(z.iso.datetime())),
});

/** `POST /v1/organisations/{id}/transfer-ownership`. */
export const transferRequest = z.strictObject({ toPersonId: z.string().check(z.minLength(1)).check(z.maxLength(64)) });
export const transferAnswer = z.object({
  owner: memberView,
  /** What remains of the former owner's place; null: nothing. */
  former: z.nullable(memberView),
});

const person = z.object({ personId: z.string(), name: z.string() });

/** `POST /v1/organisations/{id}/delegations`: somebody is to act in a colleague's role from a day on, until the day before `until`. */
export const delegationRequest = z.strictObject({
  principalId: id,
  delegateId: id,
  role: z.enum(DELEGABLE_ROLES),
  from: z.iso.date(),
  until: z.iso.date(),
  /** The most an approver's stand-in may approve, in fen; null: as much as the approver. */
  uptoFen: z._default(z.nullable(z.int().check(z.positive(), z.lte(1_000_000_000_000_000))), null),
  ground: z.enum(DELEGATION_GROUNDS),
});
/** A delegation as the office sees it. */
export const delegationView = z.object({
  id: z.string(),
  principal: person,
  delegate: person,
  role,
  from: z.iso.date(),
  until: z.iso.date(),
  uptoFen: z.nullable(z.int()),
  /** Whether whoever is represented is away meanwhile. */
  away: z.boolean(),
  /** Why; null for all but whom it is about, who proposed it, and the head: it may be an illness. */
  ground: z.nullable(z.enum(DELEGATION_GROUNDS)),
  status: z.enum(DELEGATION_STATUSES),
  proposedBy: person,
  proposedAt: instant,
  decidedBy: z.nullable(person),
  decidedAt: z.nullable(instant),
  endedBy: z.nullable(person),
  endedAt: z.nullable(instant),
  /** What the asker may do with it now. */
  may: z.array(z.enum(['confirm', 'decline', 'revoke'])),
});
export type DelegationView = z.output<typeof delegationView>;
export const delegationList = z.object({ items: z.array(delegationView) });

/** `GET /v1/communities`: all, or those in a division and below it (320500: Suzhou with its counties and zones). */
export const communityQuery = z.strictObject({ ...pageQuery, region: z.optional(divisionCode) });
export const communityList = pageOf(
  z.object({
    id: z.string(),
    name: z.string(),
    divisionCode: z.string(),
    operatorId: z.string(),
    status: communityStatus,
    /** The status in words. */
    statusText: wireBilingual,
    /** First day of this status. */
    since: z.string(),
    industry: z.nullable(wireBilingual),
  }),
);
