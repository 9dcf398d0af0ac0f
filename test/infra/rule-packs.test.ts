import { type App, type CfnResource, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, type NagPack, NIST80053R5Checks, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { describe, expect, it } from 'vitest';
import { partitions } from '../../infra/stages.ts';
import { synthesise } from './synthesise.ts';

const PACKS = [AwsSolutionsChecks, NIST80053R5Checks, ServerlessChecks];

interface Accepted {
  readonly path: string;
  readonly id: string;
  readonly reason: string;
}

/** Everything accepted anywhere in the tree, without the prefix the CDK puts before an id. */
function acceptedIn(app: App): Accepted[] {
  return app.node.findAll().flatMap((construct: IConstruct) =>
    construct.node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(data as Record<string, string>))
      .map(([id, reason]) => ({ path: construct.node.path, id: id.replace(/^annotation::/iu, ''), reason })),
  );
}

/** What a pack finds, and which findings it was asked to pass over; the packs offer only the difference. */
function findings(app: App) {
  const passedOver: { path: string; id: string }[] = [];
  const open = PACKS.flatMap((Pack) => {
    const pack = new Pack();
    const asked = pack as unknown as { isAcknowledged(resource: CfnResource, id: string): boolean };
    const original = asked.isAcknowledged.bind(pack);
    asked.isAcknowledged = (resource, id) => {
      const accepted = original(resource, id);
      if (accepted) passedOver.push({ path: resource.node.path, id });
      return accepted;
    };
    return violationsOf(pack, app);
  });
  return { open, passedOver };
}

const violationsOf = (pack: NagPack, app: App) =>
  pack.validateScope(app).violations.map(({ ruleName, violatingResources }) => [ruleName, violatingResources.map((r) => r.constructPath)]);

describe.each(partitions)('rule packs on %s', (partition) => {
  const { app } = synthesise(partition);
  const accepted = acceptedIn(app);
  const { open, passedOver } = findings(app);

  it('find nothing that nobody has answered for, warnings included', () => {
    expect(open).toEqual([]);
  });

  it('look at something: findings were passed over because they are accepted', () => {
    expect(passedOver.length).toBeGreaterThan(20);
  });

  it('are passed over with a sentence, an owner and a month to look again', () => {
    for (const { reason } of accepted)
      expect(reason).toMatch(/^\S.{30,}\. \[owner: (?:platform|web); review by: 20\d\d-(?:0[1-9]|1[0-2])\]$/u);
  });

  it('need every acceptance: none is left over from a finding that is gone', () => {
    const needed = ({ path, id }: Accepted) => passedOver.some((finding) => finding.id === id && `${finding.path}/`.startsWith(`${path}/`));
    expect(accepted.filter((entry) => !needed(entry)).map(({ path, id }) => `${path}: ${id}`)).toEqual([]);
  });
});
