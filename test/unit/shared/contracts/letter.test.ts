import { describe, expect, it } from 'vitest';
import { letter, MAX_LETTER_CLAUSES } from '../../../../shared/contracts/letter.ts';
import { sampleLetter } from '../../../support/letters.ts';

const sample = sampleLetter();
const [clause] = sample.clauses;
const paths = (value: unknown) => letter.safeParse(value).error?.issues.map(({ path }) => path.join('.'));

describe('a letter', () => {
  it('is taken as it is', () => {
    expect(letter.parse(sample)).toEqual(sample);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a whole account number', { payee: { ...sample.payee, account: '6222021234566688' } }, 'payee.account'],
    ['an account with five digits to read', { payee: { ...sample.payee, account: '****66688' } }, 'payee.account'],
    ['a total below nothing', { amount: { lines: [], totalFen: -1 } }, 'amount.totalFen'],
    ['parts of a fen', { amount: { lines: [], totalFen: 0.5 } }, 'amount.totalFen'],
    ['a sum beyond what is exact', { amount: { lines: [], totalFen: 2 ** 53 } }, 'amount.totalFen'],
    ['a day that is none', { date: '2026-02-30' }, 'date'],
    ['a hash that is none', { seal: { ...sample.seal, chainHash: 'ABC' } }, 'seal.chainHash'],
    ['no paragraph', { paragraphs: [] }, 'paragraphs'],
    ['a blank name', { addressee: ' ' }, 'addressee'],
    ['more clauses than any programme has', { clauses: Array.from({ length: MAX_LETTER_CLAUSES + 1 }, () => clause) }, 'clauses'],
    ['a field of its own', { note: 'x' }, ''],
  ])('is refused with %s', (_, changes, path) => {
    expect(paths({ ...sample, ...changes })).toEqual([path]);
  });
});
