import { Aws, Fn } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type CfnRoute,
  type CfnStage,
  DomainName,
  HttpApi,
  type HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Route } from '../../shared/contracts/routes.ts';
import { acknowledge } from '../acknowledge.ts';
import type { StageSettings, Throttle } from '../stages.ts';
import { alarmOnApi } from './alarms.ts';
import { keptLogs, logPrefix, type ServiceFunction } from './service-function.ts';

export interface PublicApiProps {
  stage: StageSettings;
  logKey: IKey;
  alarmTopic: ITopic;
}

/**
 * What the access log keeps of a request. No address, no user agent, no path or query (only the route's pattern): nothing in it
 * points to a person or a firm.
 */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  requestTime: '$context.requestTime',
  routeKey: '$context.routeKey',
  status: '$context.status',
  protocol: '$context.protocol',
  responseLength: '$context.responseLength',
  responseLatencyMs: '$context.responseLatency',
  integrationLatencyMs: '$context.integrationLatency',
  integrationStatus: '$context.integrationStatus',
  integrationError: '$context.integrationErrorMessage',
} as const;

const OPEN_TO_ALL =
  'Public by decision: programmes, matching, lists of institutions, the pages, tips without a name, and the way in before anybody is known.';
const AUTHORISED_IN_THE_FUNCTION =
  'Who asks, and whether they may, is settled in the function by session or token and the one access policy (decision 0011).';

/** The HTTP API of a stage: one door for all routes, throttled, logged without personal data, alarmed on 5xx, at its own domain if it has one. */
export class PublicApi extends Construct {
  readonly http: HttpApi;
  /** Host name without scheme or path. */
  readonly host: string;
  readonly address: string;
  private readonly stage: HttpStage;
  private readonly routes = new Map<string, HttpRoute>();
  private readonly integrations = new Map<ServiceFunction, HttpLambdaIntegration>();

  constructor(scope: Construct, id: string, { stage, logKey, alarmTopic }: PublicApiProps) {
    super(scope, id);
    // With CloudFront in front, the domain of the stage is CloudFront's.
    const domain = stage.webHosting === 'function' ? stage.domain : null;
    this.http = new HttpApi(this, 'Http', {
      description: `Rongqiao ${stage.name}`,
      createDefaultStage: false,
      // With a domain of its own the API answers there alone; in aws-cn it is the domain that carries the ICP filing.
      disableExecuteApiEndpoint: domain !== null,
    });
    const logs = new LogGroup(this, 'AccessLogs', {
      logGroupName: `${logPrefix(stage.name)}/api-access`,
      retention: stage.logRetentionDays,
      encryptionKey: logKey,
      removalPolicy: keptLogs(stage.name),
    });
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.http,
      stageName: '$default',
      autoDeploy: true,
      detailedMetricsEnabled: true,
      accessLogSettings: {
        destination: new LogGroupLogDestination(logs),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
      ...(domain && {
        domainMapping: {
          domainName: new DomainName(this, 'Domain', {
            domainName: domain.name,
            certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
          }),
        },
      }),
    });
    this.host = domain?.name ?? Fn.join('.', [this.http.apiId, 'execute-api', Aws.REGION, Aws.URL_SUFFIX]);
    this.address = `https://${this.host}`;
    alarmOnApi(this, this.http, alarmTopic);
  }

  /** Sends one method and path to a function. The API asks nobody who they are: where it matters, the function does. */
  addRoute(method: HttpMethod, path: string, target: ServiceFunction, kind: Route['kind'] = 'open'): void {
    const key = `${method} ${path}`;
    const route = new HttpRoute(this, key.replaceAll(/[^A-Za-z0-9]+/gu, '-'), {
      httpApi: this.http,
      routeKey: HttpRouteKey.with(path, method),
      integration: this.integrationOf(target),
      authorizer: new HttpNoneAuthorizer(),
    });
    acknowledge(route, { id: 'AwsSolutions-APIG4', reason: kind.startsWith('open') ? OPEN_TO_ALL : AUTHORISED_IN_THE_FUNCTION });
    this.routes.set(key, route);
  }

  /**
   * One for all routes of a function: an API may have three hundred, and a stack five hundred resources of any kind. It may be called by
   * this API, whatever the route: a permission for each of some forty routes is more than the 20 KB a function's policy can hold.
   */
  private integrationOf(target: ServiceFunction): HttpLambdaIntegration {
    const known =
      this.integrations.get(target) ?? new HttpLambdaIntegration(target.node.id, target.lambda, { scopePermissionToRoute: false });
    this.integrations.set(target, known);
    return known;
  }

  /** Holds all routes together to one limit and single routes to tighter ones. @throws Error when a limit names no route. */
  throttle(all: Throttle, single: Readonly<Record<string, Throttle>>): void {
    const stage = this.stage.node.defaultChild as CfnStage;
    stage.defaultRouteSettings = {
      detailedMetricsEnabled: true,
      throttlingRateLimit: all.ratePerSecond,
      throttlingBurstLimit: all.burst,
    };
    stage.routeSettings = Object.fromEntries(
      Object.entries(single).map(([key, { ratePerSecond, burst }]) => {
        const route = this.routes.get(key);
        if (route === undefined) throw new Error(`stages.ts throttles ${key}, which shared/contracts/routes.ts does not have.`);
        // The stage refuses settings for a route that does not exist yet.
        stage.addResourceDependency(route.node.defaultChild as CfnRoute);
        return [key, { DetailedMetricsEnabled: true, ThrottlingRateLimit: ratePerSecond, ThrottlingBurstLimit: burst }];
      }),
    );
  }
}
