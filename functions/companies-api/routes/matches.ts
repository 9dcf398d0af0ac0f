import { companyMatches, companyMatchQuery, timeline, timelineQuery } from '../../../shared/contracts/company-answers.ts';
import type { ProfileFile } from '../../../shared/domain/parties/state-facts.ts';
import type { Api } from '../../../shared/http/api.ts';
import { problemReply } from '../../../shared/http/problems.ts';
import { readDay } from '../../../shared/http/read-day.ts';
import { reply } from '../../../shared/http/reply.ts';
import type { Allowed } from '../../../shared/http/request.ts';
import { validatedQuery } from '../../../shared/http/validate.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { CompanyParts } from '../company-parts.ts';
import { lookAhead, matchCompany } from '../use-cases/match-company.ts';
import { accessEntryOf } from '../use-cases/note-access.ts';
import { sightOf } from '../use-cases/show-facts.ts';
import { gatherFacts } from './gather-profile.ts';

/** What follows from facts shows them: a look at it is one at them. */
async function noteLook(request: Allowed, file: ProfileFile, accessLog: CompanyParts['accessLog']): Promise<void> {
  const { groups } = sightOf(request.grounds, file, request.now);
  const entry = accessEntryOf(request, request.grounds, file, { what: 'facts', fieldGroups: [...groups] });
  if (entry) await accessLog.note(file.organisation.id, entry);
}

/** What the stored facts come to: the match of today or of a day, and the dates ahead. */
export function matchRoutes(api: Api<Write>, { organisations, accessLog, readCatalogue }: CompanyParts): void {
  api.question(
    'GET /v1/companies/{id}/matches',
    (request) => gatherFacts(request, organisations, readCatalogue),
    async (request, { file, catalogue }) => {
      const { context, grounds, now } = request;
      const query = validatedQuery(context, companyMatchQuery);
      if (!query.ok) return query.refusal;
      const asOf = readDay(context, 'asOf', query.value.asOf, now);
      if (!asOf.ok) return asOf.refusal;
      if (!catalogue) return problemReply(context, 'service-unavailable');
      const programmeIds = query.value.programmeIds?.split(',');
      const answer = matchCompany(file, catalogue, grounds, { now, asOf: asOf.value, programmeIds });
      if (answer.ok) {
        await noteLook(request, file, accessLog);
        return reply(context, companyMatches, answer.value);
      }
      const errors = answer.refusal.slice(0, 20).map((id) => ({
        pointer: '/programmeIds',
        code: 'unknown-programme',
        detail: { zh: `没有政策项目 ${id}`, en: `there is no programme ${id}` },
      }));
      return problemReply(context, 'unknown-programme', errors);
    },
  );

  api.question(
    'GET /v1/companies/{id}/timeline',
    (request) => gatherFacts(request, organisations, readCatalogue),
    async (request, { file, catalogue }) => {
      const { context, grounds, now } = request;
      const query = validatedQuery(context, timelineQuery);
      if (!query.ok) return query.refusal;
      if (!catalogue) return problemReply(context, 'service-unavailable');
      await noteLook(request, file, accessLog);
      return reply(context, timeline, lookAhead(file, catalogue, grounds, now, query.value.months));
    },
  );
}
