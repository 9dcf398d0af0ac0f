import { accessLogPage, accessLogQuery } from '../../../shared/contracts/consent.ts';
import type { Api } from '../../../shared/http/api.ts';
import { validatedPage, writeCursor } from '../../../shared/http/cursor.ts';
import { reply } from '../../../shared/http/reply.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { showAccess } from '../use-cases/show-access.ts';
import { gatherCompany } from './gather-company.ts';
import type { ConsentParts } from './grants.ts';

/** Who looked at what the company granted, newest first. */
export function accessLogRoutes(api: Api<Write>, { organisations, consent }: ConsentParts): void {
  api.question(
    'GET /v1/companies/{id}/access-log',
    (request) => gatherCompany(request, organisations),
    async ({ context }, { file: { organisation } }) => {
      const list = `access-log ${organisation.id}`;
      const query = validatedPage(context, accessLogQuery, list);
      if (!query.ok) return query.refusal;
      const { items, last } = await consent.readAccessLog(organisation.id, query.value);
      return reply(context, accessLogPage, {
        items: items.map(showAccess),
        nextCursor: last === null ? null : writeCursor(list, last),
      });
    },
  );
}
