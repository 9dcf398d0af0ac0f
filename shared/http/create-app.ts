import { Hono } from 'hono';
import { publicProblemReply } from './public-problems.ts';

/** What an app tells its surroundings about a fault; never the content of a request. */
export type FaultReporter = (fault: { readonly route: string; readonly error: Error }) => void;

/** What the database throws when it is out of reach or out of breath: the same request is good again in a moment. */
const PASSING = new Set([
  'TimeoutError',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'InternalServerError',
  'ServiceUnavailable',
]);

/** Every API starts here: one generic answer for faults, one for unknown paths, and headers that keep answers from being sniffed. */
export function createApp(reportFault: FaultReporter): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    context.header('x-content-type-options', 'nosniff');
    if (!context.res.headers.has('cache-control')) context.header('cache-control', 'no-store');
  });
  app.notFound((context) => publicProblemReply(context, 'not-found'));
  app.onError((error, context) => {
    reportFault({ route: `${context.req.method} ${context.req.routePath}`, error });
    return publicProblemReply(context, PASSING.has(error.name) ? 'service-unavailable' : 'internal-error');
  });
  return app;
}
