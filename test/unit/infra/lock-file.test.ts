import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Locked {
  readonly packages: Record<string, { dependencies?: Record<string, string>; optionalDependencies?: Record<string, string> }>;
}
const read = (path: string) => JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'));
const { packages } = read('package-lock.json') as Locked;
const places = Object.keys(packages);

it('names every package another one may need, those of other platforms too: otherwise "npm ci" refuses the lock file', () => {
  const missing = Object.entries(packages).flatMap(([place, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !places.some((other) => other === `node_modules/${name}` || other.endsWith(`/node_modules/${name}`)))
      .map((name) => `${place} needs ${name}`),
  );
  expect(places.length).toBeGreaterThan(100);
  expect(missing).toEqual([]);
});

it('agrees with package.json, where every version is exact', () => {
  const { dependencies, devDependencies, optionalDependencies } = read('package.json');
  expect(packages['']).toMatchObject({ dependencies, devDependencies, optionalDependencies });
  const loose = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+$/.test(String(version)),
  );
  expect(loose).toEqual([]);
});
