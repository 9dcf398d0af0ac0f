import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, NIST80053R5Checks, ServerlessChecks } from 'cdk-nag';
import * as z from 'zod';
import { DataStack } from './stacks/data-stack.ts';
import { ServiceStack } from './stacks/service-stack.ts';
import { WebStack } from './stacks/web-stack.ts';
import { type Partition, partitions, stagesOf } from './stages.ts';

export interface HouseProps {
  partition: Partition;
  /** Where the cloud assembly is written; the CDK command line names its own. */
  outdir?: string;
  /** Where `npm run build` put its results. */
  dist?: string;
}

/** Stages × stacks of one partition, with the rule packs that stop a synthesis on any finding nobody has answered for. */
export function createHouse({ partition, outdir, dist = 'dist' }: HouseProps): App {
  const app = new App({ analyticsReporting: false, ...(outdir !== undefined && { outdir }) });
  for (const stage of stagesOf(partition)) {
    const name = (part: string) => `rongqiao-${stage.name}-${part}`;
    const place = { env: { region: stage.region }, stage, tags: { application: 'rongqiao', stage: stage.name } };
    const { main, journal, tableKey } = new DataStack(app, name('data'), place);
    const { api } = new ServiceStack(app, name('service'), { ...place, main, journal, tableKey, dist });
    if (stage.webHosting === 'cloudfront') new WebStack(app, name('web'), { ...place, apiHost: api.host, web: `${dist}/web` });
  }
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new NIST80053R5Checks(app), new ServerlessChecks(app));
  return app;
}

if (import.meta.main) {
  const context = new App().node.tryGetContext('partition');
  createHouse({ partition: z.enum(partitions).parse(context ?? 'aws') }).synth();
}
