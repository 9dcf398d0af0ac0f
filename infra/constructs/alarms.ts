import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Alarm, ComparisonOperator, type IMetric, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Operation, type Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { FunctionSpec } from '../functions/function-spec.ts';

/** What happened, and who is hurt by it; both languages, because the reader is whoever is on duty. */
interface AlarmProps {
  what: { zh: string; en: string };
  impact: FunctionSpec['errorImpact'];
  metric: IMetric;
  threshold: number;
  /** Minutes that must breach out of the last `of` minutes. */
  minutes?: number;
  of?: number;
  /** The metric must reach the threshold, and silence is trouble. */
  atLeast?: boolean;
  topic: ITopic;
}

const MINUTE = Duration.minutes(1);

function alarm(
  scope: Construct,
  id: string,
  { what, impact, metric, threshold, minutes = 1, of = minutes, atLeast = false, topic }: AlarmProps,
): Alarm {
  const created = new Alarm(scope, id, {
    alarmDescription: `${what.zh}。${impact.zh} / ${what.en}. ${impact.en}`,
    metric,
    threshold,
    comparisonOperator: atLeast ? ComparisonOperator.LESS_THAN_THRESHOLD : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: of,
    datapointsToAlarm: minutes,
    // No requests is no trouble; a dead front door shows as failed requests of the callers, not as silence here.
    treatMissingData: atLeast ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
  });
  created.addAlarmAction(new SnsAction(topic));
  return created;
}

/** Share of the timeout at which the slowest percent of calls is an alarm: before they are cut off, not after. */
const NEAR_TIMEOUT = 0.8;

/** Errors (crash, timeout), throttles, and durations close to the timeout of one function. */
export function alarmOnFunction(
  scope: Construct,
  { spec, lambda, topic }: { spec: FunctionSpec; lambda: LambdaFunction; topic: ITopic },
): void {
  const impact = spec.errorImpact;
  alarm(scope, 'ErrorsAlarm', {
    what: { zh: `函数 ${spec.name} 出错`, en: `Function ${spec.name} fails` },
    impact,
    metric: lambda.metricErrors({ period: MINUTE, statistic: Stats.SUM }),
    threshold: 1,
    topic,
  });
  alarm(scope, 'ThrottlesAlarm', {
    what: { zh: `函数 ${spec.name} 被限流`, en: `Function ${spec.name} is throttled` },
    impact,
    metric: lambda.metricThrottles({ period: MINUTE, statistic: Stats.SUM }),
    threshold: 1,
    minutes: 2,
    of: 5,
    topic,
  });
  alarm(scope, 'DurationAlarm', {
    what: { zh: `函数 ${spec.name} 接近超时`, en: `Function ${spec.name} is close to its timeout` },
    impact,
    metric: lambda.metricDuration({ period: MINUTE, statistic: Stats.percentile(99) }),
    threshold: Math.round(spec.timeoutSeconds * 1000 * NEAR_TIMEOUT),
    minutes: 3,
    of: 5,
    topic,
  });
}

/** The faults a function answered as 500, from the metrics in its own log. */
export function alarmOnServerErrors(scope: Construct, { spec, topic }: { spec: FunctionSpec; topic: ITopic }): void {
  alarm(scope, 'ServerErrorsAlarm', {
    what: { zh: `函数 ${spec.name} 返回系统错误`, en: `Function ${spec.name} answers 500` },
    impact: spec.errorImpact,
    metric: new Metric({
      namespace: 'Rongqiao',
      metricName: 'ServerErrors',
      dimensionsMap: { service: spec.name },
      period: MINUTE,
      statistic: Stats.SUM,
    }),
    threshold: 1,
    topic,
  });
}

/** What the callers saw, whichever function or limit was behind it. */
export function alarmOnApi(scope: Construct, api: HttpApi, topic: ITopic): void {
  alarm(scope, 'ServerErrorsAlarm', {
    what: { zh: '接口返回 5xx', en: 'The API answers 5xx' },
    impact: {
      zh: '访问者看不到政策或匹配结果，页面显示系统错误。',
      en: 'Visitors see neither programmes nor matches; the page shows a system error.',
    },
    metric: api.metricServerError({ period: MINUTE, statistic: Stats.SUM }),
    threshold: 5,
    minutes: 2,
    of: 5,
    topic,
  });
}

