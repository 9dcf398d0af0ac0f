import { describe, expect, it } from 'vitest';
import { ROUTE_LIST } from '../../../../../shared/contracts/routes.ts';
import { ACTIONS, type Action } from '../../../../../shared/domain/parties/access/actions.ts';
import { covers, decideAccess } from '../../../../../shared/domain/parties/access.ts';
import type { Principal, Role } from '../../../../../shared/domain/parties/organisation.ts';

const member = (organisationId: string, roles: Role[], divisionCode: string | null = null): Principal => ({
  personId: 'p',
  personKey: 'k',
  name: '示例',
  memberships: [
    { organisationId, kind: 'company', organisationName: '示例', divisionCode, roles, from: '2026-01-01T00:00:00.000Z', until: null },
  ],
});
const COMPANY = { organisationId: 'firm', divisionCode: '320583' };

describe('the region of an office', () => {
  it.each([
    ['320000', '320583', true],
    ['320500', '320583', true],
    ['320500', '320571', true],
    ['320583', '320583', true],
    ['320583', '320585', false],
    ['320583', '320500', false],
    ['320100', '320583', false],
    ['320571', '320505', false],
  ])('%s covers %s: %s', (office, place, inside) => expect(covers(office, place)).toBe(inside));

  it('of nowhere covers nothing, and nothing lies nowhere', () => {
    expect(decideAccess(member('bureau', ['scitech-officer']), 'company.read', COMPANY)).toMatchObject({ allowed: false });
    expect(
      decideAccess(member('bureau', ['scitech-officer'], '320000'), 'company.read', { organisationId: 'x', divisionCode: null }),
    ).toMatchObject({ allowed: false });
  });
});

describe('a refusal', () => {
  it('asks a stranger to sign in, whether or not the thing exists', () => {
    expect(decideAccess(undefined, 'profile.read', COMPANY)).toEqual({ allowed: false, why: 'sign-in' });
    expect(decideAccess(undefined, 'profile.read', undefined)).toEqual({ allowed: false, why: 'sign-in' });
  });

  it('hides what one may not know of, exactly like what does not exist', () => {
    const other = member('another-firm', ['owner']);
    expect(decideAccess(other, 'profile.read', COMPANY)).toEqual({ allowed: false, why: 'hidden' });
    expect(decideAccess(other, 'profile.read', undefined)).toEqual(decideAccess(other, 'profile.read', COMPANY));
  });

  it('says so where one may know of it', () => {
    expect(decideAccess(member('bank', ['bank-officer']), 'profile.read', COMPANY)).toEqual({ allowed: false, why: 'refused' });
    expect(decideAccess(member('firm', ['preparer']), 'grant.give', COMPANY)).toEqual({ allowed: false, why: 'refused' });
    expect(decideAccess(member('firm', ['owner']), 'organisation.admit', {})).toEqual({ allowed: false, why: 'refused' });
  });
});

describe('the grounds of a permission', () => {
  it('name role, relation and place', () => {
    const bank = member('bank', ['bank-approver', 'bank-officer']);
    expect(decideAccess(bank, 'profile.change', { ...COMPANY, grantedTo: ['bank'] })).toMatchObject({
      allowed: true,
      grounds: { role: 'bank-officer', relation: 'granted', membership: { organisationId: 'bank' } },
    });
  });

  it("are one's own company before anything an outsider has", () => {
    const both: Principal = {
      ...member('bank', ['bank-officer']),
      memberships: [...member('bank', ['bank-officer']).memberships, ...member('firm', ['preparer']).memberships],
    };
    expect(decideAccess(both, 'profile.change', { ...COMPANY, grantedTo: ['bank'] })).toMatchObject({
      grounds: { role: 'preparer', relation: 'same-organisation' },
    });
  });
});

describe('the table', () => {
  it('has a route for every action, and an action for every route', () => {
    expect([...new Set(ROUTE_LIST.map(({ action }) => action))].sort()).toEqual(Object.keys(ACTIONS).sort());
  });

  it('calls a route open exactly where everybody may do it', () => {
    const forEverybody = (action: Action) => decideAccess(undefined, action, {}).allowed;
    const wrong = ROUTE_LIST.filter(({ kind, action }) => kind.startsWith('open') !== forEverybody(action));
    expect(wrong.map(({ key }) => key)).toEqual([]);
  });

  it('says nothing twice', () => {
    for (const { allow } of Object.values(ACTIONS)) {
      const relations = allow.map(({ relation }) => relation);
      expect(new Set(relations).size).toBe(relations.length);
      for (const { roles } of allow) expect(new Set(roles).size).toBe(roles.length);
    }
  });
});
