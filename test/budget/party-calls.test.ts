import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPartiesApp } from '../../functions/parties-api/app.ts';
import { sha256Hex } from '../../shared/http/access-token.ts';
import { personKey, sessionKey } from '../../shared/store/keys/people.ts';
import { countCalls } from '../support/faults.ts';
import { type Caller, personKeyOf, type SendOptions, signedInHouse, TEST_ISSUER } from '../support/signed-in.ts';

const house = signedInHouse(createPartiesApp);

/** A browser's request: whose session it is costs a call, where a token costs none. */
function browserOf(person: string): Caller {
  const headers = { cookie: `__Host-rongqiao=${person}`, origin: TEST_ISSUER.PUBLIC_ORIGIN };
  const ofBrowser = (options: SendOptions = {}): SendOptions => ({ ...options, headers });
  const { anonymous } = house;
  return {
    get: (path, options) => anonymous.get(path, ofBrowser(options)),
    post: (path, body, options) => anonymous.post(path, body, ofBrowser(options)),
    patch: (path, body, options) => anonymous.patch(path, body, ofBrowser(options)),
    put: (path, body, options) => anonymous.put(path, body, ofBrowser(options)),
    delete: (path, body, options) => anonymous.delete(path, body, ofBrowser(options)),
  };
}

async function signIn(person: string): Promise<void> {
  const session = { sessionId: 's', personId: person, idleUntil: '2027-01-01', absoluteUntil: '2027-01-01' };
  const put = (Item: Record<string, unknown>) => house.client.send(new PutCommand({ TableName: house.names.main, Item }));
  await put({ ...sessionKey(sha256Hex(person)), ...session });
  await put({ ...personKey(person), name: person, personKey: personKeyOf({ id: person }) });
}

const secrets: Record<string, string> = {};
const invitations: Record<string, string> = {};
async function invited(owner: string, organisation: string, name: string, roles: string[]): Promise<void> {
  const made = await house.as(owner).post(`/v1/organisations/${organisation}/invitations`, { roles });
  const answer = (await made.json()) as { secret: string; invitation: { id: string } };
  secrets[name] = answer.secret;
  invitations[name] = answer.invitation.id;
}

