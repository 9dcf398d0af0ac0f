import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectProblem } from '../../support/api.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { attackHouse } from './house.ts';

/** Keys, versions and cursors that belong to somebody or something else. */
const house = attackHouse();
const FIRM = '/v1/organisations/firm';
const OTHER = '/v1/organisations/other';
const invite = (person: string, path: string, body: unknown, key: string) => house.as(person).post(`${path}/invitations`, body, { key });

describe('an Idempotency-Key', () => {
  it('is one’s own: the same of another person is another', async () => {
    const [mine, theirs] = await Promise.all([
      invite('firm.owner', FIRM, { roles: ['preparer'] }, 'shared'),
      invite('other.owner', OTHER, { roles: ['preparer'] }, 'shared'),
    ]);
    const ids = [];
    for (const answer of [mine, theirs]) ids.push((await jsonOf<{ invitation: { id: string } }>(answer, 201)).invitation.id);
    expect(new Set(ids).size).toBe(2);
    expect(theirs.headers.get('idempotent-replayed')).toBeNull();
  });

  it('does not open the answer of another person', async () => {
    const body = { roles: ['signatory'] };
    await jsonOf(await invite('firm.owner', FIRM, body, 'watched'), 201);
    await expectProblem(await invite('other.owner', FIRM, body, 'watched'), 404, 'not-found');
    await expectProblem(await invite('firm.preparer', FIRM, body, 'watched'), 403, 'not-allowed');
  });

  it('shows a secret once: a repeat has none', async () => {
    const send = () => invite('firm.owner', FIRM, { roles: ['preparer'], note: '一次' }, 'secret');
    const first = await jsonOf<{ secret: string; link: string }>(await send(), 201);
    expect(first.secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const again = await send();
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await jsonOf(again, 201)).toMatchObject({ secret: null, link: null });
  });

  it.each<[string, () => Promise<Response>]>([
    ['another body', () => invite('firm.owner', FIRM, { roles: ['signatory'] }, 'one')],
    ['another path', () => invite('firm.owner', OTHER, { roles: ['preparer'] }, 'one')],
    ['another route', () => house.as('firm.owner').post('/v1/organisations', { roles: ['preparer'] }, { key: 'one' })],
    ['another method', () => house.as('firm.owner').patch(FIRM, { roles: ['preparer'] }, { key: 'one', ifMatch: 1 })],
    [
      'a route of another function',
      () => house.as('firm.owner').post('/v1/companies/firm/grants', { roles: ['preparer'] }, { key: 'one' }),
    ],
    ['no body', () => house.as('firm.owner').post(`${FIRM}/leave`, undefined, { key: 'one' })],
  ])('is for one command: with %s it is refused', async (_what, send) => {
    await jsonOf(await invite('firm.owner', FIRM, { roles: ['preparer'] }, 'one'), 201);
    await expectProblem(await send(), 422, 'idempotency-key-reused');
  });

  it.each([
    ['none', null],
    ['an empty one', ''],
    ['one that is too long', 'k'.repeat(129)],
    ['two of them', 'a, b'],
    ['one with a tab', 'a\tb'],
  ])('is needed: %s will not do', async (_what, key) =>
    expectProblem(
      await house.as('firm.owner').post(`${FIRM}/invitations`, { roles: ['preparer'] }, { key }),
      400,
      'idempotency-key-required',
    ),
  );

  it('is not used up by a refusal', async () => {
    await expectProblem(await invite('firm.owner', FIRM, { roles: ['admin'] }, 'again'), 422, 'unfit-roles');
    await jsonOf(await invite('firm.owner', FIRM, { roles: ['preparer'] }, 'again'), 201);
  });

  it('sent eight times at once does one thing', async () => {
    const all = await Promise.all(
      Array.from({ length: 8 }, () => invite('other.owner', OTHER, { roles: ['guest'], until: '2026-12-20T00:00:00Z' }, 'burst')),
    );
    const ids = [];
    for (const answer of all) ids.push((await jsonOf<{ invitation: { id: string } }>(answer, 201)).invitation.id);
    expect(new Set(ids).size).toBe(1);
    expect(all.filter(({ headers }) => headers.get('idempotent-replayed') === null)).toHaveLength(1);
  });
});

