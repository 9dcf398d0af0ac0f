import { addDays, type CivilDate, parseCivilDate } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Bilingual } from '../policy/text.ts';
import type { FieldGroupId } from './field-groups.ts';
import { maskAccount, maskIdNumber, maskPhone } from './mask.ts';
import type { Particulars } from './records.ts';

export type ParticularName = keyof Particulars;

type Read = Result<string, Bilingual>;
type Reader = (text: string, today: CivilDate) => Read;

const asWritten: Reader = (text) => ok(text);
/** Spaces and hyphens are how people group digits; full-width digits are how an input method writes them. */
const bare = (text: string): string => text.normalize('NFKC').replace(/[\s-]/g, '');

/** Mobiles of the mainland, land lines with area code, and numbers of other countries with theirs. */
const readPhone: Reader = (text) => {
  const plain = bare(text);
  if (/^(\+86)?1[3-9]\d{9}$/.test(plain)) return ok(plain);
  const [, area, line, extension] = /^(0\d{2,3})-?(\d{7,8})(?:-(\d{1,6}))?$/.exec(text.normalize('NFKC').replace(/\s/g, '')) ?? [];
  if (area && line) return ok([area, line, ...(extension ? [extension] : [])].join('-'));
  if (/^\+(?!86)[1-9]\d{6,14}$/.test(plain)) return ok(plain);
  return refuse({
    zh: '必须是 11 位手机号、带区号的固定电话，或以 + 和国家代码开头的境外号码',
    en: 'must be a mobile number of 11 digits, a land line with its area code, or a number abroad with + and the country code',
  });
};

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** The last character of an id number of 18 (GB 11643-1999, ISO 7064 MOD 11-2). */
export const idCheckCharacter = (first17: string): string =>
  CHECKS[WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(first17[at]), 0) % 11] as string;

/** Is it a citizen's or permanent resident's id number: its form, a day of birth that is past, and the check character? */
export function isIdNumber(text: string, today: CivilDate): boolean {
  const [, born] = /^[1-9]\d{5}(\d{8})\d{3}[\dX]$/.exec(text) ?? [];
  if (born === undefined) return false;
  const birthday = parseCivilDate(`${born.slice(0, 4)}-${born.slice(4, 6)}-${born.slice(6)}`);
  return birthday !== undefined && birthday < addDays(today, 1) && idCheckCharacter(text.slice(0, 17)) === text[17];
}

/** Passports and travel permits begin with a letter or two; what is digits alone must be an id number. */
const readIdNumber: Reader = (text, today) => {
  const plain = bare(text).toUpperCase();
  if (isIdNumber(plain, today) || /^[A-Z]{1,3}\d{6,10}$/.test(plain)) return ok(plain);
  return refuse({
    zh: '身份证号码不对（18 位，末位为校验码），也不是护照或通行证号码',
    en: 'is no id number (18 characters, the last one checks the others) and no number of a passport or permit',
  });
};

const readAccount: Reader = (text) => {
  const plain = bare(text);
  if (/^\d{8,32}$/.test(plain)) return ok(plain);
  return refuse({ zh: '必须是 8 到 32 位数字的银行账号', en: 'must be a bank account of 8 to 32 digits' });
};

type Rule = Bilingual & {
  /** The group a grant must name for it to be revealed. */
  readonly group: FieldGroupId;
  readonly read: Reader;
  readonly mask: (text: string) => string;
};
const shown = (text: string): string => text;

export const PARTICULARS = {
  contactName: { zh: '联系人', en: 'Contact', group: 'contact', read: asWritten, mask: shown },
  contactPhone: { zh: '联系电话', en: 'Phone', group: 'contact', read: readPhone, mask: maskPhone },
  legalRepresentative: { zh: '法定代表人', en: 'Legal representative', group: 'representative', read: asWritten, mask: shown },
  legalRepresentativeId: {
    zh: '法定代表人证件号码',
    en: 'Id number of the legal representative',
    group: 'representative',
    read: readIdNumber,
    mask: maskIdNumber,
  },
  bankName: { zh: '开户银行', en: 'Bank', group: 'account', read: asWritten, mask: shown },
  bankAccount: { zh: '银行账号', en: 'Bank account', group: 'account', read: readAccount, mask: maskAccount },
} as const satisfies Record<ParticularName, Rule>;
export const PARTICULAR_NAMES = Object.keys(PARTICULARS) as [ParticularName, ...ParticularName[]];

export const maskParticular = (name: ParticularName, value: string | null): string | null =>
  value === null ? null : PARTICULARS[name].mask(value);

/** The particulars as every answer shows them. */
export const maskParticulars = (particulars: Particulars): Particulars =>
  Object.fromEntries(PARTICULAR_NAMES.map((name) => [name, maskParticular(name, particulars[name])])) as Particulars;

export type ParticularFault = { readonly name: ParticularName; readonly detail: Bilingual };

/**
 * Particulars as they are written, read into one form each and put over those there are. Every fault is named, not only the first.
 * @param change null takes one back; undefined leaves it
 */
export function changedParticularsOf(
  before: Particulars,
  change: { readonly [Name in ParticularName]?: string | null | undefined },
  today: CivilDate,
): Result<Particulars, readonly ParticularFault[]> {
  const next: Record<ParticularName, string | null> = { ...before };
  const faults: ParticularFault[] = [];
  for (const name of PARTICULAR_NAMES) {
    const text = change[name];
    if (text === undefined) continue;
    const read: Result<string | null, Bilingual> = text === null ? ok(null) : PARTICULARS[name].read(text, today);
    if (read.ok) next[name] = read.value;
    else faults.push({ name, detail: read.refusal });
  }
  return faults.length > 0 ? refuse(faults) : ok(next);
}
