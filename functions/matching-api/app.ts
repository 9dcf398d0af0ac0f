import type { CatalogueReader } from '../../shared/http/catalogue-route.ts';
import { createApp, type FaultReporter } from '../../shared/http/create-app.ts';
import { matchRoutes } from './routes/match.ts';

export interface Dependencies {
  readonly readCatalogue: CatalogueReader;
  readonly now: () => Date;
  readonly reportFault: FaultReporter;
}

/** The table of contents of this API. */
export function createMatchingApp({ readCatalogue, now, reportFault }: Dependencies) {
  const app = createApp(reportFault);
  matchRoutes(app, readCatalogue, now);
  return app;
}
