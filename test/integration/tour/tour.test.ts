import { createServer } from 'node:http';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { freePort, listen } from '../../../infra/local/port.ts';
import { run } from '../../support/start-process.ts';

const TOUR = 'infra/tour/tour.ts';
const tour = (url: string, ...chapters: string[]) => run(TOUR, { RONGQIAO_URL: url }, chapters).ended;

describe('the tour', () => {
  it('plays through against the product', async () => {
    const { code, output } = await tour(inject('url'), 'match');
    expect(code, output).toBe(0);
    expect(output).toContain('没有意外。No surprises.');
  });

  it('says so when nobody is there', async () => {
    const { code, output } = await tour(`http://127.0.0.1:${await freePort()}`);
    expect(code).toBe(1);
    expect(output).toContain('Run npm start in another terminal first.');
    expect(output).not.toMatch(/\bat .+:\d+:\d+/);
  });

  it.each([
    ['no-such-chapter', 'There is no chapter no-such-chapter; there is: match'],
    ['Match', 'There is no chapter Match'],
  ])('does not know the chapter %s', async (chapter, words) => {
    const { code, output } = await tour(inject('url'), chapter);
    expect(code).toBe(1);
    expect(output).toContain(words);
  });
});

describe('a product that gives one wrong answer', () => {
  let close = () => {};
  afterEach(() => close());

  /** The real product, but for what `change` does to its answers. */
  async function between(change: (path: string, body: string) => string): Promise<string> {
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const path = request.url ?? '/';
      const real = await fetch(new URL(path, inject('url')), {
        method: request.method ?? 'GET',
        headers: { 'content-type': 'application/json' },
        ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
      });
      response.writeHead(real.status, { 'content-type': 'application/json' }).end(change(path, await real.text()));
    });
    const port = await listen(server, 0);
    close = () => server.close();
    return `http://127.0.0.1:${port}`;
  }

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
  ])('stops the tour: %s', async (_what, change) => {
    const { code, output } = await tour(await between(change), 'match');
    expect(code).toBe(1);
    expect(output).toContain('✗ 意外 surprise');
    expect(output).not.toContain('No surprises');
  });
});
