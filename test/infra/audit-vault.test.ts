import { describe, expect, it } from 'vitest';
import { partitions, stagesOf } from '../../infra/stages.ts';
import { GRACE_MINUTES, WINDOW_MINUTES } from '../../shared/domain/audit/windows.ts';
import { type Resource, resourcesOf, synthesise } from './synthesise.ts';

describe.each(partitions)('locked storage of the journal in %s', (partition) => {
  const synthesis = synthesise(partition);

  describe.each(stagesOf(partition))('$name', ({ name, lockedDays, sealing }) => {
    const found = (stack: string, type: string, part: string): Resource => {
      const [[, resource] = []] = resourcesOf(synthesis, `rongqiao-${name}-${stack}`, type).filter(([id]) => id.startsWith(part));
      if (!resource) throw new Error(`no ${part} among ${type}`);
      return resource;
    };

    it('holds what is in it for as long as the stage says, in a mode nobody can lift', () => {
      const bucket = found('data', 'AWS::S3::Bucket', 'AuditLocked');
      expect(bucket.Properties).toMatchObject({
        ObjectLockEnabled: true,
        ObjectLockConfiguration: {
          ObjectLockEnabled: 'Enabled',
          Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: lockedDays } },
        },
        VersioningConfiguration: { Status: 'Enabled' },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' }, BucketKeyEnabled: true }],
        },
      });
      expect(bucket.DeletionPolicy).toBe('Retain');
      expect(bucket.Properties.LifecycleConfiguration).toBeUndefined();
    });

    it('is sealed with a key that signs and does nothing else', () => {
      const key = found('data', 'AWS::KMS::Key', 'AuditSealingKey');
      expect(key.Properties).toMatchObject({ KeyUsage: 'SIGN_VERIFY', KeySpec: sealing.keySpec });
      expect(key.DeletionPolicy).toBe('Retain');
    });

    it('is fed by the stream of the journal, which gives a failing batch up after ten tries, whole, and says so', () => {
      const mapping = found('service', 'AWS::Lambda::EventSourceMapping', 'journalkeeper');
      expect(mapping.Properties).toMatchObject({
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 10,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        StartingPosition: 'TRIM_HORIZON',
        DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [expect.stringMatching(/^journalkeeperGivenUp/u), 'Arn'] } } },
      });
      const bucket = found('service', 'AWS::S3::Bucket', 'journalkeeperGivenUp');
      expect(bucket.Properties).toMatchObject({
        NotificationConfiguration: {
          QueueConfigurations: [
            { Event: 's3:ObjectCreated:*', Queue: { 'Fn::GetAtt': [expect.stringMatching(/^journalkeeperFailed/u), 'Arn'] } },
          ],
        },
        BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }] },
      });
      expect(JSON.stringify(mapping.Properties.EventSourceArn)).toMatch(/ExportsOutput\w*Journal\w*StreamArn/u);
      expect([mapping.DependsOn].flat()).toContainEqual(expect.stringMatching(/Permissions/u));
    });

    it('is sealed by a function whose failed calls go to its queue', () => {
      const { Properties } = found('service', 'AWS::Lambda::Function', 'auditsealer');
      expect(Properties.DeadLetterConfig).toEqual({ TargetArn: { 'Fn::GetAtt': [expect.stringMatching(/^auditsealerFailed/u), 'Arn'] } });
    });

    it('is sealed every five minutes, as soon as the newest of them have rested', () => {
      const rule = found('service', 'AWS::Events::Rule', 'auditsealer');
      expect(rule.Properties).toMatchObject({
        ScheduleExpression: `cron(${GRACE_MINUTES}/${WINDOW_MINUTES} * * * ? *)`,
        State: 'ENABLED',
        Targets: [
          {
            RetryPolicy: { MaximumRetryAttempts: 2 },
            DeadLetterConfig: { Arn: { 'Fn::GetAtt': [expect.stringMatching(/^auditsealerFailed/u), 'Arn'] } },
          },
        ],
      });
    });

    it('has a keeper that ends before its window is closed', () => {
      const keeper = found('service', 'AWS::Lambda::Function', 'journalkeeperFunction');
      expect(Number(keeper.Properties.Timeout)).toBeLessThan(GRACE_MINUTES * 60);
    });
  });
});
