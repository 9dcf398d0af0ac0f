import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditKey } from '../../../shared/store/keys/journal.ts';
import { expectProblem } from '../../support/api.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { partiesHouse } from './house.ts';

const house = partiesHouse();
type Page = { items: { seq: number; action: string; holds: boolean }[]; nextCursor: string | null; intact: boolean; head: { seq: number } };
const PATH = '/v1/organisations/firm/audit';
const page = async (query = '', person = 'owner', path = PATH): Promise<Page> =>
  jsonOf<Page>(await house.as(person).get(`${path}${query}`));

beforeAll(async () => {
  await house.seedOrganisation({
    id: 'audit-office',
    kind: 'audit_office',
    divisionCode: null,
    members: [{ id: 'auditor', roles: ['auditor'] }],
  });
  for (const id of ['firm', 'touched', 'torn', 'cut']) {
    await house.seedOrganisation({ id, kind: 'company', uscc: `code-${id}`, members: [{ id: 'owner', roles: ['owner'] }] });
    for (let version = 1; version < 5; version++)
      await house.as('owner').patch(`/v1/organisations/${id}`, { name: `示例 ${version}` }, { ifMatch: version });
  }
});

describe('GET /v1/organisations/{id}/audit', () => {
  it('shows the chain newest first, and that it holds', async () => {
    const whole = await page();
    expect(whole.items.map(({ seq, action, holds }) => [seq, action, holds])).toEqual([
      [5, 'organisation.change', true],
      [4, 'organisation.change', true],
      [3, 'organisation.change', true],
      [2, 'organisation.change', true],
      [1, 'organisation.register', true],
    ]);
    expect(whole).toMatchObject({ nextCursor: null, intact: true, head: { seq: 5 } });
    expect(whole.items[0]).toMatchObject({ by: { personId: 'owner', role: 'owner', organisationId: 'firm' }, changed: { name: '示例 4' } });
  });

  it.each([1, 2, 3, 4, 5])('in pages of %i, each entry once and each page checked', async (limit) => {
    const seen: number[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const next: Page = await page(`?limit=${limit}${cursor && `&cursor=${cursor}`}`, 'auditor');
      expect(next.intact).toBe(true);
      seen.push(...next.items.map(({ seq }) => seq));
      cursor = next.nextCursor;
    }
    expect(seen).toEqual([5, 4, 3, 2, 1]);
  });

  it('names the entry somebody touched', async () => {
    const Key = auditKey('organisation', 'touched', 3);
    const change = {
      TableName: house.names.journal,
      Key,
      UpdateExpression: 'SET reason = :other',
      ExpressionAttributeValues: { ':other': 'x' },
    };
    await house.client.send(new UpdateCommand(change));
    const whole = await page('', 'owner', '/v1/organisations/touched/audit');
    expect(whole.intact).toBe(false);
    expect(whole.items.filter(({ holds }) => !holds).map(({ seq }) => seq)).toEqual([3]);
    const [first] = (await page('?limit=2', 'owner', '/v1/organisations/touched/audit')).items;
    expect(first).toMatchObject({ seq: 5, holds: true });
  });

  it('shows where one is missing, be it in the middle or the newest', async () => {
    await house.client.send(new DeleteCommand({ TableName: house.names.journal, Key: auditKey('organisation', 'torn', 3) }));
    const torn = await page('', 'owner', '/v1/organisations/torn/audit');
    expect(torn.intact).toBe(false);
    expect(torn.items.filter(({ holds }) => !holds).map(({ seq }) => seq)).toEqual([4]);
    expect((await page('?limit=2', 'owner', '/v1/organisations/torn/audit')).intact).toBe(false);

    await house.client.send(new DeleteCommand({ TableName: house.names.journal, Key: auditKey('organisation', 'cut', 5) }));
    expect(await page('', 'owner', '/v1/organisations/cut/audit')).toMatchObject({ intact: false, head: { seq: 5 } });
  });

  it.each(['0', '6', '-1', '1.5', 'x', '00001'])('refuses a cursor that names entry %s', async (place) => {
    const cursor = Buffer.from(JSON.stringify(['audit:firm', place])).toString('base64url');
    await expectProblem(await house.as('owner').get(`${PATH}?cursor=${cursor}`), 400, 'invalid-request', '/cursor');
  });

  it('refuses the cursor of another organisation’s chain', async () => {
    const { nextCursor } = await page('?limit=1', 'owner', '/v1/organisations/touched/audit');
    await expectProblem(await house.as('owner').get(`${PATH}?cursor=${nextCursor}`), 400, 'invalid-request', '/cursor');
  });
});
