import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { reserve } from '../../../shared/domain/ledger/case-money.ts';
import { reconcile, tallyOf } from '../../../shared/domain/ledger/statement.ts';
import { act } from '../../support/books.ts';
import { engineClient, ownTables } from '../../support/tables.ts';
import { createLedger, newHolder } from './house.ts';

const { client, names } = ownTables();

const CASES = 500;
const ENOUGH_FOR = 137;
const EACH_FEN = 123_457;
/** As many as act at once: more would only wait in the one engine of the tests. */
const AT_ONCE = 24;

/** What the engine of the tests never does by itself: refuses every ninth transaction for meeting another. */
function meetOthers(own: ReturnType<typeof engineClient>): { times: number } {
  let number = 0;
  const met = { times: 0 };
  own.middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName === 'TransactWriteItemsCommand' && ++number % 9 === 0) {
        met.times += 1;
        throw new TransactionCanceledException({ message: 'met', $metadata: {}, CancellationReasons: [{ Code: 'TransactionConflict' }] });
      }
      return next(args);
    },
    { step: 'initialize', name: 'meet' },
  );
  return met;
}

describe('500 approvals on one budget that suffices for 137', () => {
  it('are 137, the rest are told that it is exhausted, and the books are exact', { timeout: 180_000 }, async () => {
    const own = engineClient();
    const met = meetOthers(own);
    const ledger = createLedger(own, names);
    const identityFen = ENOUGH_FOR * EACH_FEN + EACH_FEN - 1;
    // Everybody decides on what was there before anybody began: only the write itself can say no.
    const before = await createLedger(client, names).open(identityFen);
    const outcomes: string[] = [];
    const waiting = Array.from({ length: CASES }, newHolder);
    const approve = async (): Promise<void> => {
      for (let holder = waiting.pop(); holder !== undefined; holder = waiting.pop()) {
        const outcome = await ledger.command(holder, (money) => reserve(money, before, EACH_FEN, act()));
        outcomes.push(outcome.kind === 'refused' ? outcome.code : outcome.kind);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, approve));
    own.destroy();
    expect(met.times).toBeGreaterThan(CASES / 10);

    expect(outcomes.filter((outcome) => outcome === 'committed')).toHaveLength(ENOUGH_FOR);
    expect(outcomes.filter((outcome) => outcome === 'budget-exhausted')).toHaveLength(CASES - ENOUGH_FOR);
    const reader = createLedger(client, names);
    const after = await reader.budget(before.budgetId);
    expect(after).toMatchObject({ availableFen: EACH_FEN - 1, reservedFen: ENOUGH_FOR * EACH_FEN, transfers: ENOUGH_FOR + 1 });
    const journal = await reader.journal(before.budgetId);
    expect(reconcile(after, tallyOf(after.budgetId, journal))).toEqual([]);
    expect(new Set(journal.map(({ holder }) => holder)).size).toBe(ENOUGH_FOR + 1);
  });
});
