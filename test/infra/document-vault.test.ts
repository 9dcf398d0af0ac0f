import { describe, expect, it } from 'vitest';
import { MOST_RECEIVES } from '../../infra/local/messages/message-queue.ts';
import { partitions, stagesOf } from '../../infra/stages.ts';
import { type Resource, resourcesOf, synthesise } from './synthesise.ts';

interface BucketProperties {
  readonly VersioningConfiguration: object;
  readonly CorsConfiguration?: { readonly CorsRules: readonly object[] };
  readonly LifecycleConfiguration?: { readonly Rules: readonly object[] };
  readonly NotificationConfiguration?: object;
}

describe.each(partitions)('the evidence vault in %s', (partition) => {
  const synthesis = synthesise(partition);

  describe.each(stagesOf(partition))('$name', ({ name, identity }) => {
    const stack = `rongqiao-${name}-data`;
    const called = (type: string, part: string): Resource => {
      const [found] = resourcesOf(synthesis, stack, type).filter(([id]) => id.startsWith(`Documents${part}`));
      if (!found) throw new Error(`no ${part} among ${type}`);
      return found[1];
    };
    const bucket = (part: string) => called('AWS::S3::Bucket', part) as Resource & { Properties: BucketProperties };

    it.each(['Quarantine', 'Vault'])('%s is private, kept, versioned and encrypted with the key of the tables', (part) => {
      expect(bucket(part).Properties).toMatchObject({
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        VersioningConfiguration: { Status: 'Enabled' },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            {
              BucketKeyEnabled: true,
              ServerSideEncryptionByDefault: {
                SSEAlgorithm: 'aws:kms',
                KMSMasterKeyID: { 'Fn::GetAtt': [expect.stringMatching(/^TableKey/u), 'Arn'] },
              },
            },
          ],
        },
      });
      expect(bucket(part).DeletionPolicy).toBe('Retain');
    });

    it.each(['Quarantine', 'Vault'])('%s refuses whoever comes without TLS', (part) => {
      const [id] = resourcesOf(synthesis, stack, 'AWS::S3::Bucket').find(([key]) => key.startsWith(`Documents${part}`)) ?? [];
      const policy = resourcesOf(synthesis, stack, 'AWS::S3::BucketPolicy').find(([, { Properties }]) =>
        JSON.stringify(Properties.Bucket).includes(String(id)),
      );
      const { Statement: statements = [] } = (policy?.[1].Properties.PolicyDocument ?? {}) as { Statement?: object[] };
      expect(statements).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      );
    });

    it('forgets what was not checked within a day, and nothing that was kept', () => {
      expect(bucket('Quarantine').Properties.LifecycleConfiguration?.Rules).toMatchObject([
        { ExpirationInDays: 1, NoncurrentVersionExpiration: { NoncurrentDays: 1 }, Status: 'Enabled' },
        { ExpiredObjectDeleteMarker: true, Status: 'Enabled' },
      ]);
      expect(bucket('Vault').Properties.LifecycleConfiguration).toBeUndefined();
    });

    it('takes uploads from the scripts of our own pages alone, and lets them alone read what a link opens', () => {
      expect(bucket('Quarantine').Properties.CorsConfiguration?.CorsRules).toMatchObject([
        { AllowedMethods: ['POST'], AllowedOrigins: [identity.origin] },
      ]);
      expect(bucket('Vault').Properties.CorsConfiguration?.CorsRules).toEqual([
        { AllowedMethods: ['GET'], AllowedOrigins: [identity.origin], AllowedHeaders: [], ExposedHeaders: [], MaxAge: 3_600 },
      ]);
    });

    it('announces forms that came to the queue, which takes messages from our own buckets alone', () => {
      expect(bucket('Quarantine').Properties.NotificationConfiguration).toEqual({
        QueueConfigurations: [
          { Event: 's3:ObjectCreated:Post', Queue: { 'Fn::GetAtt': [expect.stringMatching(/^DocumentsUploads/u), 'Arn'] } },
        ],
      });
      expect([bucket('Quarantine').DependsOn].flat()).toContainEqual(expect.stringMatching(/^DocumentsUploadsPolicy/u));
      const policy = JSON.stringify(called('AWS::SQS::QueuePolicy', 'UploadsPolicy').Properties.PolicyDocument);
      expect(policy).toContain('"Condition":{"StringEquals":{"aws:SourceAccount":{"Ref":"AWS::AccountId"}}}');
      expect(policy).toContain('"Principal":{"Service":"s3.amazonaws.com"}');
    });

    it('gives up after as many tries as the local house, and gives each the time it needs', () => {
      const [[, mapping] = []] = resourcesOf(synthesis, `rongqiao-${name}-service`, 'AWS::Lambda::EventSourceMapping').filter(([id]) =>
        id.startsWith('documentchecker'),
      );
      expect(mapping?.Properties).toMatchObject({ FunctionResponseTypes: ['ReportBatchItemFailures'], BatchSize: 1 });
      expect([mapping?.DependsOn].flat()).toContainEqual(expect.stringMatching(/Permissions/u));
      expect(called('AWS::SQS::Queue', 'Uploads').Properties).toMatchObject({
        SqsManagedSseEnabled: true,
        VisibilityTimeout: 360,
        RedrivePolicy: {
          maxReceiveCount: MOST_RECEIVES,
          deadLetterTargetArn: { 'Fn::GetAtt': [expect.stringMatching(/^DocumentsFailed/u), 'Arn'] },
        },
      });
    });
  });
});
