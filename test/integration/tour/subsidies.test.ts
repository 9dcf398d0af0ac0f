import { describe, expect, it } from 'vitest';
import { type Asked, type Reply, tourHouse } from './play.ts';

/** The chapter moves the clock, which others must not notice. */
const house = tourHouse({ own: true });
const LONG_MS = 240_000;
const FIRST = ['first', '演示企业 the demo start-up'] as const;
/** Played again, it takes another firm. */
const AGAIN = ['second', 'the demo start-up has claimed already'] as const;

describe('the chapter about subsidies', () => {
  it(
    'plays through with the demo start-up, and in the long run again with another one in the same house',
    async () => {
      for (const [time, firm] of process.env.LONG ? [FIRST, AGAIN] : [FIRST]) {
        const { code, output } = await house.play(['subsidies']);
        expect(code, `${time}: ${output}`).toBe(0);
        expect(output).toContain(firm);
        expect(output).toContain('没有意外。No surprises.');
      }
    },
    LONG_MS,
  );

  type Change = (asked: Asked, reply: Reply) => Partial<Reply> | undefined;
  const instead = (path: RegExp, from: string | RegExp, to: string): Change => {
    return (asked, { body }) => (path.test(asked.path) ? { body: body.replace(from, to) } : undefined);
  };
  const taken = (step: string, refused: number): Change => {
    return ({ path }, { status }) => ({ status: path.endsWith(`/${step}`) && status === refused ? 200 : status });
  };

  const WRONG: [string, Change, string][] = [
    ['computes a fen more', instead(/\/check$/u, '"computedFen":1220000', '"computedFen":1220001'), '(24,000 + 400) × 50%'],
    ['says nothing of an overclaimed invoice', instead(/\/check$/u, 'invoice-overclaimed","pointer', 'x","pointer'), '多申报一分也不行'],
    ['lets a preparer submit', taken('submit', 403), '403 not-allowed'],
    ['names the applicant at the desk', instead(/queue=intake/u, /\*{4}/gu, '示例'), '待办列表里遮盖名称'],
    [
      'hides what was changed unasked',
      instead(/\/file$/u, '"unrequestedChanges":["/monthsTo"]', '"unrequestedChanges":[]'),
      '没有要求的改动',
    ],
    ['lets a reviewer approve', taken('approve', 403), '403 four-eyes'],
    ['takes an approval of other content', taken('approve', 409), '409 content-changed'],
    [
      'leaves the budget as it was',
      instead(/\/approval-runs\/preview$/u, /"availableFen":\d+/u, '"availableFen":1'),
      '预算 budget: ¥0.01 → ¥0.01',
    ],
    ['changes the file that proves the case', instead(/\/export$/u, 'case.approve', 'case.approvf'), '成立 it holds'],
  ];
  /** Each is most of a play; the first is enough to see that the chapter looks. */
  it.each(process.env.LONG ? WRONG : WRONG.slice(0, 1))(
    'stops where a product %s',
    async (_what, change, where) => {
      const { code, output } = await house.play(['subsidies'], { RONGQIAO_URL: await house.between(change) });
      expect(code, output).toBe(1);
      expect(output.slice(output.indexOf('✗ 意外 surprise'))).toContain(where);
      expect(output).not.toContain('No surprises');
    },
    LONG_MS,
  );
});
