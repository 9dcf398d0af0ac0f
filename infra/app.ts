import { App, Validations } from 'aws-cdk-lib';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import { AwsSolutionsChecks, NIST80053R5Checks, ServerlessChecks } from 'cdk-nag';
import * as z from 'zod';
import { DataStack } from './stacks/data-stack.ts';
import { ServiceStack } from './stacks/service-stack.ts';
import { WebStack } from './stacks/web-stack.ts';
import { type Partition, partitions, stagesOf } from './stages.ts';

export interface HouseProps {
  /** Without one, the context value `partition` decides (`cdk deploy -c partition=aws-cn`), else `aws`. */
  partition?: Partition;
  /** Where the cloud assembly is written; the CDK command line names its own. */
  outdir?: string;
  /** Where `npm run build` put its results. */
  dist?: string;
}

/**
 * The library's present behaviour throughout, save two: a template names its partition by reference, wherever it is to be deployed; and
 * a stack that others lean on cannot pull its tables away from under them (`Fn::ImportValue`, which every region knows).
 */
const FLAGS = {
  ...recommendedFlags,
  '@aws-cdk/core:enablePartitionLiterals': false,
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
};

/** Stages × stacks of one partition, with the rule packs that stop a synthesis on any finding nobody has answered for. */
export function createHouse({ partition, outdir, dist = 'dist' }: HouseProps = {}): App {
  const app = new App({ analyticsReporting: false, context: FLAGS, ...(outdir !== undefined && { outdir }) });
  for (const stage of stagesOf(partition ?? z.enum(partitions).default('aws').parse(app.node.tryGetContext('partition')))) {
    const name = (part: string) => `rongqiao-${stage.name}-${part}`;
    const place = { env: { region: stage.region }, stage, tags: { application: 'rongqiao', stage: stage.name } };
    const { main, journal, tableKey, documents, audit, events } = new DataStack(app, name('data'), place);
    const { api } = new ServiceStack(app, name('service'), { ...place, main, journal, tableKey, documents, audit, events, dist });
    if (stage.webHosting === 'cloudfront')
      new WebStack(app, name('web'), { ...place, apiHost: api.host, storage: documents.origins, web: `${dist}/web` });
  }
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new NIST80053R5Checks(app), new ServerlessChecks(app));
  return app;
}

if (import.meta.main) createHouse().synth();
