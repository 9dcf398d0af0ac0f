import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Bilingual } from '../policy/text.ts';
import { APPLICANT_KINDS, FOUNDED_KINDS, isOneOf, type OrganisationKind } from './kinds.ts';
import type { Member, Organisation, Profile } from './records.ts';
import { badFields, type FieldFault, type RuleRefusal } from './refusal.ts';
import { normaliseCreditCode, readCreditCode } from './uscc.ts';

/** A natural person, as the issuer vouches for them. */
export type Person = { readonly personId: string; readonly personKey: string; readonly name: string };

/** What is said of an organisation when it comes: by its founder, or by the admin who admits it. */
export interface Registration {
  readonly kind: OrganisationKind;
  /** Null for an individual: the verified name of the person. */
  readonly name: string | null;
  /** As typed; null where there is none. */
  readonly uscc: string | null;
  readonly divisionCode: string | null;
}

/** Something to look at that keeps nobody from going on. */
export type Warning = { readonly pointer: string; readonly code: string; readonly detail: Bilingual };

export interface Founding {
  readonly organisation: Organisation;
  /** Undefined: it keeps none. */
  readonly profile: Profile | undefined;
  readonly warnings: readonly Warning[];
}

/** The platform is Jiangsu's. Whether a county of that number exists is not asked here: the table of divisions lies with the catalogue. */
const JIANGSU = /^32\d{4}$/;

/** Offices have power over a region, and a community lies in one; where a financier or the audit has its seat says nothing. */
const SEATED: readonly OrganisationKind[] = [...FOUNDED_KINDS, 'community_operator', 'scitech_bureau', 'finance_bureau', 'joint_office'];

const MALFORMED: Record<'length' | 'character' | 'division', Bilingual> = {
  length: { zh: '统一社会信用代码应为 18 位', en: 'a unified social credit code has 18 characters' },
  character: { zh: '只能用数字和大写字母，不用 I、O、S、V、Z', en: 'only digits and capital letters, without I, O, S, V and Z' },
  division: { zh: '第 3 到 8 位应为数字', en: 'characters 3 to 8 must be digits' },
};

const checkFailed = (expected: string): Bilingual => ({
  zh: `最后一位校验不符（按 GB 32100 应为 ${expected}）。请先核对；若执照上确是这个代码，须由第二人对照执照确认，在此之前不能确认入驻，也不能提交申请`,
  en: `the last character does not check the others (GB 32100 asks for ${expected}). Look again first; if the licence has it so, a second person must confirm it from the licence, and until then no residence can be confirmed and nothing submitted`,
});
const ORGANISATION_CODE_FAILED: Bilingual = {
  zh: '其中的组织机构代码（第 9 到 17 位）校验不符，请核对',
  en: 'the organisation code inside (characters 9 to 17) does not pass its own check; look again',
};

/** What to do about a code that stands here already: the record of it is opened by those who look after it, never by typing its code. */
export const CODE_HELD: FieldFault = {
  pointer: '/uscc',
  code: 'duplicate-credit-code',
  detail: {
    zh: '已登记。请负责人邀请您；还没有负责人的（例如由运营机构导入的企业），请运营机构或平台给您负责人链接',
    en: 'stands here already. Ask its owner to invite you; where nobody owns it yet (an operator may have brought it in), ask that operator or the platform for the link of a first owner',
  },
};

type Code = { readonly uscc: string | null; readonly usccStatus: Organisation['usccStatus']; readonly warnings: readonly Warning[] };

/** A code as it is kept, with what is to be said about it; or what is wrong with its form. */
export function readCode(text: string | null): Result<Code, FieldFault> {
  if (text === null) return ok({ uscc: null, usccStatus: 'none', warnings: [] });
  const uscc = normaliseCreditCode(text);
  const reading = readCreditCode(uscc);
  if (!reading.wellFormed) return refuse({ pointer: '/uscc', code: 'malformed-credit-code', detail: MALFORMED[reading.why] });
  const warnings: Warning[] = [
    ...(reading.passes ? [] : [{ pointer: '/uscc', code: 'credit-code-check', detail: checkFailed(reading.expected) }]),
    ...(reading.organisationCodePasses ? [] : [{ pointer: '/uscc', code: 'organisation-code-check', detail: ORGANISATION_CODE_FAILED }]),
  ];
  return ok({ uscc, usccStatus: reading.passes ? 'passes' : 'awaiting-confirmation', warnings });
}

const fault = (pointer: string, code: string, zh: string, en: string): FieldFault => ({ pointer, code, detail: { zh, en } });
const NOT_VERIFIED = fault('/name', 'not-verified-name', '个人申请只能用已核验的姓名', 'a person applies under the verified name');
const NOT_IN_JIANGSU = fault(
  '/divisionCode',
  'not-in-jiangsu',
  '应为江苏省（32 开头）的六位区划代码',
  'must be a division code of Jiangsu: 32 and four digits',
);

