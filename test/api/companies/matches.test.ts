import type { Hono } from 'hono';
import { beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import { createMatchingApp } from '../../../functions/matching-api/app.ts';
import type { companyMatches, Timeline } from '../../../shared/contracts/company-answers.ts';
import type { matchAnswer } from '../../../shared/contracts/match.ts';
import { expectProblem } from '../../support/api.ts';
import { companyHouse, testCatalogue } from '../../support/company-house.ts';
import { jsonOf } from '../../support/signed-in.ts';

const house = companyHouse();
const { as } = house;
type Matches = z.infer<typeof companyMatches>;

const FACTS = {
  'firm.division_code': '320583',
  'firm.founded_on': '2024-09-20',
  'firm.industry_code': 'C3983',
  'firm.employees': 19,
  'firm.revenue_last_year_cny': 6_800_000,
  'firm.assets_cny': 9_200_000,
  'firm.rd_staff': 7,
  'firm.rd_spend_last_year_cny': 1_100_000,
  'firm.ip_or_qualification_count': 5,
  'firm.operating': true,
  'firm.wage_arrears': false,
  'firm.is_startup_innovation_entity': true,
  'firm.qualifications': ['科技型中小企业'],
};
const SENSITIVE = { 'legal_rep.category': '毕业5年内高校毕业生', 'legal_rep.equity_pct': 60 };

const publicMatch: Hono = createMatchingApp({
  readCatalogue: async () => testCatalogue,
  now: () => house.clock.now,
  reportFault: ({ error }) => expect.fail(error.message),
});
const asked = async (facts: object, more: object = {}) => {
  const body = JSON.stringify({ facts, applicant: 'enterprise', ...more });
  return jsonOf<z.infer<typeof matchAnswer>>(
    await publicMatch.request('/v1/matches', { method: 'POST', headers: { 'content-type': 'application/json' }, body }),
  );
};
const matchesFor = async (person: string, query = '') => jsonOf<Matches>(await as(person).get(`/v1/companies/firm/matches${query}`));
const bare = ({ asOf, catalogueVersion, results, notInForce }: Matches) => ({ asOf, catalogueVersion, results, notInForce });

beforeAll(async () => {
  await house.told(as('owner'), 'firm', { facts: { ...FACTS, ...SENSITIVE } });
});

describe('GET matches', () => {
  it('is the answer anyone gets who types the same facts', async () => {
    const matches = await matchesFor('owner');
    expect(bare(matches)).toEqual(await asked({ ...FACTS, ...SENSITIVE }));
    expect(matches.results.length).toBeGreaterThan(5);
    expect(matches).toMatchObject({ partial: false, leftOut: [], contested: [], profileVersion: 2 });
    expect(matches.usedFacts.toSorted()).toEqual(Object.keys({ ...FACTS, ...SENSITIVE }).sort());
  });

  it.each([
    ['of another day', '?asOf=2026-12-20', { asOf: '2026-12-20' }],
    ['of a day past', '?asOf=2026-10-01', { asOf: '2026-10-01' }],
    ['of some programmes', '?programmeIds=su-ke-dai,xiao-wei-dai', { programmeIds: ['su-ke-dai', 'xiao-wei-dai'] }],
  ])('is so %s', async (_what, query, more) => {
    expect(bare(await matchesFor('guest', query))).toEqual(await asked({ ...FACTS, ...SENSITIVE }, more));
  });

  it('asks for the body it sits with on what concerns it alone', async () => {
    const matches = await matchesFor('operator');
    expect(matches.partial).toBe(true);
    const concern = [
      'firm.division_code',
      'firm.founded_on',
      'firm.industry_code',
      'firm.is_startup_innovation_entity',
      'firm.qualifications',
    ] as const;
    expect(matches.usedFacts.toSorted()).toEqual(concern);
    expect(bare(matches)).toEqual(await asked(Object.fromEntries(concern.map((fact) => [fact, FACTS[fact]]))));
  });

  it('uses the strongest of several sources, and says that they differ', async () => {
    await house.told(as('officer'), 'firm', { facts: { 'firm.employees': 16 }, source: 'register' });
    const matches = await matchesFor('owner');
    expect(matches.contested).toEqual(['firm.employees']);
    expect(bare(matches)).toEqual(await asked({ ...FACTS, ...SENSITIVE, 'firm.employees': 16 }));
  });

  it('never uses what is stale, whatever day is asked for', async () => {
    const { now } = house.clock;
    house.clock.now = new Date('2026-12-23T16:00:00.000Z');
    const matches = await matchesFor('owner', '?asOf=2026-11-23');
    house.clock.now = now;
    expect(matches.leftOut).toEqual([{ fact: 'firm.wage_arrears', why: 'stale' }]);
    const { 'firm.wage_arrears': _stale, ...rest } = FACTS;
    expect(bare(matches)).toEqual(await asked({ ...rest, ...SENSITIVE, 'firm.employees': 16 }, { asOf: '2026-11-23' }));
  });

  it.each(['2026-12-22', '2026-12-23', '2027-05-23', '2027-10-01', '2029-01-01'])(
    'gives ahead the answer it gives on the day: %s',
    async (day) => {
      const ahead = await matchesFor('owner', `?asOf=${day}`);
      const { now } = house.clock;
      house.clock.now = new Date(`${day}T04:00:00.000Z`);
      const onTheDay = await matchesFor('owner');
      house.clock.now = now;
      expect(ahead).toEqual(onTheDay);
      // Nothing said today of the wages is trusted by then.
      expect(ahead.leftOut.some(({ fact }) => fact === 'firm.wage_arrears')).toBe(day >= '2026-12-23');
    },
  );

  it('leaves out what cannot be true together', async () => {
    await house.told(as('officer'), 'firm', { facts: { 'firm.employees': 5 }, source: 'register' });
    const matches = await matchesFor('owner');
    expect(matches.leftOut).toEqual([
      { fact: 'firm.rd_staff', why: 'contradiction' },
      { fact: 'firm.employees', why: 'contradiction' },
    ]);
    await house.told(as('officer'), 'firm', { remove: ['firm.employees'], source: 'register' });
  });

  it.each([
    ['owner', '?asOf=2026-02-30', 400, 'invalid-request'],
    ['owner', '?applicant=fund', 400, 'invalid-request'],
    ['owner', '?asOf=2026-11-23&asOf=2026-11-24', 400, 'invalid-request'],
    ['owner', '?programmeIds=no-such', 400, 'unknown-programme'],
    ['owner', `?programmeIds=${'a,'.repeat(200)}a`, 400, 'invalid-request'],
    ['banker', '', 403, 'not-allowed'],
    ['officer', '', 403, 'not-allowed'],
    ['stranger', '', 404, 'not-found'],
  ] as const)('refuses %s%s with %i', async (person, query, status, code) => {
    await expectProblem(await as(person).get(`/v1/companies/firm/matches${query}`), status, code);
  });
});

describe('GET timeline', () => {
  const timelineFor = async (person: string, query = '') => jsonOf<Timeline>(await as(person).get(`/v1/companies/firm/timeline${query}`));

  it('names the dates on which something turns, with the clause', async () => {
    const { entries, asOf, until } = await timelineFor('owner', '?months=60');
    expect([asOf, until]).toEqual(['2026-11-23', '2031-11-23']);
    expect(entries.length).toBeGreaterThan(2);
    expect(entries.map(({ on }) => on)).toEqual(entries.map(({ on }) => on).sort());
    for (const { on } of entries) expect(on > asOf && on < until).toBe(true);
    const lapse = entries.find(({ what }) => what === 'lapses');
    expect(lapse?.why[0]?.text.zh).toBeTruthy();
    expect(entries.find(({ what, programmeId }) => what === 'closes' && programmeId === 'xiao-wei-dai')?.on).toBe('2028-01-01');
    expect(entries.find(({ what, fact }) => what === 'answer-goes-stale' && fact === 'firm.employees')).toMatchObject({
      on: '2027-05-23',
      programmes: ['national-tech-guarantee-plan', 'xiao-wei-dai'],
    });
  });

  it('says on each date what the matches say on that day and the day before', async () => {
    const { entries } = await timelineFor('owner');
    const verdictOn = async (day: string, id: string) => {
      const { results } = await matchesFor('owner', `?asOf=${day}&programmeIds=${id}`);
      return results[0]?.applicantVerdict ?? 'not-in-force';
    };
    const dayBefore = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
    for (const { on, programmeId, before, after, fact } of entries) {
      if (fact !== null) expect((await matchesFor('owner', `?asOf=${on}`)).usedFacts).not.toContain(fact);
      if (fact !== null) expect((await matchesFor('owner', `?asOf=${dayBefore(on)}`)).usedFacts).toContain(fact);
      if (programmeId === null) continue;
      expect([await verdictOn(dayBefore(on), programmeId), await verdictOn(on, programmeId)]).toEqual([before, after]);
    }
  });

  it.each([
    ['owner', '?months=0', 400, 'invalid-request'],
    ['owner', '?months=61', 400, 'invalid-request'],
    ['owner', '?months=x', 400, 'invalid-request'],
    ['owner', '?until=2030-01-01', 400, 'invalid-request'],
    ['banker', '', 403, 'not-allowed'],
    ['stranger', '', 404, 'not-found'],
  ] as const)('refuses %s%s with %i', async (person, query, status, code) => {
    await expectProblem(await as(person).get(`/v1/companies/firm/timeline${query}`), status, code);
  });
});
