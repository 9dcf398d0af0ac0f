import type { CompanyQuery } from '../../../shared/contracts/company-list.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { decideAccess } from '../../../shared/domain/parties/access.ts';
import { CONFIRMING_KINDS, isOneOf } from '../../../shared/domain/parties/kinds.ts';
import type { Membership, Principal } from '../../../shared/domain/parties/organisation.ts';
import { residenceStateOn } from '../../../shared/domain/parties/residence.ts';
import { regionPrefix } from '../../../shared/domain/policy/adopt.ts';
import type { CompanyList, Outline, TeaserFilter } from '../../../shared/store/company-list.ts';
import type { ResidenceStore, Resident } from '../../../shared/store/residence-store.ts';
import { placeOnly } from './show-residence.ts';

/** What part of all companies a list shows: those that sit with a body, or those of a region (all where it is empty). */
export type Scope = { readonly kind: 'residents'; readonly bodyId: string } | { readonly kind: 'region'; readonly prefix: string };

/**
 * What a member may look at: where the policy lets them read any company, all; carriers and operators those that sit with them; offices
 * their region. Undefined: nothing.
 */
export function scopeOf(who: Principal, place: Membership): Scope | undefined {
  const anywhere = decideAccess({ ...who, memberships: [place] }, 'company.read', {});
  if (anywhere.allowed) return { kind: 'region', prefix: '' };
  if (isOneOf(CONFIRMING_KINDS, place.kind)) return { kind: 'residents', bodyId: place.organisationId };
  return place.divisionCode === null ? undefined : { kind: 'region', prefix: regionPrefix(place.divisionCode) };
}

/** The narrower of two regions; undefined where neither lies in the other. */
export function narrower(prefix: string, division: string | undefined): string | undefined {
  const wanted = division === undefined ? '' : regionPrefix(division);
  if (wanted.startsWith(prefix)) return wanted;
  return prefix.startsWith(wanted) ? prefix : undefined;
}

const filterOf = ({ kind, industry, stage, ageBand, staffBand, revenueBand }: CompanyQuery): TeaserFilter => ({
  kind,
  industry,
  stage,
  ageBand,
  staffBand,
  revenueBand,
});

type PageQuery = CompanyQuery & { readonly after: string | undefined };

const rowOf = (id: string, { kind, teaser, updatedAt }: Outline) => ({ id, kind, ...teaser, updatedAt });

/** Teasers of a region. One read. */
export async function listRegion(companies: CompanyList, prefix: string, query: PageQuery) {
  const within = narrower(prefix, query.division);
  if (within === undefined) return { items: [], last: null };
  const { limit, after } = query;
  const { items, last } = await companies.readTeasers({ regionPrefix: within, filter: filterOf(query), limit, after });
  return { items: items.map((item) => ({ ...rowOf(item.id, item), resident: null })), last };
}

const fits = (row: Omit<ReturnType<typeof rowOf>, 'updatedAt'>, query: CompanyQuery): boolean =>
  Object.entries(filterOf(query)).every(([field, value]) => value === undefined || row[field as keyof TeaserFilter] === value) &&
  (query.division === undefined || !!row.divisionCode?.startsWith(regionPrefix(query.division)));

const showResident = (resident: Resident, now: Date) => ({
  name: resident.companyName,
  residenceId: resident.id,
  from: resident.from,
  until: resident.until,
  state: residenceStateOn(resident, dayInShanghai(now)),
});

/** Those who sit with a body, or say so: of these no more than who and where. Two reads; a page with filters may be short. */
export async function listResidents(residences: ResidenceStore, bodyId: string, query: PageQuery, now: Date) {
  const { items, last } = await residences.readResidents(bodyId, query);
  const shown = items
    .map((item) => ({ id: item.companyId, resident: showResident(item, now) }))
    .filter(({ resident }) => resident.state !== 'ended');
  const outlines = await residences.readOutlines(shown.map(({ id }) => id));
  const rows = shown.flatMap(({ id, resident }) => {
    const outline = outlines.get(id);
    if (!outline) return [];
    const row = rowOf(id, outline);
    const sits = resident.state === 'confirmed' && resident.from <= dayInShanghai(now);
    return [{ ...row, ...(!sits && { ...placeOnly(outline.teaser), updatedAt: null }), resident }];
  });
  return { items: rows.filter((row) => fits(row, query)), last };
}
