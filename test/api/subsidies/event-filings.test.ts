import { beforeAll, describe, expect, it } from 'vitest';
import type { CaseFileView } from '../../../shared/contracts/cases.ts';
import type { ClaimListed } from '../../../shared/contracts/claim-listed.ts';
import type { ClaimCheck } from '../../../shared/contracts/claims.ts';
import { emptyProfile } from '../../../shared/domain/parties/registration.ts';
import type { EventFiling } from '../../../shared/domain/subsidies/event-filing.ts';
import { putEventFiling } from '../../../shared/store/applicant-store.ts';
import { createChainReader } from '../../../shared/store/chain-store.ts';
import { expectProblem } from '../../support/api.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { goodClaim, programmeIdOf, type Sent } from '../../support/six-claims.ts';
import { subsidyHouse } from '../../support/subsidy-house.ts';
import { FILING } from '../../unit/shared/domain/subsidies/claims.ts';

/** An event is one, however often and under whatever numbers it is filed: on file once, paid for once. */

const house = subsidyHouse();
const PLAN = {
  title: '光电对接会（秋季）',
  category: '产学研对接',
  plannedOn: '2026-12-08',
  place: '园区会议中心',
  plannedSpendFen: 6_000_000,
};
let claim: Sent;

beforeAll(async () => {
  const good = goodClaim('events', 'host', 1);
  claim = good.claim;
  const profile = emptyProfile('320576', '2026-11-01T00:00:00.000Z');
  await house.seedOrganisation({
    ...{ id: 'host', kind: 'carrier', divisionCode: '320576' },
    profile: { ...profile, particulars: { ...profile.particulars, bankName: '示例城南银行', bankAccount: '9900583000000000017' } },
    // Beside the one that is claimed: another event of its day, and its like two days later.
    writes: [
      ...good.writes,
      putEventFiling({ ...FILING, organisationId: 'host', id: 'beside', title: '创业沙龙' }),
      putEventFiling({ ...FILING, organisationId: 'host', id: 'moved', plannedOn: '2026-06-20' as never }),
    ],
    members: [{ id: 'host-owner', roles: ['owner', 'signatory'] }],
  });
  await house.seedOrganisation({
    ...{ id: 'city-scitech', kind: 'scitech_bureau', divisionCode: '320500' },
    members: [
      { id: 'city-confirmer', roles: ['scitech-officer'] },
      { id: 'city-intake', roles: ['intake-officer'] },
    ],
  });
});

const owner = () => house.as('host-owner');
const file = (more: object = {}) => owner().post('/v1/subsidies/event-filings', { organisationId: 'host', ...PLAN, ...more });
const onFile = async () =>
  (await jsonOf<{ items: EventFiling[] }>(await owner().get('/v1/subsidies/event-filings?organisationId=host'))).items;

