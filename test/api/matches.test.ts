import { describe, expect, it } from 'vitest';
import { matchAnswer } from '../../shared/contracts/match.ts';
import { ask, call, expectProblem, post } from '../support/api.ts';

const FACTS = {
  'firm.division_code': '320505',
  'firm.employees': 12,
  'firm.revenue_last_year_cny': 3_000_000.5,
  'firm.founded_on': '2025-01-10',
  'firm.industry_code': 'I6510',
};
const asOf = '2026-11-23';

describe('an answer', () => {
  it('holds every programme in force, each with its clauses and citations', async () => {
    const response = await ask({ facts: FACTS, asOf });
    expect(response.status).toBe(200);
    const answer = matchAnswer.parse(await response.json());
    expect(answer.asOf).toBe(asOf);
    expect(answer.results.length + answer.notInForce.length).toBe(24);
    for (const result of answer.results) {
      expect(result.clauses.length, result.programmeId).toBeGreaterThan(0);
      expect(result.score.total).toBe(result.score.parts.reduce((sum, part) => sum + part.points, 0));
      if (result.verdict === 'ineligible') expect(result.benefit, result.programmeId).toBeNull();
      if (result.template) expect(result.verdict).not.toBe('eligible');
      expect(result.flips.length).toBeLessThanOrEqual(5);
    }
  });

  it('is the same twice, byte for byte', async () => {
    const [first, second] = await Promise.all([ask({ facts: FACTS, asOf }), ask({ facts: FACTS, asOf })]);
    expect(await first.text()).toBe(await second.text());
  });

  it('asks of nothing when nothing is known: no programme can be had, none is out of reach', async () => {
    const answer = matchAnswer.parse(await (await ask({ facts: {}, asOf })).json());
    expect(new Set(answer.results.map(({ verdict }) => verdict))).toEqual(new Set(['unknown']));
  });

  it('keeps to the programmes and the applicant asked for', async () => {
    const one = matchAnswer.parse(await (await ask({ facts: FACTS, asOf, programmeIds: ['su-ke-dai'] })).json());
    expect(one.results.map(({ programmeId }) => programmeId)).toEqual(['su-ke-dai']);
    const carriers = matchAnswer.parse(await (await ask({ facts: {}, asOf, applicant: 'carrier' })).json());
    expect(carriers.results.map(({ programmeId }) => programmeId)).toContain('suzhou-incubation-base-opex');
    expect(carriers.results.map(({ programmeId }) => programmeId)).not.toContain('su-ke-dai');
  });

  it('gives the rules in force on an earlier day', async () => {
    const answer = matchAnswer.parse(
      await (
        await ask({ facts: { ...FACTS, 'firm.founded_on': '2015-06-01' }, asOf: '2020-06-01', programmeIds: ['su-ke-dai', 'xiao-wei-dai'] })
      ).json(),
    );
    expect(answer.results.map(({ version }) => version)).toHaveLength(1);
    expect(answer.notInForce.map(({ programmeId }) => programmeId)).toEqual(['xiao-wei-dai']);
  });
});

describe('a bad fact is refused by its pointer', () => {
  it.each([
    ['firm.nothing', 1],
    ['firm.employees', '12'],
    ['firm.employees', -1],
    ['firm.employees', 1.5],
    ['firm.employees', 1e12],
    ['firm.founded_on', '2026-02-30'],
    ['firm.revenue_last_year_cny', 100.005],
    ['firm.revenue_last_year_cny', -5],
    ['firm.revenue_last_year_cny', '300万'],
    ['firm.revenue_last_year_cny', { value: 300, unit: '万' }],
    ['firm.division_code', '3205'],
    ['firm.wage_arrears', 'no'],
    ['firm.size_class', 'tiny'],
    ['firm.wage_arrears', null],
  ])('%s = %j', async (fact, value) =>
    expectProblem(await ask({ facts: { [fact]: value }, asOf }), 400, 'invalid-request', `/facts/${fact}`),
  );

  it('reads numbers from their text', async () => {
    const body = '{"facts":{"firm.revenue_last_year_cny":100.0000000000000000001}}';
    await expectProblem(await post('/v1/matches', body), 400, 'invalid-request', '/facts/firm.revenue_last_year_cny');
  });
});

