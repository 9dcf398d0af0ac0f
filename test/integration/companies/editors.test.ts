import { beforeAll, describe, expect, it } from 'vitest';
import type { ProfileFacts } from '../../../shared/contracts/companies.ts';
import { expectProblem } from '../../support/api.ts';
import { companyHouse } from '../../support/company-house.ts';
import { injectFault } from '../../support/faults.ts';
import { jsonOf } from '../../support/signed-in.ts';

const house = companyHouse();
const { as } = house;

const FACTS = '/v1/companies/firm/facts';
const profile = async () => jsonOf<ProfileFacts>(await as('owner').get(FACTS));
const knownOf = async (fact: string) => (await profile()).topics.flatMap(({ facts }) => facts).find((one) => one.fact === fact)?.value;
const history = async () =>
  (await jsonOf<{ items: { version: number; set: Record<string, unknown> }[] }>(await as('owner').get(`${FACTS}/history?limit=100`))).items;

beforeAll(async () => {
  await house.told(as('owner'), 'firm', { facts: { 'firm.employees': 10, 'firm.assets_cny': 1 } });
});

describe('two editors of one profile', () => {
  it('one is first; the other is told the new version, sends again, and nothing is lost', async () => {
    const { version } = await profile();
    const edits = { owner: { 'firm.employees': 11 }, preparer: { 'firm.assets_cny': 2 } } as const;
    const send = (person: keyof typeof edits, ifMatch: number) => as(person).patch(FACTS, { facts: edits[person] }, { ifMatch });
    const answers = await Promise.all(
      (['owner', 'preparer'] as const).map(async (person) => ({ person, response: await send(person, version) })),
    );
    const lost = answers.filter(({ response }) => response.status === 412);
    expect(answers.map(({ response }) => response.status).sort()).toEqual([200, 412]);
    const [loser] = lost;
    if (!loser) throw new Error('nobody lost');
    const etag = loser.response.headers.get('etag');
    expect(etag).toBe(`"${version + 1}"`);
    await expectProblem(loser.response, 412, 'stale-version');
    expect((await send(loser.person, version + 1)).status).toBe(200);
    expect([await knownOf('firm.employees'), await knownOf('firm.assets_cny')]).toEqual([11, 2]);
    expect((await history()).slice(0, 2).map((line) => line.version)).toEqual([version + 2, version + 1]);
  });

  it('whoever they are and however many: each change is one version, one line of history and one entry of the chain', async () => {
    const { version } = await profile();
    const before = (await house.auditOf('firm')).length;
    const tellers = ['owner', 'preparer', 'signatory', 'guest', 'operator', 'officer'];
    // The operator speaks of its own house alone.
    const toldBy = (person: string, value: number) =>
      person === 'operator' ? { 'firm.community_id': `JS-320583-${value}` } : { 'firm.new_qualified_hires': value };
    const tell = async (person: string, value: number): Promise<void> => {
      for (;;) {
        const etag = (await as(person).get('/v1/companies/firm')).headers.get('etag') ?? '';
        const response = await as(person).patch(FACTS, { facts: toldBy(person, value) }, { ifMatch: etag });
        if (response.status === 200) return;
        expect([412, 503]).toContain(response.status);
      }
    };
    await Promise.all(tellers.map((person, at) => tell(person, at)));
    expect((await profile()).version).toBe(version + tellers.length);
    const lines = (await history()).slice(0, tellers.length);
    expect(lines.map((line) => line.version)).toEqual(tellers.map((_person, at) => version + tellers.length - at));
    const told = lines.map(({ set }) => set).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    const all = tellers.map(toldBy).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    expect(told).toEqual(all);
    expect(await house.auditOf('firm')).toHaveLength(before + tellers.length);
  });

  it('a request sent twice at once is one change', async () => {
    const { version } = await profile();
    const send = () => as('owner').patch(FACTS, { facts: { 'firm.employees': 12 } }, { ifMatch: version, key: 'twice' });
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await profile()).version).toBe(version + 1);
  });
});

describe('when something breaks', () => {
  // What was written though its answer was lost is read back by its key, so that the caller need not even ask again.
  it.each([
    ['before', 500],
    ['after', 200],
  ] as const)('%s the one write, all of it is there or nothing, and a repeat completes it', async (when, status) => {
    const { version } = await profile();
    const lines = (await history()).length;
    const send = () => as('owner').patch(FACTS, { facts: { 'firm.employees': 40 } }, { ifMatch: version, key: `broken-${when}` });
    const mend = injectFault(house.client, ({ command }) => (command === 'TransactWriteItemsCommand' ? when : undefined));
    expect((await send()).status).toBe(status);
    mend();
    expect((await profile()).version).toBe(when === 'before' ? version : version + 1);
    expect((await send()).status).toBe(200);
    expect((await profile()).version).toBe(version + 1);
    expect(await history()).toHaveLength(lines + 1);
    await house.auditOf('firm');
  });

  it('a granted read that cannot be noted is not answered', async () => {
    const before = await house.accessTo('firm');
    const mend = injectFault(house.client, ({ command }) => (command === 'PutItemCommand' ? 'before' : undefined));
    for (const person of ['banker', 'operator']) {
      await expectProblem(await as(person).get(FACTS), 500, 'internal-error');
      await expectProblem(await as(person).get('/v1/companies/firm'), 500, 'internal-error');
    }
    for (const path of ['matches', 'timeline'])
      await expectProblem(await as('operator').get(`/v1/companies/firm/${path}`), 500, 'internal-error');
    mend();
    expect(await house.accessTo('firm')).toEqual(before);
    await jsonOf(await as('banker').get(FACTS));
    const seen = new Set(before.map(({ id }) => id));
    const added = (await house.accessTo('firm')).filter(({ id }) => !seen.has(id));
    expect(added).toMatchObject([{ what: 'facts', fieldGroups: ['identity', 'staff'], personId: 'banker' }]);
  });

  it('a snapshot taken by two at once is one', async () => {
    const answers = await Promise.all(['owner', 'preparer'].map((person) => as(person).post('/v1/companies/firm/snapshots')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 201]);
    const hashes = await Promise.all(answers.map(async (answer) => ((await answer.json()) as { hash: string }).hash));
    expect(new Set(hashes).size).toBe(1);
  });
});
