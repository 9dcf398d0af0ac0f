import { describe, expect, it } from 'vitest';
import { expectProblem } from '../../support/api.ts';
import type { SendOptions } from '../../support/signed-in.ts';
import { attackHouse } from './house.ts';

/** Bodies that say more than they may. Each is sent by somebody who may do the thing itself, with a key and the right version. */
const house = attackHouse();
const FIRM = '/v1/organisations/firm';
const COMPANY = { kind: 'company', name: '示例甲科技有限公司', uscc: '91320000796544598E', divisionCode: '320583' };
const GRANT = {
  institutionId: 'bank',
  fieldGroups: ['identity'],
  documentIds: [],
  purpose: 'credit-assessment',
  purposeNote: '示例',
  until: '2026-12-31',
  consentTextVersion: '2026-2',
};
const PAPER = { kind: 'business-licence', fileName: 'a.pdf', mediaType: 'application/pdf', sizeBytes: 10 };

interface Target {
  readonly by: string;
  readonly method: 'post' | 'patch';
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}
const register: Target = { by: 'newcomer', method: 'post', path: '/v1/organisations', body: COMPANY };
const admit: Target = { by: 'admin', method: 'post', path: '/v1/institutions', body: { kind: 'bank', name: '示例银行' } };
const change: Target = { by: 'firm.owner', method: 'patch', path: FIRM, body: { name: '示例' } };
const changeRoles: Target = { by: 'firm.owner', method: 'patch', path: `${FIRM}/members/firm.preparer`, body: { roles: ['preparer'] } };
const invite: Target = { by: 'firm.owner', method: 'post', path: `${FIRM}/invitations`, body: { roles: ['preparer'] } };
const transfer: Target = { by: 'firm.owner', method: 'post', path: `${FIRM}/transfer-ownership`, body: { toPersonId: 'firm.preparer' } };
const accept: Target = { by: 'newcomer', method: 'post', path: '/v1/invitations/accept', body: { secret: 'x' } };
const facts: Target = { by: 'firm.owner', method: 'patch', path: '/v1/companies/firm/facts', body: { facts: {} } };
const particulars: Target = { by: 'firm.owner', method: 'patch', path: '/v1/companies/firm/particulars', body: { contactName: '示例' } };
const reveal: Target = {
  by: 'firm.owner',
  method: 'post',
  path: '/v1/companies/firm/particulars/reveal',
  body: { field: 'bankAccount', reason: '示例' },
};
const give: Target = { by: 'firm.owner', method: 'post', path: '/v1/companies/firm/grants', body: GRANT };
const declare: Target = {
  by: 'firm.owner',
  method: 'post',
  path: '/v1/companies/firm/residences',
  body: { bodyId: 'carrier', from: '2026-01-01' },
};
const upload: Target = { by: 'firm.owner', method: 'post', path: '/v1/companies/firm/documents', body: PAPER };
const bringIn: Target = { by: 'operator', method: 'post', path: '/v1/organisations/carrier/company-imports', body: { csv: 'name' } };

const send = ({ by, method, path }: Target, body: unknown, options: SendOptions = {}): Promise<Response> =>
  house.as(by)[method](path, body, { ifMatch: 1, ...options });

describe('a field nobody asked for is refused by its name', () => {
  it.each<[string, Target, Record<string, unknown>]>([
    ['a version of one’s own', register, { version: 7 }],
    ['an id of one’s own', register, { id: 'firm' }],
    ['another founder', register, { createdBy: 'admin' }],
    ['a code that was confirmed', register, { usccStatus: 'confirmed' }],
    ['members from the start', register, { members: [{ personId: 'x', roles: ['owner'] }] }],
    ['roles for the founder', register, { roles: ['admin'] }],
    ['another first owner', admit, { owner: 'banker' }],
    ['an institution of another id', admit, { id: 'bank' }],
    ['another kind', change, { kind: 'bank' }],
    ['another code', change, { uscc: '91320000796544598E' }],
    ['a settled code', change, { usccStatus: 'confirmed' }],
    ['a jump of the version', change, { version: 99 }],
    ['another person', changeRoles, { personId: 'firm.owner' }],
    ['another natural person', changeRoles, { personKey: 'person-firm.owner' }],
    ['an earlier beginning', changeRoles, { from: '2020-01-01T00:00:00.000Z' }],
    ['an open invitation', invite, { status: 'open' }],
    ['a confirmed invitation', invite, { confirmedBy: 'x' }],
    ['a known secret', invite, { secret: 'known', tokenHash: 'x' }],
    ['a longer life', invite, { expiresAt: '2030-01-01T00:00:00.000Z' }],
    ['a new place for the former owner', transfer, { roles: ['signatory'] }],
    ['roles with an invitation', accept, { roles: ['owner'] }],
    ['facts in the name of a bureau', facts, { organisationId: 'bureau' }],
    ['facts with a version', facts, { version: 3 }],
    ['an unmasked field', particulars, { masked: false }],
    ['several fields at once', reveal, { fields: ['bankAccount'] }],
    ['a grant in another name', give, { givenBy: 'other.owner' }],
    ['a grant of long ago', give, { from: '2020-01-01T00:00:00.000Z' }],
    ['another company', give, { companyId: 'other' }],
    ['a confirmed residence', declare, { status: 'confirmed', confirmedBy: 'operator' }],
    ['a checked paper', upload, { status: 'clean', sha256: 'a'.repeat(64) }],
    ['a place for the file', upload, { key: 'other/paper', organisationId: 'other' }],
    ['an import for others', bringIn, { organisationId: 'firm' }],
  ])('%s', async (_what, target, more) => {
    const answer = await send(target, { ...target.body, ...more });
    await expectProblem(answer, 400, 'invalid-request', `/${Object.keys(more)[0]}`);
  });
});

