import { beforeAll, describe, expect, it } from 'vitest';
import type { CaseFileView } from '../../../shared/contracts/cases.ts';
import type { ClaimCheck } from '../../../shared/contracts/claims.ts';
import { emptyProfile } from '../../../shared/domain/parties/registration.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { goodClaim, programmeIdOf, type Sent } from '../../support/six-claims.ts';
import { paperOf, subsidyHouse } from '../../support/subsidy-house.ts';

const house = subsidyHouse();
type Session = Record<string, unknown> & { readonly on: string };
let claim: Sent;
let sessions: readonly Session[] = [];
beforeAll(async () => {
  const profile = emptyProfile('320583', '2026-11-01T00:00:00.000Z');
  const good = goodClaim('mentoring', 'incubator', 1);
  claim = good.claim;
  sessions = claim.sessions as readonly Session[];
  await house.seedOrganisation({
    ...{ id: 'incubator', kind: 'carrier', members: [{ id: 'incubator-owner', roles: ['owner', 'signatory'] }] },
    profile: { ...profile, particulars: { ...profile.particulars, bankName: '示例城南银行', bankAccount: '9900583000000000017' } },
    writes: [...good.writes, paperOf('incubator', 'scanned-again', 'mentoring-record')],
  });
});
const drafted = (of: readonly Session[]) =>
  house.drafted('incubator', { ...claim, sessions: of }, 'incubator-owner', programmeIdOf('mentoring'));
const checkOf = async (id: string) => jsonOf<ClaimCheck>(await house.as('incubator-owner').get(`/v1/subsidies/claims/${id}/check`));
const openOf = ({ items }: ClaimCheck) =>
  items
    .filter(({ rule }) => rule === 'session-same-day')
    .flatMap(({ outcome, pointer }) => (outcome === 'met' ? [] : `${outcome} ${pointer}`));
const again = (session: Session | undefined, sessionId: string) => ({ ...(session as Session), sessionId, logDocumentId: 'scanned-again' });

describe('a session whose record is scanned a second time', () => {
  it('is put to the reviewer in one claim, and stops nobody', async () => {
    const check = await checkOf(await drafted([...sessions, again(sessions[0], 'again')]));
    expect([check.ready, openOf(check)]).toEqual([true, [`unknown /sessions/${sessions.length}/on`]]);
  });

  it('is put to the reviewer of a second claim, who answers it by its day', async () => {
    const first = await drafted(sessions.slice(0, 2));
    expect(openOf(await checkOf(first))).toEqual([]);
    await house.taken('incubator-owner', first, 'submit');
    const second = await drafted([again(sessions[1], 's1'), ...sessions.slice(2)]);
    expect(openOf(await checkOf(second))).toEqual(['unknown /sessions/0/on']);
    await house.taken('incubator-owner', second, 'submit');
    await house.taken('scitech-officer', second, 'confirm', { text: '情况属实' });
    await house.taken('intake', second, 'accept-intake');
    await house.taken('intake', second, 'admit');
    const flagId = `session-same-day.${sessions[1]?.on}`;
    await house.taken('reviewer', second, 'take');
    const { flags } = await jsonOf<CaseFileView>(await house.as('reviewer').get(`/v1/cases/${second}/file`));
    expect(flags.map(({ id }) => id)).toEqual([flagId]);
    const done = { verdict: 'support', reason: '材料齐全' };
    expect(await jsonOf(await house.take('reviewer', second, 'complete-review', done), 409)).toMatchObject({
      type: '/problems/flags-open',
    });
    await house.taken('reviewer', second, 'answer-flag', { flagId, reason: '上午下午各一次，记录时间不同' });
    await house.taken('reviewer', second, 'complete-review', done);
  });

  it('on another day is another session', async () => {
    const other = { ...again(sessions[0], 'other'), on: '2026-09-09' };
    expect(openOf(await checkOf(await drafted([other])))).toEqual([]);
  });
});
