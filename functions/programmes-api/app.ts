import type { CatalogueApp } from '../../shared/http/catalogue-route.ts';
import { createApp } from '../../shared/http/create-app.ts';
import { programmeRoutes } from './routes/programmes.ts';
import { referenceRoutes } from './routes/reference.ts';

/** The table of contents of this API. */
export function createProgrammesApp({ readCatalogue, now, reportFault }: CatalogueApp) {
  const app = createApp(reportFault);
  programmeRoutes(app, readCatalogue, now);
  referenceRoutes(app, readCatalogue);
  return app;
}
