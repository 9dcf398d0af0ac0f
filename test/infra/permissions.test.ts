import { describe, expect, it } from 'vitest';
import { partitions } from '../../infra/stages.ts';
import { type Resource, resourcesOf, STAGE_NAMES, type Synthesis, synthesise } from './synthesise.ts';

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface Right {
  readonly on: string;
  readonly actions: readonly string[];
  /** Partition keys it is confined to. */
  readonly rows?: readonly string[];
  readonly onlyForTable?: string;
  /** Only where it is no plain permission. */
  readonly effect?: string;
}

/**
 * Function × what it touches × actions × rows. This is the whole of it: a right that is not in this table fails the test, and so does one
 * that is in the table and not in the template.
 */
const READ = ['dynamodb:GetItem', 'dynamodb:Query'];
const WRITE_LOG = { on: 'own log', actions: ['logs:CreateLogStream', 'logs:PutLogEvents'] };
const DECRYPT_MAIN = { on: 'table key', actions: ['kms:Decrypt'], onlyForTable: 'main' };
/** Attached by hand to the role of whoever publishes; no function holds it. */
const PUBLISHER: Right[] = [
  { on: 'main', actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], rows: ['CATALOGUE', 'CATALOGUE#*', 'PROGRAMME#*'] },
  { on: 'table key', actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'], onlyForTable: 'main' },
];
const RIGHTS: Record<string, Right[]> = {
  'matching-api': [{ on: 'main', actions: READ, rows: ['CATALOGUE', 'CATALOGUE#*'] }, DECRYPT_MAIN, WRITE_LOG],
  'programmes-api': [{ on: 'main', actions: READ, rows: ['CATALOGUE', 'CATALOGUE#*'] }, DECRYPT_MAIN, WRITE_LOG],
  'web-host': [WRITE_LOG],
};

/** The trade's name of what an ARN in a template points to. */
function nameOf(resource: unknown): string {
  const text = JSON.stringify(resource);
  if (/"(?:Ref|Fn::GetAtt)":(?:\[)?"Main|ExportsOutput\w*Main/u.test(text)) return 'main';
  if (/ExportsOutput\w*Journal/u.test(text)) return 'journal';
  if (/"Fn::GetAtt":\["TableKey|ExportsOutput\w*TableKey/u.test(text)) return 'table key';
  if (/"Fn::GetAtt":\["\w*Logs\w*","Arn"\]/u.test(text)) return 'own log';
  return text;
}

function rightsOf(policy: Resource): Right[] {
  const { Statement: statements } = policy.Properties.PolicyDocument as { Statement: Statement[] };
  return statements.map(({ Effect: effect, Action: action, Resource: resource, Condition: condition }) => {
    const rows = condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] as string[] | undefined;
    const table = condition?.StringEquals?.['kms:EncryptionContext:aws:dynamodb:tableName'];
    return {
      on: nameOf(resource),
      actions: typeof action === 'string' ? [action] : action,
      ...(rows && { rows }),
      ...(table !== undefined && { onlyForTable: nameOf(table) }),
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

    it('let whoever publishes add to the catalogue and nothing else', () => {
      const policies = resourcesOf(synthesis, `rongqiao-${stage}-data`, 'AWS::IAM::ManagedPolicy');
      expect(policies.map(([, policy]) => rightsOf(policy))).toEqual([PUBLISHER]);
    });

    it('come from managed policies of our own alone: nothing inline, nothing by AWS', () => {
      expect(resourcesOf(synthesis, stack, 'AWS::IAM::Policy')).toEqual([]);
      for (const [, { Properties: properties }] of resourcesOf(synthesis, stack, 'AWS::IAM::Role')) {
        expect(properties.Policies).toBeUndefined();
        expect(properties.ManagedPolicyArns).toEqual([{ Ref: expect.any(String) }]);
      }
    });

    it('name no wildcard action and no wildcard resource', () => {
      for (const [, { Properties: properties }] of resourcesOf(synthesis, stack, 'AWS::IAM::ManagedPolicy')) {
        for (const { Action: action, Resource: resource } of (properties.PolicyDocument as { Statement: Statement[] }).Statement) {
          expect(JSON.stringify(action)).not.toContain('*');
          expect(JSON.stringify(resource)).not.toContain('*');
        }
      }
    });

    it('grant nobody a write on the journal', () => {
      const all = Object.values(rightsByFunction(synthesis, stack)).flat();
      expect(all.map(({ on }) => on)).not.toContain('journal');
    });

    it('let only the API call a function, and only by a route of its own', () => {
      for (const [, { Properties: properties }] of resourcesOf(synthesis, stack, 'AWS::Lambda::Permission')) {
        expect(properties).toMatchObject({ Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' });
        expect(JSON.stringify(properties.SourceArn)).toContain('execute-api');
      }
    });
  });
});
