import { changeFacts, companyView, historyQuery, profileFacts, profileHistory } from '../../../shared/contracts/companies.ts';
import { ok, refuse } from '../../../shared/domain/kernel/result.ts';
import { grantedInstitutions } from '../../../shared/domain/parties/consent.ts';
import type { Api } from '../../../shared/http/api.ts';
import { etagOf } from '../../../shared/http/command.ts';
import { validatedPage, writeCursor } from '../../../shared/http/cursor.ts';
import { problemReply } from '../../../shared/http/problems.ts';
import { reply } from '../../../shared/http/reply.ts';
import { NO_QUERY, validatedQuery } from '../../../shared/http/validate.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { statedFactsWrites } from '../../../shared/store/profile-store.ts';
import type { CompanyParts } from '../company-parts.ts';
import { accessEntryOf } from '../use-cases/note-access.ts';
import { closerLook, showCompany } from '../use-cases/show-company.ts';
import { showFacts, sightOf, speakerName } from '../use-cases/show-facts.ts';
import { showStated, state } from '../use-cases/state.ts';
import { gatherFacts, gatherProfile } from './gather-profile.ts';

const isVersion = (text: string): boolean => /^[1-9]\d{0,9}$/.test(text);

/** The profile: read by topic, changed one source at a time, with every change kept. */
export function profileRoutes(api: Api<Write>, { organisations, profiles, accessLog, readCatalogue }: CompanyParts): void {
  api.question(
    'GET /v1/companies/{id}',
    (request) => gatherProfile(request, organisations),
    async (request, { file, subject }) => {
      // A grant of papers alone opens no facts, but it tells who granted it.
      const grantedTo = grantedInstitutions(file, request.now);
      const query = validatedQuery(request.context, NO_QUERY);
      if (!query.ok) return query.refusal;
      const closer = closerLook(request.who, { ...subject, grantedTo }, request.grounds);
      const entry = closer && accessEntryOf(request, closer, file, { what: 'identity' });
      if (entry) await accessLog.note(file.organisation.id, entry);
      request.context.header('etag', etagOf(file.profile.version));
      return reply(request.context, companyView, showCompany(file, request.who, subject, closer, request.now));
    },
  );

  api.question(
    'GET /v1/companies/{id}/facts',
    (request) => gatherFacts(request, organisations, readCatalogue),
    async (request, { file, catalogue }) => {
      const { context, grounds, now } = request;
      const query = validatedQuery(context, NO_QUERY);
      if (!query.ok) return query.refusal;
      if (!catalogue) return problemReply(context, 'service-unavailable');
      const sight = sightOf(grounds, file, now);
      const entry = accessEntryOf(request, grounds, file, { what: 'facts', fieldGroups: [...sight.groups] });
      if (entry) await accessLog.note(file.organisation.id, entry);
      context.header('etag', etagOf(file.profile.version));
      return reply(context, profileFacts, showFacts(file, catalogue, now, sight));
    },
  );

  api.command('PATCH /v1/companies/{id}/facts', {
    body: changeFacts,
    gather: (request) => gatherFacts(request, organisations, readCatalogue),
    decide: (request, { file, catalogue }) => {
      if (!catalogue) return refuse({ code: 'service-unavailable' });
      const stated = state(request, file, catalogue);
      if (!stated.ok) return stated;
      const { id } = file.organisation;
      return ok({
        writes: statedFactsWrites(file.organisation, stated.value),
        audit: { aggregate: { kind: 'organisation', id }, changed: stated.value.changed },
        status: 200,
        ...showStated(id, stated.value, catalogue),
        version: stated.value.profile.version,
      });
    },
  });

  api.question(
    'GET /v1/companies/{id}/facts/history',
    (request) => gatherProfile(request, organisations),
    async ({ context }, { file: { organisation, members } }) => {
      const list = `history ${organisation.id}`;
      const query = validatedPage(context, historyQuery, list, isVersion);
      if (!query.ok) return query.refusal;
      const { limit, after } = query.value;
      const { changes, last } = await profiles.readHistory(organisation.id, limit, after === undefined ? undefined : Number(after));
      return reply(context, profileHistory, {
        items: changes.map(({ by, organisationId, organisationName, set, ...change }) => ({
          ...change,
          set: set as Record<string, never>,
          by: { organisationId, name: speakerName({ organisationName }, by, members) },
        })),
        nextCursor: last === null ? null : writeCursor(list, String(last)),
      });
    },
  );
}
