import { beforeAll, expect, it } from 'vitest';
import { checkCharacterOf } from '../../shared/domain/parties/uscc.ts';
import { communityRow } from '../../shared/store/community-store.ts';
import { companyHouse } from '../support/company-house.ts';
import { countCalls } from '../support/faults.ts';
import { jsonOf } from '../support/signed-in.ts';

const house = companyHouse();
const { as } = house;
const COMMUNITY = 'JS-320583-91';
const calls = countCalls(house.client);

const GRANT = {
  institutionId: 'other-bank',
  fieldGroups: ['staff'],
  documentIds: ['paper-1', 'paper-2'],
  purpose: 'credit-assessment',
  purposeNote: '首贷评估',
  until: '2027-01-01',
  consentTextVersion: '2026-2',
};
let grantId = '';
let residenceId = '';

beforeAll(async () => {
  const community = { id: COMMUNITY, name: '示例众创社区', divisionCode: '320583', operatorId: 'community', since: '2026-01-01' } as const;
  await house.seedOrganisation({
    id: 'community',
    kind: 'community_operator',
    members: [{ id: 'manager', roles: ['community-operator'] }],
    writes: [{ put: communityRow({ ...community, status: 'pilot', industry: null, version: 1 }), expect: 'absent' }],
  });
  const give = await as('owner').post('/v1/companies/firm/grants', { ...GRANT, documentIds: [] });
  grantId = (await jsonOf<{ id: string }>(give, 201)).id;
  const declare = await as('owner').post('/v1/companies/firm/residences', { bodyId: 'community', from: '2026-01-01' });
  residenceId = (await jsonOf<{ id: string }>(declare, 201)).id;
});

/** The calls made since the last look at them. */
const made = (): Record<string, number> => {
  const now = { ...calls };
  for (const command of Object.keys(calls)) delete calls[command];
  return now;
};

/** With a bearer token, who is asking costs one Query. What each then reads and writes stands here, and nothing more may. */
it.each([
  // The file of the company, and the log of looks.
  ['owner', 'get', '/v1/companies/firm/grants', undefined, 200, { QueryCommand: 3 }],
  ['owner', 'get', '/v1/companies/firm/access-log', undefined, 200, { QueryCommand: 3 }],
  ['other-banker', 'get', '/v1/grants', undefined, 200, { QueryCommand: 2 }],
  // A page of the index; for those who sit with a body their teasers in a batch.
  ['banker', 'get', '/v1/companies', undefined, 200, { QueryCommand: 2 }],
  ['banker', 'get', '/v1/companies?stage=seed', undefined, 200, { QueryCommand: 2 }],
  ['manager', 'get', '/v1/companies', undefined, 200, { QueryCommand: 2, BatchGetItemCommand: 1 }],
  // Stored answer, file, and institution with papers in one batch; then one transaction. The papers are unknown, so that one is refused.
  ['owner', 'post', '/v1/companies/firm/grants', GRANT, 422, { QueryCommand: 2, GetItemCommand: 2, BatchGetItemCommand: 1 }],
  [
    'owner',
    'post',
    '/v1/companies/firm/grants',
    { ...GRANT, documentIds: [] },
    201,
    { QueryCommand: 2, GetItemCommand: 1, BatchGetItemCommand: 1, TransactWriteItemsCommand: 1 },
  ],
  [
    'owner',
    'post',
    () => `/v1/companies/firm/grants/${grantId}/revoke`,
    undefined,
    200,
    { QueryCommand: 2, GetItemCommand: 1, TransactWriteItemsCommand: 1 },
  ],
  [
    'owner',
    'post',
    '/v1/companies/firm/residences',
    { bodyId: 'far-carrier', from: '2026-01-01' },
    201,
    { QueryCommand: 2, GetItemCommand: 1, BatchGetItemCommand: 1, TransactWriteItemsCommand: 1 },
  ],
  [
    'manager',
    'post',
    () => `/v1/companies/firm/residences/${residenceId}/confirm`,
    { communityId: COMMUNITY },
    200,
    { QueryCommand: 2, GetItemCommand: 2, TransactWriteItemsCommand: 1 },
  ],
  [
    'manager',
    'post',
    () => `/v1/companies/firm/residences/${residenceId}/end`,
    {},
    200,
    { QueryCommand: 2, GetItemCommand: 1, TransactWriteItemsCommand: 1 },
  ],
] as const)('%s %s %s', async (person, method, path, body, status, expected) => {
  const to = typeof path === 'string' ? path : path();
  made();
  const response = method === 'get' ? await as(person).get(to) : await as(person).post(to, body);
  expect(response.status).toBe(status);
  expect(made()).toEqual(Object.fromEntries(Object.entries(expected).map(([command, times]) => [command, times])));
});

const fileOf = (rows: number, employees: number) => {
  const codes = Array.from({ length: rows }, (_, at) => `91320583MA1B${String(at).padStart(5, '0')}`);
  const lines = codes.map((first) => `昆山示例导入有限公司,${first}${checkCharacterOf(first)},320583,${employees}`);
  return ['name,uscc,divisionCode,employees', ...lines].join('\n');
};

it('an import of 200 companies: 4 batches, one transaction for each that is new, one read and one transaction for each that changes', async () => {
  const send = (employees: number) => as('operator').post('/v1/organisations/carrier/company-imports', { csv: fileOf(200, employees) });
  await send(1).then((response) => expect(response.status).toBe(200));
  // Who asks, the body's file, the stored answer, the catalogue (its parts once).
  const { QueryCommand: queries = 0, ...first } = made();
  expect(first).toEqual({ GetItemCommand: 2, BatchGetItemCommand: 4, TransactWriteItemsCommand: 201 });
  expect(queries).toBeLessThanOrEqual(3);
  expect((await jsonOf<{ counts: object }>(await send(2))).counts).toEqual({ created: 0, updated: 200, unchanged: 0, refused: 0 });
  expect(made()).toEqual({ GetItemCommand: 2, QueryCommand: 202, BatchGetItemCommand: 4, TransactWriteItemsCommand: 201 });
});
