import { describe, expect, it } from 'vitest';
import { fits, ORGANISATION_KINDS, type OrganisationKind, ROLE_NAMES, type Role } from '../../../../../shared/domain/parties/kinds.ts';
import { asInstant, changeRoles, placeFaults, removeMember, transferOwnership } from '../../../../../shared/domain/parties/member.ts';
import type { Member, Organisation } from '../../../../../shared/domain/parties/records.ts';

const AT = '2026-11-23T02:00:00.000Z';
const NEXT_MONTH = '2026-12-23T02:00:00.000Z';
const person = (id: string, roles: Role[], until: string | null = null): Member => ({
  personId: id,
  personKey: `key-${id}`,
  name: id,
  roles,
  from: '2026-01-01T00:00:00.000Z',
  until,
  version: 7,
});
const fileOf = (kind: OrganisationKind, ...members: Member[]) => ({
  organisation: {
    id: 'one',
    kind,
    name: '示例',
    uscc: null,
    usccStatus: 'none',
    divisionCode: '320583',
    createdBy: 'x',
    createdAt: AT,
    version: 1,
  } satisfies Organisation,
  members,
});
const said = (faults: readonly { pointer: string; code: string }[]) => faults.map(({ pointer, code }) => `${pointer} ${code}`);

describe('a place', () => {
  const cells = ORGANISATION_KINDS.flatMap((kind) => ROLE_NAMES.map((role) => [kind, role] as const));

  it('is any role that stands in such an organisation, and no other', () => {
    for (const [kind, role] of cells) {
      const until = role === 'guest' ? NEXT_MONTH : null;
      const own = kind === 'individual' && (role === 'owner' || role === 'signatory');
      expect([kind, role, placeFaults(kind, { roles: [role], until }, AT)]).toEqual([
        kind,
        role,
        fits(role, kind) && !own ? [] : [expect.objectContaining({ pointer: '/roles/0', code: 'role-does-not-fit' })],
      ]);
    }
  });

  it.each<[Role[], string | null, string[]]>([
    [['preparer', 'preparer'], null, ['/roles/1 duplicate']],
    [['bank-officer', 'admin'], null, ['/roles/0 role-does-not-fit', '/roles/1 role-does-not-fit']],
    [['guest'], null, ['/until required']],
    [['guest'], AT, ['/until past']],
    [['guest'], '2026-11-22T02:00:00.000Z', ['/until past']],
    [['guest'], '2027-05-22T02:00:00.000Z', []],
    [['guest'], '2027-05-22T02:00:00.001Z', ['/until too-late']],
    [['guest', 'preparer'], NEXT_MONTH, ['/roles guest-only']],
    [['preparer'], NEXT_MONTH, ['/until for-guests-only']],
    [['admin', 'guest'], null, ['/roles/0 role-does-not-fit', '/roles guest-only', '/until required']],
  ])('%j until %j in a company: %j', (roles, until, faults) => {
    expect(said(placeFaults('company', { roles, until }, AT))).toEqual(faults);
  });

  it('reads instants of every notation as one', () => expect(asInstant('2026-12-01T00:00:00Z')).toBe('2026-12-01T00:00:00.000Z'));
});

