import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Sample {
  readonly statusCode: number;
  /** From before the bundle is loaded until it is. */
  readonly importMs: number;
  /** From then until the first event is answered. */
  readonly callMs: number;
}

const SAMPLE = fileURLToPath(new URL('./sample.cjs', import.meta.url));

/** One cold start in a fresh process of this very Node. Throws when the process does not report. */
export function takeSample(bundle: string, event: unknown, variables: Readonly<Record<string, string>>): Promise<Sample> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [SAMPLE, bundle, JSON.stringify(event)], {
      env: { ...variables },
      // What a handler logs goes to its standard output; the report comes on the other channel.
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let report = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      report += text;
    });
    child.on('error', reject);
    child.on('close', () => {
      const last = report.trim().split('\n').at(-1) ?? '';
      if (last.startsWith('{"statusCode"')) resolve(JSON.parse(last) as Sample);
      else reject(new Error(`${bundle} did not answer: ${report}`));
    });
  });
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}
