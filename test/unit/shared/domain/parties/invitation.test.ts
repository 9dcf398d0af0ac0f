import { describe, expect, it } from 'vitest';
import {
  acceptInvitation,
  confirmInvitation,
  invite,
  inviteFirstOwner,
  inviteMissingOwner,
  isAnswerable,
  leftOpenBy,
  longOver,
  MOST_INVITATIONS,
  statusAt,
  withdrawInvitation,
} from '../../../../../shared/domain/parties/invitation.ts';
import type { OrganisationKind, Role } from '../../../../../shared/domain/parties/kinds.ts';
import { MOST_MEMBERS } from '../../../../../shared/domain/parties/member.ts';
import type { Invitation, Member, Organisation } from '../../../../../shared/domain/parties/records.ts';

const AT = '2026-11-23T02:00:00.000Z';
const IN_A_WEEK = '2026-11-30T02:00:00.000Z';
const person = (id: string) => ({ personId: id, personKey: `key-${id}`, name: id });
const OWNER = person('owner');
const NEW = person('new');
const memberOf = (id: string, roles: Role[], until: string | null = null): Member => ({
  ...person(id),
  roles,
  from: '2026-01-01T00:00:00.000Z',
  until,
  version: 3,
});
const fileOf = (kind: OrganisationKind, members: Member[] = [], invitations: Invitation[] = []) => ({
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
  invitations,
});
const made = (kind: OrganisationKind, roles: Role[], until: string | null = null): Invitation => {
  const result = invite(fileOf(kind), { roles, until, note: '' }, OWNER, AT, { id: 'i', tokenHash: 'h' });
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
};

describe('an invitation', () => {
  it('is open for a week, and waits for a second person in a public body', () => {
    expect(made('company', ['preparer'])).toMatchObject({ status: 'open', expiresAt: IN_A_WEEK, createdByKey: 'key-owner', version: 1 });
    expect(made('scitech_bureau', ['scitech-officer'])).toMatchObject({ status: 'awaiting-confirmation' });
    expect(inviteFirstOwner(OWNER, AT, { id: 'i', tokenHash: 'h' })).toMatchObject({
      status: 'open',
      roles: ['owner'],
      expiresAt: IN_A_WEEK,
    });
  });

  it('of a guest ends with the stay', () => {
    expect(made('company', ['guest'], '2026-11-25T00:00:00Z')).toMatchObject({
      until: '2026-11-25T00:00:00.000Z',
      expiresAt: '2026-11-25T00:00:00.000Z',
    });
  });

  it('is refused for roles that do not fit, and beyond the number of members and of open invitations', () => {
    const asked = { roles: ['preparer'] as Role[], until: null, note: '' };
    const token = { id: 'i', tokenHash: 'h' };
    expect(invite(fileOf('bank'), asked, OWNER, AT, token)).toMatchObject({ ok: false, refusal: { code: 'unfit-roles' } });
    const many = Array.from({ length: MOST_MEMBERS }, (_, index) => memberOf(`m${index}`, ['preparer']));
    expect(invite(fileOf('company', many), asked, OWNER, AT, token)).toEqual({ ok: false, refusal: { code: 'too-many-members' } });
    const open = Array.from({ length: MOST_INVITATIONS }, () => made('company', ['preparer']));
    expect(invite(fileOf('company', [], open), asked, OWNER, AT, token)).toEqual({ ok: false, refusal: { code: 'too-many-members' } });
    expect(invite(fileOf('company', [], open), asked, OWNER, IN_A_WEEK, token)).toMatchObject({ ok: true });
  });

  it('is over at the instant it expires', () => {
    const invitation = made('company', ['preparer']);
    expect([AT, '2026-11-30T01:59:59.999Z', IN_A_WEEK].map((at) => statusAt(invitation, at))).toEqual(['open', 'open', 'expired']);
    expect(isAnswerable(invitation, IN_A_WEEK)).toBe(false);
    expect(isAnswerable({ ...invitation, status: 'accepted' }, IN_A_WEEK)).toBe(true);
    expect(isAnswerable({ ...invitation, status: 'withdrawn' }, AT)).toBe(false);
  });
});

