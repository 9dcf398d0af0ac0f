import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { BackupPlan, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { LISTING, PARTITION_KEY, SORT_KEY, STREAM_VIEW, STREAMED_TABLES, type TableName } from '../../shared/store/table-names.ts';
import { acknowledge } from '../acknowledge.ts';
import { alarmTopic } from '../constructs/alarm-topic.ts';
import { alarmOnQueues, alarmOnTable } from '../constructs/alarms.ts';
import { AuditVault } from '../constructs/audit-vault.ts';
import { CaseEvents } from '../constructs/case-events.ts';
import { DocumentVault } from '../constructs/document-vault.ts';
import { publishCatalogue } from '../permissions/catalogue.ts';
import { appendJournal } from '../permissions/journal.ts';
import { encryptTable } from '../permissions/keys.ts';
import { inviteAdmins } from '../permissions/people.ts';
import type { StageSettings } from '../stages.ts';

const CONSTRUCT_ID: Record<TableName, string> = { main: 'Main', journal: 'Journal' };

export interface DataStackProps extends StackProps {
  stage: StageSettings;
}

/**
 * What must outlive every deployment: two tables under one key of ours, restorable to any second of the last 35 days, copied daily to a
 * vault, and protected from deletion in the stack and in the service. `Table` on purpose: the rule packs do not see `TableV2`.
 */
export class DataStack extends Stack {
  readonly main: Table;
  readonly journal: Table;
  readonly tableKey: Key;
  readonly documents: DocumentVault;
  readonly audit: AuditVault;
  readonly events: CaseEvents;

  constructor(scope: Construct, id: string, { stage, ...props }: DataStackProps) {
    super(scope, id, props);
    this.tableKey = new Key(this, 'TableKey', {
      description: `Rongqiao ${stage.name}: tables, papers, their backups and alarms`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.main = this.table('main', { timeToLiveAttribute: 'expiresAt' });
    this.main.addGlobalSecondaryIndex({
      indexName: LISTING.name,
      partitionKey: { name: LISTING.partitionKey, type: AttributeType.STRING },
      sortKey: { name: LISTING.sortKey, type: AttributeType.STRING },
      projectionType: ProjectionType.INCLUDE,
      nonKeyAttributes: [...LISTING.attributes],
    });
    this.journal = this.table('journal');
    this.documents = new DocumentVault(this, 'Documents', { key: this.tableKey, origin: stage.identity.origin });
    this.audit = new AuditVault(this, 'Audit', { key: this.tableKey, days: stage.lockedDays, keySpec: stage.sealing.keySpec });
    this.events = new CaseEvents(this, 'CaseEvents');
    this.backUp();
    this.letPublish();
    this.letFound();
    const topic = alarmTopic(this, 'Alarms', { key: this.tableKey, email: stage.alarmEmail });
    this.watch(topic);
  }

  private table(name: TableName, extra: { timeToLiveAttribute?: string } = {}): Table {
    return new Table(this, CONSTRUCT_ID[name], {
      partitionKey: { name: PARTITION_KEY, type: AttributeType.STRING },
      sortKey: { name: SORT_KEY, type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      ...(STREAMED_TABLES.includes(name) && { stream: StreamViewType[STREAM_VIEW] }),
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.tableKey,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...extra,
    });
  }

  private backUp(): void {
    const vault = new BackupVault(this, 'Vault', {
      encryptionKey: this.tableKey,
      blockRecoveryPointDeletion: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const role = new Role(this, 'BackupRole', {
      description: 'Copies the tables to the vault every day',
      assumedBy: new ServicePrincipal('backup.amazonaws.com'),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSBackupServiceRolePolicyForBackup')],
    });
    acknowledge(role, {
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup]',
      reason: 'AWS Backup publishes this policy as the one its service role needs, and changes it as the service changes.',
    });
    const plan = BackupPlan.daily35DayRetention(this, 'DailyBackup', vault);
    plan.addSelection('Tables', {
      role,
      disableDefaultBackupPolicy: true,
      resources: [BackupResource.fromDynamoDbTable(this.main), BackupResource.fromDynamoDbTable(this.journal)],
    });
  }

  /** For the role of whoever runs `infra/publish-catalogue.ts`: attach it there. No function holds it. */
  private letPublish(): void {
    const policy = new ManagedPolicy(this, 'CataloguePublisher', {
      description: 'Puts a catalogue of programmes in force',
      statements: [publishCatalogue(this.main), encryptTable(this.tableKey, this.main)],
    });
    new CfnOutput(this, 'CataloguePublisherPolicy', { value: policy.managedPolicyArn });
    new CfnOutput(this, 'MainTable', { value: this.main.tableName });
  }

  /** For the role of whoever runs `infra/invite-admin.ts`: attach it for that hour. No function holds it. */
  private letFound(): void {
    const policy = new ManagedPolicy(this, 'PlatformFounder', {
      description: 'Founds the platform and invites its first admins',
      statements: [
        ...inviteAdmins(this.main),
        appendJournal(this.journal),
        encryptTable(this.tableKey, this.main),
        encryptTable(this.tableKey, this.journal),
      ],
    });
    new CfnOutput(this, 'PlatformFounderPolicy', { value: policy.managedPolicyArn });
    new CfnOutput(this, 'JournalTable', { value: this.journal.tableName });
  }

  private watch(topic: ITopic): void {
    alarmOnQueues(this, { queue: this.documents.uploads, failed: this.documents.failed, topic });
    const [letters, lost] = [this.events.queues['letter-writer'], this.events.failed['letter-writer']];
    alarmOnQueues(this, { id: 'Letters', words: LETTERS, queue: letters, failed: lost, topic });
    alarmOnTable(this, 'MainThrottlesAlarm', {
      table: this.main,
      name: 'main',
      impact: {
        zh: '政策目录和匹配可能变慢或失败，所有访问者受影响。',
        en: 'The catalogue and the matching get slow or fail, for every visitor.',
      },
      topic,
    });
    alarmOnTable(this, 'JournalThrottlesAlarm', {
      table: this.journal,
      name: 'journal',
      impact: {
        zh: '办件命令无法记账，会被整体拒绝，经办人员受影响。',
        en: 'Commands cannot be journalled and are refused as a whole; officers handling cases are hurt.',
      },
      topic,
    });
  }
}

const LETTERS = {
  waits: { zh: '回执或决定书等待生成过久', en: 'Letters wait too long to be written' },
  lost: { zh: '有回执或决定书多次生成失败', en: 'Letters were given up after several tries' },
  impact: {
    zh: '申请人下载不到回执和决定书；决定本身有效，页面可查。',
    en: 'Applicants cannot download receipts and decisions; what was decided stands and is shown.',
  },
};
