import type { Hono } from 'hono';
import { programmeDetail, programmeList, programmeQuery, programmeVersions } from '../../../shared/contracts/programmes.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { honestyOf } from '../../../shared/domain/matching/honesty.ts';
import { groupOf } from '../../../shared/domain/matching/score.ts';
import { versionOn } from '../../../shared/domain/policy/in-force.ts';
import { type CatalogueReader, withCatalogue, withCatalogueAndQuery } from '../../../shared/http/catalogue-route.ts';
import { publicProblemReply } from '../../../shared/http/public-problems.ts';
import { readDay } from '../../../shared/http/read-day.ts';
import { reply } from '../../../shared/http/reply.ts';
import { validatedQuery } from '../../../shared/http/validate.ts';
import { adoptersOf, listProgrammes, shownVersion, termsOf } from '../use-cases/list-programmes.ts';

/** The catalogue: as a list, one programme whole, and its versions. */
export function programmeRoutes(app: Hono, read: CatalogueReader, now: () => Date): void {
  app.get(
    '/v1/programmes',
    withCatalogueAndQuery(read, (context, catalogue) => {
      const query = validatedQuery(context, programmeQuery);
      if (!query.ok) return query.refusal;
      const day = readDay(context, 'openOn', query.value.openOn, now());
      if (!day.ok) return day.refusal;
      const today = dayInShanghai(now());
      const openOn = query.value.openOn === undefined ? undefined : day.value;
      return reply(context, programmeList, listProgrammes(catalogue, query.value, today, openOn), `${catalogue.catalogueVersion}-${today}`);
    }),
  );

  app.get(
    '/v1/programmes/:id',
    withCatalogue(read, (context, catalogue) => {
      const programme = catalogue.programmes.find(({ id }) => id === context.req.param('id'));
      if (!programme) return publicProblemReply(context, 'not-found');
      const today = dayInShanghai(now());
      const answer = {
        catalogueVersion: catalogue.catalogueVersion,
        programme,
        template: programme.regionCode === null,
        adoptedBy: adoptersOf(catalogue, programme.id, today),
        terms: termsOf(programme, today),
        group: groupOf(shownVersion(programme, today)),
        versionInForce: versionOn(programme, today)?.version ?? null,
        honesty: honestyOf(programme, today),
      };
      return reply(context, programmeDetail, answer, `${catalogue.catalogueVersion}-${today}`);
    }),
  );

  app.get(
    '/v1/programmes/:id/versions',
    withCatalogue(read, (context, catalogue) => {
      const programme = catalogue.programmes.find(({ id }) => id === context.req.param('id'));
      if (!programme) return publicProblemReply(context, 'not-found');
      const current = versionOn(programme, dayInShanghai(now()));
      const versions = programme.versions.map(({ version, effective }) => ({
        version,
        from: effective.from,
        to: effective.to,
        inForce: version === current?.version,
        note: effective.note ?? null,
      }));
      return reply(context, programmeVersions, { catalogueVersion: catalogue.catalogueVersion, id: programme.id, versions });
    }),
  );
}
