import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type BuildStep, runStep } from '../../../infra/build/stamp.ts';

let directory: string;
let runs: number;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'rongqiao-stamp-'));
  runs = 0;
  mkdirSync(join(directory, 'source/deep'), { recursive: true });
  mkdirSync(join(directory, 'dist'));
  write('source/deep/a.txt', 'one');
});
afterEach(() => rmSync(directory, { recursive: true }));

const write = (path: string, text: string) => writeFileSync(join(directory, path), text);
const step: BuildStep = {
  name: 'step',
  inputs: ['source', 'single.txt'],
  outputs: ['made.txt'],
  run: async () => {
    runs += 1;
    write('dist/made.txt', String(runs));
  },
};
const build = () => runStep(step, directory, join(directory, 'dist'));

it('runs once, and not again while nothing changes', async () => {
  expect([await build(), await build(), await build()]).toEqual([true, false, false]);
  expect(runs).toBe(1);
});

it.each([
  ['a file changed', () => write('source/deep/a.txt', 'two')],
  ['a file changed at the same size', () => write('source/deep/a.txt', 'ono')],
  ['a file was added', () => write('source/b.txt', '')],
  ['a file appeared that was absent', () => write('single.txt', '')],
  [
    'a file was renamed',
    () => {
      rmSync(join(directory, 'source/deep/a.txt'));
      write('source/deep/b.txt', 'one');
    },
  ],
  ['what it made is gone', () => rmSync(join(directory, 'dist/made.txt'))],
])('runs again when %s', async (_what, change) => {
  await build();
  change();
  expect(await build()).toBe(true);
  expect(await build()).toBe(false);
});

it('runs again after a run that failed', async () => {
  await build();
  write('source/deep/a.txt', 'two');
  const failing = { ...step, run: () => Promise.reject(new Error('no')) };
  await expect(runStep(failing, directory, join(directory, 'dist'))).rejects.toThrow('no');
  write('source/deep/a.txt', 'one');
  expect(await build()).toBe(true);
});
