import * as z from 'zod/mini';
import { ORGANISATION_KINDS, ROLE_NAMES } from './kinds.ts';

/** The words themselves stand in a file without schemas, so that the pages can have them without zod. */
export * from './kinds.ts';

export const organisationKind = z.enum(ORGANISATION_KINDS);
export const role = z.enum(ROLE_NAMES);

/** A person's place in one organisation. Instants are RFC 3339 in UTC; the interval is half-open, `until` null is open. */
export const membership = z.object({
  organisationId: z.string(),
  kind: organisationKind,
  organisationName: z.string(),
  /** The region of an office with all that lies in it; null where the organisation has none. */
  divisionCode: z.nullable(z.string()),
  roles: z.array(role).check(z.minLength(1)),
  from: z.string(),
  until: z.nullable(z.string()),
});
export type Membership = z.infer<typeof membership>;

/** Does a membership count at this instant (RFC 3339)? */
export const isActive = ({ from, until }: Pick<Membership, 'from' | 'until'>, at: string): boolean =>
  from <= at && (until === null || at < until);

/** Who is asking: a natural person and the places that person holds right now. */
export type Principal = {
  readonly personId: string;
  /** The same for every account of one natural person: the issuer says so. */
  readonly personKey: string;
  readonly name: string;
  /** Active ones only. */
  readonly memberships: readonly Membership[];
};