describe('the second person', () => {
  const waiting = made('finance_bureau', ['finance-payer']);

  it('lets it count', () => {
    expect(confirmInvitation(waiting, person('admin'), AT)).toEqual({
      ok: true,
      value: { ...waiting, status: 'open', confirmedBy: 'admin', confirmedByKey: 'key-admin', version: 2 },
    });
  });

  it.each<[string, Invitation, { personId: string; personKey: string; name: string }, string, string]>([
    ['is not the inviter', waiting, OWNER, AT, 'same-person'],
    ['is not the inviter under another account', waiting, { ...OWNER, personId: 'owner-2' }, AT, 'same-person'],
    ['does not confirm twice', { ...waiting, status: 'open' }, person('admin'), AT, 'invitation-closed'],
    ['does not confirm what was taken back', { ...waiting, status: 'withdrawn' }, person('admin'), AT, 'invitation-closed'],
    ['does not confirm what has expired', waiting, person('admin'), IN_A_WEEK, 'invitation-closed'],
  ])('%s', (_what, invitation, by, at, code) => {
    expect(confirmInvitation(invitation, by, at)).toEqual({ ok: false, refusal: { code } });
  });
});

describe('taking back', () => {
  const open = made('company', ['preparer']);

  it.each<[Invitation['status'], string, string | undefined]>([
    ['open', AT, undefined],
    ['awaiting-confirmation', AT, undefined],
    ['accepted', AT, 'invitation-used'],
    ['withdrawn', AT, 'invitation-closed'],
    ['open', IN_A_WEEK, 'invitation-closed'],
  ])('one that is %s at %s: %s', (status, at, code) => {
    const result = withdrawInvitation({ ...open, status }, at);
    expect(result).toEqual(code ? { ok: false, refusal: { code } } : { ok: true, value: { ...open, status: 'withdrawn', version: 2 } });
  });

  it('happens to all that somebody has left open', () => {
    const others = { ...open, id: 'j', createdBy: 'other' };
    const used = { ...open, id: 'k', status: 'accepted' as const };
    expect(leftOpenBy([open, others, used], 'owner', AT)).toEqual([{ ...open, status: 'withdrawn', version: 2 }]);
    expect(leftOpenBy([open], 'owner', IN_A_WEEK)).toEqual([]);
  });
});

describe('accepting', () => {
  const open = made('company', ['preparer', 'signatory']);
  const owned = memberOf('owner', ['owner']);
  const accept = (invitation: Invitation, members: Member[] = [owned], by = NEW, kind: OrganisationKind = 'company', at = AT) =>
    acceptInvitation(fileOf(kind, members), invitation, by, at);

  it('makes a member, once', () => {
    const accepted = accept(open);
    expect(accepted).toEqual({
      ok: true,
      value: {
        invitation: { ...open, status: 'accepted', acceptedBy: 'new', version: 2 },
        member: { ...NEW, roles: ['preparer', 'signatory'], from: AT, until: null, version: 1 },
        before: undefined,
        superseded: [],
      },
    });
    expect(accepted.ok && accept(accepted.value.invitation, [owned, accepted.value.member])).toEqual({
      ok: false,
      refusal: { code: 'invitation-used' },
    });
  });

  it.each<[string, Member, Invitation, Partial<Member>]>([
    [
      'adds roles to those of a member',
      memberOf('new', ['owner']),
      open,
      { roles: ['owner', 'preparer', 'signatory'], from: '2026-01-01T00:00:00.000Z' },
    ],
    ['lets a guest stay', memberOf('new', ['guest'], IN_A_WEEK), open, { roles: ['preparer', 'signatory'], until: null }],
    [
      'lengthens a guest’s stay',
      memberOf('new', ['guest'], '2026-11-24T00:00:00.000Z'),
      made('company', ['guest'], IN_A_WEEK),
      { roles: ['guest'], until: IN_A_WEEK },
    ],
    [
      'lets a former guest in anew',
      memberOf('new', ['guest'], '2026-11-01T00:00:00.000Z'),
      open,
      { roles: ['preparer', 'signatory'], from: AT, until: null },
    ],
  ])('%s', (_what, before, invitation, expected) => {
    expect(accept(invitation, [owned, before])).toMatchObject({ ok: true, value: { before, member: { ...expected, version: 4 } } });
  });

  it.each<[string, Invitation, Member[], { personId: string; personKey: string; name: string }, OrganisationKind, string]>([
    ['by whoever has these roles', open, [memberOf('new', ['signatory', 'preparer'])], NEW, 'company', 'already-member'],
    ['by a member as a guest', made('company', ['guest'], IN_A_WEEK), [memberOf('new', ['preparer'])], NEW, 'company', 'already-member'],
    ['before it is confirmed', made('finance_bureau', ['finance-payer']), [], NEW, 'finance_bureau', 'invitation-unconfirmed'],
    [
      'by its maker in a public body',
      { ...made('finance_bureau', ['finance-payer']), status: 'open' },
      [],
      { ...OWNER, personId: 'owner-2' },
      'finance_bureau',
      'same-person',
    ],
    [
      'by whoever confirmed it',
      { ...made('finance_bureau', ['finance-payer']), status: 'open', confirmedBy: 'new', confirmedByKey: 'key-new' },
      [],
      NEW,
      'finance_bureau',
      'same-person',
    ],
    [
      'where there are members enough',
      open,
      Array.from({ length: MOST_MEMBERS }, (_, index) => memberOf(`m${index}`, ['preparer'])),
      NEW,
      'company',
      'too-many-members',
    ],
  ])('is refused %s', (_what, invitation, members, by, kind, code) => {
    expect(accept(invitation, members, by, kind)).toEqual({ ok: false, refusal: { code } });
  });

  it('is not asked of one that is over', () => expect(() => accept(open, [], NEW, 'company', IN_A_WEEK)).toThrow('over'));
});

