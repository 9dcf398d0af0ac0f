import { beforeAll, describe, expect, it } from 'vitest';
import { companyHouse } from '../support/company-house.ts';
import { countCalls } from '../support/faults.ts';

const house = companyHouse();
const { as } = house;

let version = 0;
let hash = '';
beforeAll(async () => {
  await house.told(as('owner'), 'firm', { facts: { 'firm.founded_on': '2024-09-20', 'firm.employees': 19 } });
  // The catalogue is read once for a process; after that a request asks for the pointer alone.
  const taken = await as('owner').post('/v1/companies/firm/snapshots');
  hash = ((await taken.json()) as { hash: string }).hash;
  version = Number((await as('owner').get('/v1/companies/firm')).headers.get('etag')?.replaceAll('"', ''));
});

/** The identity of a token is one call: the person. A session adds the one that touches it. */
const PERSON = { QueryCommand: 1 };
const plus = (...counts: readonly Record<string, number>[]): Record<string, number> => {
  const sum: Record<string, number> = {};
  for (const [name, count] of counts.flatMap((one) => Object.entries(one))) sum[name] = (sum[name] ?? 0) + count;
  return sum;
};
const FILE = { QueryCommand: 1 };
const CATALOGUE = { GetItemCommand: 1 };
const ANSWER = { GetItemCommand: 1 };
const COMMIT = { TransactWriteItemsCommand: 1 };
const LOG = { PutItemCommand: 1 };

describe('what each operation costs', () => {
  it.each([
    ['the company, for a member', 'owner', 'GET', '', undefined, [FILE]],
    ['a teaser', 'other-banker', 'GET', '', undefined, [FILE]],
    ['the company, for a grantee', 'banker', 'GET', '', undefined, [FILE, LOG]],
    ['its facts, for a member', 'owner', 'GET', '/facts', undefined, [FILE, CATALOGUE]],
    ['its facts, for a grantee', 'banker', 'GET', '/facts', undefined, [FILE, CATALOGUE, LOG]],
    ['the company, for the body it sits with', 'operator', 'GET', '', undefined, [FILE, LOG]],
    ['its facts, for the body it sits with', 'operator', 'GET', '/facts', undefined, [FILE, CATALOGUE, LOG]],
    ['its matches, for the body it sits with', 'operator', 'GET', '/matches', undefined, [FILE, CATALOGUE, LOG]],
    ['its timeline, for the body it sits with', 'operator', 'GET', '/timeline', undefined, [FILE, CATALOGUE, LOG]],
    ['its history', 'owner', 'GET', '/facts/history', undefined, [FILE, { QueryCommand: 1 }]],
    ['its matches', 'owner', 'GET', '/matches', undefined, [FILE, CATALOGUE]],
    ['its timeline', 'owner', 'GET', '/timeline', undefined, [FILE, CATALOGUE]],
    ['a snapshot', 'owner', 'GET', '/snapshots/{hash}', undefined, [FILE, { GetItemCommand: 1 }]],
    ['telling facts', 'owner', 'PATCH', '/facts', { facts: { 'firm.employees': 20 } }, [ANSWER, FILE, CATALOGUE, COMMIT]],
    [
      'telling facts that papers show',
      'owner',
      'PATCH',
      '/facts',
      { facts: { 'firm.employees': 21 }, evidence: ['paper-1'] },
      [ANSWER, FILE, CATALOGUE, COMMIT],
    ],
    ['telling particulars', 'owner', 'PATCH', '/particulars', { contactName: '示例' }, [ANSWER, FILE, COMMIT]],
    ['revealing one', 'owner', 'POST', '/particulars/reveal', { field: 'contactName', reason: 'x' }, [ANSWER, FILE, COMMIT]],
    ['taking a snapshot', 'owner', 'POST', '/snapshots', undefined, [ANSWER, FILE, CATALOGUE, COMMIT]],
    ['taking it again', 'owner', 'POST', '/snapshots', undefined, [ANSWER, FILE, CATALOGUE, COMMIT]],
  ] as const)('%s', async (_what, person, method, path, body, costs) => {
    const counts = countCalls(house.client);
    const url = `/v1/companies/firm${path.replace('{hash}', hash)}`;
    const caller = as(person);
    const response = await (method === 'GET'
      ? caller.get(url)
      : method === 'POST'
        ? caller.post(url, body)
        : caller.patch(url, body, { ifMatch: version }));
    expect(response.status, await response.clone().text()).toBeLessThan(300);
    if (method === 'PATCH') version += 1;
    expect(counts).toEqual(plus(PERSON, ...costs));
  });
});
