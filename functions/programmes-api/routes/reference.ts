import type { Hono } from 'hono';
import { factList, health, wholeCatalogue } from '../../../shared/contracts/programmes.ts';
import { type CatalogueReader, withCatalogue } from '../../../shared/http/catalogue-route.ts';
import { publicProblemReply } from '../../../shared/http/public-problems.ts';
import { reply } from '../../../shared/http/reply.ts';
import { PRODUCT_VERSION } from '../../../shared/runtime/product-version.ts';
import { listFacts } from '../use-cases/list-facts.ts';

/** What stands beside the programmes: health, the dictionary, the whole catalogue for evaluation in the browser. */
export function referenceRoutes(app: Hono, read: CatalogueReader): void {
  app.get(
    '/v1/health',
    withCatalogue(read, (context, { catalogueVersion, programmes }) =>
      reply(context, health, { status: 'ok', version: PRODUCT_VERSION, catalogueVersion, programmes: programmes.length }),
    ),
  );

  app.get(
    '/v1/facts',
    withCatalogue(read, (context, catalogue) => reply(context, factList, listFacts(catalogue), catalogue.catalogueVersion)),
  );

  app.get(
    '/v1/catalogue/:version',
    withCatalogue(read, (context, { catalogueVersion, programmes, adopted, definitions, reference }) => {
      const wanted = context.req.param('version');
      if (wanted !== 'current' && wanted !== catalogueVersion) return publicProblemReply(context, 'not-found');
      const answer = reply(
        context,
        wholeCatalogue,
        { catalogueVersion, programmes: [...programmes], adopted: [...adopted], facts: [...definitions], reference },
        catalogueVersion,
      );
      // Under its own name a catalogue never changes.
      if (wanted === catalogueVersion) answer.headers.set('cache-control', 'public, max-age=31536000, immutable');
      return answer;
    }),
  );
}
