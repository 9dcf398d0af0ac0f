import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Applicant,
  canonicalPayee,
  hasCooledOff,
  normaliseHolderName,
  type PayeeDraft,
  passesLuhn,
  payeeHashOf,
  readPayee,
} from '../../../../../shared/domain/payments/payee.ts';
import { payee } from '../../../../../shared/domain/payments/records.ts';
import { accepted, day, PAYEE, refusalOf, sha256Hex, TODAY } from './fixtures.ts';

const FIRM: Applicant = { kind: 'organisation', registeredName: PAYEE.holderName };
const PERSON: Applicant = { kind: 'person', verifiedName: '阿布力克木·买买提', idKey: 'id-key' };
const draft = (more: Partial<PayeeDraft> = {}): PayeeDraft => ({ ...PAYEE, ...more });

describe('names of holders', () => {
  it.each([
    ['昆山示例(科技)有限公司', '昆山示例（科技）有限公司'],
    ['昆山示例 （科技） 有限公司', '昆山示例（科技）有限公司'],
    ['昆山ＡＢＣ科技', '昆山abc科技'],
    ['昆山示\u200B例科技', '昆山示例科技'],
    ['阿布力克木•买买提', '阿布力克木·买买提'],
    ['阿布力克木・买买提', '阿布力克木·买买提'],
    ['昆山\u3000示例', '昆山示例'],
  ])('%s is %s', (a, b) => expect(normaliseHolderName(a)).toBe(normaliseHolderName(b)));
  it.each([
    ['昆山示例有限公司', '昆山示例有限责任公司'],
    ['昆山示例科技有限公司', '昆山示例（科技）有限公司'],
    ['昆山示例', '崑山示例'],
    ['阿布力克木买买提', '阿布力克木·买买提'],
    ['昆山示例公司1', '昆山示例公司2'],
  ])('%s is not %s', (a, b) => expect(normaliseHolderName(a)).not.toBe(normaliseHolderName(b)));
});

describe('a payee', () => {
  it('is kept under the name of the register, with bare digits', () => {
    const typed = draft({ holderName: '昆山示例 (科技) 有限公司', bankAccount: ' ３２０５ 8300-0012 345678', cnaps: '1043 0530 0018' });
    const { payee: read, warnings } = accepted(readPayee(typed, FIRM));
    expect(read).toEqual(PAYEE);
    expect(warnings).toEqual([]);
    expect(payee.safeParse(read).success).toBe(true);
  });
  it.each<[string, Partial<PayeeDraft>, string, string]>([
    ['another name', { holderName: '昆山别家有限公司' }, '/holderName', 'holder-not-applicant'],
    ['an id where there is none', { holderIdKey: 'x' }, '/holderIdKey', 'holder-id-not-applicant'],
    ['seven digits', { bankAccount: '1234567' }, '/bankAccount', 'account-malformed'],
    ['33 digits', { bankAccount: '1'.repeat(33) }, '/bankAccount', 'account-malformed'],
    ['letters', { bankAccount: 'CN320583000012' }, '/bankAccount', 'account-malformed'],
    ['a formula', { bankAccount: '=1+12345678' }, '/bankAccount', 'account-malformed'],
    ['11 digits of CNAPS', { cnaps: '10430530001' }, '/cnaps', 'cnaps-malformed'],
    ['no bank', { bankName: ' ' }, '/bankName', 'bank-name-malformed'],
    ['a bank with a line break', { bankName: '中国银行\n昆山' }, '/bankName', 'bank-name-malformed'],
  ])('with %s is refused by field', (_what, change, pointer, code) => {
    const refusal = refusalOf(readPayee(draft(change), FIRM));
    expect(refusal.code).toBe('payee-refused');
    expect(refusal.faults).toEqual([{ pointer, code, detail: { zh: expect.any(String), en: expect.any(String) } }]);
  });
  it('names all faults at once', () =>
    expect(refusalOf(readPayee(draft({ holderName: '别家', bankAccount: '1', cnaps: '1' }), FIRM)).faults).toHaveLength(3));
  it.each(['12345678', '1'.repeat(32)])('takes an account of %s', (bankAccount) =>
    expect(readPayee(draft({ bankAccount }), FIRM).ok).toBe(true),
  );
  it('of a person needs the verified name and id', () => {
    const own = draft({ holderName: '阿布力克木・买买提', holderIdKey: 'id-key' });
    expect(accepted(readPayee(own, PERSON)).payee.holderName).toBe('阿布力克木·买买提');
    expect(refusalOf(readPayee({ ...own, holderIdKey: null }, PERSON)).faults).toMatchObject([{ pointer: '/holderIdKey' }]);
    expect(refusalOf(readPayee({ ...own, holderIdKey: 'brother' }, PERSON)).faults).toMatchObject([{ pointer: '/holderIdKey' }]);
    expect(refusalOf(readPayee({ ...own, holderName: '阿布都' }, PERSON)).faults).toMatchObject([{ pointer: '/holderName' }]);
  });
  it('with a card whose last digit is wrong is taken, with a warning', () => {
    expect(passesLuhn('6222020000000000004')).toBe(false);
    const card = '622202000000000000';
    const good = [...'0123456789'].map((digit) => card + digit).filter(passesLuhn);
    expect(good).toHaveLength(1);
    expect(accepted(readPayee(draft({ bankAccount: good[0] as string }), FIRM)).warnings).toEqual([]);
    const bad = [...'0123456789'].map((digit) => card + digit).find((number) => !passesLuhn(number)) as string;
    expect(accepted(readPayee(draft({ bankAccount: bad }), FIRM)).warnings).toEqual(['card-check-digit']);
    expect(passesLuhn('4111111111111111')).toBe(true);
  });
});

describe('the hash of a payee', () => {
  it('is the same however it is written, and another for every part of it', () => {
    const hash = payeeHashOf(PAYEE, sha256Hex);
    expect(payeeHashOf({ ...PAYEE, holderName: '昆山示例(科技)有限公司' }, sha256Hex)).toBe(hash);
    const others = [
      { holderName: '别家' },
      { holderIdKey: 'x' },
      { bankName: '农业银行' },
      { bankAccount: '320583000012345679' },
      { cnaps: null },
    ].map((change) => payeeHashOf({ ...PAYEE, ...change }, sha256Hex));
    expect(new Set([hash, ...others]).size).toBe(6);
  });
  it('cannot be met by moving characters between fields', () =>
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (a, b, c, d) => {
        const one = { ...PAYEE, holderIdKey: a, cnaps: b };
        const other = { ...PAYEE, holderIdKey: c, cnaps: d };
        expect(canonicalPayee(one) === canonicalPayee(other)).toBe(a === c && b === d);
      }),
    ));
});

describe('cooling off', () => {
  it('lasts to the day before the first day on which money may go out', () => {
    expect(hasCooledOff(day('2026-11-24'), day('2026-11-23'))).toBe(false);
    expect(hasCooledOff(day('2026-11-24'), day('2026-11-24'))).toBe(true);
  });
  it('is none without a change', () => expect(hasCooledOff(null, TODAY)).toBe(true));
});
