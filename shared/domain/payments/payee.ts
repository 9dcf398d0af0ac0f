import type { CivilDate } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { FieldFault, RuleRefusal } from '../parties/refusal.ts';
import type { Bilingual } from '../policy/text.ts';
import type { Payee, Sha256Hex } from './records.ts';

/** Who may be paid: an organisation under its registered name, a person under the name and id number the issuer has verified. */
export type Applicant =
  | { readonly kind: 'organisation'; readonly registeredName: string }
  | { readonly kind: 'person'; readonly verifiedName: string; readonly idKey: string };

/** A payee as an applicant types it. */
export interface PayeeDraft {
  readonly holderName: string;
  readonly bankName: string;
  readonly bankAccount: string;
  readonly cnaps: string | null;
  /** Keyed hash of the id number given for a person's account; null for an organisation. */
  readonly holderIdKey: string | null;
}

const FAULTS = {
  'account-malformed': { zh: '银行账号应为 8 到 32 位数字', en: 'must be a bank account of 8 to 32 digits' },
  'cnaps-malformed': { zh: '联行号应为 12 位数字', en: 'must be a CNAPS code of 12 digits' },
  'bank-name-malformed': { zh: '开户行应为 2 到 60 个可见字符', en: 'must be the name of the bank, 2 to 60 visible characters' },
  'holder-not-applicant': {
    zh: '收款户名必须与申请人的登记名称（个人为核验姓名）一致',
    en: 'must be the applicant’s registered name, or the verified name of a person',
  },
  'holder-id-not-applicant': {
    zh: '账户持有人的证件号码必须是申请人核验过的号码',
    en: 'must be the id number that was verified for the applicant',
  },
} as const satisfies Record<string, Bilingual>;
const fault = (pointer: string, code: keyof typeof FAULTS): FieldFault => ({ pointer, code, detail: FAULTS[code] });

/** Worth a second look, never a reason to refuse. */
const PAYEE_WARNINGS = {
  'card-check-digit': {
    zh: '卡号的末位校验不符，请核对；单位结算账户没有校验位，可忽略',
    en: 'The last digit of the card number does not check the others; look again (accounts of organisations have no such digit)',
  },
} as const satisfies Record<string, Bilingual>;
export type PayeeWarning = keyof typeof PAYEE_WARNINGS;

/** NFKC makes full-width letters, digits, brackets （） and spaces half-width; invisible characters are dropped. */
const halfWidth = (text: string): string => text.normalize('NFKC').replaceAll(/\p{Cf}/gu, '');
const bareDigits = (text: string): string => halfWidth(text).replaceAll(/[\s-]/gu, '');
/** The dots people write between the parts of a name (阿布力克木·买买提). */
const DOTS = /[·•‧・]/gu;

/**
 * A name as it is compared: width of letters and brackets, case, spaces, invisible characters and the kind of middle dot do not count;
 * everything else does (a 有限公司 is no 有限责任公司, a bracket left out is another name).
 */
export const normaliseHolderName = (name: string): string => halfWidth(name).replaceAll(/\s/gu, '').replaceAll(DOTS, '·').toUpperCase();

/** Does the last digit check the others (Luhn, ISO/IEC 7812-1)? */
export function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, character, at) => {
    const value = Number(character) * (at % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Numbers that are cards of UnionPay: 16 to 19 digits from 62. Only these have a check digit. */
const isCard = (account: string): boolean => /^62\d{14,17}$/u.test(account);

const nameOf = (applicant: Applicant): string => (applicant.kind === 'person' ? applicant.verifiedName : applicant.registeredName);
const idKeyOf = (applicant: Applicant): string | null => (applicant.kind === 'person' ? applicant.idKey : null);

/**
 * Reads a payee: its form, and whether it is the applicant itself (contract.md, "Payee"). All faults at once.
 * @returns the payee with the name as the register has it, so that what was typed never reaches a bank; and what to look at again
 */
export function readPayee(
  draft: PayeeDraft,
  applicant: Applicant,
): Result<{ readonly payee: Payee; readonly warnings: readonly PayeeWarning[] }, RuleRefusal<'payee-refused'>> {
  const bankAccount = bareDigits(draft.bankAccount);
  const cnaps = draft.cnaps === null ? null : bareDigits(draft.cnaps);
  const bankName = halfWidth(draft.bankName).trim();
  const holderName = nameOf(applicant);
  const checks: readonly (readonly [FieldFault, boolean])[] = [
    [fault('/holderName', 'holder-not-applicant'), normaliseHolderName(draft.holderName) !== normaliseHolderName(holderName)],
    [fault('/holderIdKey', 'holder-id-not-applicant'), draft.holderIdKey !== idKeyOf(applicant)],
    [fault('/bankName', 'bank-name-malformed'), !/^\P{C}{2,60}$/u.test(bankName)],
    [fault('/bankAccount', 'account-malformed'), !/^\d{8,32}$/u.test(bankAccount)],
    [fault('/cnaps', 'cnaps-malformed'), cnaps !== null && !/^\d{12}$/u.test(cnaps)],
  ];
  const faults = checks.filter(([, broken]) => broken).map(([found]) => found);
  if (faults.length > 0) return refuse({ code: 'payee-refused', faults });
  const warnings: PayeeWarning[] = isCard(bankAccount) && !passesLuhn(bankAccount) ? ['card-check-digit'] : [];
  return ok({ payee: { holderName, holderIdKey: draft.holderIdKey, bankName, bankAccount, cnaps }, warnings });
}

/** The canonical text of a payee, of which its hash is taken: the same for the same account of the same holder, however it was written. */
export const canonicalPayee = ({ holderName, holderIdKey, bankName, bankAccount, cnaps }: Payee): string =>
  JSON.stringify(['payee/1', normaliseHolderName(holderName), holderIdKey, normaliseHolderName(bankName), bankAccount, cnaps]);

/** What an approval's content hash includes: whoever changes the payee or the account changes this. */
export const payeeHashOf = (payee: Payee, sha256Hex: Sha256Hex): string => sha256Hex(canonicalPayee(payee));

/** May money go to the payee today? `until`: the first day on which it may again; null: there is nothing to wait for. */
export const hasCooledOff = (until: CivilDate | null, today: CivilDate): boolean => until === null || today >= until;
