import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CaseAnswer } from '../../../shared/contracts/cases.ts';
import type { TipView } from '../../../shared/contracts/tips.ts';
import { LONGEST_TIP, TIPS_A_DAY } from '../../../shared/domain/cases/tips/tip-terms.ts';
import { placeWrites } from '../../../shared/store/party-store.ts';
import { countCalls } from '../../support/faults.ts';
import { jsonOf, personKeyOf } from '../../support/signed-in.ts';
import { subsidyHouse } from '../../support/subsidy-house.ts';

const house = subsidyHouse();

type Problem = { readonly type: string; readonly errors?: readonly { readonly pointer: string; readonly code: string }[] };
const codeOf = ({ type }: Problem): string => type.slice(type.lastIndexOf('/') + 1);
type Tips = { readonly items: readonly TipView[]; readonly nextCursor: string | null };
type Page = { readonly items: readonly { readonly action: string; readonly by: object; readonly changed: Record<string, unknown> }[] };

const leave = (id: string, body: unknown, options?: { key: string | null }) =>
  house.anonymous.post(`/v1/notices/${id}/tips`, body, options ?? {});
const listed = async (person: string, query = ''): Promise<Tips> => jsonOf<Tips>(await house.as(person).get(`/v1/tips${query}`));
const note = (person: string, tip: TipView, body: unknown) => house.as(person).post(`/v1/cases/${tip.caseId}/tips/${tip.id}/note`, body);
async function told(id: string, text: string): Promise<TipView> {
  house.clock.now = new Date(house.clock.now.getTime() + 1_000);
  await jsonOf(await leave(id, { text }), 201);
  const found = (await listed('tips-1', '?limit=100')).items.find((tip) => tip.text === text);
  if (!found) throw new Error(`the tip ${text} is not listed`);
  return found;
}

beforeAll(async () => {
  await house.seedOrganisation({
    id: 'notices',
    kind: 'finance_bureau',
    divisionCode: '320583',
    members: [
      { id: 'tips-1', roles: ['notice-officer'] },
      { id: 'tips-2', roles: ['notice-officer'] },
      { id: 'both-sides', roles: ['notice-officer'] },
    ],
  });
  await house.seedOrganisation({
    id: 'notices-elsewhere',
    kind: 'finance_bureau',
    divisionCode: '320102',
    members: [{ id: 'notice-far', roles: ['notice-officer'] }],
  });
});

