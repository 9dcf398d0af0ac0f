import { beforeAll, describe, expect, it } from 'vitest';
import { expectProblem } from '../../support/api.ts';
import { aGrant, companyHouse } from '../../support/company-house.ts';
import { jsonOf } from '../../support/signed-in.ts';

const house = companyHouse();
const { as } = house;

const PLAIN = {
  contactName: '周示例',
  contactPhone: '138 0000 0102',
  legalRepresentative: '林示例',
  legalRepresentativeId: '11010519491231002x',
  bankName: '示例城南银行昆山支行',
  bankAccount: '9900 5830 0000 0000 017',
};
const MASKED = {
  contactName: '周示例',
  contactPhone: '138****0102',
  legalRepresentative: '林示例',
  legalRepresentativeId: '110***********002X',
  bankName: '示例城南银行昆山支行',
  bankAccount: '****0017',
};
const particulars = (id: string) => `/v1/companies/${id}/particulars`;
const versionOf = async (id: string) => Number((await jsonOf<{ version: number }>(await as('owner').get(`/v1/companies/${id}`))).version);
const change = async (person: string, body: unknown, id = 'firm') =>
  as(person).patch(particulars(id), body, { ifMatch: await versionOf(id) });

beforeAll(async () => {
  // To this bank the account may be shown; to the one of `firm` itself only identity and staff.
  await house.seedFirm('open-firm', [aGrant('open-firm', 'other-bank', { fieldGroups: ['account'], purpose: 'post-financing' })]);
  await jsonOf(await change('owner', PLAIN, 'open-firm'));
});