describe('new roles', () => {
  const owner = person('owner', ['owner', 'signatory']);
  const second = person('second', ['owner']);
  const helper = person('helper', ['preparer']);
  const guest = person('guest', ['guest'], NEXT_MONTH);

  it.each<[string, Member, Parameters<typeof changeRoles>[2], Partial<Member>]>([
    ['another role', helper, { roles: ['signatory'] }, { roles: ['signatory'], until: null }],
    ['all roles', helper, { roles: ['owner', 'preparer', 'signatory'] }, { roles: ['owner', 'preparer', 'signatory'] }],
    ['a guest stays as long as before', guest, { roles: ['guest'] }, { until: NEXT_MONTH }],
    ['a guest stays longer', guest, { roles: ['guest'], until: '2027-01-01T00:00:00Z' }, { until: '2027-01-01T00:00:00.000Z' }],
    ['a guest comes to stay', guest, { roles: ['preparer'] }, { roles: ['preparer'], until: null }],
    [
      'a member becomes a guest',
      helper,
      { roles: ['guest'], until: '2026-12-01T00:00:00Z' },
      { roles: ['guest'], until: '2026-12-01T00:00:00.000Z' },
    ],
  ])('%s', (_what, member, wanted, expected) => {
    expect(changeRoles(fileOf('company', owner, helper, guest), member, wanted, AT)).toEqual({
      ok: true,
      value: { ...member, ...expected, version: 8 },
    });
  });

  it.each<[string, OrganisationKind, Member, Parameters<typeof changeRoles>[2], string]>([
    ['the last owner gives it up', 'company', owner, { roles: ['signatory'] }, 'last-owner'],
    ['a role of other organisations', 'company', helper, { roles: ['bank-officer'] }, 'unfit-roles'],
    ['a guest without an end', 'company', helper, { roles: ['guest'] }, 'unfit-roles'],
    ['an end for a member', 'company', helper, { roles: ['preparer'], until: NEXT_MONTH }, 'unfit-roles'],
    ['a second owner of a person’s own application', 'individual', helper, { roles: ['owner'] }, 'unfit-roles'],
    ['a new role in a public body', 'finance_bureau', owner, { roles: ['owner', 'finance-payer'] }, 'second-person-needed'],
    ['making oneself admin', 'platform', owner, { roles: ['owner', 'admin'] }, 'second-person-needed'],
  ])('refused: %s', (_what, kind, member, wanted, code) => {
    const here = { ...member, roles: kind === 'company' || kind === 'individual' ? member.roles : (['owner'] as Role[]) };
    expect(changeRoles(fileOf(kind, owner, here), here, wanted, AT)).toMatchObject({ ok: false, refusal: { code } });
  });

  it('in a public body can be fewer at once', () => {
    const officer = person('officer', ['finance-reviewer', 'finance-payer']);
    expect(changeRoles(fileOf('finance_bureau', owner, officer), officer, { roles: ['finance-reviewer'] }, AT)).toMatchObject({ ok: true });
  });

  it('may take ownership from one of two', () => {
    expect(changeRoles(fileOf('company', owner, second), owner, { roles: ['signatory'] }, AT)).toMatchObject({ ok: true });
  });

  it('leave a person the roles over their own application', () => {
    expect(changeRoles(fileOf('individual', owner), owner, { roles: ['owner', 'signatory', 'preparer'] }, AT)).toMatchObject({ ok: true });
  });

  it('one goes unless nobody would be left to look after the members', () => {
    expect(removeMember([owner, helper], owner)).toEqual({ ok: false, refusal: { code: 'last-owner' } });
    expect(removeMember([owner, second], owner)).toEqual({ ok: true, value: owner });
    expect(removeMember([owner, helper], helper)).toEqual({ ok: true, value: helper });
  });
});

describe('the ownership', () => {
  const owner = person('owner', ['owner', 'signatory']);
  const bare = person('bare', ['owner']);
  const helper = person('helper', ['preparer']);
  const guest = person('guest', ['guest'], NEXT_MONTH);

  it('changes hands, and the former owner keeps the other roles', () => {
    expect(transferOwnership(fileOf('company', owner, helper), owner, 'helper')).toEqual({
      ok: true,
      value: { owner: { ...helper, roles: ['owner', 'preparer'], version: 8 }, former: { ...owner, roles: ['signatory'], version: 8 } },
    });
  });

  it('takes along who was nothing else', () => {
    expect(transferOwnership(fileOf('bank', bare, helper), bare, 'helper')).toMatchObject({ ok: true, value: { former: undefined } });
  });

  it('goes to one who has it too, even in a public body', () => {
    expect(transferOwnership(fileOf('finance_bureau', bare, owner), bare, 'owner')).toMatchObject({
      ok: true,
      value: { owner: { roles: owner.roles } },
    });
  });

  it.each<[string, OrganisationKind, string, string, string[]]>([
    ['to oneself', 'company', 'owner', 'unfit-roles', ['/toPersonId not-another-member']],
    ['to a stranger', 'company', 'nobody', 'unfit-roles', ['/toPersonId not-another-member']],
    ['to a guest', 'company', 'guest', 'unfit-roles', ['/toPersonId guest']],
    ['of a person’s own application', 'individual', 'helper', 'unfit-roles', [' individual']],
    ['within a public body', 'scitech_bureau', 'helper', 'second-person-needed', []],
  ])('is not handed over %s', (_what, kind, to, code, faults) => {
    const refused = transferOwnership(fileOf(kind, owner, helper, guest), owner, to);
    expect(refused).toMatchObject({ ok: false, refusal: { code } });
    expect(said((refused.ok ? undefined : refused.refusal.faults) ?? [])).toEqual(faults);
  });
});