const delegations: Record<string, string> = {};
/** Ten days each, the first from today. */
const asked = (at: number) => {
  const day = (days: number) => new Date(house.clock.now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  return {
    principalId: 'helper',
    delegateId: 'second',
    role: 'finance-approver',
    from: day(10 * at),
    until: day(10 * at + 10),
    ground: 'leave',
  };
};
async function standIn(at: number): Promise<string> {
  const made = await house.as('helper').post('/v1/organisations/desks/delegations', asked(at));
  return ((await made.json()) as { id: string }).id;
}

beforeAll(async () => {
  for (const person of ['owner', 'helper', 'admin', 'second', 'friend']) await signIn(person);
  const members = (...ids: string[]) => ids.map((id) => ({ id, roles: ['owner', 'signatory'] as const }));
  await house.seedOrganisation({ id: 'firm', kind: 'company', uscc: 'CODE1', members: members('owner', 'helper', 'second') });
  await house.seedOrganisation({
    id: 'waits',
    kind: 'company',
    uscc: 'CODE2',
    usccStatus: 'awaiting-confirmation',
    members: members('owner'),
  });
  await house.seedOrganisation({
    id: 'platform',
    kind: 'platform',
    divisionCode: null,
    members: [{ id: 'admin', roles: ['owner', 'admin'] }],
  });
  await house.seedOrganisation({ id: 'bureau', kind: 'finance_bureau', members: [{ id: 'owner', roles: ['owner'] }] });
  await invited('owner', 'firm', 'open', ['preparer']);
  await invited('owner', 'firm', 'back', ['preparer']);
  await invited('owner', 'bureau', 'waiting', ['finance-payer']);
  await house.seedOrganisation({
    id: 'desks',
    kind: 'finance_bureau',
    members: [
      { id: 'owner', roles: ['owner'] },
      { id: 'helper', roles: ['finance-approver'] },
      { id: 'second', roles: ['notice-officer'] },
    ],
  });
  for (const [at, name] of ['running', 'waiting', 'unwanted'].entries()) delegations[name] = await standIn(at);
  await house.as('owner').post(`/v1/organisations/desks/delegations/${delegations.running}/confirm`);
});

/** Reads beside identity and the kept answer; every command is one transaction, whatever it changes. */
type Reads = { readonly get?: number; readonly query?: number };
type Row = [name: string, person: string, status: number, reads: Reads, send: (caller: Caller) => Promise<Response>];

const OPEN: Row[] = [
  ['institutions', '', 200, { query: 1 }, (caller) => caller.get('/v1/institutions')],
  ['communities', '', 200, { query: 1 }, (caller) => caller.get('/v1/communities')],
];
const QUESTIONS: Row[] = [
  ['mine', 'owner', 200, {}, (caller) => caller.get('/v1/organisations')],
  ['all', 'admin', 200, { query: 1 }, (caller) => caller.get('/v1/organisations/all')],
  ['one', 'owner', 200, { query: 1 }, (caller) => caller.get('/v1/organisations/firm')],
  ['members', 'owner', 200, { query: 1 }, (caller) => caller.get('/v1/organisations/firm/members')],
  ['invitations', 'owner', 200, { query: 1 }, (caller) => caller.get('/v1/organisations/firm/invitations')],
  // Whom somebody stands in for is known with who they are.
  ['stand-ins', 'second', 200, { query: 1 }, (caller) => caller.get('/v1/organisations/desks/delegations')],
  ['audit', 'owner', 200, { query: 2 }, (caller) => caller.get('/v1/organisations/firm/audit')],
  ['look up', 'friend', 200, { get: 1, query: 1 }, (caller) => caller.post('/v1/invitations/look-up', { secret: secrets.open })],
];
const COMMANDS: Row[] = [
  [
    'register',
    'friend',
    201,
    {},
    (caller) => caller.post('/v1/organisations', { kind: 'company', name: '示例公司', uscc: '91320000796544598E', divisionCode: '320583' }),
  ],
  ['admit', 'admin', 201, {}, (caller) => caller.post('/v1/institutions', { kind: 'bank', name: '示例银行' })],
  [
    'confirm code',
    'admin',
    200,
    { query: 1 },
    (caller) => caller.post('/v1/organisations/waits/confirm-code', { uscc: 'CODE2', seen: '执照' }),
  ],
  ['change', 'owner', 200, { query: 1 }, (caller) => caller.patch('/v1/organisations/firm', { divisionCode: '320115' }, { ifMatch: 1 })],
  ['invite', 'owner', 201, { query: 1 }, (caller) => caller.post('/v1/organisations/firm/invitations', { roles: ['preparer'] })],
  ['confirm', 'admin', 200, { query: 1 }, (caller) => caller.post(`/v1/organisations/bureau/invitations/${invitations.waiting}/confirm`)],
  ['withdraw', 'owner', 204, { query: 1 }, (caller) => caller.delete(`/v1/organisations/firm/invitations/${invitations.back}`)],
  ['accept', 'friend', 200, { get: 1, query: 1 }, (caller) => caller.post('/v1/invitations/accept', { secret: secrets.open })],
  [
    'change roles',
    'owner',
    200,
    { query: 1 },
    (caller) => caller.patch('/v1/organisations/firm/members/second', { roles: ['preparer'] }, { ifMatch: 1 }),
  ],
  ['propose a stand-in', 'helper', 201, { query: 1 }, (caller) => caller.post('/v1/organisations/desks/delegations', asked(3))],
  [
    'confirm a stand-in',
    'owner',
    200,
    { query: 1 },
    (caller) => caller.post(`/v1/organisations/desks/delegations/${delegations.waiting}/confirm`),
  ],
  [
    'decline a stand-in',
    'owner',
    200,
    { query: 1 },
    (caller) => caller.post(`/v1/organisations/desks/delegations/${delegations.unwanted}/decline`),
  ],
  [
    'end a stand-in',
    'second',
    200,
    { query: 1 },
    (caller) => caller.post(`/v1/organisations/desks/delegations/${delegations.running}/revoke`),
  ],
  ['remove', 'owner', 204, { query: 1 }, (caller) => caller.delete('/v1/organisations/firm/members/second', undefined, { ifMatch: 2 })],
  [
    'transfer',
    'owner',
    200,
    { query: 1 },
    (caller) => caller.post('/v1/organisations/firm/transfer-ownership', { toPersonId: 'helper' }, { ifMatch: 2 }),
  ],
  ['leave', 'owner', 204, { query: 1 }, (caller) => caller.post('/v1/organisations/firm/leave')],
];

describe('what an operation may cost', () => {
  const counts = countCalls(house.client);
  const counted = async (send: () => Promise<Response>): Promise<[status: number, counts: Record<string, number>]> => {
    const before = { ...counts };
    const { status } = await send();
    const spent = Object.entries(counts).map(([name, count]) => [name.replace('Command', ''), count - (before[name] ?? 0)] as const);
    return [status, Object.fromEntries(spent.filter(([, count]) => count > 0))];
  };
  const costOf = (identity: Record<string, number>, { get = 0, query = 0 }: Reads) => {
    const cost: Record<string, number> = { ...identity };
    if (get > 0) cost.GetItem = (cost.GetItem ?? 0) + get;
    if (query > 0) cost.Query = (cost.Query ?? 0) + query;
    return cost;
  };

  it.each(OPEN)('%s: reads alone', async (_name, _person, status, reads, send) => {
    expect(await counted(() => send(house.anonymous))).toEqual([status, costOf({}, reads)]);
  });

  it.each(QUESTIONS)('%s: session, person, and at most two reads', async (_name, person, status, reads, send) => {
    expect(await counted(() => send(browserOf(person)))).toEqual([status, costOf({ UpdateItem: 1, Query: 1 }, reads)]);
  });

  it.each(COMMANDS)(
    '%s: session, person, the kept answer, at most two reads and one transaction',
    async (_name, person, status, reads, send) => {
      expect(await counted(() => send(browserOf(person)))).toEqual([
        status,
        costOf({ UpdateItem: 1, Query: 1, GetItem: 1, TransactWriteItems: 1 }, reads),
      ]);
    },
  );
});