/** Calls a table refused for want of capacity. */
export function alarmOnTable(
  scope: Construct,
  id: string,
  { table, name, impact, topic }: { table: Table; name: string; impact: FunctionSpec['errorImpact']; topic: ITopic },
): void {
  const operations = [Operation.GET_ITEM, Operation.QUERY, Operation.PUT_ITEM, Operation.UPDATE_ITEM, Operation.TRANSACT_WRITE_ITEMS];
  alarm(scope, id, {
    what: { zh: `数据表 ${name} 被限流`, en: `Table ${name} is throttled` },
    impact,
    metric: table.metricThrottledRequestsForOperations({ operations, period: MINUTE, statistic: Stats.SUM }),
    threshold: 5,
    minutes: 2,
    of: 5,
    topic,
  });
}

/** How long a message may wait in a queue before somebody is told. */
const LONGEST_WAIT_SECONDS = 600;

export interface QueueWords {
  readonly waits: AlarmProps['what'];
  readonly lost: AlarmProps['what'];
  readonly impact: AlarmProps['impact'];
}
const UPLOADS: QueueWords = {
  waits: { zh: '上传文件等待检查过久', en: 'Uploads wait too long for their check' },
  lost: { zh: '有上传文件多次检查失败', en: 'Uploads were given up after several tries' },
  impact: {
    zh: '企业上传的材料停在“检查中”，不能用于申报。',
    en: 'Papers of firms stay in their check and cannot be used for an application.',
  },
};

interface QueueAlarmProps {
  queue: Queue;
  failed: Queue;
  topic: ITopic;
  id?: string;
  words?: QueueWords;
}

/** Messages that wait too long for their function, and those that were given up; of uploads, unless told otherwise. */
export function alarmOnQueues(scope: Construct, { queue, failed, topic, id = 'Uploads', words = UPLOADS }: QueueAlarmProps): void {
  const { waits, lost, impact } = words;
  alarm(scope, `${id}WaitAlarm`, {
    what: waits,
    impact,
    metric: queue.metricApproximateAgeOfOldestMessage({ period: MINUTE, statistic: Stats.MAXIMUM }),
    threshold: LONGEST_WAIT_SECONDS,
    topic,
  });
  alarm(scope, `${id}FailedAlarm`, {
    what: lost,
    impact,
    metric: failed.metricApproximateNumberOfMessagesVisible({ period: MINUTE, statistic: Stats.MAXIMUM }),
    threshold: 1,
    topic,
  });
}

/** How far a function may be behind the stream it reads before somebody is told. */
const LONGEST_LAG_MS = 60_000;

/** A function called by a stream or by the clock: what it was handed and nobody could do, how far it is behind, and what it counts of itself. */
export function alarmOnBackground(
  scope: Construct,
  { spec, lambda, failed, topic }: { spec: FunctionSpec; lambda: LambdaFunction; failed: Queue; topic: ITopic },
): void {
  const impact = spec.errorImpact;
  alarm(scope, 'FailedAlarm', {
    what: { zh: `有任务多次失败后被放弃（${spec.name}）`, en: `Work of ${spec.name} was given up after several tries` },
    impact,
    metric: failed.metricApproximateNumberOfMessagesVisible({ period: MINUTE, statistic: Stats.MAXIMUM }),
    threshold: 1,
    topic,
  });
  if (spec.stream)
    alarm(scope, 'LagAlarm', {
      what: { zh: `数据变更处理落后超过一分钟（${spec.name}）`, en: `Function ${spec.name} is more than a minute behind its stream` },
      impact,
      metric: lambda.metric('IteratorAge', { period: MINUTE, statistic: Stats.MAXIMUM }),
      threshold: LONGEST_LAG_MS,
      minutes: 2,
      of: 3,
      topic,
    });
  for (const { metric, what, atLeastOnceInMinutes } of spec.watches ?? [])
    alarm(scope, `${metric}Alarm`, {
      what,
      impact,
      metric: new Metric({
        namespace: 'Rongqiao',
        metricName: metric,
        dimensionsMap: { service: spec.name },
        period: Duration.minutes(atLeastOnceInMinutes ?? 1),
        statistic: Stats.SUM,
      }),
      threshold: 1,
      atLeast: atLeastOnceInMinutes !== undefined,
      topic,
    });
}
