import { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { Hono } from 'hono';
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import type { FaultReporter } from '../http/create-app.ts';
import { compressResult } from './compress-result.ts';
import { pathOfEvent } from './path-of-event.ts';

/**
 * The same log line as a set of metrics (CloudWatch embedded metric format): requests, faults and durations by service. One line for both
 * costs less than two, and a Hono 500 is no Lambda error, so faults are counted here.
 */
const metricsOf = (timestamp: number, status: number) => ({
  Requests: 1,
  ServerErrors: status >= 500 ? 1 : 0,
  _aws: {
    Timestamp: timestamp,
    CloudWatchMetrics: [
      {
        Namespace: 'Rongqiao',
        Dimensions: [['service']],
        Metrics: [
          { Name: 'Requests', Unit: 'Count' },
          { Name: 'ServerErrors', Unit: 'Count' },
          { Name: 'durationMs', Unit: 'Milliseconds' },
        ],
      },
    ],
  },
});

/** What an HTTP function logs and counts: routes, statuses and durations; never a body, a query or a header. */
export function createHttpStack(serviceName: string) {
  const logger = new Logger({ serviceName });
  const reportFault: FaultReporter = ({ route, error }) => logger.error('FAULT', { route, name: error.name, stack: error.stack ?? '' });

  /** Middy owns the invocation, Hono everything HTTP. */
  const stack = (app: Hono) => {
    // Hono declares the payload 2.0 event anew, field by field; it is the same event.
    const serve = handle(app);
    return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
      .before(({ context }) => logger.addContext(context))
      .handler(async (event: APIGatewayProxyEventV2, context: Context): Promise<APIGatewayProxyStructuredResultV2> => {
        const started = performance.now();
        const asUrl = { ...event, rawPath: pathOfEvent(event.rawPath) } as unknown as LambdaEvent;
        const served = (await serve(asUrl, context)) as APIGatewayProxyStructuredResultV2;
        const result = compressResult(served, event.headers['accept-encoding']);
        const status = result.statusCode ?? 200;
        const durationMs = Math.round(performance.now() - started);
        logger.info('COMPLETED', { route: event.routeKey, status, durationMs, ...metricsOf(Date.now(), status) });
        return result;
      });
  };
  return { stack, reportFault };
}
