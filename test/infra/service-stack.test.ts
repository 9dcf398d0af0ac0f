import { describe, expect, it } from 'vitest';
import { FUNCTIONS } from '../../infra/functions/index.ts';
import { webHost } from '../../infra/functions/web-host.ts';
import { ROUTE_LIST } from '../../shared/contracts/routes.ts';
import { partitions, stagesOf } from '../../infra/stages.ts';
import { onlyResource, resourcesOf, type Synthesis, synthesise } from './synthesise.ts';

const STAGE = 'AWS::ApiGatewayV2::Stage';

const PAGES = ['GET /', 'HEAD /', 'GET /{file+}', 'HEAD /{file+}'];

function functionsByName(synthesis: Synthesis, stack: string) {
  const described = new Map([...FUNCTIONS, webHost].map((spec) => [spec.description, spec]));
  return resourcesOf(synthesis, stack, 'AWS::Lambda::Function').map(([id, { Properties: properties }]) => {
    const spec = described.get(String(properties.Description));
    if (spec === undefined) throw new Error(`${id} is described by no file in infra/functions.`);
    return { id, spec, properties };
  });
}

/** Route key to the logical id of the function behind it. */
function routeTargets(synthesis: Synthesis, stack: string): Record<string, string> {
  const integrations = new Map(resourcesOf(synthesis, stack, 'AWS::ApiGatewayV2::Integration'));
  return Object.fromEntries(
    resourcesOf(synthesis, stack, 'AWS::ApiGatewayV2::Route').map(([, { Properties: properties }]) => {
      const [integrationId] = /\b\w+(?="\}\]\]\})/u.exec(JSON.stringify(properties.Target)) ?? [''];
      const target = integrations.get(integrationId)?.Properties.IntegrationUri as { 'Fn::GetAtt': [string] };
      return [String(properties.RouteKey), target['Fn::GetAtt'][0]];
    }),
  );
}

describe.each(partitions)('the service in %s', (partition) => {
  const synthesis = synthesise(partition);

  describe.each(stagesOf(partition))('$name', (stage) => {
    const stack = `rongqiao-${stage.name}-service`;
    const functions = functionsByName(synthesis, stack);
    const expected = partition === 'aws-cn' ? [...FUNCTIONS, webHost] : FUNCTIONS;

    it('has the functions of infra/functions, and no others', () => {
      expect(functions.map(({ spec }) => spec.name).sort()).toEqual(expected.map(({ name }) => name).sort());
    });

    it.each(functions.map((entry) => [entry.spec.name, entry] as const))('runs %s as its file says', (_name, { spec, properties }) => {
      expect(properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Architectures: [partition === 'aws' ? 'arm64' : 'x86_64'],
        MemorySize: spec.memoryMb,
        Timeout: spec.timeoutSeconds,
      });
      expect(properties.ReservedConcurrentExecutions).toBe(stage.reservedConcurrency ?? undefined);
      const variables = (properties.Environment as { Variables?: object } | undefined)?.Variables ?? {};
      expect(Object.keys(variables)).toEqual(spec.name === 'web-host' ? [] : ['MAIN_TABLE']);
    });

    it('keeps every log encrypted and for the days the stage says', () => {
      const groups = resourcesOf(synthesis, stack, 'AWS::Logs::LogGroup');
      expect(groups).toHaveLength(expected.length + 1);
      for (const [, { Properties: properties }] of groups) {
        expect(properties.RetentionInDays).toBe(stage.logRetentionDays);
        expect(properties.KmsKeyId).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Key/u), 'Arn'] });
      }
    });

    it('has the routes of shared/contracts/routes.ts, each at its function, and beside them only the unknown and the pages', () => {
      const idOf = Object.fromEntries(functions.map(({ id, spec }) => [spec.name, id]));
      const api = Object.fromEntries(ROUTE_LIST.map(({ method, path, function: name }) => [`${method} ${path}`, idOf[name]]));
      const pages = partition === 'aws-cn' ? Object.fromEntries(PAGES.map((key) => [key, idOf['web-host']])) : {};
      expect(routeTargets(synthesis, stack)).toEqual({ ...api, 'ANY /v1/{unknown+}': idOf['programmes-api'], ...pages });
    });

    it('throttles all routes together, and a match tighter, once its route exists', () => {
      const { Properties: properties, DependsOn: dependsOn = [] } = onlyResource<Record<string, unknown>>(synthesis, stack, STAGE);
      const match = stage.routeThrottle['POST /v1/matches'];
      expect(properties.DefaultRouteSettings).toMatchObject({
        ThrottlingRateLimit: stage.throttle.ratePerSecond,
        ThrottlingBurstLimit: stage.throttle.burst,
      });
      expect(properties.RouteSettings).toEqual({
        'POST /v1/matches': { DetailedMetricsEnabled: true, ThrottlingRateLimit: match?.ratePerSecond, ThrottlingBurstLimit: match?.burst },
      });
      expect(match?.ratePerSecond).toBeLessThan(stage.throttle.ratePerSecond);
      const routes = new Map(resourcesOf(synthesis, stack, 'AWS::ApiGatewayV2::Route'));
      expect([dependsOn].flat().map((id) => routes.get(id)?.Properties.RouteKey)).toContain('POST /v1/matches');
    });

    it('logs requests as JSON without anything that points to a person', () => {
      const { Properties: properties } = onlyResource<{ AccessLogSettings: { Format: string } }>(synthesis, stack, STAGE);
      const { Format: format } = properties.AccessLogSettings;
      expect(JSON.parse(format)).toMatchObject({
        requestId: '$context.requestId',
        routeKey: '$context.routeKey',
        status: '$context.status',
      });
      expect(format).not.toMatch(/sourceIp|userAgent|context\.path|identity|authorizer|queryString|body/iu);
    });
  });
});
