import { existsSync } from 'node:fs';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ManagedPolicy, type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, EventSourceMapping, Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type Acknowledgement, acknowledge } from '../acknowledge.ts';
import type { FunctionSpec, Surroundings } from '../functions/function-spec.ts';
import { encryptObjects } from '../permissions/keys.ts';
import { handOverFailed, leaveGivenUp, putAside, writeOwnLogs } from '../permissions/messages.ts';
import type { StageSettings } from '../stages.ts';
import { alarmOnBackground, alarmOnFunction, alarmOnServerErrors } from './alarms.ts';
import { callAt, failedQueue, givenUpBucket, readStream } from './background-source.ts';

export interface ServiceFunctionProps {
  spec: FunctionSpec;
  surroundings: Surroundings;
  /** Directory with the built bundle: `index.cjs` exporting `handler`, and any data beside it. */
  bundle: string;
  logKey: IKey;
  alarmTopic: ITopic;
}

/**
 * One Lambda function with everything it needs to be run by strangers: its own role (no managed AWS policy, no inline policy), its own
 * encrypted log group with an end date, and alarms that say who is hurt.
 */
export class ServiceFunction extends Construct {
  readonly lambda: LambdaFunction;
  /** Where what a stream, the clock or the function itself gave up is kept. */
  readonly failed: Queue | undefined;
  /** What the stream gave up, whole; the queue names it. */
  readonly givenUp: Bucket | undefined;

  constructor(scope: Construct, id: string, { spec, surroundings, bundle, logKey, alarmTopic }: ServiceFunctionProps) {
    super(scope, id);
    if (!existsSync(bundle)) throw new Error(`No bundle of ${spec.name} at ${bundle}: run "npm run build" first.`);
    const { stage } = surroundings;
    const logs = new LogGroup(this, 'Logs', {
      logGroupName: `${logPrefix(stage.name)}/functions/${spec.name}`,
      retention: stage.logRetentionDays,
      encryptionKey: logKey,
      removalPolicy: keptLogs(stage.name),
    });
    const failed = spec.stream || spec.schedule ? failedQueue(this, spec.schedule !== undefined) : undefined;
    this.failed = failed;
    const givenUp = spec.stream && failed ? givenUpBucket(this, failed, surroundings.tableKey) : undefined;
    this.givenUp = givenUp;
    if (givenUp) acknowledge(this, objectsOf(givenUp));
    const permissions = this.permit(spec.name, [
      ...spec.permissions(surroundings),
      ...(givenUp ? [...leaveGivenUp(givenUp), encryptObjects(surroundings.tableKey, givenUp)] : []),
      ...(spec.schedule !== undefined && !spec.deadLetters && failed ? [handOverFailed(failed)] : []),
      ...(spec.deadLetters && failed ? [putAside(failed)] : []),
      writeOwnLogs(logs),
    ]);
    const role = new Role(this, 'Role', {
      description: `Runs ${spec.name}`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      managedPolicies: permissions,
    });
    this.lambda = new LambdaFunction(this, 'Function', {
      description: spec.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: stage.architecture === 'arm64' ? Architecture.ARM_64 : Architecture.X86_64,
      code: Code.fromAsset(bundle),
      handler: 'index.handler',
      memorySize: spec.memoryMb,
      timeout: Duration.seconds(spec.timeoutSeconds),
      environment: definedOnly({
        ...spec.environment(surroundings),
        ...(spec.deadLetters && failed && { DEAD_LETTER_QUEUE: failed.queueUrl }),
      }),
      ...(stage.reservedConcurrency === null ? {} : { reservedConcurrentExecutions: stage.reservedConcurrency }),
      role,
      logGroup: logs,
      loggingFormat: LoggingFormat.JSON,
    });
    acknowledge(this.lambda, ...ACCEPTED_ON_FUNCTIONS, ...(spec.schedule === undefined ? NO_LETTERS : []));
    if (spec.accepts) acknowledge(this, ...spec.accepts(stage));
    if (spec.queue) this.read(spec.queue(surroundings).queueArn, permissions);
    if (spec.stream && givenUp)
      readStream(this, { lambda: this.lambda, table: spec.stream(surroundings), filter: spec.streamFilter, givenUp, permissions });
    if (spec.schedule !== undefined && failed) callAt(this, { lambda: this.lambda, minutes: spec.schedule, failed });
    if (stage.reservedConcurrency === null) acknowledge(this.lambda, UNRESERVED);
    if (failed) alarmOnBackground(this, { spec, lambda: this.lambda, failed, topic: alarmTopic });
    if (spec.countsServerErrors) alarmOnServerErrors(this, { spec, topic: alarmTopic });
    alarmOnFunction(this, { spec, lambda: this.lambda, topic: alarmTopic });
  }

