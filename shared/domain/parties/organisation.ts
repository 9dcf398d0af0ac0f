import * as z from 'zod/mini';
import type { OnBehalf } from './hands.ts';
import { ORGANISATION_KINDS, ROLE_NAMES } from './kinds.ts';

/** The words themselves stand in a file without schemas, so that the pages can have them without zod. */
export * from './kinds.ts';

export const organisationKind = z.enum(ORGANISATION_KINDS);
export const role = z.enum(ROLE_NAMES);

const instant = z.string();
/** A colleague's role, held for a time in their place (`delegation.ts`). Instants are RFC 3339 in UTC; the interval is half-open. */
const standIn = z.object({
  delegationId: z.string(),
  role,
  personId: z.string(),
  /** Of the colleague: the same for every account of one natural person. */
  personKey: z.string(),
  name: z.string(),
  from: instant,
  until: instant,
  /** The most that may be approved, in fen; null: as much as the colleague may. */
  uptoFen: z.nullable(z.int()),
});
export type StandIn = z.infer<typeof standIn>;
/** In whose place an act is done, as records of it keep it (`hands.ts`). */
export const onBehalf = z.omit(standIn, { role: true, from: true, until: true });
/** The same as it goes over the wire: nobody's key. */
export const standsInView = z.omit(standIn, { personId: true, personKey: true, from: true });
/** Days on which somebody is away, as their own delegation says. */
const absence = z.object({ delegationId: z.string(), from: instant, until: instant });
export type Absence = z.infer<typeof absence>;

/** What a place carries of the delegations of its office, so that a request needs no read of its own for them. */
export const carried = { standsIn: z.optional(z.array(standIn)), away: z.optional(z.array(absence)) };

/** A person's place in one organisation. Instants are RFC 3339 in UTC; the interval is half-open, `until` null is open. */
export const membership = z.object({
  organisationId: z.string(),
  kind: organisationKind,
  organisationName: z.string(),
  /** Its social credit code; absent in places that were written down without it, null where it has none. */
  uscc: z.optional(z.nullable(z.string())),
  /** The region of an office with all that lies in it; null where the organisation has none. */
  divisionCode: z.nullable(z.string()),
  roles: z.array(role).check(z.minLength(1)),
  from: z.string(),
  until: z.nullable(z.string()),
  ...carried,
});
/** `onBehalf`: it is no place of one's own, but the one role of a colleague; whoever acts in it acts for that colleague. */
export type Membership = z.infer<typeof membership> & { readonly onBehalf?: OnBehalf };

/** Does a membership count at this instant (RFC 3339)? */
export const isActive = ({ from, until }: Pick<Membership, 'from' | 'until'>, at: string): boolean =>
  from <= at && (until === null || at < until);

/** The places somebody holds at this instant: their own first, then each role in which they stand in for a colleague. */
export function placesAt(memberships: readonly Membership[], at: string): Membership[] {
  const own = memberships
    .filter((place) => isActive(place, at))
    .map((place): Membership => (place.standsIn ? { ...place, standsIn: place.standsIn.filter((one) => isActive(one, at)) } : place));
  const lent = own.flatMap(({ standsIn = [], away: _away, ...place }) =>
    standsIn.map(({ role: name, from, until, ...onBehalf }): Membership => ({ ...place, roles: [name], from, until, onBehalf })),
  );
  return [...own, ...lent];
}

/** The places that are one's own. */
export const ownPlaces = ({ memberships }: Pick<Principal, 'memberships'>): readonly Membership[] =>
  memberships.filter(({ onBehalf }) => onBehalf === undefined);

/** Who is asking: a natural person and the places that person holds right now. */
export type Principal = {
  readonly personId: string;
  /** The same for every account of one natural person: the issuer says so. */
  readonly personKey: string;
  readonly name: string;
  /** Active ones only, as `placesAt` gives them. */
  readonly memberships: readonly Membership[];
};
