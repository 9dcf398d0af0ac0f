import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { createPartiesApp } from '../../../functions/parties-api/app.ts';
import { type Fault, injectFault } from '../../support/faults.ts';
import { jsonOf, signedInHouse } from '../../support/signed-in.ts';

const house = signedInHouse(createPartiesApp);

/** People and organisations of one run, apart from those of every other. */
interface Run {
  readonly id: string;
  readonly owner: string;
  readonly other: string;
  readonly friend: string;
  readonly code: string;
}
let runs = 0;
const newRun = (): Run => {
  runs += 1;
  return { id: `run-${runs}`, owner: `owner-${runs}`, other: `other-${runs}`, friend: `friend-${runs}`, code: `CODE${runs}` };
};

const firm = ({ id, owner, other, code }: Run) =>
  house.seedOrganisation({
    id,
    kind: 'company',
    uscc: code,
    usccStatus: 'awaiting-confirmation',
    members: [
      { id: owner, roles: ['owner', 'signatory'] },
      { id: other, roles: ['preparer'] },
    ],
  });
const bureau = ({ id, owner, other }: Run) =>
  house.seedOrganisation({
    id,
    kind: 'finance_bureau',
    members: [
      { id: owner, roles: ['owner'] },
      { id: other, roles: ['owner'] },
    ],
  });
const admin = ({ id, owner }: Run) =>
  house.seedOrganisation({ id, kind: 'platform', divisionCode: null, members: [{ id: owner, roles: ['owner', 'admin'] }] });

const links = new Map<string, { secret: string; invitation: { id: string } }>();
const inviting = (place: (run: Run) => Promise<unknown>, roles: string[]) => async (run: Run) => {
  await place(run);
  links.set(run.id, await jsonOf(await house.as(run.owner).post(`/v1/organisations/${run.id}/invitations`, { roles }), 201));
};
const linkOf = ({ id }: Run) => links.get(id) ?? { secret: '', invitation: { id: '' } };

/** An office where somebody is to be away; proposed, and, where it runs, confirmed. */
const office = ({ id, owner, other, friend }: Run) =>
  house.seedOrganisation({
    id,
    kind: 'finance_bureau',
    members: [
      { id: owner, roles: ['owner'] },
      { id: other, roles: ['finance-approver', 'finance-reviewer'] },
      { id: friend, roles: ['notice-officer'] },
    ],
  });
const ON_LEAVE = { role: 'finance-approver', from: '2026-11-23', until: '2026-12-01', ground: 'leave' };
const proposing = ({ id, other, friend }: Run, key?: string) =>
  house
    .as(other)
    .post(`/v1/organisations/${id}/delegations`, { ...ON_LEAVE, principalId: other, delegateId: friend }, key === undefined ? {} : { key });
const standIns = new Map<string, string>();
const away = (running: boolean) => async (run: Run) => {
  await office(run);
  const { id } = await jsonOf<{ id: string }>(await proposing(run), 201);
  standIns.set(run.id, id);
  if (running) await jsonOf(await decidedBy('owner', 'confirm')(run));
};
const decidedBy = (who: 'owner' | 'other', step: string) => (run: Run, key?: string) =>
  house
    .as(run[who])
    .post(`/v1/organisations/${run.id}/delegations/${standIns.get(run.id)}/${step}`, undefined, key === undefined ? {} : { key });

/** Every command: how it is prepared, what is sent under which key, and what a whole one answers. */
const COMMANDS: [
  name: string,
  prepare: (run: Run) => Promise<unknown>,
  send: (run: Run, key: string) => Promise<Response>,
  status: number,
][] = [
  [
    'register',
    async () => undefined,
    ({ owner }, key) => house.as(owner).post('/v1/organisations', { kind: 'individual', divisionCode: '320583' }, { key }),
    201,
  ],
  ['admit', admin, ({ owner }, key) => house.as(owner).post('/v1/institutions', { kind: 'investor', name: '示例创投' }, { key }), 201],
  [
    'change',
    firm,
    ({ id, owner }, key) =>
      house.as(owner).patch(`/v1/organisations/${id}`, { name: '新名称', divisionCode: '320115' }, { key, ifMatch: 1 }),
    200,
  ],
  [
    'confirm-code',
    async (run) => {
      await firm(run);
      await house.seedOrganisation({
        id: `${run.id}-p`,
        kind: 'platform',
        divisionCode: null,
        members: [{ id: run.friend, roles: ['admin'] }],
      });
    },
    ({ id, friend, code }, key) => house.as(friend).post(`/v1/organisations/${id}/confirm-code`, { uscc: code, seen: '执照' }, { key }),
    200,
  ],
  [
    'invite',
    firm,
    ({ id, owner }, key) => house.as(owner).post(`/v1/organisations/${id}/invitations`, { roles: ['preparer'] }, { key }),
    201,
  ],
  [
    'confirm',
    inviting(bureau, ['finance-payer']),
    (run, key) =>
      house.as(run.other).post(`/v1/organisations/${run.id}/invitations/${linkOf(run).invitation.id}/confirm`, undefined, { key }),
    200,
  ],
  [
    'withdraw',
    inviting(firm, ['preparer']),
    (run, key) => house.as(run.owner).delete(`/v1/organisations/${run.id}/invitations/${linkOf(run).invitation.id}`, undefined, { key }),
    204,
  ],
  [
    'accept',
    inviting(firm, ['preparer']),
    (run, key) => house.as(run.friend).post('/v1/invitations/accept', { secret: linkOf(run).secret }, { key }),
    200,
  ],
  [
    'change roles',
    firm,
    ({ id, owner, other }, key) =>
      house.as(owner).patch(`/v1/organisations/${id}/members/${other}`, { roles: ['signatory'] }, { key, ifMatch: 1 }),
    200,
  ],
  [
    'remove',
    firm,
    ({ id, owner, other }, key) => house.as(owner).delete(`/v1/organisations/${id}/members/${other}`, undefined, { key, ifMatch: 1 }),
    204,
  ],
  ['propose a stand-in', office, proposing, 201],
  ['confirm a stand-in', away(false), decidedBy('owner', 'confirm'), 200],
  ['decline a stand-in', away(false), decidedBy('owner', 'decline'), 200],
  ['end a stand-in', away(true), decidedBy('other', 'revoke'), 200],
  [
    'take the role a stand-in rests on',
    away(true),
    ({ id, owner, other }, key) =>
      house.as(owner).patch(`/v1/organisations/${id}/members/${other}`, { roles: ['finance-reviewer'] }, { key, ifMatch: 2 }),
    200,
  ],
  [
    'remove whom somebody stands in for',
    away(true),
    ({ id, owner, other }, key) => house.as(owner).delete(`/v1/organisations/${id}/members/${other}`, undefined, { key, ifMatch: 2 }),
    204,
  ],
  ['leave', firm, ({ id, other }, key) => house.as(other).post(`/v1/organisations/${id}/leave`, undefined, { key }), 204],
  [
    'transfer',
    firm,
    ({ id, owner, other }, key) =>
      house.as(owner).post(`/v1/organisations/${id}/transfer-ownership`, { toPersonId: other }, { key, ifMatch: 1 }),
    200,
  ],
];

