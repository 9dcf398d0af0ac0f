import { describe, expect, it } from 'vitest';
import { FUNCTIONS } from '../../infra/functions/index.ts';
import { webHost } from '../../infra/functions/web-host.ts';
import { partitions } from '../../infra/stages.ts';
import { resourcesOf, STAGE_NAMES, synthesise } from './synthesise.ts';

interface Alarm {
  readonly AlarmDescription: string;
  readonly AlarmActions: readonly { Ref: string }[];
  readonly MetricName?: string;
  readonly ExtendedStatistic?: string;
  readonly Threshold: number;
  readonly TreatMissingData: string;
}

describe.each(partitions)('alarms in %s', (partition) => {
  const synthesis = synthesise(partition);
  const functions = partition === 'aws-cn' ? [...FUNCTIONS, webHost] : FUNCTIONS;

  describe.each(STAGE_NAMES)('%s', (stage) => {
    const alarmsOf = (stack: string): Alarm[] =>
      resourcesOf(synthesis, `rongqiao-${stage}-${stack}`, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties as never);
    const alarms = [...alarmsOf('service'), ...alarmsOf('data')];

    it.each(functions)('watch errors, throttles, time and faults of $name, and say who is hurt', (spec) => {
      const own = alarms.filter(({ AlarmDescription: text }) => text.includes(spec.name));
      const metrics = own.map(({ MetricName: metric }) => metric).sort();
      const background =
        spec.stream || spec.schedule ? ['ApproximateNumberOfMessagesVisible', ...(spec.stream ? ['IteratorAge'] : [])] : [];
      const faults = spec.countsServerErrors ? ['ServerErrors'] : [];
      expect(metrics).toEqual([...background, 'Duration', 'Errors', ...faults, 'Throttles'].sort());
      for (const { AlarmDescription: text } of own) {
        expect(text).toContain(spec.errorImpact.zh);
        expect(text).toContain(spec.errorImpact.en);
      }
      const duration = own.find(({ MetricName: metric }) => metric === 'Duration');
      expect(duration).toMatchObject({ ExtendedStatistic: 'p99', Threshold: spec.timeoutSeconds * 800 });
    });

    it.each(functions.filter(({ watches }) => watches))('watch what $name counts of itself', ({ watches = [], errorImpact }) => {
      for (const { metric, what, atLeastOnceInMinutes } of watches) {
        const own = alarms.find(({ AlarmDescription: text }) => text.startsWith(what.zh));
        expect(own?.AlarmDescription).toContain(errorImpact.en);
        expect(own).toMatchObject({
          MetricName: metric,
          Threshold: 1,
          ComparisonOperator: atLeastOnceInMinutes ? 'LessThanThreshold' : 'GreaterThanOrEqualToThreshold',
          TreatMissingData: atLeastOnceInMinutes ? 'breaching' : 'notBreaching',
        });
      }
    });

    it('watch the 5xx of the API, the throttles of both tables and the uploads', () => {
      const watched = functions.flatMap(({ name, watches = [] }) => [name, ...watches.map(({ what }) => what.zh)]);
      const others = alarms.filter(({ AlarmDescription: text }) => !watched.some((words) => text.includes(words)));
      expect(others.map(({ AlarmDescription: text }) => text.split('。')[0]).sort()).toEqual([
        '上传文件等待检查过久',
        '回执或决定书等待生成过久',
        '接口返回 5xx',
        '数据表 journal 被限流',
        '数据表 main 被限流',
        '有上传文件多次检查失败',
        '有回执或决定书多次生成失败',
      ]);
    });

    it('all speak in two languages, within the length CloudWatch takes, to a topic', () => {
      for (const { AlarmDescription: text, AlarmActions: actions, TreatMissingData: missing } of alarms) {
        expect(text).toMatch(/^[^/]*\p{Script=Han}[^/]*。 ?\/ [A-Z].*\.$/u);
        expect(text.length).toBeLessThanOrEqual(1024);
        expect(actions).toEqual([{ Ref: expect.stringMatching(/^Alarms/u) }]);
        const silenceIsTrouble = functions.some(({ watches = [] }) =>
          watches.some(({ what, atLeastOnceInMinutes }) => atLeastOnceInMinutes && text.startsWith(what.zh)),
        );
        expect(missing).toBe(silenceIsTrouble ? 'breaching' : 'notBreaching');
      }
    });
  });

  it.each(functions)('$name says whom its failure hurts in a sentence of each language', ({ errorImpact }) => {
    expect(errorImpact.zh).toMatch(/\p{Script=Han}{8,}.*。$/u);
    expect(errorImpact.en).toMatch(/^[A-Z].{20,}\.$/u);
  });
});
