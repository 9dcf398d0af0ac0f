import { describe, expect, it } from 'vitest';
import type { CaseAnswer } from '../../../shared/contracts/cases.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { paymentHouse } from '../payments/house.ts';

/** Too little for one claim, so that a case can be put on the waiting list. */
const house = paymentHouse({ budgetFen: 100_000 });
const REVIEWED = { verdict: 'support', reason: '齐全' };

/** An officer takes a step in hand, and joins the applicant the day after, under another account of theirs. */
const STAGES: readonly (readonly [
  state: string,
  by: string,
  takes: string | undefined,
  steps: readonly (readonly [string, unknown?])[],
])[] = [
  ['completeness_check', 'intake', undefined, [['admit'], ['return', { defects: [{ pointer: '/contractNumber', text: '不清楚' }] }]]],
  [
    'under_review',
    'reviewer',
    'take',
    [
      ['complete-review', REVIEWED],
      ['answer-flag', { flagId: 'none', reason: '已核对原件' }],
      ['recount'],
      ['ask-opinion', { expertId: 'expert', organisationId: 'joint', question: '费用合理吗？', papers: ['contract'] }],
      ['withdraw-opinion', { opinionId: 'none', reason: '不需要' }],
      ['strike-line', { lineId: 'l1', reason: '不符' }],
    ],
  ],
  [
    'decision_pending',
    'approver',
    'take',
    [
      ['queue', { reason: '预算不足' }],
      ['send-back', { reason: '再核' }],
    ],
  ],
];

describe('whoever joins the applicant after taking its case in hand', () => {
  it.each(STAGES)('does nothing more of it in %s', { timeout: 60_000 }, async (state, by, takes, steps) => {
    const firm = `joined-${by}`;
    const { id } = await house.brought(firm, state);
    if (takes) await house.taken(by, id, takes);
    await house.join(firm, { id: `${by}-at-home`, personKey: `person-${by}` }, ['preparer']);
    const before = await jsonOf<CaseAnswer>(await house.as('auditor').get(`/v1/cases/${id}`));
    for (const [step, body] of steps) {
      const answer = await house.as(by).post(`/v1/cases/${id}/${step}`, body, { ifMatch: before.version });
      const { type, errors } = (await answer.json()) as { type: string; errors?: { code: string }[] };
      expect([step, answer.status, type, errors?.[0]?.code]).toEqual([step, 403, '/problems/four-eyes', 'member-of-applicant']);
    }
    expect(await jsonOf<CaseAnswer>(await house.as('auditor').get(`/v1/cases/${id}`))).toEqual(before);
  });

  it('gives no opinion on it, though asked before', { timeout: 60_000 }, async () => {
    await house.seedOrganisation({
      ...{ id: 'joint', kind: 'joint_office', divisionCode: '320000', members: [{ id: 'expert', roles: ['expert'] }] },
    });
    const { id } = await house.brought('joined-expert', 'under_review');
    await house.taken('reviewer', id, 'take');
    const asked = { expertId: 'expert', organisationId: 'joint', question: '费用合理吗？', papers: ['contract'] };
    await house.taken('reviewer', id, 'ask-opinion', asked);
    const told = (step: string, body: unknown) => house.as('expert').post(`/v1/cases/${id}/${step}`, body);
    expect((await told('accept-opinion', { noConflict: true })).status).toBe(200);
    const { basisHash } = await jsonOf<{ basisHash: string }>(await house.as('expert').get(`/v1/cases/${id}/opinion`));
    await house.join('joined-expert', { id: 'expert-at-home', personKey: 'person-expert' }, ['preparer']);
    const answer = await told('give-opinion', { verdict: 'support', reason: '合理', amounts: [], basisHash });
    expect([answer.status, await answer.json()]).toMatchObject([
      403,
      { type: '/problems/four-eyes', errors: [{ code: 'member-of-applicant' }] },
    ]);
  });
});
