import { describe, expect, it } from 'vitest';
import { type Partition, partitions } from '../../infra/stages.ts';
import { LISTING } from '../../shared/store/table-names.ts';
import { onlyResource, resourcesOf, STAGE_NAMES, synthesise } from './synthesise.ts';

const STATEFUL = ['AWS::DynamoDB::Table', 'AWS::KMS::Key', 'AWS::Backup::BackupVault', 'AWS::S3::Bucket'];

describe.each(partitions)('what must outlive a deployment, in %s', (partition: Partition) => {
  const synthesis = synthesise(partition);

  describe.each(STAGE_NAMES)('%s', (stage) => {
    const tables = resourcesOf(synthesis, `rongqiao-${stage}-data`, 'AWS::DynamoDB::Table');

    it('has two tables and no global table, which the rule packs would not see', () => {
      expect(tables.map(([id]) => id.replace(/[0-9A-F]{8}$/u, '')).sort()).toEqual(['Journal', 'Main']);
      const types = [...synthesis.templates.values()].flatMap(({ Resources }) => Object.values(Resources).map(({ Type }) => Type));
      expect(types).not.toContain('AWS::DynamoDB::GlobalTable');
    });

    it.each(tables)(
      '%s is encrypted with our key, restorable, protected, streamed, keyed by pk and sk',
      (_id, { Properties: properties }) => {
        expect(properties).toMatchObject({
          BillingMode: 'PAY_PER_REQUEST',
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
          SSESpecification: {
            SSEEnabled: true,
            SSEType: 'KMS',
            KMSMasterKeyId: { 'Fn::GetAtt': [expect.stringMatching(/^TableKey/u), 'Arn'] },
          },
          StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
          KeySchema: [
            { AttributeName: 'pk', KeyType: 'HASH' },
            { AttributeName: 'sk', KeyType: 'RANGE' },
          ],
        });
      },
    );

    it('lists by one index of main, which holds what lists show and no particulars', () => {
      const indexes = tables.flatMap(([id, { Properties }]) =>
        ((Properties.GlobalSecondaryIndexes ?? []) as Record<string, unknown>[]).map((index) => [id.slice(0, 4), index]),
      );
      expect(indexes).toEqual([
        [
          'Main',
          {
            IndexName: LISTING.name,
            KeySchema: [
              { AttributeName: LISTING.partitionKey, KeyType: 'HASH' },
              { AttributeName: LISTING.sortKey, KeyType: 'RANGE' },
            ],
            Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...LISTING.attributes] },
          },
        ],
      ]);
      expect(LISTING.attributes).not.toContain('particulars');
    });

    it('lets rows of main expire, and none of the journal', () => {
      const expiring = tables.filter(([, { Properties }]) => Properties.TimeToLiveSpecification !== undefined);
      expect(expiring.map(([id, { Properties }]) => [id.slice(0, 4), Properties.TimeToLiveSpecification])).toEqual([
        ['Main', { AttributeName: 'expiresAt', Enabled: true }],
      ]);
    });

    it('copies both tables to the vault every day', () => {
      const selection = onlyResource(synthesis, `rongqiao-${stage}-data`, 'AWS::Backup::BackupSelection');
      for (const [id] of tables) expect(JSON.stringify(selection)).toContain(`"${id}"`);
    });
  });

  it('keeps every table, key, vault and bucket when its stack is deleted', () => {
    const stateful = [...synthesis.templates.values()]
      .flatMap(({ Resources }) => Object.entries(Resources))
      .filter(([, { Type }]) => STATEFUL.includes(Type));
    expect(stateful.length).toBeGreaterThanOrEqual(10);
    expect(stateful.filter(([, r]) => r.DeletionPolicy !== 'Retain' || r.UpdateReplacePolicy !== 'Retain')).toEqual([]);
  });

  it('turns every key that encrypts every year', () => {
    const keys = [...synthesis.templates.values()]
      .flatMap(({ Resources }) => Object.values(Resources))
      .filter(({ Type }) => Type === 'AWS::KMS::Key');
    const encrypting = keys.filter(({ Properties }) => Properties.KeyUsage === undefined);
    expect(encrypting.filter(({ Properties }) => Properties.EnableKeyRotation !== true)).toEqual([]);
    expect(encrypting).toHaveLength(4);
  });
});