const EVERY = {
  register,
  admit,
  change,
  changeRoles,
  invite,
  transfer,
  accept,
  facts,
  particulars,
  reveal,
  give,
  declare,
  upload,
  bringIn,
};

describe.each(Object.entries(EVERY))('%s', (_name, target) => {
  it.each([
    ['__proto__', '"__proto__":{"roles":["admin"]}'],
    ['constructor', '"constructor":{"prototype":{"roles":["admin"]}}'],
    ['hasOwnProperty', '"hasOwnProperty":1'],
    ['toString', '"toString":"x"'],
    ['', '"":1'],
  ])('takes no field called %j', async (name, member) => {
    const text = JSON.stringify(target.body).replace('{', `{${member},`).replace(',}', '}');
    await expectProblem(await send(target, text), 400, 'invalid-request', `/${name}`);
    expect(({} as { roles?: unknown }).roles).toBeUndefined();
  });

  it('takes no field twice', async () => {
    const [name] = Object.keys(target.body) as [string];
    const text = JSON.stringify(target.body).replace('{', `{"${name}":null,`);
    await expectProblem(await send(target, text), 400, 'invalid-request', `/${name}`);
  });

  it.each([
    ['nothing', 'null'],
    ['a list', '[]'],
    ['a text', '"x"'],
    ['a number', '7'],
  ])('takes no body that is %s', async (_what, text) => expectProblem(await send(target, text), 400, 'invalid-request'));

  it.each([
    ['cut off', '{"a":'],
    ['two values', '{}{}'],
    ['with a comment', '{/* */}'],
    ['not a number of JSON', '{"a":NaN}'],
    ['too deep', '['.repeat(40) + ']'.repeat(40)],
    ['empty', ''],
  ])('takes no text that is %s', async (_what, text) => expectProblem(await send(target, text), 400, 'malformed-json'));

  it('takes no more than 256 KB', async () =>
    expectProblem(await send(target, `{"a":"${'x'.repeat(256 * 1024)}"}`), 413, 'payload-too-large'));
});

describe('a value of another type', () => {
  it.each<[string, Target, Record<string, unknown>, string]>([
    ['a question in the place of a person', transfer, { toPersonId: { $ne: null } }, '/toPersonId'],
    ['a list in the place of a secret', accept, { secret: ['x'] }, '/secret'],
    ['a text in the place of roles', invite, { roles: 'owner' }, '/roles'],
    ['roles as an object', changeRoles, { roles: { 0: 'owner', length: 1 } }, '/roles'],
    ['a role of the language', invite, { roles: ['constructor'] }, '/roles/0'],
    ['a kind of the language', register, { kind: '__proto__' }, '/kind'],
    ['the platform', admit, { kind: 'platform' }, '/kind'],
    ['what anyone may found', register, { kind: 'bank' }, '/kind'],
    ['a name with a line end', change, { name: '示例\r\nset-cookie: a=b' }, '/name'],
    ['a name turned round', change, { name: '示例\u202egnp' }, '/name'],
    ['an id with a separator', give, { institutionId: 'bank#GRANT' }, '/institutionId'],
    ['a field of the language', reveal, { field: 'toString' }, '/field'],
    ['a group of the language', give, { fieldGroups: ['__proto__'] }, '/fieldGroups/0'],
    ['a body with a path', declare, { bodyId: '../carrier' }, '/bodyId'],
    ['a size below nothing', upload, { sizeBytes: -1 }, '/sizeBytes'],
    ['a size that is no number', upload, { sizeBytes: '10' }, '/sizeBytes'],
  ])('%s', async (_what, target, more, pointer) =>
    expectProblem(await send(target, { ...target.body, ...more }), 400, 'invalid-request', pointer),
  );

  it.each(['__proto__', 'constructor', 'toString', 'firm.no_such_fact'])('a fact called %s is none', async (fact) => {
    const text = `{"facts":{${JSON.stringify(fact)}:1}}`;
    await expectProblem(await send(facts, text), 400, 'invalid-request', `/facts/${fact}`);
  });
});

describe('a role that does not belong there', () => {
  it.each(['admin', 'auditor', 'bank-officer', 'scitech-officer', 'carrier-operator', 'finance-payer'])('%s', async (role) => {
    await expectProblem(await send(invite, { roles: [role] }), 422, 'unfit-roles', '/roles/0');
    await expectProblem(await send(changeRoles, { roles: ['preparer', role] }), 422, 'unfit-roles', '/roles/1');
  });
});

it('nothing of all that was done', async () => {
  expect(await house.versionOf('firm')).toBe('"1"');
  const answer = await house.as('firm.owner').get('/v1/organisations/firm/audit');
  const { items } = (await answer.json()) as { items: { action: string }[] };
  expect(items.map(({ action }) => action)).toEqual(['organisation.register']);
});
