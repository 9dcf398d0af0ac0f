import { describe, expect, inject, it } from 'vitest';
import { confirmSecond, inviteFirst } from '../../../infra/invite-admin.ts';
import { createChainReader } from '../../../shared/store/chain-store.ts';
import { expectProblem } from '../../support/api.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { run } from '../../support/start-process.ts';
import { ownTables } from '../../support/tables.ts';
import { partiesHouse, secretOf } from './house.ts';

const house = partiesHouse();
const make = (name?: string) => inviteFirst(house.stores, name, house.clock.now);
const confirm = (invitation: string) => confirmSecond(house.stores, invitation, house.clock.now);
const shown: string[] = [];
async function linkFor(name?: string): Promise<string> {
  const made = await make(name);
  if (made.kind !== 'invited') throw new Error(JSON.stringify(made));
  const secret = made.link.slice('/invitations#'.length);
  shown.push(secret);
  return secret;
}
const accept = (person: string, secret: string) => house.as(person).post('/v1/invitations/accept', { secret });
const inviteAs = (admin: string, roles: string[]) => secretOf(house, admin, 'platform', { roles });

describe('a platform in an empty house', () => {
  it('is founded with its first admin, gets a second, and then looks after itself', async () => {
    expect(await make()).toEqual({ kind: 'refused', why: 'name-needed' });
    expect(await confirm('nothing')).toEqual({ kind: 'refused', why: 'name-needed' });
    const unused = await linkFor('示例平台');
    const first = await linkFor();
    await expectProblem(await accept('anna', unused), 404, 'not-found');
    expect(await jsonOf(await accept('anna', first))).toMatchObject({
      organisation: { id: 'platform', kind: 'platform', name: '示例平台', divisionCode: null },
      member: { personId: 'anna', roles: ['owner', 'admin'] },
    });
    expect((await house.as('anna').post('/v1/institutions', { kind: 'bank', name: '示例银行' })).status).toBe(201);
    expect(await make('示例平台')).toEqual({ kind: 'refused', why: 'has-owner', waiting: [] });

    const second = await inviteAs('anna', ['owner', 'admin']);
    expect(await make()).toMatchObject({ waiting: [{ id: second.id, roles: ['owner', 'admin'], createdBy: 'anna' }] });
    await expectProblem(await accept('berta', second.secret), 409, 'invitation-unconfirmed');
    expect(await confirm(second.id)).toEqual({ kind: 'confirmed' });
    expect(await confirm(second.id)).toEqual({ kind: 'refused', why: 'invitation-closed' });
    await expectProblem(await accept('anna', second.secret), 403, 'same-person');
    expect((await accept('berta', second.secret)).status).toBe(200);

    const third = await inviteAs('berta', ['admin']);
    expect(await confirm(third.id)).toEqual({ kind: 'refused', why: 'has-admins' });
    expect((await house.as('anna').post(`/v1/organisations/platform/invitations/${third.id}/confirm`)).status).toBe(200);
    expect((await accept('carla', third.secret)).status).toBe(200);
  });

  it('has all of it in its audit chain, and no secret', async () => {
    const file = await house.stores.organisations.readOrganisation('platform');
    const { readChain } = createChainReader(house.client, house.names.journal);
    const { entries, intact } = await readChain('organisation', 'platform', file?.head ?? { seq: 0 }, 100);
    expect(intact).toBe(true);
    expect(entries.map(({ entry }) => `${entry.action} ${entry.by.personId}`).toReversed()).toEqual([
      'organisation.admit system',
      'member.invite system',
      'invitation.accept anna',
      'member.invite anna',
      'invitation.confirm system',
      'invitation.accept berta',
      'member.invite berta',
      'invitation.confirm anna',
      'invitation.accept carla',
    ]);
    expect(shown).toHaveLength(2);
    for (const secret of shown) expect(JSON.stringify([entries, file])).not.toContain(secret);
  });
});

describe('npm run invite-admin', () => {
  const { names } = ownTables();
  const command = (args: string[], more: Record<string, string> = {}) => {
    const { endpoint, region } = inject('database');
    const variables = { MAIN_TABLE: names.main, JOURNAL_TABLE: names.journal, AWS_REGION: region, DYNAMODB_ENDPOINT: endpoint };
    const credentials = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
    return run('infra/invite-admin.ts', { ...variables, ...credentials, ...more }, args).ended;
  };

  it.each<[string, string[], Record<string, string>, string]>([
    ['without tables', [], { MAIN_TABLE: '' }, 'say which platform'],
    ['without a name', [], {}, 'say with --name what it is called'],
    ['with a name too short', ['--name', 'x'], {}, 'must have 2 to 100 characters'],
  ])('says what is missing: %s', async (_what, args, more, words) => {
    const { code, stderr, stdout } = await command(args, more);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(words);
  });

  it('founds one platform, whoever tries at the same time', async () => {
    const both = await Promise.all(['甲平台', '乙平台'].map((name) => command(['--name', name])));
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(both.filter(({ stderr }) => stderr.includes('the platform is founded'))).toHaveLength(1);
  });

  it('prints the link and nothing else on standard output', async () => {
    const { code, stdout, stderr } = await command(['--name', '示例平台'], { PUBLIC_ORIGIN: 'https://rongqiao.example' });
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/^https:\/\/rongqiao\.example\/invitations#[A-Za-z0-9_-]{43}\n$/u);
    expect(stderr).toContain('good once until');
  });
});