describe('a bad request', () => {
  it.each([
    [{ facts: {}, asOf: '2026-02-30' }, '/asOf'],
    [{ facts: {}, asOf: 20261123 }, '/asOf'],
    [{ facts: {}, extra: 1 }, '/extra'],
    [{ facts: [] }, '/facts'],
    [{}, '/facts'],
    [{ facts: {}, programmeIds: 'su-ke-dai' }, '/programmeIds'],
    [{ facts: {}, programmeIds: Array(10_000).fill('su-ke-dai') }, '/programmeIds'],
    [{ facts: {}, applicant: 'martian' }, '/applicant'],
  ])('%j', async (body, pointer) => expectProblem(await ask(body), 400, 'invalid-request', pointer));

  it('an unknown programme', async () =>
    expectProblem(await ask({ facts: {}, programmeIds: ['su-ke-dai', 'nothing'] }), 400, 'unknown-programme', '/programmeIds/1'));

  it.each(['', '{', '{"facts":{}}x', 'null', '[]', '"text"', '{"facts":{"a":01}}'])('%j', async (body) => {
    const response = await post('/v1/matches', body);
    expect(response.status).toBe(400);
    await expectProblem(response, 400, ['null', '[]', '"text"'].includes(body) ? 'invalid-request' : 'malformed-json');
  });

  it.each([
    ['a key twice', '{"facts":{"firm.employees":1,"firm.employees":2}}', '/facts/firm.employees'],
    ['a key twice, with one value', '{"facts":{"firm.employees":1,"firm.employees":1}}', '/facts/firm.employees'],
    ['a key twice, once in disguise', '{"facts":{"firm.employees":1,"firm.\\u0065mployees":1}}', '/facts/firm.employees'],
    ['the facts twice', '{"facts":{},"facts":{}}', '/facts'],
    ['a key that would change the prototype', '{"facts":{"__proto__":{"firm.employees":1}}}', '/facts/__proto__'],
    ['a number too small to hold', '{"facts":{"firm.revenue_last_year_cny":1e-400}}', '/facts/firm.revenue_last_year_cny'],
    ['a number too large to hold', '{"facts":{"firm.revenue_last_year_cny":1e400}}', '/facts/firm.revenue_last_year_cny'],
  ])('%s', async (_name, body, pointer) => expectProblem(await post('/v1/matches', body), 400, 'invalid-request', pointer));

  it.each([
    ['{"facts":{"a":01}}', /line 1, column 1[3-6]/],
    ['{"facts":{"firm.community_id":"a\tb"}}', /line 1, column 3\d/],
  ])('says where %j cannot be read', async (body, place) => {
    const response = await post('/v1/matches', body, { 'accept-language': 'en' });
    expect(((await response.json()) as { detail: string }).detail).toMatch(place);
  });

  it('another character set', async () =>
    expectProblem(
      await post('/v1/matches', '{"facts":{}}', { 'content-type': 'application/json; charset=gbk' }),
      415,
      'unsupported-media-type',
    ));
  it('100,000 levels', async () => {
    const deep = `{"facts":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    await expectProblem(await post('/v1/matches', deep), 400, 'malformed-json');
  });
  it('no UTF-8', async () => expectProblem(await post('/v1/matches', new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])), 400, 'malformed-json'));
  it('no JSON by its media type', async () =>
    expectProblem(await post('/v1/matches', '{"facts":{}}', { 'content-type': 'text/plain' }), 415, 'unsupported-media-type'));
  it.each([300 * 1024, 10 * 1024 * 1024])('%i bytes', async (size) => {
    const body = JSON.stringify({ facts: {}, asOf, programmeIds: ['x'.repeat(size)] });
    await expectProblem(await post('/v1/matches', body), 413, 'payload-too-large');
  });
});

describe('facts that contradict each other', () => {
  it('are refused with both pointers', async () => {
    const request = { facts: { 'firm.founded_on': '2025-11-23', 'firm.age_months': 40 }, asOf };
    const response = await ask(request);
    await expectProblem(response.clone(), 422, 'fact-conflict', '/facts/firm.founded_on');
    await expectProblem(response, 422, 'fact-conflict', '/facts/firm.age_months');
  });
  it('a firm founded after the day asked for', async () =>
    expectProblem(await ask({ facts: { 'firm.founded_on': '2026-11-24' }, asOf }), 422, 'fact-conflict', '/asOf'));
  it('a size class that does not follow', async () => {
    const facts = { 'firm.size_class': 'large', 'firm.industry_code': 'I65', 'firm.employees': 5 };
    await expectProblem(await ask({ facts, asOf }), 422, 'fact-conflict', '/facts/firm.size_class');
  });
});

it('explains a refusal in the language of its title', async () => {
  const detail = async (language: string) =>
    ((await (await ask({ facts: { 'firm.employees': 'x' } }, { 'accept-language': language })).json()) as { detail: string }).detail;
  expect(await detail('zh-CN')).toBe('/facts/firm.employees: 必须是数字');
  expect(await detail('en')).toBe('/facts/firm.employees: must be a number');
});

it('speaks the language asked for, Chinese first', async () => {
  const title = async (language?: string) =>
    ((await (await ask({}, language ? { 'accept-language': language } : {})).json()) as { title: string }).title;
  expect(await title('en-GB,en;q=0.9')).toMatch(/request/);
  expect(await title('fr')).toMatch(/请求/);
  expect(await title('en;q=0.5,zh-CN;q=0.9')).toMatch(/请求/);
});

it('is alive after all that', async () => expect((await call('/v1/health')).status).toBe(200));
