import { ACCOUNTS, type Account, MOST_FEN, TRANSFER_KINDS } from './kinds.ts';
import type { Posting, Transfer } from './records.ts';

/** Who moves money, when, and whose audit chain holds it. `confirmedBy`: the second person, where two must agree. */
export interface LedgerAct {
  readonly at: string;
  readonly by: string;
  readonly confirmedBy?: string | null;
  readonly auditOf: Transfer['auditOf'];
  readonly reason?: string | null;
}

/** Sums whole fen exactly; what a number cannot hold is a fault, never a rounded amount. */
export function sumFen(amounts: Iterable<number>): number {
  let sum = 0n;
  for (const amount of amounts) sum += BigInt(amount);
  const whole = Number(sum);
  if (!Number.isSafeInteger(whole)) throw new RangeError(`a sum of ${sum} fen is more than a number holds exactly`);
  return whole;
}

/** An amount somebody may ask for: whole fen, above zero, at most 10^15. */
export const isAmount = (fen: number): boolean => Number.isSafeInteger(fen) && fen > 0 && fen <= MOST_FEN;

const WORD = /^[A-Za-z0-9_-]{1,64}$/;
/** The business key of a transfer of a case or run. Its words hold no dot, so that no two acts share a key. */
export function businessKey(...words: readonly string[]): string {
  for (const word of words) if (!WORD.test(word)) throw new RangeError(`not a word of a business key: ${JSON.stringify(word)}`);
  return words.join('.');
}

/** What makes a list of postings no transfer. */
export type TransferFault =
  | 'unbalanced'
  | 'foreign-currency'
  | 'bad-amount'
  | 'wrong-account'
  | 'second-person-missing'
  | 'holder-missing'
  | 'nothing-moved'
  | 'nothing-opened';

const isHeld = (account: Account): boolean =>
  account === 'reserved' || account === 'paid' || account === 'recovered' || account === 'interest';

/** Budgets a transfer touches, the one it is about first. */
export const budgetsOf = ({ budgetId, postings }: Pick<Transfer, 'budgetId' | 'postings'>): readonly string[] => [
  ...new Set([budgetId, ...postings.map((posting) => posting.budgetId)]),
];

const wrongAccount = ({ kind }: Transfer, { account, amountFen }: Posting): boolean => {
  const { takes, gives }: { readonly takes: readonly Account[]; readonly gives: readonly Account[] } = TRANSFER_KINDS[kind];
  return amountFen !== 0 && !(amountFen < 0 ? takes : gives).includes(account);
};

/** Everything wrong with a transfer by itself. None may be written with a fault: the store asks this of every one. */
export function transferFaults(transfer: Transfer): readonly TransferFault[] {
  const { kind, postings, by, confirmedBy } = transfer;
  const faults = new Set<TransferFault>();
  if (transfer.currency !== 'CNY') faults.add('foreign-currency');
  if (postings.some(({ amountFen }) => !isAmount(Math.abs(amountFen)))) faults.add('bad-amount');
  else
    for (const budgetId of budgetsOf(transfer))
      if (sumFen(postings.filter((one) => one.budgetId === budgetId).map(({ amountFen }) => amountFen)) !== 0) faults.add('unbalanced');
  if (postings.some((posting) => wrongAccount(transfer, posting))) faults.add('wrong-account');
  if (postings.some(({ account, holder }) => isHeld(account) !== (holder !== null))) faults.add('holder-missing');
  if (TRANSFER_KINDS[kind].persons === 2 && (!confirmedBy || confirmedBy === by)) faults.add('second-person-missing');
  if (postings.length === 0 && kind !== 'open' && kind !== 'close') faults.add('nothing-moved');
  if ((kind === 'open') !== (transfer.opens?.budgetId === transfer.budgetId)) faults.add('nothing-opened');
  return [...faults];
}

type Move = { readonly budgetId: string; readonly holder?: string; readonly amountFen: number };
/** Both sides of moving an amount from one account of a budget to another. Nothing is moved by nothing. */
export const moved = (from: Account, to: Account, { budgetId, holder, amountFen }: Move): readonly Posting[] =>
  amountFen === 0
    ? []
    : [
        { account: from, budgetId, holder: isHeld(from) ? (holder ?? null) : null, amountFen: -amountFen },
        { account: to, budgetId, holder: isHeld(to) ? (holder ?? null) : null, amountFen },
      ];

/** The balance of every account over some postings. */
export function balancesOf(postings: readonly Posting[]): Record<Account, number> {
  const of = (account: Account) => sumFen(postings.filter((one) => one.account === account).map(({ amountFen }) => amountFen));
  return Object.fromEntries(ACCOUNTS.map((account) => [account, of(account)])) as Record<Account, number>;
}

/** The entry that compensates another, to the fen. */
export const mirrored = (postings: readonly Posting[]): Posting[] =>
  postings.map((posting) => ({ ...posting, amountFen: -posting.amountFen }));

const NOTHING = { caseId: null, holder: null, seq: null, paymentId: null, opens: null, corrects: null };

/** A transfer of its parts; what is not said is nothing. */
export const newTransfer = (
  parts: Pick<Transfer, 'id' | 'kind' | 'budgetId' | 'postings'> & Partial<Transfer>,
  { at, by, confirmedBy = null, auditOf, reason = null }: LedgerAct,
): Transfer => ({ ...NOTHING, currency: 'CNY', at, by, confirmedBy, auditOf, reason, ...parts });
