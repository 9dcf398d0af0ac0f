import { describe, expect, it } from 'vitest';
import type { CaseAnswer } from '../../shared/contracts/cases.ts';
import { atOnce, insist, tally } from '../support/insist.ts';
import { jsonOf } from '../support/signed-in.ts';
import { subsidyHouse } from '../support/subsidy-house.ts';

const MANY = 64;
const ROUNDS = process.env.LONG ? 1_000 : 1;
const AMOUNT_FEN = 600_000;
const house = subsidyHouse({ budgetFen: AMOUNT_FEN * (ROUNDS + 2) });

describe(`${MANY} at once`, () => {
  it('of one submission and of one approval are one of each, answered alike', { timeout: 120_000 * ROUNDS }, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const firm = `twins-${round}`;
      const { claim } = await house.seedFirm(firm);
      const id = await house.drafted(firm, claim);
      const submitted = await atOnce(MANY, () =>
        insist((key) => house.as(`${firm}-owner`).post(`/v1/cases/${id}/submit`, undefined, { ifMatch: 1, key }), `submit-${round}`),
      );
      expect(tally(submitted)).toEqual({ 200: MANY });
      for (const [person, step, body] of [
        ['operator', 'confirm', {}],
        ['intake', 'accept-intake', undefined],
        ['intake', 'admit', undefined],
        ['reviewer', 'complete-review', { verdict: 'support', reason: '齐全' }],
      ] as const)
        await house.taken(person, id, step, body);
      const pending = await jsonOf<CaseAnswer>(await house.as('approver').get(`/v1/cases/${id}`));
      const approve = (key: string) =>
        house.as('approver').post(`/v1/cases/${id}/approve`, { contentHash: pending.contentHash }, { ifMatch: pending.version, key });
      const approved = await atOnce(MANY, () => insist(approve, `approve-${round}`));
      expect(tally(approved)).toEqual({ 200: MANY });
      const texts = await Promise.all(approved.map(({ response }) => response.text()));
      expect(new Set(texts).size).toBe(1);
      expect(await house.readBudget()).toMatchObject({ reservedFen: AMOUNT_FEN * (round + 1), transfers: round + 2 });
      expect(await jsonOf<CaseAnswer>(await house.as('approver').get(`/v1/cases/${id}`))).toMatchObject({ version: pending.version + 1 });
    }
  });

  it('of two approvers, each with a key of their own: one of them approves, once', { timeout: 120_000 }, async () => {
    const pending = await house.brought('rivals', 'decision_pending');
    const before = (await house.readBudget())?.reservedFen ?? 0;
    const answers = await atOnce(MANY, (index) =>
      insist((key) =>
        house
          .as(index % 2 === 0 ? 'approver' : 'approver-2')
          .post(`/v1/cases/${pending.id}/approve`, { contentHash: pending.contentHash }, { ifMatch: pending.version, key }),
      ),
    );
    const { 200: won, ...others } = tally(answers);
    expect(won).toBe(1);
    expect(Object.keys(others)).toEqual(['412']);
    expect(await house.readBudget()).toMatchObject({ reservedFen: before + AMOUNT_FEN });
  });
});
