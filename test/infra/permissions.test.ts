import { describe, expect, it } from 'vitest';
import { FUNCTIONS } from '../../infra/functions/index.ts';
import { sessionsApi } from '../../infra/functions/sessions-api.ts';
import { subsidiesApi } from '../../infra/functions/subsidies-api.ts';
import { partitions } from '../../infra/stages.ts';
import { FOUNDER, PUBLISHER, REDRIVER, RIGHTS, type Right } from '../support/rights.ts';
import { type Resource, resourcesOf, STAGE_NAMES, type Synthesis, synthesise } from './synthesise.ts';

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What may ever be done to the journal: entries are added and read. */
const JOURNAL_ACTIONS = ['dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:BatchGetItem'];
/** Where: chains of entries, seals, and transfers with their business keys. The sealer reads all there is, to compare it with its copies. */
const JOURNAL_ROWS = ['AUDIT#*', 'SEAL', 'LEDGER#*', 'TRANSFER#*'];
/** Services a role of ours is given anything in; whatever holds secrets or parameters is not among them. */
const SERVICES = ['dynamodb', 'events', 'kms', 'logs', 's3', 'sqs'];
/** The longest policy IAM takes, in characters without spaces. */
const LONGEST_POLICY = 6144;
/** The length of a policy when every reference of the template stands for an ARN or a name of a hundred characters. */
const lengthOf = (policy: unknown): number =>
  JSON.stringify(policy).replaceAll(/\{"(?:Ref|Fn::ImportValue|Fn::GetAtt)":(?:"[^"]*"|\[[^\]]*\])\}/gu, 'x'.repeat(100)).length;

/** The trade's name of what an ARN in a template points to. */
function nameOf(resource: unknown): string {
  const text = JSON.stringify(resource);
  if (text.endsWith('"/index/listing"]]}')) return 'listing';
  if (/ExportsOutput\w*Journal\w*StreamArn/u.test(text)) return 'stream of journal';
  if (/ExportsOutput\w*Main\w*StreamArn/u.test(text)) return 'stream of main';
  if (/ExportsOutput\w*CaseEventsBus/u.test(text)) return 'event bus';
  if (/ExportsOutput\w*CaseEventsletterwriterEvents/u.test(text)) return 'letters';
  if (/"(?:Ref|Fn::GetAtt)":(?:\[)?"Main|ExportsOutput\w*Main/u.test(text)) return 'main';
  if (/"(?:Ref|Fn::GetAtt)":(?:\[)?"Journal|ExportsOutput\w*Journal/u.test(text)) return 'journal';
  const [, bucket] = /ExportsOutput\w*Documents(Quarantine|Vault)/u.exec(text) ?? [];
  if (bucket) return `${text.endsWith('"/*"]]}') ? 'objects of ' : ''}${bucket.toLowerCase()}`;
  if (/ExportsOutput\w*AuditLocked.*"\/leaves\/\*"\]\]\}$/u.test(text)) return 'leaves of locked';
  if (/ExportsOutput\w*AuditLocked/u.test(text)) return text.endsWith('"/*"]]}') ? 'objects of locked' : 'locked';
  if (/ExportsOutput\w*AuditSealingKey/u.test(text)) return 'sealing key';
  if (/"Fn::GetAtt":\["\w*GivenUp\w*","Arn"\]/u.test(text)) return text.includes('"/*"') ? 'objects of given up' : 'given up';
  if (/"Fn::GetAtt":\["\w*Failed\w*","Arn"\]/u.test(text)) return 'own failed';
  if (/ExportsOutput\w*DocumentsUploads/u.test(text)) return 'uploads';
  if (/"Fn::GetAtt":\["TableKey|ExportsOutput\w*TableKey/u.test(text)) return 'table key';
  if (/"Fn::GetAtt":\["\w*Logs\w*","Arn"\]/u.test(text)) return 'own log';
  return text;
}

function rightsOf(policy: Resource): Right[] {
  const { Statement: statements } = policy.Properties.PolicyDocument as { Statement: Statement[] };
  return statements.map(({ Effect: effect, Action: action, Resource: resource, Condition: condition }) => {
    const rows = condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] as string[] | undefined;
    // Confined to attributes only where the request has to name them.
    const named = condition?.StringEquals?.['dynamodb:Select'] === 'SPECIFIC_ATTRIBUTES';
    const attributes = named ? (condition?.['ForAllValues:StringEquals']?.['dynamodb:Attributes'] as string[] | undefined) : undefined;
    const table = condition?.StringEquals?.['kms:EncryptionContext:aws:dynamodb:tableName'];
    const bucket = condition?.StringEquals?.['kms:EncryptionContext:aws:s3:arn'];
    return {
      on: nameOf(resource),
      actions: typeof action === 'string' ? [action] : action,
      ...(rows && { rows }),
      ...(attributes && { attributes }),
      ...(table !== undefined && { onlyForTable: nameOf(table) }),
      ...(bucket !== undefined && { onlyForBucket: nameOf(bucket) }),
      ...(effect !== 'Allow' && { effect }),
    };
  });
}

/** Function name to the rights of the role it runs under. */
function rightsByFunction(synthesis: Synthesis, stack: string): Record<string, Right[]> {
  const policies = new Map(resourcesOf(synthesis, stack, 'AWS::IAM::ManagedPolicy'));
  const roles = new Map(resourcesOf(synthesis, stack, 'AWS::IAM::Role'));
  return Object.fromEntries(
    resourcesOf(synthesis, stack, 'AWS::Lambda::Function').map(([, { Properties }]) => {
      const logGroup = JSON.stringify((Properties.LoggingConfig as { LogGroup: unknown }).LogGroup);
      const [groupId] = /\w*Logs\w*/u.exec(logGroup) ?? [''];
      const groups = new Map(resourcesOf(synthesis, stack, 'AWS::Logs::LogGroup'));
      const name = String(groups.get(groupId)?.Properties.LogGroupName).split('/').at(-1);
      const roleId = (Properties.Role as { 'Fn::GetAtt': [string] })['Fn::GetAtt'][0];
      const attached = (roles.get(roleId)?.Properties.ManagedPolicyArns ?? []) as { Ref: string }[];
      return [name, attached.flatMap(({ Ref: ref }) => rightsOf(policies.get(ref) as Resource))];
    }),
  );
}

describe.each(partitions)('permissions in %s', (partition) => {
  const synthesis = synthesise(partition);

  describe.each(STAGE_NAMES)('%s', (stage) => {
    const stack = `rongqiao-${stage}-service`;

    it('are exactly those of the table', () => {
      const { 'web-host': webHost, ...everywhere } = RIGHTS;
      expect(rightsByFunction(synthesis, stack)).toEqual(partition === 'aws-cn' ? { ...everywhere, 'web-host': webHost } : everywhere);
    });

    it('let whoever publishes add to the catalogue, whoever founds add to the platform, and nothing else', () => {
      const policies = resourcesOf(synthesis, `rongqiao-${stage}-data`, 'AWS::IAM::ManagedPolicy');
      expect(policies.map(([, policy]) => rightsOf(policy))).toEqual([PUBLISHER, FOUNDER]);
    });

    it('let whoever does again what was given up take dead letters, tell of cases and list them, and nothing else', () => {
      const policies = resourcesOf(synthesis, stack, 'AWS::IAM::ManagedPolicy').filter(([id]) => id.startsWith('Redriver'));
      expect(policies.map(([, policy]) => rightsOf(policy))).toEqual([REDRIVER]);
      const attached = resourcesOf(synthesis, stack, 'AWS::IAM::Role').flatMap(([, { Properties }]) => JSON.stringify(Properties));
      expect(attached.filter((role) => role.includes('"Redriver'))).toEqual([]);
    });

    it('come from managed policies of our own alone: nothing inline, nothing by AWS', () => {
      expect(resourcesOf(synthesis, stack, 'AWS::IAM::Policy')).toEqual([]);
      for (const [, { Properties: properties }] of resourcesOf(synthesis, stack, 'AWS::IAM::Role')) {
        expect(properties.Policies).toBeUndefined();
        expect(properties.ManagedPolicyArns).toContainEqual({ Ref: expect.stringContaining('Permissions') });
        for (const policy of properties.ManagedPolicyArns as unknown[]) expect(policy).toEqual({ Ref: expect.any(String) });
      }
    });

    it('name no wildcard action and no wildcard resource', () => {
      for (const [, { Properties: properties }] of resourcesOf(synthesis, stack, 'AWS::IAM::ManagedPolicy')) {
        for (const { Action: action, Resource: named } of (properties.PolicyDocument as { Statement: Statement[] }).Statement) {
          expect(JSON.stringify(action)).not.toContain('*');
          // The objects of one bucket have no names that could stand here; the bucket has.
          for (const resource of [named].flat())
            expect(
              JSON.stringify(resource).replace(
                /^(.*(?:Documents(?:Quarantine|Vault)|AuditLocked|GivenUp\w*).*)"\/(?:leaves\/)?\*"\]\]\}$/u,
                '$1',
              ),
            ).not.toContain('*');
        }
      }
    });

    it('let nobody change or remove an entry of the journal, nor add one that is no link, seal or transfer', () => {
      const all = ['data', 'service'].flatMap((part) =>
        resourcesOf(synthesis, `rongqiao-${stage}-${part}`, 'AWS::IAM::ManagedPolicy').flatMap(([, policy]) => rightsOf(policy)),
      );
      const onJournal = all.filter(({ on }) => on.startsWith('journal'));
      expect(onJournal.length).toBeGreaterThan(0);
      for (const { actions, rows } of onJournal) {
        expect(JOURNAL_ACTIONS).toEqual(expect.arrayContaining([...actions]));
        expect(JOURNAL_ROWS).toEqual(expect.arrayContaining([...(rows ?? ['*'])]));
      }
    });

    it('let nobody read a table but by partition keys that are named', () => {
      for (const { on, actions, rows } of Object.values(rightsByFunction(synthesis, stack)).flat()) {
        expect(actions).not.toContain('dynamodb:Scan');
        if (['main', 'journal', 'listing'].includes(on))
          expect(rows, on).toEqual([expect.stringMatching(/^[A-Z]/u), ...(rows ?? []).slice(1)]);
      }
    });

    it('let no function read a secret: each goes to the one function it is for, as that is deployed', () => {
      const actions = Object.values(rightsByFunction(synthesis, stack)).flatMap((rights) => rights.flatMap((right) => right.actions));
      expect([...new Set(actions.map((action) => action.split(':')[0]))].sort()).toEqual(SERVICES);
      const told = resourcesOf(synthesis, stack, 'AWS::Lambda::Function').flatMap(
        ([
          ,
          {
            Properties: { Description, Environment },
          },
        ]) => {
          const { Variables = {} } = (Environment ?? {}) as { Variables?: Record<string, unknown> };
          const secrets = Object.entries(Variables).filter(([name, value]) =>
            /SECRET|\{\{resolve:/u.test(`${name} ${JSON.stringify(value)}`),
          );
          return secrets.map(([name, value]) => [Description, name, value]);
        },
      );
      const reference = (name: string) => `{{resolve:secretsmanager:rongqiao/${stage}/${name}:SecretString:::}}`;
      expect(told).toHaveLength(2);
      expect(told).toContainEqual([sessionsApi.description, 'OIDC_CLIENT_SECRET', reference('oidc-client-secret')]);
      expect(told).toContainEqual([subsidiesApi.description, 'PERSON_KEY_SECRET', reference('person-key-secret')]);
    });

    it('fit into the policies IAM takes, each statement under a name of its own', () => {
      for (const [, { Properties: properties }] of resourcesOf(synthesis, stack, 'AWS::IAM::ManagedPolicy')) {
        const { Statement: statements } = properties.PolicyDocument as { Statement: Statement[] };
        expect(lengthOf(properties.PolicyDocument)).toBeLessThanOrEqual(LONGEST_POLICY);
        expect(new Set(statements.map(({ Sid }) => Sid)).size).toBe(statements.length);
      }
    });

    it('let only the API call a function, or the rule of its own schedule', () => {
      for (const [id, { Properties: properties }] of resourcesOf(synthesis, stack, 'AWS::Lambda::Permission')) {
        const source = JSON.stringify(properties.SourceArn);
        const scheduled = FUNCTIONS.find(({ name, schedule }) => schedule && id.startsWith(name.replace('-', '')));
        const principal = scheduled ? 'events.amazonaws.com' : 'apigateway.amazonaws.com';
        expect(properties).toMatchObject({ Action: 'lambda:InvokeFunction', Principal: principal });
        expect(source).toContain(scheduled ? `${scheduled.name.replace('-', '')}Schedule` : 'execute-api');
      }
    });
  });
});
