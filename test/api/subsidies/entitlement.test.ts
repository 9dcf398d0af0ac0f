import { describe, expect, it } from 'vitest';
import type { CaseAnswer, CaseFileView } from '../../../shared/contracts/cases.ts';
import type { ClaimCheck, ClaimView } from '../../../shared/contracts/claims.ts';
import { AWARD, entitledHouse, MET } from '../../support/entitled-house.ts';
import { jsonOf } from '../../support/signed-in.ts';

const house = entitledHouse();
const withoutGrade = Object.fromEntries(Object.entries(MET).filter(([fact]) => fact !== 'carrier.performance_grade'));

type Problem = { readonly type: string; readonly errors?: readonly { readonly pointer: string; readonly code: string }[] };
const codeOf = ({ type }: Problem): string => type.slice(type.lastIndexOf('/') + 1);

/** A new day: a new round. */
const tomorrow = () => {
  house.clock.now = new Date(house.clock.now.getTime() + 86_400_000);
};
async function offered(id: string, bureau: Record<string, unknown> = MET, self: Record<string, unknown> = {}): Promise<string> {
  await house.seedCarrier(id, bureau, self);
  tomorrow();
  await house.offers();
  const [claim] = await house.claimsOf(id);
  return claim?.id ?? '';
}

describe('what nobody applies for', () => {
  it('is drafted, confirmed, admitted without a desk, approved by a person and put on notice', async () => {
    const id = await offered('met');
    expect(await house.claimsOf('met')).toMatchObject([{ id, instrument: 'automatic_subsidy', state: 'draft', programmeId: AWARD }]);
    const claim = await jsonOf<ClaimView>(await house.as('met-owner').get(`/v1/subsidies/claims/${id}`));
    expect(claim).toMatchObject({ kind: 'automatic', state: 'draft', payee: null });
    expect((claim.claim as { facts: object[] }).facts).toContainEqual({
      fact: 'carrier.performance_grade',
      value: 'B',
      source: 'bureau',
      organisationId: 'nj-scitech',
      statedAt: '2026-11-01T00:00:00.000Z',
    });
    const check = await jsonOf<ClaimCheck>(await house.as('met-owner').get(`/v1/subsidies/claims/${id}/check`));
    expect(check).toMatchObject({
      ready: true,
      verdict: 'eligible',
      computedFen: 20_000_000,
      payee: { bankAccount: expect.stringMatching(/0017$/u) },
    });

    expect(await house.taken('met-owner', id, 'submit')).toMatchObject({ state: 'submitted', computedFen: 20_000_000 });
    await house.tick();
    const stored = await house.read(id);
    expect(stored?.file.record.acts.map(({ event, by }) => [event, by.personId])).toEqual([
      ['submit', 'met-owner'],
      ['accept-intake', 'system'],
      ['auto-admit', 'system'],
    ]);
    const pending = await jsonOf<CaseAnswer>(await house.as('nj-approver').get(`/v1/cases/${id}`));
    expect(pending.state).toBe('decision_pending');
    expect(await house.taken('nj-approver', id, 'approve', { contentHash: pending.contentHash })).toMatchObject({ state: 'public_notice' });
    expect(await house.readAward()).toMatchObject({ availableFen: 100_000_000 - 20_000_000, reservedFen: 20_000_000 });
    const { items } = await jsonOf<{ items: { id: string }[] }>(await house.anonymous.get('/v1/notices?region=320100'));
    expect(items.map((notice) => notice.id)).toContain(id);
    // Each step is one entry of the chain of its own.
    const chain = await jsonOf<{ items: { action: string }[] }>(await house.as('met-owner').get(`/v1/cases/${id}/audit`));
    expect(chain.items.map(({ action }) => action).sort()).toEqual(
      ['case.offered', 'case.submit', 'case.accept-intake', 'case.auto-admit', 'case.approve'].sort(),
    );
    expect(house.faults).toEqual([]);
  });

  it('is pinned on what others vouch for, and on nothing the applicant said of itself', async () => {
    const id = await offered('pinned', MET, { 'carrier.mentors': 9, 'carrier.performance_grade': 'A' });
    await house.taken('pinned-owner', id, 'submit');
    const file = await jsonOf<CaseFileView>(await house.as('pinned-owner').get(`/v1/cases/${id}/file`));
    expect(file.computedFen).toBe(20_000_000);
    const stored = await house.read(id);
    expect(Object.values(stored?.pins?.snapshot ?? {}).map(({ source }) => source)).toEqual(Array.from(Object.keys(MET), () => 'bureau'));
  });

  it.each([
    ['of itself alone', {}, MET],
    ['of itself in one point', withoutGrade, { 'carrier.performance_grade': 'A' }],
    ['better than the bureau', { ...MET, 'carrier.performance_grade': 'C' }, MET],
  ])('is not offered on what a carrier says %s', async (what, bureau, self) => {
    expect(await offered(`says-${what.replaceAll(' ', '-')}`, bureau, self)).toBe('');
  });

  it('is offered to nobody elsewhere, and nobody can apply for it', async () => {
    await house.seedCarrier('far', { ...MET, 'carrier.division_code': '320583' }, {}, '320583');
    tomorrow();
    await house.offers();
    expect(await house.claimsOf('far')).toEqual([]);
    const body = { organisationId: 'far', programmeId: AWARD };
    const refused = await jsonOf<Problem>(await house.as('far-owner').post('/v1/subsidies/claims', body), 409);
    expect(codeOf(refused)).toBe('programme-not-open');
  });
});

