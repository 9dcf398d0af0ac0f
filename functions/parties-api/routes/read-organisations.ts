import * as z from 'zod/mini';
import { ADMITTED_KINDS, type OrganisationKind } from '../../../shared/domain/parties/organisation.ts';
import { organisation } from '../../../shared/domain/parties/records.ts';
import { applicantListing, institutionListing, organisationKey } from '../../../shared/store/keys/organisations.ts';
import type { PartyStores } from '../stores.ts';

/** What the index holds of an organisation. */
const listed = z.pick(organisation, {
  id: true,
  kind: true,
  name: true,
  uscc: true,
  usccStatus: true,
  divisionCode: true,
  createdAt: true,
});
type Listed = z.output<typeof listed>;

const LISTINGS = { INSTITUTION: institutionListing, APPLICANT: applicantListing };
type List = keyof typeof LISTINGS;
/** Where a page ends: a list, and the last one shown of it; a list alone is its beginning. */
const PLACE = /^(INSTITUTION|APPLICANT)(?:#([a-z_]+)#([A-Za-z0-9._-]{1,64}))?$/;

interface Question {
  readonly kind?: OrganisationKind | undefined;
  readonly limit: number;
  readonly after: string | undefined;
}

/**
 * One page of organisations by kind and id, out of several lists one after the other; one Query, so that a page may be short where a list
 * ends. Undefined: `after` is no place in these lists.
 */
export async function readOrganisations(
  { readListing }: PartyStores,
  lists: readonly List[],
  { kind, limit, after }: Question,
): Promise<{ items: readonly Listed[]; next: string | null } | undefined> {
  const wanted = kind === undefined ? lists : lists.filter((list) => (list === 'INSTITUTION') === ADMITTED_KINDS.includes(kind));
  const [list, shownKind, shownId] = placeOf(after, wanted) ?? [];
  if (list === undefined) return after === undefined ? { items: [], next: null } : undefined;
  if (shownKind !== undefined && kind !== undefined && shownKind !== kind) return undefined;

  const start =
    shownKind === undefined || shownId === undefined ? undefined : { ...organisationKey(shownId), ...LISTINGS[list](shownKind, shownId) };
  const { items, last } = await readListing({ list, prefix: kind === undefined ? '' : `${kind}#`, limit, after: start });
  const following = wanted[wanted.indexOf(list) + 1] ?? null;
  return { items: items.map((item) => listed.parse(item)), next: last === null ? following : `${list}#${last}` };
}

function placeOf(after: string | undefined, lists: readonly List[]): readonly [list: List, kind?: string, id?: string] | undefined {
  if (after === undefined) return lists[0] && [lists[0]];
  const [, list, kind, id] = PLACE.exec(after) ?? [];
  if (list === undefined || !lists.includes(list as List)) return undefined;
  return kind === undefined || id === undefined ? [list as List] : [list as List, kind, id];
}
