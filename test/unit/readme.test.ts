import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readPeople } from '../../infra/local/issuer/people.ts';

/** What the READMEs name is there, and both languages name the same. */

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts);
const commandsIn = (text: string) => [
  ...new Set([...text.matchAll(/npm run (?:--silent )?([a-z][\w:-]*)/gu)].map(([, name = '']) => name)),
];
const FRONT = ['README.md', 'README.zh-CN.md'] as const;

it.each(globSync('**/*.md', { cwd: root, exclude: ['**/node_modules/**', 'dist/**'] }))('the commands in %s are there', (file) => {
  expect(commandsIn(read(file)).filter((name) => !scripts.includes(name))).toEqual([]);
});

describe('the front page', () => {
  it('names the same commands in both languages', () => {
    const [first, second] = FRONT.map((file) => commandsIn(read(file)).sort());
    expect(second).toEqual(first);
  });

  it.each(FRONT)('%s names every demo person', (file) => {
    const text = read(file);
    expect(readPeople().flatMap(({ id }) => (text.includes(`\`${id}\``) ? [] : [id]))).toEqual([]);
  });

  it('says what every function is for', () => {
    const text = read('README.md');
    expect(readdirSync(join(root, 'functions')).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });
});
