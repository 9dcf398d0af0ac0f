import type { Letter } from '../../../shared/contracts/letter.ts';
import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { maskAccount } from '../../../shared/domain/parties/mask.ts';
import type { Payee } from '../../../shared/domain/payments/records.ts';
import type { StoredCase } from '../../../shared/store/case-store.ts';
import { figures } from '../render/words.ts';

/** What is said in a letter of a kind; the rest is the same in all of them. */
export type Said = Pick<Letter, 'title' | 'date' | 'paragraphs' | 'clauses' | 'amount' | 'payee' | 'remedy'>;
/** @param about the attempt of a payment or the recovery the letter is about; empty where it is the case itself */
export type Saying = (stored: StoredCase, today: CivilDate, about: string) => Said;

export const dayText = (day: CivilDate): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};
/** `2000000` fen → `20,000.00`. */
export const yuanText = (fen: number): string => figures(BigInt(fen));

/** Whom money goes to, with the account masked. */
export const showPayee = (payee: Payee | null): Letter['payee'] =>
  payee && { name: payee.holderName, bank: payee.bankName === '' ? null : payee.bankName, account: maskAccount(payee.bankAccount) };
