import { describe, expect, it } from 'vitest';
import { confirmForLoneAdmin, inviteFirstAdmin } from '../../../../../shared/domain/parties/platform.ts';
import type { Invitation, Member } from '../../../../../shared/domain/parties/records.ts';

const AT = '2026-11-23T02:00:00.000Z';
const TOKEN = { id: 'i', tokenHash: 'h' };
const admin = (personId: string, more: Partial<Member> = {}): Member => ({
  personId,
  personKey: `key-${personId}`,
  name: personId,
  roles: ['owner', 'admin'],
  from: '2026-01-01T00:00:00.000Z',
  until: null,
  version: 1,
  ...more,
});
const invitedInto = (members: readonly Member[], invitations: readonly Invitation[] = []) =>
  inviteFirstAdmin({ members, invitations }, AT, TOKEN);
function theFirst(): Invitation {
  const made = invitedInto([]);
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value.invitation;
}

describe('the first admin', () => {
  it('is invited to a platform without any, for a week, and waits for nobody', () => {
    expect(theFirst()).toMatchObject({
      ...TOKEN,
      roles: ['owner', 'admin'],
      until: null,
      status: 'open',
      createdBy: 'system',
      expiresAt: '2026-11-30T02:00:00.000Z',
    });
  });

  it('is not invited where somebody owns the platform', () => {
    expect(invitedInto([admin('a')])).toEqual({ ok: false, refusal: { code: 'has-owner' } });
    expect(invitedInto([admin('a', { until: AT })]).ok).toBe(true);
  });

  it('takes the place of one whose link nobody used', () => {
    const first = theFirst();
    const withdrawn: Invitation = { ...first, id: 'withdrawn', status: 'withdrawn' };
    const made = invitedInto([], [first, withdrawn]);
    expect(made.ok && made.value.superseded).toEqual([{ ...first, status: 'withdrawn', version: 2 }]);
  });
});

describe('the second admin', () => {
  const invited: Invitation = { ...theFirst(), status: 'awaiting-confirmation', createdBy: 'a', createdByKey: 'key-a' };
  const confirm = (members: readonly Member[], invitation = invited, id = 'i') =>
    confirmForLoneAdmin({ members, invitations: [invitation] }, id, AT);

  it.each<[string, readonly Member[]]>([
    ['is alone', [admin('a')]],
    ['has two accounts', [admin('a'), admin('a2', { personKey: 'key-a' })]],
    ['has an owner beside, who decides nothing', [admin('a'), admin('b', { roles: ['owner'] })]],
    ['had another beside, whose place is over', [admin('a'), admin('b', { until: AT })]],
  ])('is confirmed by whoever runs the house where the first %s', (_how, members) => {
    const confirmed = confirm(members);
    expect(confirmed).toMatchObject({ ok: true, value: { status: 'open', confirmedBy: 'system', confirmedByKey: 'system', version: 2 } });
  });

  it.each<[string, ReturnType<typeof confirm>, string]>([
    ['there are two', confirm([admin('a'), admin('b')]), 'has-admins'],
    ['nobody was invited', confirm([admin('a')], invited, 'other'), 'not-found'],
    ['it was confirmed before', confirm([admin('a')], { ...invited, status: 'open' }), 'invitation-closed'],
    ['the house itself invited', confirm([admin('a')], { ...invited, createdByKey: 'system' }), 'same-person'],
  ])('is not where %s', (_why, outcome, code) => {
    expect(outcome).toEqual({ ok: false, refusal: { code } });
  });
});