describe('an event is on file once', () => {
  it('and the second filing of it is refused with the first, whatever it plans to spend and where', async () => {
    const first = await jsonOf<EventFiling>(await file(), 201);
    const before = await onFile();
    const again = await file({ title: '光电 · 对接会(秋季)', place: '别处', plannedSpendFen: 1 });
    const problem = (await again.json()) as { readonly type: string; readonly errors: readonly { readonly detail: string }[] };
    expect([again.status, problem]).toMatchObject([
      422,
      { type: '/problems/event-refused', errors: [{ pointer: '/title', code: 'event-filed-already' }] },
    ]);
    expect(problem.errors[0]?.detail).toContain(first.id);
    expect(await onFile()).toEqual(before);
  });

  it('however many file it at the same moment', async () => {
    const plan = { title: '示例路演', plannedOn: '2026-12-09' };
    const answers = await Promise.all(Array.from({ length: 8 }, () => file(plan)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 7 }, () => 422)]);
    expect((await onFile()).filter(({ title }) => title === plan.title)).toHaveLength(1);
  });

  it('a filing is sent twice and kept once', async () => {
    const send = () =>
      owner().post('/v1/subsidies/event-filings', { organisationId: 'host', ...PLAN, title: '再来一次' }, { key: 'twice' });
    const [once, twice] = [await send(), await send()];
    expect([once.status, twice.status, await twice.json()]).toEqual([201, 201, await once.json()]);
  });

  it('the same title on another day is another event, and so is another title', async () => {
    await jsonOf(await file({ plannedOn: '2026-12-10' }), 201);
    await expectProblem(await file({ plannedOn: '2026-12-10' }), 422, 'event-refused', '/title');
    await jsonOf(await file({ title: '光电对接会（秋季）第二场' }), 201);
  });

  it('its entry says what was planned; title and place as hashes', async () => {
    const { entries } = await createChainReader(house.client, house.names.journal).readChain('organisation', 'host', { seq: 9_999 }, 100);
    const filed = entries.map(({ entry }) => entry).filter(({ action }) => action === 'event-filing.file');
    expect(filed.length).toBeGreaterThan(2);
    for (const { changed } of filed)
      expect(changed).toEqual({
        eventFiling: expect.any(String),
        plannedOn: expect.any(String),
        category: PLAN.category,
        plannedSpendFen: PLAN.plannedSpendFen,
        title: { hashed: expect.any(String) },
        place: { hashed: expect.any(String) },
      });
  });
});

describe('an event is paid for once', () => {
  let first: string;
  const drafted = (more: object) => house.drafted('host', { ...claim, ...more }, 'host-owner', programmeIdOf('events'));
  const half = (at: number) => ({ lines: [claim.lines?.[at]] });
  const softOf = async (id: string) => {
    const { items } = await jsonOf<ClaimCheck>(await owner().get(`/v1/subsidies/claims/${id}/check`));
    return items
      .filter(({ rule, outcome }) => rule.startsWith('event-') && outcome === 'unknown')
      .map(({ rule, pointer }) => `${rule} ${pointer}`);
  };
  const handedIn = async (id: string) => {
    await house.taken('host-owner', id, 'submit');
    await house.taken('city-confirmer', id, 'confirm', { text: '情况属实' });
    await house.taken('city-intake', id, 'accept-intake');
  };
  const flagsOf = async (id: string) =>
    (await jsonOf<CaseFileView>(await house.as('city-intake').get(`/v1/cases/${id}/file`))).flags.map(({ id: flag }) => flag);

  it('beside another event of its day it is put to the reviewer, and stops nobody', async () => {
    const id = await drafted(half(0));
    expect(await softOf(id)).toEqual(['event-same-day /filingId']);
    await handedIn(id);
    expect(await flagsOf(id)).toEqual(['event-same-day.filing-1']);
    first = id;
  });

  it('under the filing of another day it is the same event still, on the day it was held', async () => {
    const id = await drafted({ filingId: 'moved', ...half(1) });
    expect(await softOf(id)).toEqual(['event-other-day /heldOn', 'event-same-day /filingId']);
    const { ready, items } = await jsonOf<ClaimCheck>(await owner().get(`/v1/subsidies/claims/${id}/check`));
    expect([ready, items.filter(({ outcome, hard }) => hard && outcome === 'failed')]).toMatchObject([
      false,
      [{ rule: 'claimed-already', pointer: '/heldOn', cases: [first] }],
    ]);
    await expectProblem(await house.take('host-owner', id, 'submit'), 409, 'claimed-already', '/heldOn');
  });

  it('held on its own day it is another event, and moved to another day it goes to the reviewer with both days', async () => {
    const own = await drafted({ filingId: 'moved', heldOn: '2026-06-21', ...half(1) });
    await handedIn(own);
    expect(await flagsOf(own)).toEqual(['event-other-day.moved']);
    const { items } = await jsonOf<ClaimListed>(await house.as('city-intake').get(`/v1/subsidies/claims/${own}/list`));
    const { detail } = items.find(({ rule }) => rule === 'event-other-day') ?? {};
    for (const day of ['2026-06-20', '2026-06-21']) expect([detail?.zh, detail?.en].every((said) => said?.includes(day))).toBe(true);
  });
});
