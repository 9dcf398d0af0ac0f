import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { startHouse } from '../../../infra/local/house.ts';
import { freePort } from '../../../infra/local/port.ts';
import { tourHouse } from './play.ts';

const house = tourHouse();

describe('the tour', () => {
  it('plays through against the product', async () => {
    const { code, output } = await house.play(['match'], { RONGQIAO_URL: inject('url') });
    expect(code, output).toBe(0);
    expect(output).toContain('没有意外。No surprises.');
  });

  it('finds the house where it wrote down its address', async () => {
    const { code, output } = await house.play(['match']);
    expect(code, output).toBe(0);
  });

  it('says so when nobody is there', async () => {
    const { code, output } = await house.play([], { RONGQIAO_URL: `http://127.0.0.1:${await freePort()}` });
    expect(code).toBe(1);
    expect(output).toContain('Run npm start in another terminal first.');
    expect(output).not.toMatch(/\bat .+:\d+:\d+/);
  });

  it('says so when it is told another directory of state than the house has', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'tour-'));
    try {
      const { code, output } = await house.play(['people'], { RONGQIAO_URL: inject('url'), DATA_DIR: elsewhere });
      expect(code).toBe(1);
      expect(output).toContain(`There is no house in ${elsewhere}: run npm start first, with the same DATA_DIR.`);
      expect(output).not.toMatch(/\bat .+:\d+:\d+/);
    } finally {
      rmSync(elsewhere, { recursive: true });
    }
  });

  it('says in one line what is missing where a house was opened without the example data, and plays what needs none', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'tour-'));
    const empty = await startHouse({ dataDir, empty: true });
    try {
      for (const chapters of [[], ['people'], ['subsidies']]) {
        const { code, output } = await house.play(chapters, { DATA_DIR: dataDir });
        expect(code).toBe(1);
        expect(output.trim().split('\n')).toEqual([expect.stringContaining('npm start with a new DATA_DIR and without --empty.')]);
      }
      const { code, output } = await house.play(['match'], { DATA_DIR: dataDir });
      expect(code, output).toBe(0);
    } finally {
      await empty.close();
      rmSync(dataDir, { recursive: true });
    }
  });

  it.each([
    ['no-such-chapter', 'There is no chapter no-such-chapter; there is: match people subsidies'],
    ['Match', 'There is no chapter Match'],
  ])('does not know the chapter %s', async (chapter, words) => {
    const { code, output } = await house.play([chapter]);
    expect(code).toBe(1);
    expect(output).toContain(words);
  });
});

describe('a product that gives one wrong answer', () => {
  it.each([
    ['a status of its own', (path: string, body: string) => (path === '/v1/health' ? body.replace('"ok"', '"fine"') : body)],
    ['no JSON', (path: string, body: string) => (path === '/v1/facts' ? '<html>' : body)],
    [
      'a verdict too kind',
      (path: string, body: string) => (path === '/v1/matches' ? body.replace('"verdict":"unknown"', '"verdict":"eligible"') : body),
    ],
    [
      'an amount too high',
      (path: string, body: string) => (path === '/v1/matches' ? body.replaceAll('"amountFen":300000000', '"amountFen":500000000') : body),
    ],
    ['no pointer', (path: string, body: string) => (path === '/v1/matches' ? body.replaceAll('"pointer":"/facts', '"pointer":"/') : body)],
    ['another rule', (path: string, body: string) => (path === '/v1/matches' ? body.replaceAll('/problems/', '/problems/un') : body)],
  ])('stops the tour: %s', async (_what, change) => {
    const url = await house.between(({ path }, { body }) => ({ body: change(path, body) }));
    const { code, output } = await house.play(['match'], { RONGQIAO_URL: url });
    expect(code).toBe(1);
    expect(output).toContain('✗ 意外 surprise');
    expect(output).not.toContain('No surprises');
  });
});
