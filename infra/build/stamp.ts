import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One piece of the build: made anew only when what it is made from has changed, or what it makes is gone. */
export interface BuildStep {
  readonly name: string;
  /** Files and directories it is made from, relative to the repository. */
  readonly inputs: readonly string[];
  /** Files and directories it makes, relative to `dist`. */
  readonly outputs: readonly string[];
  readonly run: () => Promise<void>;
}

const IGNORED = new Set(['node_modules', '.git']);

/** One hash over names and contents of files and directories. Absent ones count as absent. */
function hashInputs(repository: string, inputs: readonly string[]): string {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    const full = join(repository, path);
    const stat = statSync(full, { throwIfNoEntry: false });
    if (!stat) hash.update(`absent ${path}\n`);
    else if (stat.isDirectory()) {
      for (const name of readdirSync(full).sort()) if (!IGNORED.has(name)) add(join(path, name));
    } else hash.update(`${path} ${stat.size}\n`).update(readFileSync(full));
  };
  for (const input of inputs) add(input);
  return hash.digest('hex');
}

const stampOf = (step: BuildStep, dist: string): string => join(dist, 'meta', `${step.name}.stamp`);

/** True when the last run of a step was made from the same inputs and all it made is still there. */
export function isFresh(step: BuildStep, repository: string, dist: string, inputs = hashInputs(repository, step.inputs)): boolean {
  const stamp = stampOf(step, dist);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs && step.outputs.every((output) => existsSync(join(dist, output)));
}

/** Runs a step unless it is fresh. True when it ran. */
export async function runStep(step: BuildStep, repository: string, dist: string): Promise<boolean> {
  const inputs = hashInputs(repository, step.inputs);
  if (isFresh(step, repository, dist, inputs)) return false;
  const stamp = stampOf(step, dist);
  rmSync(stamp, { force: true });
  await step.run();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, inputs);
  return true;
}