describe('confirming an offer', () => {
  it('for more than the rules give by then is refused with the clause that says so, and for less it is what they give', async () => {
    const id = await offered('less');
    const before = await house.read(id);
    const refused = await jsonOf<Problem>(await house.take('less-owner', id, 'submit', { askedFen: 20_000_001 }), 422);
    expect(codeOf(refused)).toBe('amount-above-cap');
    expect(refused.errors).toMatchObject([
      {
        pointer: '/askedFen',
        code: 'amount-above-cap',
        detail: expect.stringContaining('200000 元'),
        citation: { ref: expect.stringMatching(/./u), quote: expect.stringMatching(/./u) },
      },
    ]);
    expect(await house.read(id)).toEqual(before);
    expect(await house.taken('less-owner', id, 'submit', { askedFen: 1 })).toMatchObject({ state: 'submitted', computedFen: 20_000_000 });
  });

  /** What the bureau says by then, what the carrier says, and what is answered. */
  it.each([
    ['fails', { ...MET, 'carrier.performance_grade': 'D' }, {}, 'clause-failed'],
    ['rests on its own word', withoutGrade, MET, 'source-not-trusted'],
    ['nobody can tell', withoutGrade, {}, 'clause-open'],
  ])('is refused where a clause %s, and names it', async (what, bureau, self, code) => {
    const firm = `later-${code}`;
    const id = await offered(firm, MET, self);
    await house.nowSays(firm, bureau);
    const refused = await jsonOf<Problem>(await house.take(`${firm}-owner`, id, 'submit'), 422);
    expect([what, codeOf(refused)]).toEqual([what, code]);
    expect(refused.errors?.map(({ pointer }) => pointer)).toContain('/clauses/grade');
    expect(await house.claimsOf(firm)).toMatchObject([{ state: 'draft' }]);
    // It is looked at anew: once it is vouched for again, it can be confirmed.
    await house.nowSays(firm, MET);
    expect(await house.taken(`${firm}-owner`, id, 'submit')).toMatchObject({ state: 'submitted' });
  });

  it('is for a signatory of the applicant, and nobody writes in it', async () => {
    const id = await offered('signed');
    expect((await house.take('signed-preparer', id, 'submit')).status).toBe(403);
    for (const stranger of ['met-owner', 'nj-approver', 'nj-officer']) {
      expect([stranger, (await house.as(stranger).get(`/v1/subsidies/claims/${id}`)).status]).toEqual([stranger, 404]);
      expect([stranger, (await house.as(stranger).post(`/v1/cases/${id}/submit`, undefined, { ifMatch: 1 })).status]).toEqual([
        stranger,
        404,
      ]);
    }
    const begun = { organisationId: 'signed', programmeId: 'suzhou-incubation-base-opex', claim: { kind: 'automatic' } };
    expect((await house.as('signed-owner').post('/v1/subsidies/claims', begun)).status).toBe(409);
    const path = `/v1/subsidies/claims/${id}`;
    expect((await house.as('signed-owner').put(path, { claim: { kind: 'broadband', year: 2026 } }, { ifMatch: 1 })).status).toBe(400);
    // Whom the applicant declares, which papers and which account are its own; what it says of the facts is not.
    const before = await jsonOf<ClaimView>(await house.as('signed-owner').get(path));
    const forged = { kind: 'automatic', year: 2031, facts: [{ fact: 'carrier.performance_grade', value: 'A' }] };
    const interests = [{ name: '王亲', relation: 'relative' }];
    const saved = await jsonOf<ClaimView>(await house.as('signed-owner').put(path, { claim: forged, interests }, { ifMatch: 1 }));
    expect(saved).toMatchObject({ claim: before.claim, interests });
    // Nobody takes the step of the system by hand: there is no such step.
    await house.taken('signed-owner', id, 'submit');
    expect((await house.read(id))?.file.record.concern.relatedNames).toEqual(['王亲']);
    expect((await house.as('nj-officer').post(`/v1/cases/${id}/auto-admit`, undefined, { ifMatch: 3 })).status).toBe(404);
  });

  it('may be declined; taken up again it holds the year once', async () => {
    const id = await offered('declined');
    expect(await house.taken('declined-owner', id, 'withdraw', { reason: '' })).toMatchObject({ state: 'withdrawn' });
    tomorrow();
    await house.offers();
    expect(await house.claimsOf('declined')).toHaveLength(1);
    const again = await jsonOf<CaseAnswer>(await house.as('declined-owner').post(`/v1/cases/${id}/reapply`), 201);
    expect(await house.taken('declined-owner', again.id, 'submit')).toMatchObject({ state: 'submitted' });
    const refused = await jsonOf<Problem>(await house.as('declined-owner').post(`/v1/cases/${id}/reapply`), 409);
    expect(codeOf(refused)).toBe('claimed-already');
  });
});
