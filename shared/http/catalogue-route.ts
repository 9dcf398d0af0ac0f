import type { Context } from 'hono';
import type { LoadedCatalogue } from '../domain/matching/catalogue-artefact.ts';
import type { FaultReporter } from './create-app.ts';
import { problemReply } from './problems.ts';

/** What every route that answers from the catalogue is given. */
export type CatalogueReader = () => Promise<LoadedCatalogue | undefined>;

/** What an app that answers from the catalogue is plugged into. */
export interface CatalogueApp {
  readonly readCatalogue: CatalogueReader;
  readonly now: () => Date;
  readonly reportFault: FaultReporter;
}

/** A route over the catalogue in force; before the first publication it answers 503. */
export const withCatalogue =
  (read: CatalogueReader, answer: (context: Context, catalogue: LoadedCatalogue) => Response | Promise<Response>) =>
  async (context: Context): Promise<Response> => {
    const catalogue = await read();
    return catalogue ? answer(context, catalogue) : problemReply(context, 'service-unavailable');
  };