/** Everything of a run as it stands, with the words of this run taken out, so that two runs can be compared. */
async function stateOf({ id, owner, other, friend }: Run): Promise<unknown> {
  const people = await Promise.all([owner, other, friend].map((person) => house.stores.people.readPerson(person)));
  const founded = await house.client.send(
    new ScanCommand({
      TableName: house.names.main,
      FilterExpression: 'sk = :org AND createdBy = :owner',
      ExpressionAttributeValues: { ':org': 'ORG', ':owner': owner },
      ConsistentRead: true,
    }),
  );
  const ids = new Set([id, ...(founded.Items ?? []).map((item) => String(item.id))]);
  const files = await Promise.all([...ids].map((one) => house.stores.organisations.readOrganisation(one)));
  const admitted = files.flatMap((file) => (file ? [file.head.seq] : []));
  const state = {
    places: people.map(({ memberships }) =>
      memberships.map(({ kind, organisationName, roles, divisionCode, standsIn = [], away = [] }) => ({
        kind,
        organisationName,
        roles,
        divisionCode,
        standsIn: standsIn.map(({ role, personId }) => [role, personId]),
        away: away.length,
      })),
    ),
    files: files.map(
      (file) =>
        file && {
          organisation: [file.organisation.name, file.organisation.usccStatus, file.organisation.divisionCode, file.organisation.version],
          members: file.members.map(({ personId, roles, version }) => [personId, roles, version]),
          invitations: file.invitations.map(({ status, roles, acceptedBy, version }) => [status, roles, acceptedBy, version]),
          delegations: file.delegations.map(({ status, endedBy, version }) => [status, endedBy?.personId, version]),
          profile: file.profile?.version,
        },
    ),
    entries: admitted,
  };
  const words: [string, string][] = [
    [owner, 'OWNER'],
    [other, 'OTHER'],
    [friend, 'FRIEND'],
    [id, 'ID'],
  ];
  return JSON.parse(words.reduce((text, [from, to]) => text.replaceAll(from, to), JSON.stringify(state)));
}

/** Sends while calls are broken as told; @returns the status and how many calls there were. */
async function sendWith(send: () => Promise<Response>, fault: (call: number) => Fault): Promise<{ status: number; calls: number }> {
  let calls = 0;
  const mend = injectFault(house.client, ({ number }) => {
    calls = number;
    return fault(number);
  });
  try {
    return { status: (await send()).status, calls };
  } finally {
    mend();
  }
}

/** Every call in the long run; else the one transaction, where something can be half done. */
const callsToBreak = (calls: number): number[] => (process.env.LONG ? Array.from({ length: calls }, (_, index) => index + 1) : [calls]);

describe('wherever the function ends', () => {
  it.each(COMMANDS)(
    '%s has happened whole or not at all, and the same request completes it',
    { timeout: 60_000 },
    async (_name, prepare, send, status) => {
      const whole = newRun();
      await prepare(whole);
      const before = await stateOf(whole);
      const { status: answered, calls } = await sendWith(
        () => send(whole, 'key'),
        () => undefined,
      );
      expect(answered).toBe(status);
      const after = await stateOf(whole);
      expect(after).not.toEqual(before);

      for (const how of ['before', 'after'] as const) {
        for (const broken of callsToBreak(calls)) {
          const run = newRun();
          await prepare(run);
          const crashed = await sendWith(
            () => send(run, 'key'),
            (call) => (call === broken ? how : undefined),
          );
          // Where only the answer of the transaction is lost, reading it back may find it, and it is answered after all.
          const happened = how === 'after' && broken === calls;
          expect(happened ? [500, status] : [500]).toContain(crashed.status);
          expect(await stateOf(run)).toEqual(happened ? after : before);
          expect((await send(run, 'key')).status).toBe(status);
          expect(await stateOf(run)).toEqual(after);
        }
      }
    },
  );
});