function faultsOf({ kind, name, uscc, divisionCode }: Registration, by: Person): FieldFault[] {
  const alone = kind === 'individual';
  const faults: FieldFault[] = [];
  if (alone && uscc !== null) faults.push(fault('/uscc', 'not-for-individuals', '个人没有统一社会信用代码', 'a person has no credit code'));
  if (!alone && isOneOf(FOUNDED_KINDS, kind) && uscc === null)
    faults.push(fault('/uscc', 'required', '请填写统一社会信用代码', 'the credit code is needed'));
  if (alone && name !== null && name !== by.name) faults.push(NOT_VERIFIED);
  if (!alone && name === null) faults.push(fault('/name', 'required', '请填写名称', 'the name is needed'));
  if (divisionCode === null && SEATED.includes(kind))
    faults.push(fault('/divisionCode', 'required', '请选择所在地区', 'the division is needed'));
  if (divisionCode !== null && !JIANGSU.test(divisionCode)) faults.push(NOT_IN_JIANGSU);
  return faults;
}

/** A profile in which nothing stands yet. */
export const emptyProfile = (divisionCode: string | null, at: string): Profile => ({
  particulars: {
    contactName: null,
    contactPhone: null,
    legalRepresentative: null,
    legalRepresentativeId: null,
    bankName: null,
    bankAccount: null,
  },
  teaser: { industry: null, stage: null, divisionCode, ageBand: null, staffBand: null, revenueBand: null },
  updatedAt: at,
  version: 1,
});

/**
 * An organisation as it comes to be: what is wrong with it all at once, or the records to write.
 * @param by who founds or admits it
 * @param at RFC 3339 in UTC
 */
export function foundOrganisation(
  registration: Registration,
  by: Person,
  id: string,
  at: string,
): Result<Founding, RuleRefusal<'invalid-request'>> {
  const { kind, divisionCode } = registration;
  const code = readCode(registration.uscc);
  const faults = [...faultsOf(registration, by), ...(code.ok ? [] : [code.refusal])];
  if (!code.ok || faults.length > 0) return refuse(badFields(faults));
  const { uscc, usccStatus, warnings } = code.value;
  const organisation: Organisation = {
    id,
    kind,
    name: registration.name ?? by.name,
    uscc,
    usccStatus,
    divisionCode,
    createdBy: by.personId,
    createdByKey: by.personKey,
    createdAt: at,
    version: 1,
  };
  const profile = isOneOf(APPLICANT_KINDS, kind) ? emptyProfile(divisionCode, at) : undefined;
  return ok({ organisation, profile, warnings });
}

/** The founder's place: looks after the members, and signs. */
export const founderOf = (person: Person, at: string): Member => ({
  ...person,
  roles: ['owner', 'signatory'],
  from: at,
  until: null,
  version: 1,
});

/**
 * A new name or region. What the platform admitted stays as it was admitted: an office has its power by its region, and firms trust the name
 * of a bank. A person applies under the verified name.
 */
export function changeOrganisation(
  organisation: Organisation,
  {
    name = organisation.name,
    divisionCode = organisation.divisionCode,
  }: { name?: string | undefined; divisionCode?: string | null | undefined },
): Result<Organisation, RuleRefusal<'fixed-by-admission' | 'invalid-request'>> {
  const { kind } = organisation;
  if (!isOneOf(FOUNDED_KINDS, kind)) return refuse({ code: 'fixed-by-admission' });
  const faults = [
    ...(kind === 'individual' && name !== organisation.name ? [NOT_VERIFIED] : []),
    ...(divisionCode !== null && !JIANGSU.test(divisionCode) ? [NOT_IN_JIANGSU] : []),
  ];
  if (faults.length > 0) return refuse(badFields(faults));
  return ok({ ...organisation, name, divisionCode, version: organisation.version + 1 });
}

/** May it be confirmed as a resident, and submit? Not while its code waits for the second person. */
export const isEstablished = ({ usccStatus }: Pick<Organisation, 'usccStatus'>): boolean => usccStatus !== 'awaiting-confirmation';

/**
 * A second person has seen the licence: the code counts from now on. That person types the code from the licence, is not the founder and no
 * member, each compared as a natural person.
 */
export function confirmCode(
  { organisation, members }: { readonly organisation: Organisation; readonly members: readonly Member[] },
  { uscc }: { readonly uscc: string },
  by: Person,
): Result<Organisation, RuleRefusal<'code-not-awaiting' | 'same-person' | 'code-differs'>> {
  if (organisation.usccStatus !== 'awaiting-confirmation') return refuse({ code: 'code-not-awaiting' });
  const involved =
    organisation.createdBy === by.personId ||
    organisation.createdByKey === by.personKey ||
    members.some(({ personKey }) => personKey === by.personKey);
  if (involved) return refuse({ code: 'same-person' });
  if (normaliseCreditCode(uscc) !== organisation.uscc) return refuse({ code: 'code-differs' });
  return ok({ ...organisation, usccStatus: 'confirmed', version: organisation.version + 1 });
}