describe('PATCH particulars', () => {
  it('reads them into one form and shows them masked', async () => {
    const before = await versionOf('firm');
    const response = await change('owner', PLAIN);
    expect(response.headers.get('etag')).toBe(`"${before + 1}"`);
    expect(await jsonOf(response)).toEqual({ organisationId: 'firm', version: before + 1, particulars: MASKED });
    expect(await jsonOf(await as('guest').get('/v1/companies/firm'))).toMatchObject({ particulars: MASKED });
  });

  it('leaves what is not named, and takes back what is null', async () => {
    const { particulars: after } = await jsonOf<{ particulars: object }>(await change('preparer', { contactName: null }));
    expect(after).toEqual({ ...MASKED, contactName: null });
  });

  it('hides every value from the chain', async () => {
    const file = await house.stores.organisations.readOrganisation('firm');
    expect(file?.profile?.particulars.legalRepresentativeId).toBe('11010519491231002X');
    const entry = (await house.auditOf('firm')).findLast(({ action }) => action === 'particulars.change');
    expect(entry?.changed).toEqual({ contactName: null });
    const first = (await house.auditOf('firm')).find(({ action }) => action === 'particulars.change');
    expect(Object.values(first?.changed ?? {})).toHaveLength(6);
    for (const value of Object.values(first?.changed ?? {})) expect(value).toEqual({ hashed: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it.each([
    ['a phone too short', { contactPhone: '12345' }, '/contactPhone'],
    ['a phone of letters', { contactPhone: 'call me' }, '/contactPhone'],
    ['an id number with a wrong check', { legalRepresentativeId: '110105194912310021' }, '/legalRepresentativeId'],
    ['an id number of a day that never was', { legalRepresentativeId: '110105194902300024' }, '/legalRepresentativeId'],
    ['an old id number of fifteen', { legalRepresentativeId: '110105491231002' }, '/legalRepresentativeId'],
    ['an account with letters', { bankAccount: 'DE89370400440532013000' }, '/bankAccount'],
    ['an account too short', { bankAccount: '1234567' }, '/bankAccount'],
    ['an empty name', { contactName: ' ' }, '/contactName'],
    ['a line break', { contactName: 'a\nb' }, '/contactName'],
    ['a name written backwards', { contactName: 'a\u202eb' }, '/contactName'],
    ['an unknown field', { email: 'a@example.org' }, '/email'],
    ['nothing', {}, ''],
  ])('refuses %s', async (_what, body, pointer) => {
    await expectProblem(await change('owner', body), 400, 'invalid-request', pointer);
  });

  it('names every bad field at once', async () => {
    const response = await change('owner', { contactPhone: '1', bankAccount: '1' });
    const { errors } = await jsonOf<{ errors: { pointer: string }[] }>(response, 400);
    expect(errors.map(({ pointer }) => pointer)).toEqual(['/contactPhone', '/bankAccount']);
  });

  it.each([
    ['guest', 403, 'not-allowed'],
    ['operator', 403, 'not-allowed'],
    ['banker', 403, 'not-allowed'],
    ['officer', 403, 'not-allowed'],
    ['stranger', 404, 'not-found'],
  ] as const)('refuses %s with %i', async (person, status, code) => {
    await expectProblem(await change(person, { contactName: 'x' }), status, code);
  });

  it('asks for the version seen', async () => {
    await expectProblem(await as('owner').patch(particulars('firm'), { contactName: 'x' }), 428, 'version-required');
    await expectProblem(await as('owner').patch(particulars('firm'), { contactName: 'x' }, { ifMatch: 1 }), 412, 'stale-version');
  });
});

describe('POST particulars/reveal', () => {
  const reveal = (person: string, field: string, id = 'open-firm', key?: string) =>
    as(person).post(`${particulars(id)}/reveal`, { field, reason: '核对放款账户' }, key ? { key } : {});

  it('shows one in clear, leaves an audit entry, and is masked when repeated', async () => {
    expect(await jsonOf(await reveal('owner', 'bankAccount', 'open-firm', 'once'))).toEqual({
      field: 'bankAccount',
      value: '9900583000000000017',
      masked: false,
    });
    expect(await jsonOf(await reveal('owner', 'bankAccount', 'open-firm', 'once'))).toEqual({
      field: 'bankAccount',
      value: '****0017',
      masked: true,
    });
    const entries = (await house.auditOf('open-firm')).filter(({ action }) => action === 'particulars.reveal');
    expect(entries).toMatchObject([{ changed: { revealed: 'bankAccount' }, reason: '核对放款账户', by: { personId: 'owner' } }]);
  });

  it('shows a grantee what was granted, and tells the company', async () => {
    expect(await jsonOf(await reveal('other-banker', 'bankAccount'))).toMatchObject({ value: '9900583000000000017' });
    expect(await house.accessTo('open-firm')).toMatchObject([
      {
        institutionId: 'other-bank',
        personId: 'other-banker',
        what: 'particulars',
        fieldGroups: ['account'],
        particular: 'bankAccount',
        grantIds: ['grant-other-bank'],
        purposes: ['post-financing'],
        reason: '核对放款账户',
      },
    ]);
    expect(JSON.stringify(await house.accessTo('open-firm'))).not.toContain('9900583');
  });

  it.each([
    ['what was not granted', 'other-banker', 'contactPhone', 'open-firm', 403, 'not-allowed'],
    ['what was granted by another company', 'other-banker', 'bankAccount', 'firm', 403, 'not-allowed'],
    ['with a grant of other groups', 'banker', 'bankAccount', 'open-firm', 403, 'not-allowed'],
    ['a preparer', 'preparer', 'bankAccount', 'open-firm', 403, 'not-allowed'],
    ['the operator', 'operator', 'bankAccount', 'open-firm', 403, 'not-allowed'],
    ['a stranger', 'stranger', 'bankAccount', 'open-firm', 404, 'not-found'],
    ['a field there is not', 'owner', 'email', 'open-firm', 400, 'invalid-request'],
  ] as const)('refuses %s', async (_what, person, field, id, status, code) => {
    await expectProblem(await reveal(person, field, id), status, code);
  });

  it('asks for a reason and a key', async () => {
    await expectProblem(
      await as('owner').post(`${particulars('firm')}/reveal`, { field: 'bankAccount' }),
      400,
      'invalid-request',
      '/reason',
    );
    const body = { field: 'bankAccount', reason: 'x' };
    await expectProblem(await as('owner').post(`${particulars('firm')}/reveal`, body, { key: null }), 400, 'idempotency-key-required');
  });
});
