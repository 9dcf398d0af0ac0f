import { companyList, companyQuery } from '../../../shared/contracts/company-list.ts';
import type { Api } from '../../../shared/http/api.ts';
import { validatedPage, writeCursor } from '../../../shared/http/cursor.ts';
import { problemReply } from '../../../shared/http/problems.ts';
import { reply } from '../../../shared/http/reply.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { type CompanyList, LIST_PLACE } from '../../../shared/store/company-list.ts';
import { RESIDENT_PLACE, type ResidenceStore } from '../../../shared/store/residence-store.ts';
import { listRegion, listResidents, narrower, scopeOf } from '../use-cases/list-companies.ts';
import { groundsAs } from './gather-company.ts';

export interface ListParts {
  readonly companies: CompanyList;
  readonly residences: ResidenceStore;
}

/** The companies one may look at from outside: all, those of one's region, or those that sit with one's organisation. */
export function listRoutes(api: Api<Write>, { companies, residences }: ListParts): void {
  api.question(
    'GET /v1/companies',
    () => ({ subject: {} }),
    async (request) => {
      const { context, who, now } = request;
      const place = groundsAs(request, 'company.list', context.req.query('as'))?.membership;
      const scope = place && scopeOf(who, place);
      if (!scope) return problemReply(context, 'not-found');
      // A cursor belongs to one region or body: used for another, it would lie outside of what is looked through.
      const within = scope.kind === 'region' ? narrower(scope.prefix, context.req.query('division')) : scope.bodyId;
      const list = `companies ${scope.kind} ${within}`;
      const belongs = (key: string) =>
        scope.kind === 'residents' ? RESIDENT_PLACE.test(key) : LIST_PLACE.test(key) && key.startsWith(within ?? '-');
      const query = validatedPage(context, companyQuery, list, belongs);
      if (!query.ok) return query.refusal;
      const { items, last } =
        scope.kind === 'residents'
          ? await listResidents(residences, scope.bodyId, query.value, now)
          : await listRegion(companies, scope.prefix, query.value);
      return reply(context, companyList, { items, nextCursor: last === null ? null : writeCursor(list, last) });
    },
  );
}
