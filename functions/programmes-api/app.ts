import type { CatalogueReader } from '../../shared/http/catalogue-route.ts';
import { createApp, type FaultReporter } from '../../shared/http/create-app.ts';
import { programmeRoutes } from './routes/programmes.ts';
import { referenceRoutes } from './routes/reference.ts';

export interface Dependencies {
  readonly readCatalogue: CatalogueReader;
  readonly now: () => Date;
  readonly reportFault: FaultReporter;
}

/** The table of contents of this API. */
export function createProgrammesApp({ readCatalogue, now, reportFault }: Dependencies) {
  const app = createApp(reportFault);
  programmeRoutes(app, readCatalogue, now);
  referenceRoutes(app, readCatalogue);
  return app;
}
