import type { Hono } from 'hono';
import { createApp, type FaultReporter } from '../../shared/http/create-app.ts';
import { NO_QUERY, validatedQuery } from '../../shared/http/validate.ts';

/** Hands out the API's own description, `document`, as it was made when this function was built. */
export function createDescriptionApp(reportFault: FaultReporter, document: string): Hono {
  const app = createApp(reportFault);
  app.get('/v1/openapi.json', (context) => {
    const query = validatedQuery(context, NO_QUERY);
    if (!query.ok) return query.refusal;
    return context.body(document, 200, { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' });
  });
  return app;
}
