import * as z from 'zod/mini';
import {
  communityList,
  communityQuery,
  institutionList,
  institutionQuery,
  myOrganisations,
  organisationList,
  organisationQuery,
} from '../../../shared/contracts/parties.ts';
import { COMMUNITY_STATUSES, community } from '../../../shared/domain/communities/community.ts';
import { ownPlaces } from '../../../shared/domain/parties/organisation.ts';
import { regionPrefix } from '../../../shared/domain/policy/adopt.ts';
import type { Api } from '../../../shared/http/api.ts';
import { unknownCursor, validatedPage, writeCursor } from '../../../shared/http/cursor.ts';
import { reply } from '../../../shared/http/reply.ts';
import { withoutQuery } from '../../../shared/http/validate.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { communityKey, communityListing } from '../../../shared/store/keys/catalogue.ts';
import type { PartyStores } from '../stores.ts';
import { readOrganisations } from './read-organisations.ts';

const listedCommunity = z.omit(community, { version: true });
const COMMUNITY_PLACE = /^(\d{6})#(JS-\d{6}-\d{2})$/;

/** The lists: whom the platform admitted, the communities, mine, and everybody for those who watch over it. */
export function listRoutes(api: Api<Write>, stores: PartyStores): void {
  api.open('GET /v1/institutions', async (context) => {
    const page = validatedPage(context, institutionQuery, 'institutions');
    if (!page.ok) return page.refusal;
    // An incubator is no secret either: a firm that sits in one must be able to name it.
    const list = page.value.kind === 'carrier' ? 'APPLICANT' : 'INSTITUTION';
    const { items, next } = (await readOrganisations(stores, [list], page.value)) ?? {};
    if (!items) return unknownCursor(context);
    return reply(context, institutionList, { items, nextCursor: next ? writeCursor('institutions', next) : null });
  });

  api.question(
    'GET /v1/organisations/all',
    () => ({ subject: {} }),
    async ({ context }) => {
      const page = validatedPage(context, organisationQuery, 'organisations');
      if (!page.ok) return page.refusal;
      const { items, next } = (await readOrganisations(stores, ['INSTITUTION', 'APPLICANT'], page.value)) ?? {};
      if (!items) return unknownCursor(context);
      return reply(context, organisationList, { items, nextCursor: next ? writeCursor('organisations', next) : null });
    },
  );

  api.question(
    'GET /v1/organisations',
    ({ who }) => ({ subject: { personId: who.personId } }),
    withoutQuery(({ context, who }) =>
      reply(context, myOrganisations, {
        items: ownPlaces(who).map(({ organisationId: id, organisationName: name, ...place }) => ({ id, name, ...place })),
      }),
    ),
  );

  api.open('GET /v1/communities', async (context) => {
    const page = validatedPage(context, communityQuery, 'communities');
    if (!page.ok) return page.refusal;
    const { region, limit, after } = page.value;
    const prefix = region === undefined ? '' : regionPrefix(region);
    const [place, division = '', id = ''] = (after !== undefined && COMMUNITY_PLACE.exec(after)) || [];
    if (after !== undefined && !place?.startsWith(prefix)) return unknownCursor(context);
    const start = place === undefined ? undefined : { ...communityKey(id), ...communityListing(division, id) };
    const { items, last } = await stores.readListing({ list: 'COMMUNITY', prefix, limit, after: start });
    const communities = items.map((item) => {
      const record = listedCommunity.parse(item);
      const { zh, en } = COMMUNITY_STATUSES[record.status];
      return { ...record, statusText: { zh, en } };
    });
    return reply(context, communityList, { items: communities, nextCursor: last === null ? null : writeCursor('communities', last) });
  });
}
