import type { CatalogueApp } from '../../shared/http/catalogue-route.ts';
import { createApp } from '../../shared/http/create-app.ts';
import { matchRoutes } from './routes/match.ts';

/** The table of contents of this API. */
export function createMatchingApp({ readCatalogue, now, reportFault }: CatalogueApp) {
  const app = createApp(reportFault);
  matchRoutes(app, readCatalogue, now);
  return app;
}
