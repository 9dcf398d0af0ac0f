import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { ROUTE_LIST } from '../../shared/contracts/routes.ts';
import { acknowledge } from '../acknowledge.ts';
import { alarmTopic } from '../constructs/alarm-topic.ts';
import { touchesLocked } from '../constructs/audit-vault.ts';
import { letLogsUse } from '../constructs/log-key.ts';
import { PublicApi } from '../constructs/public-api.ts';
import { objectsOf, ServiceFunction } from '../constructs/service-function.ts';
import { WEB_HOST_PACKAGE } from '../constructs/web-host-package.ts';
import type { FunctionSpec, Surroundings } from '../functions/function-spec.ts';
import { FUNCTIONS } from '../functions/index.ts';
import { webHost } from '../functions/web-host.ts';
import { keepCases, noteWithApplicants, tellHouse } from '../permissions/cases.ts';
import { appendJournal, keepLocked, readLocked } from '../permissions/journal.ts';
import { encryptObjects, encryptTable } from '../permissions/keys.ts';
import { announceUploads, readGivenUp, takeDeadLetters } from '../permissions/messages.ts';
import { readOrganisations } from '../permissions/people.ts';
import type { StageSettings, Throttle } from '../stages.ts';

export interface ServiceStackProps extends StackProps, Surroundings {
  /** Where `npm run build` put the bundles and the web application. */
  dist: string;
}

/** What no route knows under `/v1/` is answered by a function of ours, with a problem in the reader's language instead of a bare 404. */
const UNKNOWN_API_PATH = '/v1/{unknown+}';

/** What lies outside the API is a page or a file of the web application. */
const WEB_PATHS = ['/', '/{file+}'];

const WRITING: readonly string[] = ['command', 'edit', 'open-command'];
/** Each route that writes, and its limit. */
const throttlesOfCommands = ({ commandThrottle }: StageSettings): Record<string, Throttle> =>
  Object.fromEntries(ROUTE_LIST.filter(({ kind }) => WRITING.includes(kind)).map(({ key }) => [key, commandThrottle]));

/** Everything that holds no state and can be thrown away and made anew: the functions, the API before them, their logs and alarms. */
export class ServiceStack extends Stack {
  readonly api: PublicApi;
  readonly functions: ReadonlyMap<string, ServiceFunction>;

  constructor(
    scope: Construct,
    id: string,
    { stage, main, journal, tableKey, documents, audit, events, dist, ...props }: ServiceStackProps,
  ) {
    super(scope, id, props);
    const surroundings: Surroundings = { stage, main, journal, tableKey, documents, audit, events };
    const key = new Key(this, 'Key', { description: `Rongqiao ${stage.name}: logs and alarms of the service`, enableKeyRotation: true });
    letLogsUse(key, stage.name);
    const topic = alarmTopic(this, 'Alarms', { key, email: stage.alarmEmail });
    const host = (spec: FunctionSpec, bundle: string) =>
      new ServiceFunction(this, spec.name, { spec, surroundings, bundle, logKey: key, alarmTopic: topic });

    this.functions = new Map(FUNCTIONS.map((spec) => [spec.name, host(spec, `${dist}/functions/${spec.name}`)]));
    this.api = new PublicApi(this, 'Api', { stage, logKey: key, alarmTopic: topic });
    for (const { method, path, function: name, kind } of ROUTE_LIST) this.api.addRoute(HttpMethod[method], path, this.function(name), kind);
    this.api.addRoute(HttpMethod.ANY, UNKNOWN_API_PATH, this.function('programmes-api'));
    this.api.throttle(stage.throttle, { ...throttlesOfCommands(stage), ...stage.routeThrottle });

    if (stage.webHosting === 'function') {
      const pages = host(webHost, `${dist}/${WEB_HOST_PACKAGE}`);
      for (const path of WEB_PATHS) for (const method of [HttpMethod.GET, HttpMethod.HEAD]) this.api.addRoute(method, path, pages);
    }
    this.letRedrive(surroundings);
    new CfnOutput(this, 'ApiAddress', { value: this.api.address });
  }

  /** For the role of whoever runs `npm run redrive`: attach it for that hour. No function holds it. */
  private letRedrive({ main, journal, tableKey, documents, audit, events, stage }: Surroundings): void {
    const queues: [name: string, queue: IQueue][] = [...this.functions].flatMap(([name, { failed }]) => (failed ? [[name, failed]] : []));
    queues.push(['letter-writer', events.failed['letter-writer']], ['document-checker', documents.failed]);
    const givenUp = [...this.functions.values()].flatMap((one) => one.givenUp ?? []);
    const policy = new ManagedPolicy(this, 'Redriver', {
      description: 'Does again what workers gave up',
      statements: [
        takeDeadLetters(queues.map(([, queue]) => queue)),
        keepCases(main),
        tellHouse(main),
        appendJournal(journal),
        encryptTable(tableKey, main),
        encryptTable(tableKey, journal),
        ...readGivenUp(tableKey, givenUp),
        // Copies of the journal that failed are copied again, uploads nobody could check are told of again, with an entry in the chain of the firm.
        keepLocked(audit.locked),
        ...readLocked(audit.locked),
        encryptObjects(tableKey, audit.locked),
        readOrganisations(main),
        noteWithApplicants(main),
        announceUploads(documents.uploads),
      ],
    });
    acknowledge(policy, ...touchesLocked(stage), ...givenUp.map(objectsOf));
    new CfnOutput(this, 'RedriverPolicy', { value: policy.managedPolicyArn });
    new CfnOutput(this, 'LockedBucket', { value: audit.locked.bucketName });
    new CfnOutput(this, 'UploadsQueue', { value: documents.uploads.queueUrl });
    for (const [name, { queueUrl }] of queues) new CfnOutput(this, `${name}-dead-letters`, { value: queueUrl });
  }

  private function(name: string): ServiceFunction {
    const found = this.functions.get(name);
    if (found === undefined) throw new Error(`shared/contracts/routes.ts names ${name}, which has no file in infra/functions.`);
    return found;
  }
}