describe('a tip without a name', () => {
  it('is kept, seen by the notice officers of the place alone, and changes nothing in the case', async () => {
    const { id } = await house.brought('told-of', 'public_notice');
    const before = await jsonOf<CaseAnswer>(await house.as('told-of-owner').get(`/v1/cases/${id}`));
    const counts = countCalls(house.client);
    const answer = await leave(id, { text: '  该企业的线路并未开通\n请核对  ' });
    const { Query, GetItem, BatchGetItem } = Object.fromEntries(
      Object.entries(counts).map(([name, count]) => [name.replace('Command', ''), count]),
    );
    // One read of the case beside the kept answer; who it is costs nothing, since nobody is asked.
    expect({ Query, GetItem, BatchGetItem }).toEqual({ Query: 1, GetItem: 1, BatchGetItem: undefined });
    expect(await jsonOf(answer, 201)).toEqual({ leftAt: house.clock.now.toISOString() });

    const { items } = await listed('tips-1');
    expect(items.filter(({ caseId }) => caseId === id)).toEqual([
      {
        id: expect.any(String),
        caseId: id,
        notice: expect.objectContaining({ divisionCode: '320583', applicantName: expect.stringContaining('told-of') }),
        text: '该企业的线路并未开通\n请核对',
        leftAt: house.clock.now.toISOString(),
        state: 'new',
        note: null,
        seenBy: null,
        seenAt: null,
      },
    ]);
    // Of this case alone, whatever was done with it, and to the officers of its place.
    expect((await listed('tips-1', `?case=${id}`)).items.map(({ caseId }) => caseId)).toEqual([id]);
    expect((await listed('tips-1', `?case=${id}&seen=done`)).items).toEqual([]);
    expect((await listed('tips-1', '?case=another')).items).toEqual([]);
    expect((await listed('notice-far', `?case=${id}`)).items).toEqual([]);
    expect((await house.as('tips-1').get('/v1/tips?case=a%23b')).status).toBe(400);
    expect((await listed('notice-far')).items).toEqual([]);
    expect((await house.as('told-of-owner').get('/v1/tips')).status).toBe(403);
    expect((await house.as('approver').get('/v1/tips')).status).toBe(403);

    expect(await jsonOf(await house.as('told-of-owner').get(`/v1/cases/${id}`))).toEqual(before);
    const chain = await jsonOf<Page>(await house.as('told-of-owner').get(`/v1/cases/${id}/audit`));
    expect(chain.items.filter(({ action }) => action === 'notice.tip')).toMatchObject([
      {
        by: { personId: 'anyone', role: 'anyone', organisationId: null },
        changed: { tip: { hashed: expect.stringMatching(/^[0-9a-f]{64}$/) } },
      },
    ]);
    const file = await house.as('told-of-owner').get(`/v1/cases/${id}/file`);
    expect(`${JSON.stringify(chain)}${await file.text()}`).not.toContain('并未开通');
  });

  it('is one tip however often it is sent under one key, and asks for a key', async () => {
    const { id } = await house.brought('sent-twice', 'public_notice');
    for (const replayed of [null, 'true', 'true']) {
      const answer = await leave(id, { text: '同一条' }, { key: 'once' });
      expect([answer.status, answer.headers.get('idempotent-replayed')]).toEqual([201, replayed]);
    }
    expect((await listed('tips-1', '?limit=100')).items.filter(({ caseId }) => caseId === id)).toHaveLength(1);
    expect(codeOf(await jsonOf<Problem>(await leave(id, { text: '另一条' }, { key: 'once' }), 422))).toBe('idempotency-key-reused');
    const bare = await leave(id, { text: '没有键' }, { key: null });
    expect(codeOf(await jsonOf<Problem>(bare, 400))).toBe('idempotency-key-required');
  });

  it('keeps nothing of who signed in meanwhile: a tip sent along with a token is nobody’s', async () => {
    const { id } = await house.brought('with-token', 'public_notice');
    await jsonOf(await house.as('neighbour').post(`/v1/notices/${id}/tips`, { text: '登录着的人' }), 201);
    const { Items } = await house.client.send(
      new QueryCommand({
        TableName: house.names.main,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': `TIPS#${id}` },
      }),
    );
    const rows = JSON.stringify(Items);
    expect(rows).toContain('登录着的人');
    expect(rows).not.toContain('neighbour');
  });

  it('refuses what is no tip, and names the field', async () => {
    const { id } = await house.brought('ill-said', 'public_notice');
    const wrong: [what: string, body: unknown, pointer: string][] = [
      ['nothing said', {}, '/text'],
      ['only blanks', { text: ' \n ' }, '/text'],
      ['too long', { text: '长'.repeat(LONGEST_TIP + 1) }, '/text'],
      ['hidden characters', { text: 'a\u202eb' }, '/text'],
      ['a name beside it', { text: '线索', name: '王' }, '/name'],
    ];
    for (const [what, body, pointer] of wrong) {
      const { errors } = await jsonOf<Problem>(await leave(id, body), 400);
      expect([what, errors?.map((fault) => fault.pointer)]).toEqual([what, [pointer]]);
    }
    expect((await leave(id, { text: '长'.repeat(LONGEST_TIP) })).status).toBe(201);
  });

  it('is taken about nothing that is not on notice: there it does not exist, over it is over', async () => {
    const { id } = await house.brought('not-yet', 'decision_pending');
    for (const missing of [id, 'no-such-case', 'a%23b'])
      expect([missing, codeOf(await jsonOf<Problem>(await leave(missing, { text: '线索' }), 404))]).toEqual([missing, 'not-found']);
    const over = await house.brought('over', 'public_notice');
    const now = house.clock.now;
    house.clock.now = new Date(now.getTime() + 30 * 86_400_000);
    try {
      expect(codeOf(await jsonOf<Problem>(await leave(over.id, { text: '晚了' }), 409))).toBe('notice-over');
    } finally {
      house.clock.now = now;
    }
  });

  it('a crowd fills a day and no more, nobody is held up by it, and the next day begins anew', { timeout: 60_000 }, async () => {
    const { id } = await house.brought('crowded', 'public_notice');
    const seen = await jsonOf<CaseAnswer>(await house.as('crowded-owner').get(`/v1/cases/${id}`));
    for (let nth = 0; nth < TIPS_A_DAY; nth++) expect((await leave(id, { text: `第 ${nth} 条` })).status).toBe(201);
    const full = await leave(id, { text: '再一条' });
    // Until the day ends in Shanghai: the house stands at ten in the morning there.
    expect([full.status, full.headers.get('retry-after')]).toEqual([429, String(14 * 3600)]);
    expect(codeOf(await jsonOf<Problem>(full, 429))).toBe('tips-full');
    // Of another notice it is not full.
    const other = await house.brought('beside', 'public_notice');
    expect((await leave(other.id, { text: '别的公示' })).status).toBe(201);
    const now = house.clock.now;
    house.clock.now = new Date(now.getTime() + 86_400_000);
    expect((await leave(id, { text: '第二天' })).status).toBe(201);
    house.clock.now = now;
    // Whoever saw the case before the crowd came still acts on what they saw.
    expect(await house.taken('crowded-owner', id, 'withdraw', { reason: '' })).toMatchObject({ version: seen.version + 1 });
  });
});