describe('an organisation that nobody owns', () => {
  const token = { id: 'i', tokenHash: 'h' };
  const ask = (roles: Role[]) => ({ roles, until: null, note: '' });
  const officer = [memberOf('officer', ['bank-officer'])];

  it.each<[OrganisationKind, Role[]]>([
    ['company', ['owner', 'signatory']],
    ['bank', ['owner']],
    ['scitech_bureau', ['owner']],
  ])('%s: is handed to its first owner from outside, by a link that waits for nobody', (kind, roles) => {
    expect(inviteMissingOwner(fileOf(kind, officer), ask(roles), OWNER, AT, token)).toMatchObject({
      ok: true,
      value: { status: 'open', roles },
    });
  });

  it.each<[string, Member[], OrganisationKind, Role[], string]>([
    ['where somebody owns it', [memberOf('x', ['owner'])], 'bank', ['owner'], 'has-owner'],
    ['to somebody else', [], 'bank', ['bank-officer'], 'unfit-roles'],
    ['to an owner who is more', [], 'bank', ['owner', 'bank-approver'], 'unfit-roles'],
    ['to a signatory alone', [], 'company', ['signatory'], 'unfit-roles'],
    ['to an owner who signs where nobody signs', [], 'bank', ['owner', 'signatory'], 'unfit-roles'],
  ])('is not handed over %s', (_what, members, kind, roles, code) => {
    expect(inviteMissingOwner(fileOf(kind, members), ask(roles), OWNER, AT, token)).toMatchObject({ ok: false, refusal: { code } });
  });

  it('is not taken by whoever hands it over, and the other links end with the first that is used', () => {
    const [link, other] = [
      { ...made('company', ['owner']), id: 'one' },
      { ...made('company', ['owner']), id: 'two' },
    ];
    const file = fileOf('company', [], [link, other]);
    expect(acceptInvitation(file, link, { ...OWNER, personId: 'owner-2' }, AT)).toEqual({ ok: false, refusal: { code: 'same-person' } });
    expect(acceptInvitation(file, link, NEW, AT)).toMatchObject({
      ok: true,
      value: { superseded: [{ id: 'two', status: 'withdrawn', version: 2 }] },
    });
  });
});

describe('what is long over', () => {
  it('need not be read any more', () => {
    const past = { ...made('company', ['preparer']), expiresAt: '2026-10-01T00:00:00.000Z' };
    const recent = { ...past, id: 'recent', expiresAt: '2026-11-20T00:00:00.000Z' };
    const gone = memberOf('gone', ['guest'], '2026-10-01T00:00:00.000Z');
    const late = memberOf('late', ['guest'], '2026-11-20T00:00:00.000Z');
    expect(
      longOver(fileOf('company', [memberOf('stays', ['owner']), gone, late], [past, recent, made('company', ['preparer'])]), AT),
    ).toEqual({
      invitations: [past],
      guests: [gone],
    });
  });

  it('goes a few at a time', () => {
    const past = { ...made('company', ['preparer']), expiresAt: '2026-10-01T00:00:00.000Z' };
    expect(
      longOver(
        fileOf(
          'company',
          [],
          Array.from({ length: 30 }, () => past),
        ),
        AT,
      ).invitations,
    ).toHaveLength(10);
  });
});
