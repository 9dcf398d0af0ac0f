import type { Context } from 'hono';
import type { LoadedCatalogue } from '../domain/matching/catalogue-artefact.ts';
import type { FaultReporter } from './create-app.ts';
import { publicProblemReply } from './public-problems.ts';
import { NO_QUERY, validatedQuery } from './validate.ts';

/** What every route that answers from the catalogue is given. */
export type CatalogueReader = () => Promise<LoadedCatalogue | undefined>;

/** What an app that answers from the catalogue is plugged into. */
export interface CatalogueApp {
  readonly readCatalogue: CatalogueReader;
  readonly now: () => Date;
  readonly reportFault: FaultReporter;
}

type Answer = (context: Context, catalogue: LoadedCatalogue) => Response | Promise<Response>;

/** A route over the catalogue in force; before the first publication it answers 503. Its query is its own affair. */
export const withCatalogueAndQuery =
  (read: CatalogueReader, answer: Answer) =>
  async (context: Context): Promise<Response> => {
    const catalogue = await read();
    return catalogue ? answer(context, catalogue) : publicProblemReply(context, 'service-unavailable');
  };

/** The same for a route that takes no query: a parameter it does not know is refused, not ignored. */
export const withCatalogue = (read: CatalogueReader, answer: Answer) => {
  const answered = withCatalogueAndQuery(read, answer);
  return async (context: Context): Promise<Response> => {
    const query = validatedQuery(context, NO_QUERY);
    return query.ok ? answered(context) : query.refusal;
  };
};