describe('what officers do with it', () => {
  it('is read, then looked into with what came of it; then it is done', async () => {
    const { id } = await house.brought('looked-at', 'public_notice');
    const tip = await told(id, '请查合同');
    expect(await jsonOf(await note('tips-1', tip, { state: 'read' }))).toMatchObject({ state: 'read', seenBy: '示例 tips-1', note: null });
    const unsaid = await jsonOf<Problem>(await note('tips-2', tip, { state: 'looked-into' }), 400);
    expect(unsaid.errors?.map(({ pointer }) => pointer)).toEqual(['/note']);
    const done = { state: 'looked-into', note: '已核对合同原件' };
    expect(await jsonOf(await note('tips-2', tip, done))).toMatchObject({ ...done, seenBy: '示例 tips-2' });
    expect(codeOf(await jsonOf<Problem>(await note('tips-1', tip, done), 409))).toBe('tip-settled');
    expect((await listed('tips-1', '?limit=100')).items.map((one) => one.id)).not.toContain(tip.id);
    expect((await listed('tips-1', '?seen=done')).items).toMatchObject([{ id: tip.id, note: '已核对合同原件' }]);
    const chain = await jsonOf<Page>(await house.as('looked-at-owner').get(`/v1/cases/${id}/audit`));
    expect(chain.items.filter(({ action }) => action === 'tip.note')).toHaveLength(2);
    expect(JSON.stringify(chain)).not.toContain('已核对合同原件');
  });

  it('is for the place, for people without a tie, and for tips there are', async () => {
    const { id } = await house.brought('tied', 'public_notice');
    const tip = await told(id, '有关联的人不该看到');
    const done = { state: 'looked-into', note: '查过' };
    expect((await note('notice-far', tip, done)).status).toBe(404);
    expect((await note('approver', tip, done)).status).toBe(403);
    expect((await note('tips-1', { ...tip, id: 'no-such-tip' }, done)).status).toBe(404);
    // A notice officer who is also a member of the applicant sees nothing of it, and does nothing with it.
    const mine = await house.brought('mine-too', 'public_notice', 'both-sides');
    const about = await told(mine.id, '两边都有的人');
    expect((await listed('both-sides', '?limit=100')).items.map(({ caseId }) => caseId)).not.toContain(mine.id);
    expect((await listed('both-sides', '?limit=100')).items.map(({ caseId }) => caseId)).toContain(id);
    expect(codeOf(await jsonOf<Problem>(await note('both-sides', about, done), 403))).toBe('four-eyes');
  });

  it('is not for whoever joined the applicant since, by another account of the same person', async () => {
    const { id } = await house.brought('joined', 'public_notice');
    const tip = await told(id, '后来加入的人');
    const { stores } = house;
    const file = await stores.organisations.readOrganisation('joined');
    if (!file) throw new Error('no such firm');
    const place = { personId: 'tips-1-at-home', personKey: personKeyOf({ id: 'tips-1' }), name: '示例', roles: ['preparer' as const] };
    await stores.commands.commit({
      writes: placeWrites(file.organisation, { ...place, from: house.clock.now.toISOString(), until: null, version: 1 }, 'absent'),
      entry: {
        aggregate: { kind: 'organisation', id: 'joined' },
        action: 'invitation.accept',
        at: house.clock.now.toISOString(),
        by: { personId: place.personId, role: 'person', organisationId: null },
        changed: { member: place.personId },
      },
      head: file.head,
    });
    const done = { state: 'looked-into', note: '查过' };
    expect(codeOf(await jsonOf<Problem>(await note('tips-1', tip, done), 403))).toBe('four-eyes');
    // Two reads beside the kept answer: the tip with its case, and who belongs to the applicant.
    const counts = countCalls(house.client);
    await jsonOf(await note('tips-2', tip, done));
    const calls = Object.fromEntries(Object.entries(counts).map(([name, count]) => [name.replace('Command', ''), count]));
    // One of the queries is the question who asks.
    expect([calls.Query, calls.GetItem, calls.BatchGetItem]).toEqual([2, 1, 1]);
  });

  it('comes by pages, and a cursor of another list is none', async () => {
    const { id } = await house.brought('paged', 'public_notice');
    for (const text of ['甲', '乙', '丙']) await told(id, text);
    const first = await listed('tips-1', '?limit=2');
    expect(first.items).toHaveLength(2);
    const second = await listed('tips-1', `?limit=100&cursor=${first.nextCursor}`);
    expect(second.items.map((tip) => tip.id)).not.toContain(first.items[0]?.id);
    expect([...first.items, ...second.items].filter(({ caseId }) => caseId === id).map(({ text }) => text)).toEqual(['甲', '乙', '丙']);
    for (const query of [`?seen=done&cursor=${first.nextCursor}`, '?cursor=x', '?seen=all', '?limit=0', '?more=1'])
      expect([query, (await house.as('tips-1').get(`/v1/tips${query}`)).status]).toEqual([query, 400]);
  });
});
