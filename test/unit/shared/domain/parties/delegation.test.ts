import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type CivilDate } from '../../../../../shared/domain/kernel/civil-date.ts';
import { endedWith, rearranged } from '../../../../../shared/domain/parties/carry-delegations.ts';
import {
  type Asked,
  type Colleague,
  confirmDelegation,
  declineDelegation,
  delegationStatus,
  forgotten,
  MOST_KEPT_DELEGATIONS,
  type Office,
  proposeDelegation,
  revokeDelegation,
} from '../../../../../shared/domain/parties/delegation.ts';
import { keysOf, sameHand } from '../../../../../shared/domain/parties/hands.ts';
import type { Role } from '../../../../../shared/domain/parties/kinds.ts';
import { type Membership, placesAt } from '../../../../../shared/domain/parties/organisation.ts';
import type { Delegation, Member } from '../../../../../shared/domain/parties/records.ts';

const TODAY = '2026-11-23' as CivilDate;
const NOW = { at: '2026-11-23T02:00:00.000Z', today: TODAY };
const day = (days: number): CivilDate => addDays(TODAY, days);
const member = (personId: string, ...roles: Role[]): Member => ({
  personId,
  personKey: `key-${personId}`,
  name: personId,
  roles,
  from: '2026-01-01T00:00:00.000Z',
  until: null,
  version: 1,
});
const MEMBERS = [
  member('head', 'owner'),
  member('approver', 'finance-approver', 'finance-reviewer'),
  member('reviewer', 'finance-reviewer'),
  member('payer', 'finance-payer'),
  // The same natural person as the approver, under another account.
  { ...member('twin', 'notice-officer'), personKey: 'key-approver' },
];
const office = (delegations: readonly Delegation[] = [], members: readonly Member[] = MEMBERS): Office => ({
  organisation: {
    id: 'finance',
    kind: 'finance_bureau',
    name: '示例财政局',
    uscc: null,
    usccStatus: 'none',
    divisionCode: '320583',
    createdBy: 'admin',
    createdAt: '2026-01-01T00:00:00.000Z',
    version: 1,
  },
  members,
  delegations,
});
const by = (personId: string): Colleague => {
  const { personKey, name } = MEMBERS.find((one) => one.personId === personId) as Member;
  return { personId, personKey, name };
};
const ASKED: Asked = {
  principalId: 'approver',
  delegateId: 'reviewer',
  role: 'finance-approver',
  from: TODAY,
  until: day(14),
  uptoFen: 5_000_000,
  ground: 'leave',
};
const proposed = (asked: Partial<Asked> = {}, who = 'approver'): Delegation => {
  const made = proposeDelegation(office(), { ...ASKED, ...asked }, by(who), NOW, 'd1');
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value;
};
const confirmed = (asked: Partial<Asked> = {}): Delegation => {
  const made = confirmDelegation(office(), proposed(asked), by('payer'), NOW);
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value;
};
const refusalOf = (done: { ok: boolean; refusal?: { code: string; faults?: readonly { pointer: string; code: string }[] } }) =>
  done.ok ? undefined : [done.refusal?.code, ...(done.refusal?.faults ?? []).map(({ pointer, code }) => `${pointer} ${code}`)];

describe('a delegation is proposed', () => {
  it.each(['approver', 'head'])('by %s', (who) =>
    expect(proposed({}, who)).toMatchObject({ status: 'proposed', proposedBy: by(who), version: 1 }),
  );

  it.each<[string, Partial<Asked>, string, string[]]>([
    ['by a colleague', {}, 'payer', ['not-allowed']],
    ['by who is to hold it', {}, 'reviewer', ['not-allowed']],
    ['by the head for the head', { delegateId: 'head' }, 'head', ['same-person']],
    ['to oneself', { delegateId: 'approver' }, 'approver', ['unfit-delegation', '/delegateId another-person']],
    ['to another account of oneself', { delegateId: 'twin' }, 'approver', ['unfit-delegation', '/delegateId another-person']],
    ['to a stranger', { delegateId: 'stranger' }, 'approver', ['unfit-delegation', '/delegateId not-a-member']],
    ['of a role one has not', { role: 'finance-payer', uptoFen: null }, 'approver', ['unfit-delegation', '/principalId not-in-role']],
    ['of the ownership', { role: 'owner', uptoFen: null }, 'approver', ['unfit-delegation', '/role role-does-not-fit']],
    ['of a role of other offices', { role: 'bank-approver', uptoFen: null }, 'approver', ['unfit-delegation', '/role role-does-not-fit']],
    ['from yesterday', { from: day(-1) }, 'approver', ['unfit-delegation', '/from past']],
    ['from half a year ahead', { from: day(181), until: day(190) }, 'approver', ['unfit-delegation', '/from too-late']],
    ['for no day', { until: TODAY }, 'approver', ['unfit-delegation', '/until before-from']],
    ['for 91 days', { until: day(91) }, 'approver', ['unfit-delegation', '/until too-long']],
    ['with a limit of a reviewer', { role: 'finance-reviewer' }, 'approver', ['unfit-delegation', '/uptoFen for-approvers-only']],
  ])('not %s', (_what, asked, who, refusal) => {
    expect(refusalOf(proposeDelegation(office(), { ...ASKED, ...asked }, by(who), NOW, 'd1'))).toEqual(refusal);
  });

  it('for 90 days, 180 days ahead', () => expect(proposed({ from: day(180), until: day(270) }).until).toBe(day(270)));

  it('once for the same role and day, by whomever', () => {
    const running = office([confirmed()]);
    const again = { ...ASKED, delegateId: 'payer' };
    expect(refusalOf(proposeDelegation(running, again, by('head'), NOW, 'd2'))).toEqual(['delegation-overlaps', '/from overlaps']);
    const role = { ...again, role: 'finance-reviewer' as const, uptoFen: null };
    expect(proposeDelegation(running, role, by('head'), NOW, 'd2').ok).toBe(true);
    expect(proposeDelegation(running, { ...again, from: day(14), until: day(20) }, by('head'), NOW, 'd2').ok).toBe(true);
  });

  it('to nobody who is away on one of the days, and to who is only relieved of work', () => {
    const asked = { ...ASKED, principalId: 'reviewer', delegateId: 'approver', role: 'finance-reviewer' as const, uptoFen: null };
    expect(refusalOf(proposeDelegation(office([confirmed()]), asked, by('reviewer'), NOW, 'd2'))).toEqual([
      'unfit-delegation',
      '/delegateId away',
    ]);
    expect(proposeDelegation(office([confirmed({ ground: 'workload' })]), asked, by('reviewer'), NOW, 'd2').ok).toBe(true);
  });
});

