import type { Letter } from '../../../shared/contracts/letter.ts';
import type { CaseRecord } from '../../../shared/domain/cases/records.ts';
import { placeInWords } from '../../../shared/domain/instruments/place-in-words.ts';
import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { maskAccount } from '../../../shared/domain/parties/mask.ts';
import type { Payee } from '../../../shared/domain/payments/records.ts';
import type { Bilingual } from '../../../shared/domain/policy/text.ts';
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

/** What is to be put right, after the place it is about. */
export function defectInWords(record: CaseRecord, { pointer, text }: { readonly pointer: string; readonly text: string }): string {
  const place = placeInWords(record, pointer);
  return place === undefined ? text : `${place}：${text}`;
}

/** Whom money goes to, with the account masked. */
export const showPayee = (payee: Payee | null): Letter['payee'] =>
  payee && { name: payee.holderName, bank: payee.bankName === '' ? null : payee.bankName, account: maskAccount(payee.bankAccount) };

/** What is open to anybody against what an authority decided. */
export const BY_LAW = '可以依法申请行政复议或者提起行政诉讼';

/** Of a last day beyond the last official list of holidays. */
export const NOT_BEFORE: Bilingual = {
  zh: '这一天按已经公布的放假安排推算，是最早的一天：放假安排公布后只会不变或者推后，届时另行提醒。',
  en: 'That day is the earliest it can be, as the official list of holidays does not reach so far yet; you are told again once it is certain.',
};

/** A paragraph is no longer than this; `letter` takes twenty of them. */
const LONGEST_PARAGRAPH = 3900;

/** Numbered points after a heading, in as few paragraphs as hold them all; nothing where there are none. */
export function inParagraphs(heading: string, points: readonly string[]): string[] {
  const paragraphs: string[] = [];
  for (const [at, point] of points.entries()) {
    const said = `${at + 1}. ${point}`.slice(0, LONGEST_PARAGRAPH - heading.length);
    const last = paragraphs.at(-1);
    if (last !== undefined && last.length + said.length < LONGEST_PARAGRAPH) paragraphs[paragraphs.length - 1] = `${last}；${said}`;
    else paragraphs.push(last === undefined ? `${heading}${said}` : said);
  }
  return paragraphs;
}
