import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { App } from 'aws-cdk-lib';
import { createHouse } from '../../infra/app.ts';
import type { Partition } from '../../infra/stages.ts';

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly DependsOn?: string | readonly string[];
}

export interface Synthesis {
  readonly app: App;
  /** Stack name (`rongqiao-prod-data`) to its template. */
  readonly templates: ReadonlyMap<string, { Resources: Readonly<Record<string, Resource>> }>;
}

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

const made = new Map<Partition, Synthesis>();

/**
 * The house of one partition, synthesised from the real bundles into a directory that is gone afterwards; once for all files of a run, which
 * only read it. Throws on any open finding.
 */
export function synthesise(partition: Partition): Synthesis {
  const synthesis = made.get(partition) ?? synthesiseAnew(partition);
  made.set(partition, synthesis);
  return synthesis;
}

function synthesiseAnew(partition: Partition): Synthesis {
  const outdir = mkdtempSync(join(tmpdir(), 'rongqiao-synth-'));
  try {
    const app = createHouse({ partition, outdir, dist });
    const templates = new Map(app.synth().stacks.map((stack) => [stack.stackName, stack.template]));
    return { app, templates };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** The resources of one type in one stack, with their logical ids. */
export function resourcesOf({ templates }: Synthesis, stack: string, type: string): [id: string, resource: Resource][] {
  const template = templates.get(stack);
  if (template === undefined) throw new Error(`No stack ${stack} among ${[...templates.keys()].join(', ')}.`);
  return Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);
}

/** The one resource of a type in a stack, its properties in the shape the test expects to find. */
export function onlyResource<Properties>(
  synthesis: Synthesis,
  stack: string,
  type: string,
): Resource & { readonly Properties: Properties } {
  const found = resourcesOf(synthesis, stack, type);
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`${found.length} resources of type ${type} in ${stack}.`);
  return first[1] as Resource & { readonly Properties: Properties };
}

export const STAGE_NAMES = ['dev', 'prod'] as const;
