import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { type Figures, goalsOf, tablesOf } from './report.ts';

/**
 * Measures the compiled catalogue beside other rule engines, each size in a process of its own, and says which goals are reached.
 * `--sizes 1000,10000` chooses the sizes, `--seed n` the catalogue, `--write` puts the tables into the README beside.
 */
const option = (name: string, otherwise: string): string => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : (process.argv[at + 1] ?? otherwise);
};
const sizes = option('sizes', '1000,10000,100000').split(',').map(Number);
const seed = option('seed', '7');

const all = sizes.map((size): Figures => {
  console.error(`measuring ${size} programmes …`);
  const script = join(import.meta.dirname, 'measure-size.ts');
  const child = spawnSync(process.execPath, ['--max-old-space-size=12288', script, String(size), seed], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1e8,
  });
  if (child.status !== 0) throw new Error(`measuring ${size} programmes failed`);
  return JSON.parse(child.stdout) as Figures;
});

const versionOf = (name: string): string => {
  const path = join(import.meta.dirname, '../../../node_modules', name, 'package.json');
  const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version: string };
  return `${name} ${version}`;
};
const goals = goalsOf(all);
const processors = cpus();
const report = [
  `${new Date().toISOString().slice(0, 10)}, ${processors.length} × ${processors[0]?.model.trim()}, Node ${process.versions.node}, ` +
    `${['json-rules-engine', 'json-logic-engine', 'cel-js'].map(versionOf).join(', ')}; seed ${seed}; medians of interleaved rounds.`,
  '',
  tablesOf(all, goals),
].join('\n');
console.log(report);

const readme = join(import.meta.dirname, '../README.md');
const [START, END] = ['<!-- match: start -->', '<!-- match: end -->'];
if (process.argv.includes('--write') && existsSync(readme)) {
  const text = readFileSync(readme, 'utf8');
  const [before, rest] = [text.slice(0, text.indexOf(START)), text.slice(text.indexOf(END))];
  writeFileSync(readme, `${before}${START}\n${report}\n${rest}`);
}
process.exitCode = goals.every((goal) => goal.isReached) ? 0 : 1;
