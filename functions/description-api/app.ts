import type { Hono } from 'hono';
import { openApiDocument } from '../../shared/contracts/openapi.ts';
import { createApp, type FaultReporter } from '../../shared/http/create-app.ts';
import { NO_QUERY, validatedQuery } from '../../shared/http/validate.ts';
import { PRODUCT_VERSION } from '../../shared/runtime/product-version.ts';

/** The API's own description. It is the same for the life of the process, so written out once, by the first who asks. */
export function createDescriptionApp(reportFault: FaultReporter): Hono {
  const app = createApp(reportFault);
  let description: string | undefined;
  app.get('/v1/openapi.json', (context) => {
    const query = validatedQuery(context, NO_QUERY);
    if (!query.ok) return query.refusal;
    description ??= JSON.stringify(openApiDocument(PRODUCT_VERSION));
    return context.body(description, 200, { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' });
  });
  return app;
}
