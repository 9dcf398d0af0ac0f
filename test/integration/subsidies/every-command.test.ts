import { describe, expect, it } from 'vitest';
import { CLAIM_COMMANDS, claimLives, claimLivesHouse } from '../../support/claim-lives.ts';
import { crashEveryWrite } from '../../support/crash-every-write.ts';
import { jsonOf } from '../../support/signed-in.ts';

const LONG = process.env.LONG !== undefined;
const house = claimLivesHouse();
const { lived, plainly } = crashEveryWrite(house, { reads: LONG });
const lives = claimLives(house, plainly);

describe('wherever the function ends, a command has happened whole or not at all, and the same request completes it once', () => {
  it.each(LONG ? lives : lives.slice(0, 1))('%s', { timeout: 600_000 }, async (_name, live) => {
    await live();
    expect(await jsonOf(await house.as('auditor').get(`/v1/ledger/budgets/${house.budgetId}/trial-balance`))).toMatchObject({
      balanced: true,
      differences: [],
    });
  });

  if (LONG)
    it('and that was tried of every command from the draft to the last payment', () => {
      expect(CLAIM_COMMANDS.filter((key) => !lived.has(key))).toEqual([]);
    });
});