  /** What the function may touch, in as many policies as it takes: each has an end, and a role may have ten. */
  private permit(name: string, statements: readonly PolicyStatement[]): ManagedPolicy[] {
    const policies = Math.ceil(statements.length / MOST_STATEMENTS);
    return Array.from({ length: policies }, (_, part) => {
      const description = policies === 1 ? `What ${name} may touch` : `What ${name} may touch, part ${part + 1} of ${policies}`;
      const own = statements.slice(part * MOST_STATEMENTS, (part + 1) * MOST_STATEMENTS);
      return new ManagedPolicy(this, part === 0 ? 'Permissions' : `Permissions${part + 1}`, { description, statements: own });
    });
  }

  /** One message at a time, so that each has all of the function's time; what failed is laid back by name. */
  private read(queueArn: string, permissions: readonly ManagedPolicy[]): void {
    const messages = new EventSourceMapping(this, 'Messages', {
      target: this.lambda,
      eventSourceArn: queueArn,
      batchSize: 1,
      maxConcurrency: MOST_AT_ONCE,
      reportBatchItemFailures: true,
    });
    acknowledge(messages, FAILED_MESSAGES);
    // Lambda looks whether the role may read the queue at the moment it is told to.
    messages.node.addDependency(...permissions);
  }
}

/** A policy holds 6,144 characters; a statement of ours takes about 300. */
const MOST_STATEMENTS = 16;

/** Of one function by its queue; the rest wait there. */
const MOST_AT_ONCE = 10;

/** Lambda names what it leaves by stream, shard and time; whoever does it again reads what the queue names. */
export const objectsOf = (bucket: Bucket): Acknowledgement => ({
  id: `AwsSolutions-IAM5[Resource::<${Stack.of(bucket).getLogicalId(bucket.node.defaultChild as CfnBucket)}.Arn>/*]`,
  reason: 'Objects are named by shard and time, which nobody knows before; the bucket is named.',
});

const ACCEPTED_ON_FUNCTIONS = [
  {
    id: 'NIST.800.53.R5-LambdaInsideVPC',
    reason:
      'Talks to AWS with IAM and to the issuer, over TLS alone; a network of our own would add cold start and a NAT gateway and hide nothing.',
  },
  {
    id: 'Serverless-LambdaTracing',
    reason: 'X-Ray does not exist in aws-cn; every log line and answer carries the request id instead, in both partitions alike.',
  },
] as const;

/** Only what is called by the clock has a queue of its own for calls that failed. */
const NO_LETTERS = ['NIST.800.53.R5-LambdaDLQ', 'Serverless-LambdaDLQ'].map((id) => ({
  id,
  reason:
    'Called by the HTTP API, whose caller gets the error, or by a queue or stream, which keep what failed and have a place for it themselves.',
}));

const FAILED_MESSAGES = {
  id: 'Serverless-LambdaEventSourceMappingDestination',
  reason: 'A queue has no such destination: what failed five times goes to the dead-letter queue of the queue itself, with an alarm.',
} as const;

const UNRESERVED = {
  id: 'NIST.800.53.R5-LambdaConcurrency',
  reason: 'A development account often has only ten concurrent executions in all, of which none may be reserved; prod reserves.',
} as const;

/** Logs of prod outlive their stack: they are evidence. Those of dev would only stand in the way of the next one, whose names are the same. */
export function keptLogs(stage: StageSettings['name']): RemovalPolicy {
  return stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
}

/** First part of the names of all log groups of a stage; the key policy of the logs names the same prefix. */
export function logPrefix(stage: string): string {
  return `/rongqiao/${stage}`;
}

function definedOnly(environment: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
