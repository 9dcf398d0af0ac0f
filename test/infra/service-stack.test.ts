import { describe, expect, it } from 'vitest';
import { FUNCTIONS } from '../../infra/functions/index.ts';
import { webHost } from '../../infra/functions/web-host.ts';
import { partitions, stagesOf } from '../../infra/stages.ts';
import { ROUTE_LIST } from '../../shared/contracts/routes.ts';
import { onlyResource, resourcesOf, type Synthesis, synthesise } from './synthesise.ts';

const STAGE = 'AWS::ApiGatewayV2::Stage';

/** What an account may run at a time at first, and how much of it cannot be reserved. */
const ACCOUNT_CONCURRENCY = 1000;
const UNRESERVABLE = 100;

/** Of every function that asks who is calling. */
const API_VARIABLES = [
  'MAIN_TABLE',
  'JOURNAL_TABLE',
  'PUBLIC_ORIGIN',
  'OIDC_ISSUER',
  'OIDC_JWKS_URL',
  'API_AUDIENCE',
  'PERSON_ID_CLAIM',
  'PERSON_NAME_CLAIM',
  'PERSON_KEY_CLAIM',
];
/** Function name to the variables it is given, and no others. */
const VARIABLES: Record<string, readonly string[]> = {
  'description-api': [],
  'matching-api': ['MAIN_TABLE'],
  'programmes-api': ['MAIN_TABLE'],
  'sessions-api': [...API_VARIABLES, 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_SCOPE'],
  'companies-api': API_VARIABLES,
  'parties-api': API_VARIABLES,
  'documents-api': [...API_VARIABLES, 'QUARANTINE_BUCKET', 'VAULT_BUCKET'],
  'subsidies-api': [...API_VARIABLES, 'PERSON_KEY_SECRET'],
  'appraisals-api': API_VARIABLES,
  'cases-api': API_VARIABLES,
  'approvals-api': API_VARIABLES,
  'notices-api': API_VARIABLES,
  'payments-api': API_VARIABLES,
  'returns-api': API_VARIABLES,
  'budgets-api': API_VARIABLES,
  'ledger-api': API_VARIABLES,
  'audit-api': [...API_VARIABLES, 'LOCKED_BUCKET'],
  'document-checker': ['MAIN_TABLE', 'JOURNAL_TABLE', 'QUARANTINE_BUCKET', 'VAULT_BUCKET'],
  'journal-keeper': ['LOCKED_BUCKET'],
  'outbox-publisher': ['EVENT_BUS', 'DEAD_LETTER_QUEUE'],
  'letter-writer': ['MAIN_TABLE', 'JOURNAL_TABLE', 'QUARANTINE_BUCKET', 'VAULT_BUCKET'],
  'entitlement-worker': ['MAIN_TABLE', 'JOURNAL_TABLE'],
  'clock-worker': ['MAIN_TABLE', 'JOURNAL_TABLE', 'DEAD_LETTER_QUEUE'],
  'payment-worker': ['MAIN_TABLE', 'JOURNAL_TABLE', 'DEAD_LETTER_QUEUE'],
  'audit-sealer': ['JOURNAL_TABLE', 'LOCKED_BUCKET', 'SEALING_KEY', 'SEALING_ALGORITHM'],
  'web-host': ['STORAGE_ORIGINS'],
};

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
      expect(Object.keys(variables).sort()).toEqual(VARIABLES[spec.name]?.toSorted());
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

    it('throttles all routes together, and tighter those that match, write or sign in, once their routes exist', () => {
      const { Properties: properties, DependsOn: dependsOn = [] } = onlyResource<Record<string, unknown>>(synthesis, stack, STAGE);
      expect(properties.DefaultRouteSettings).toMatchObject({
        ThrottlingRateLimit: stage.throttle.ratePerSecond,
        ThrottlingBurstLimit: stage.throttle.burst,
      });
      const commands = ROUTE_LIST.filter(({ kind }) => ['command', 'edit', 'open-command'].includes(kind)).map(({ key }) => key);
      const tighter = ['GET /v1/auth/callback', 'GET /v1/auth/sign-in', 'POST /v1/matches', ...commands].sort();
      const settings = properties.RouteSettings as Record<string, { ThrottlingRateLimit: number; ThrottlingBurstLimit: number }>;
      expect(Object.keys(settings).sort()).toEqual(tighter);
      for (const [key, { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst }] of Object.entries(settings)) {
        expect({ ratePerSecond: rate, burst }, key).toEqual(stage.routeThrottle[key] ?? stage.commandThrottle);
        expect(rate).toBeLessThan(stage.throttle.ratePerSecond);
      }
      const routes = new Map(resourcesOf(synthesis, stack, 'AWS::ApiGatewayV2::Route'));
      const awaited = [dependsOn].flat().map((id) => routes.get(id)?.Properties.RouteKey);
      expect(awaited).toEqual(expect.arrayContaining(tighter));
    });

    it('leaves it to the functions who is asking: no authorizer, no credentials of AWS, nothing for other origins', () => {
      for (const [, { Properties: properties }] of resourcesOf(synthesis, stack, 'AWS::ApiGatewayV2::Route'))
        expect(properties.AuthorizationType).toBe('NONE');
      expect(onlyResource(synthesis, stack, 'AWS::ApiGatewayV2::Api').Properties.CorsConfiguration).toBeUndefined();
    });

    it('keeps its size within what a stack and an API may hold', () => {
      expect(Object.keys(synthesis.templates.get(stack)?.Resources ?? {}).length).toBeLessThanOrEqual(500);
      expect(resourcesOf(synthesis, stack, 'AWS::ApiGatewayV2::Integration')).toHaveLength(
        expected.filter(({ queue, stream, schedule }) => !(queue || stream || schedule)).length,
      );
    });

    it('lets the API call a function by one permission each: the policy of a function holds 20 KB', () => {
      const called = resourcesOf(synthesis, stack, 'AWS::Lambda::Permission').map(([, { Properties: properties }]) =>
        JSON.stringify(properties.FunctionName),
      );
      expect(called.length).toBeGreaterThan(FUNCTIONS.length / 2);
      expect(new Set(called).size).toBe(called.length);
    });

    it('reserves no more of the account than it can give', () => {
      const reserved = functions.map(({ properties }) => Number(properties.ReservedConcurrentExecutions ?? 0));
      expect(reserved.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(ACCOUNT_CONCURRENCY - UNRESERVABLE);
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
