import * as z from 'zod/mini';
import { ACCOUNTS, type Account } from '../../../shared/domain/ledger/kinds.ts';
import type { Tally } from '../../../shared/domain/ledger/statement.ts';

/** In the order of `ACCOUNTS`: what they took, what they gave; whether it is open, how many entries, and the place of the last of them. */
const sums = z.array(z.int()).check(z.length(ACCOUNTS.length));
const written = z.tuple([sums, sums, z.int(), z.int(), z.string().check(z.minLength(1))]);

/** Where a trial balance stopped: the sums up to there, and the place. Whoever changes the word deceives nobody but themselves. */
export const writeTallyPlace = ({ inFen, outFen, open, transfers }: Tally, place: string): string =>
  JSON.stringify([ACCOUNTS.map((account) => inFen[account]), ACCOUNTS.map((account) => outFen[account]), open, transfers, place]);

/** Undefined: this is no such word. */
export function readTallyPlace(word: string): { readonly tally: Tally; readonly place: string } | undefined {
  const read = written.safeParse(parsed(word));
  if (!read.success) return undefined;
  const [taken, given, open, transfers, place] = read.data;
  return { tally: { inFen: byAccount(taken), outFen: byAccount(given), open, transfers }, place };
}

const byAccount = (fen: readonly number[]): Record<Account, number> =>
  Object.fromEntries(ACCOUNTS.map((account, at) => [account, fen[at] ?? 0])) as Record<Account, number>;

function parsed(word: string): unknown {
  try {
    return JSON.parse(word);
  } catch {
    return undefined;
  }
}
