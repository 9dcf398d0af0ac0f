import { describe, expect, it } from 'vitest';
import { type Asked, type Reply, tourHouse } from './play.ts';

const house = tourHouse();
/** The chapter asks some two hundred questions. */
const LONG_MS = 120_000;

describe('the chapter about people', () => {
  it(
    'plays through, and again in the same house',
    async () => {
      for (const time of ['first', 'second']) {
        const { code, output } = await house.play(['people']);
        expect(code, `${time}: ${output}`).toBe(0);
        expect(output).toContain('没有意外。No surprises.');
      }
    },
    LONG_MS,
  );

  type Change = (asked: Asked, reply: Reply) => Partial<Reply> | undefined;
  const instead = (path: RegExp, from: string, to: string): Change => {
    return (asked, { body }) => (path.test(asked.path) ? { body: body.replace(from, to) } : undefined);
  };

  it.each<[string, Change, string]>([
    [
      'takes a forged token',
      ({ path }, { status, body }) => (path === '/v1/me' && body.includes('invalid-token') ? { status: 200, body: '{}' } : { status }),
      '401 invalid-token',
    ],
    [
      'tells a foreign company from one that does not exist',
      ({ path }, { status, body }) => ({
        body: status === 404 && path.includes('no-such') ? body.replace('没有找到', '没有这家企业') : body,
      }),
      '逐字相同',
    ],
    [
      'takes a late edit',
      ({ path, method }, { status, headers }) => ({
        status: status === 412 && method === 'PATCH' && path.endsWith('/facts') ? 200 : status,
        headers,
      }),
      '412 stale-version',
    ],
    ['says nothing of contested facts', instead(/\/facts$/u, '"contested":true', '"contested":false'), '登记优先'],
    ['changes a fact behind a snapshot', instead(/\/snapshots\/[0-9a-f]{64}$/u, '"value":16', '"value":17'), 'SHA-256'],
    ['shows an account in a repeat', instead(/\/reveal$/u, '"masked":true', '"masked":false'), '重发只给遮盖的'],
    ['shows a bank more than it was granted', instead(/\/facts$/u, '"id":"finance"', '"id":"identity"'), '只有 only'],
    [
      'leaves an entry out of the audit chain',
      ({ path }, { body }) => {
        if (!path.endsWith('/audit?limit=10')) return undefined;
        const page = JSON.parse(body) as { items?: unknown[] };
        return { body: JSON.stringify({ ...page, ...(page.items && { items: page.items.toSpliced(3, 1) }) }) };
      },
      '环环相扣',
    ],
  ])(
    'stops where a product %s',
    async (_what, change, where) => {
      const { code, output } = await house.play(['people'], { RONGQIAO_URL: await house.between(change) });
      expect(code).toBe(1);
      expect(output.slice(output.indexOf('✗ 意外 surprise'))).toContain(where);
      expect(output).not.toContain('No surprises');
    },
    LONG_MS,
  );
});