describe('If-Match', () => {
  const patch = (ifMatch: string | undefined) =>
    house.as('firm.owner').patch(FIRM, { divisionCode: '320583' }, { ...(ifMatch !== undefined && { ifMatch }) });

  it.each([
    '*',
    '"0"',
    '"2"',
    '"-1"',
    '"1", "2"',
    '1',
    '""',
    '"01"',
    '"1.0"',
    '"1e0"',
    '"+1"',
    "'1'",
    '"9999999999999999999"',
    'w/"1"',
    '"1";x',
    '',
  ])('%j is not the version that was seen', async (ifMatch) => {
    const answer = await patch(ifMatch);
    expect(answer.headers.get('etag')).toBe('"1"');
    await expectProblem(answer, 412, 'stale-version');
  });

  it('is asked for', async () => expectProblem(await patch(undefined), 428, 'version-required'));

  it('takes what packing made of a tag (W/), and lets one of two editors through', async () => {
    const answers = await Promise.all([patch('W/"1"'), patch('"1"')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(await house.versionOf('firm')).toBe('"2"');
  });

  it('tells nothing to those who may not know', async () => {
    const answer = await house.as('other.owner').patch(FIRM, { divisionCode: '320583' }, { ifMatch: 1 });
    expect(answer.headers.get('etag')).toBeNull();
    await expectProblem(answer, 404, 'not-found');
  });
});

describe('a cursor', () => {
  /** Cursors that were really given out: the list, who may see it, and its second page. */
  const LISTS: Readonly<Record<string, { readonly by: string; readonly path: string }>> = {
    'the audit of firm': { by: 'firm.owner', path: `${FIRM}/audit` },
    'the audit of other': { by: 'other.owner', path: `${OTHER}/audit` },
    'the papers of firm': { by: 'firm.owner', path: '/v1/companies/firm/documents' },
    'the papers of other': { by: 'other.owner', path: '/v1/companies/other/documents' },
    'the access log of firm': { by: 'firm.owner', path: '/v1/companies/firm/access-log' },
    'the access log of other': { by: 'other.owner', path: '/v1/companies/other/access-log' },
    'what the bank received': { by: 'banker', path: '/v1/grants' },
    'all organisations': { by: 'admin', path: '/v1/organisations/all' },
    institutions: { by: 'admin', path: '/v1/institutions' },
    companies: { by: 'admin', path: '/v1/companies' },
  };
  const given = new Map<string, string>();

  beforeAll(async () => {
    for (const id of ['firm', 'other']) {
      const owner = house.as(`${id}.owner`);
      for (let count = 0; count < 2; count++) {
        const paper = { kind: 'business-licence', fileName: 'a.pdf', mediaType: 'application/pdf', sizeBytes: 10 };
        await jsonOf(await owner.post(`/v1/companies/${id}/documents`, paper), 201);
        const grant = {
          institutionId: 'bank',
          fieldGroups: ['identity'],
          documentIds: [],
          purpose: 'credit-assessment',
          purposeNote: '示例',
          until: '2026-12-31',
          consentTextVersion: '2026-2',
        };
        await jsonOf(await owner.post(`/v1/companies/${id}/grants`, grant), 201);
        await jsonOf(await house.as('banker').get(`/v1/companies/${id}`));
      }
    }
    await house.seedOrganisation({ id: 'second-bank', kind: 'bank' });
    for (const [name, { by, path }] of Object.entries(LISTS)) {
      const { nextCursor } = await jsonOf<{ nextCursor: string | null }>(await house.as(by).get(`${path}?limit=1`));
      expect(nextCursor, name).not.toBeNull();
      given.set(name, nextCursor as string);
    }
  });

  it.each(Object.entries(LISTS))('of %s goes on there, and nowhere else', async (name, { by, path }) => {
    expect((await house.as(by).get(`${path}?limit=1&cursor=${given.get(name)}`)).status).toBe(200);
    for (const [other, cursor] of given) {
      if (other === name) continue;
      await expectProblem(await house.as(by).get(`${path}?cursor=${cursor}`), 400, 'invalid-request', '/cursor');
    }
  });

  const made = (content: unknown): string => Buffer.from(JSON.stringify(content)).toString('base64url');
  it.each(Object.entries(LISTS))('of one’s own making is refused by %s', async (name, { by, path }) => {
    const [list] = JSON.parse(Buffer.from(given.get(name) as string, 'base64url').toString()) as [string, string];
    const wrong = [
      'x',
      '%00',
      '../../etc/passwd',
      '%F0%9F%92%A9',
      made([]),
      made([list]),
      made([list, '']),
      made([list, 7]),
      made([list, { S: 'x' }]),
      made({ 0: list, 1: 'x' }),
      made(null),
      made([list, 'x', 'y']),
      `${given.get(name)}=`,
      `${given.get(name)}AA`,
      'A'.repeat(513),
    ];
    for (const cursor of wrong) await expectProblem(await house.as(by).get(`${path}?cursor=${cursor}`), 400, 'invalid-request', '/cursor');
  });

  it.each(Object.entries(LISTS))('pointing outside of the list is harmless: %s', async (name, { by, path }) => {
    const [list] = JSON.parse(Buffer.from(given.get(name) as string, 'base64url').toString()) as [string, string];
    const foreign = by === 'firm.owner' ? 'other.' : by === 'other.owner' ? 'firm.' : undefined;
    for (const key of [
      '~',
      '#',
      'zzz',
      '0',
      '1e9',
      '-1',
      '999999999999',
      'ORG#other',
      'bank#ORG',
      'INSTITUTION#bank#~',
      '__proto__',
      randomUUID(),
    ]) {
      const answer = await house.as(by).get(`${path}?cursor=${made([list, key])}`);
      expect([200, 400], `${key}: ${await answer.clone().text()}`).toContain(answer.status);
      if (answer.status === 400) await expectProblem(answer, 400, 'invalid-request', '/cursor');
      else if (foreign) expect(await answer.text(), key).not.toContain(foreign);
    }
  });

  it.each(['0', '101', '-1', '1.5', 'x', '', 'NaN', 'Infinity', '1&limit=2'])('with ?limit=%s is refused', async (limit) => {
    for (const { by, path } of Object.values(LISTS))
      await expectProblem(await house.as(by).get(`${path}?limit=${limit}`), 400, 'invalid-request', '/limit');
  });

  it.each(['__proto__=1', 'constructor=1', 'fields=*', 'organisationId=other'])('with ?%s is refused', async (query) => {
    for (const { by, path } of Object.values(LISTS))
      await expectProblem(await house.as(by).get(`${path}?${query}`), 400, 'invalid-request', `/${query.split('=')[0]}`);
  });
});