describe('a second natural person', () => {
  it.each([
    ['approver', 'approver'],
    ['twin', 'approver'],
    ['reviewer', 'approver'],
    ['head', 'head'],
  ])('is not %s where %s proposed it', (who, proposer) => {
    expect(refusalOf(confirmDelegation(office(), proposed({}, proposer), by(who), NOW))).toEqual(['same-person']);
  });

  it('is nobody who stands in for the proposer', () => {
    const payer = { ...by('payer'), onBehalf: { personKey: 'key-approver' } };
    expect(refusalOf(confirmDelegation(office(), proposed(), payer, NOW))).toEqual(['same-person']);
  });

  it('may be whoever is represented, where the head proposed it', () => {
    expect(confirmDelegation(office(), proposed({}, 'head'), by('approver'), NOW)).toMatchObject({
      ok: true,
      value: { status: 'confirmed', decidedBy: by('approver') },
    });
  });

  it('confirms nothing that was decided, is over, or has no ground any more', () => {
    expect(refusalOf(confirmDelegation(office(), confirmed(), by('payer'), NOW))).toEqual(['delegation-closed']);
    const declined = declineDelegation(proposed(), by('reviewer'), NOW);
    expect(declined.ok && refusalOf(confirmDelegation(office(), declined.value, by('payer'), NOW))).toEqual(['delegation-closed']);
    expect(refusalOf(confirmDelegation(office(), proposed(), by('payer'), { ...NOW, today: day(14) }))).toEqual(['delegation-closed']);
    const gone = office(
      [],
      MEMBERS.filter(({ personId }) => personId !== 'approver'),
    );
    expect(refusalOf(confirmDelegation(gone, proposed(), by('payer'), NOW))).toEqual(['unfit-delegation', '/principalId not-in-role']);
  });
});

