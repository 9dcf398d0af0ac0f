import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { Hono } from 'hono';
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import type { FaultReporter } from '../http/create-app.ts';

/** What an HTTP function logs and counts: routes, statuses and durations; never a body, a query or a header. */
export function createHttpStack(serviceName: string) {
  const logger = new Logger({ serviceName });
  const metrics = new Metrics({ namespace: 'Rongqiao', serviceName });
  metrics.setThrowOnEmptyMetrics(false);
  const reportFault: FaultReporter = ({ route, error }) => logger.error('FAULT', { route, name: error.name, stack: error.stack ?? '' });

  /** Middy owns the invocation (log lines, metrics), Hono everything HTTP: a Hono 500 is no Lambda error, so it is counted here. */
  const stack = (app: Hono) => {
    // Hono declares the payload 2.0 event anew, field by field; it is the same event.
    const serve = handle(app);
    return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
      .before(({ context }) => logger.addContext(context))
      .handler(async (event: APIGatewayProxyEventV2, context: Context): Promise<APIGatewayProxyStructuredResultV2> => {
        const started = performance.now();
        const result = (await serve(event as unknown as LambdaEvent, context)) as APIGatewayProxyStructuredResultV2;
        const durationMs = Math.round(performance.now() - started);
        logger.info('COMPLETED', { route: event.routeKey, status: result.statusCode ?? 200, durationMs });
        metrics.addMetric('Requests', MetricUnit.Count, 1);
        metrics.addMetric('DurationMs', MetricUnit.Milliseconds, durationMs);
        if ((result.statusCode ?? 200) >= 500) metrics.addMetric('ServerErrors', MetricUnit.Count, 1);
        metrics.publishStoredMetrics();
        return result;
      });
  };
  return { stack, reportFault };
}