describe('while it runs', () => {
  it('is known by its days', () => {
    const { from, until } = ASKED;
    const at = (status: Delegation['status'], days: number) => delegationStatus({ status, from, until }, day(days));
    expect([
      at('proposed', 13),
      at('proposed', 14),
      at('confirmed', -1),
      at('confirmed', 0),
      at('confirmed', 13),
      at('confirmed', 14),
      at('ended', 3),
    ]).toEqual(['proposed', 'lapsed', 'coming', 'running', 'running', 'over', 'ended']);
  });

  it.each([
    ['approver', undefined],
    ['reviewer', undefined],
    ['head', undefined],
    ['payer', ['not-allowed']],
  ])('is ended by %s: %j', (who, refusal) => {
    expect(refusalOf(revokeDelegation(office(), confirmed(), by(who), NOW))).toEqual(refusal);
  });

  it('is ended once', () => {
    const ended = revokeDelegation(office(), confirmed(), by('head'), NOW);
    expect(ended.ok && refusalOf(revokeDelegation(office(), ended.value, by('head'), NOW))).toEqual(['delegation-closed']);
    expect(refusalOf(revokeDelegation(office(), proposed(), by('head'), NOW))).toEqual(['delegation-closed']);
  });

  it('stands in the places of both, and in neither once it is ended', () => {
    const delegation = confirmed();
    const { members } = rearranged(office(), delegation, TODAY);
    expect(members.map(({ personId, standsIn, away, version }) => ({ personId, standsIn, away, version }))).toEqual([
      {
        personId: 'approver',
        standsIn: undefined,
        away: [{ delegationId: 'd1', from: '2026-11-22T16:00:00.000Z', until: '2026-12-06T16:00:00.000Z' }],
        version: 2,
      },
      {
        personId: 'reviewer',
        away: undefined,
        standsIn: [
          {
            delegationId: 'd1',
            role: 'finance-approver',
            personId: 'approver',
            personKey: 'key-approver',
            name: 'approver',
            from: '2026-11-22T16:00:00.000Z',
            until: '2026-12-06T16:00:00.000Z',
            uptoFen: 5_000_000,
          },
        ],
        version: 2,
      },
    ]);
    const now = MEMBERS.map((one) => members.find(({ personId }) => personId === one.personId) ?? one);
    const ended = revokeDelegation(office(), delegation, by('head'), NOW);
    const after = ended.ok ? rearranged(office([delegation], now), ended.value, TODAY).members : [];
    expect(after.map(({ standsIn, away, version }) => [standsIn, away, version])).toEqual([
      [undefined, undefined, 3],
      [undefined, undefined, 3],
    ]);
  });

  it.each<[string, string, Role[], string[]]>([
    ['whoever is represented leaves', 'approver', [], ['reviewer']],
    ['whoever is represented loses the role', 'approver', ['finance-reviewer'], ['approver', 'reviewer']],
    ['whoever stands in leaves', 'reviewer', [], ['approver']],
  ])('ends by itself when %s', (_what, personId, roles, moved) => {
    const delegation = confirmed();
    const { members } = rearranged(office(), delegation, TODAY);
    const now = MEMBERS.map((one) => members.find((other) => other.personId === one.personId) ?? one);
    const ended = endedWith(office([delegation], now), { personId }, roles, NOW);
    expect(ended.delegations).toMatchObject([{ status: 'ended', endedBy: null, version: 3 }]);
    expect(ended.members.map((one) => one.personId).sort()).toEqual(moved);
    expect(ended.members.every(({ standsIn, away }) => standsIn === undefined && away === undefined)).toBe(true);
  });

  it('stays when whoever stands in keeps another role, or whoever is represented keeps this one', () => {
    const delegation = confirmed();
    for (const [personId, roles] of [
      ['reviewer', ['notice-officer']],
      ['approver', ['finance-approver']],
    ] as const)
      expect(endedWith(office([delegation]), { personId }, roles, NOW)).toEqual({ delegations: [], members: [] });
  });
});

describe('the places of somebody at an instant', () => {
  const place: Membership = {
    organisationId: 'finance',
    kind: 'finance_bureau',
    organisationName: '示例财政局',
    divisionCode: '320583',
    roles: ['finance-reviewer'],
    from: '2026-01-01T00:00:00.000Z',
    until: null,
    standsIn: rearranged(office(), confirmed(), TODAY).members.flatMap(({ standsIn = [] }) => standsIn),
  };
  it.each([
    ['2026-11-22T15:59:59.999Z', 1],
    ['2026-11-22T16:00:00.000Z', 2],
    ['2026-12-06T15:59:59.999Z', 2],
    ['2026-12-06T16:00:00.000Z', 1],
  ])('at %s are %i', (at, count) => {
    const places = placesAt([place], at);
    expect(places).toHaveLength(count);
    expect(places[1]).toEqual(
      count === 1
        ? undefined
        : expect.objectContaining({ roles: ['finance-approver'], onBehalf: expect.objectContaining({ personId: 'approver' }) }),
    );
  });
  it('are none where the own place is over', () => expect(placesAt([{ ...place, until: '2026-11-23T00:00:00.000Z' }], NOW.at)).toEqual([]));
});

it('counts an act for whoever does it and whom it is done for, whichever way round', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'd');
  const hand = fc.record({ personKey: key, onBehalf: fc.option(fc.record({ personKey: key }), { nil: undefined }) });
  fc.assert(
    fc.property(hand, hand, (one, other) => {
      expect(sameHand(one, other)).toBe(sameHand(other, one));
      expect(sameHand(one, one)).toBe(true);
      expect(sameHand(one, other)).toBe(
        new Set([...keysOf(one), ...keysOf(other)]).size < new Set(keysOf(one)).size + new Set(keysOf(other)).size,
      );
    }),
  );
});

it('keeps the newest of those that are over, and all that are not', () => {
  const over = Array.from({ length: MOST_KEPT_DELEGATIONS + 5 }, (_, at) => ({
    ...confirmed(),
    id: `d${at}`,
    status: 'ended' as const,
    proposedAt: new Date(Date.UTC(2026, 0, 1) + at * 60_000).toISOString(),
  }));
  expect(forgotten(office([...over, confirmed()]), TODAY).map(({ id }) => id)).toEqual(['d5', 'd4', 'd3', 'd2', 'd1', 'd0']);
});
