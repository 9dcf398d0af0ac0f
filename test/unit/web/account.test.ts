import { expect, test } from 'vitest';
import { type OrganisationKind, ROLE_NAMES, ROLES, type Role } from '../../../shared/domain/parties/kinds.ts';
import { checkCharacterOf } from '../../../shared/domain/parties/uscc.ts';
import { addressOf, signInAddress } from '../../../web/src/account/address.ts';
import { judgeCode } from '../../../web/src/account/judge-code.ts';
import { may, mayHere, type Place } from '../../../web/src/account/me.ts';
import { homeOf, sectionsOf } from '../../../web/src/account/sections.ts';
import { desksOf } from '../../../web/src/desk/places.ts';
import { formatDays } from '../../../web/src/notices/format-days.ts';
import { fenOf } from '../../../web/src/papers/fen-of.ts';
import { wrongFile } from '../../../web/src/papers/wrong-file.ts';
import { formatBytes, formatInstant, lastDayOf, shiftDay } from '../../../web/src/words/format.ts';
import { industryWord } from '../../../web/src/words/industries.ts';

const place = (kind: OrganisationKind, ...roles: Role[]): Place => ({
  id: 'x',
  kind,
  name: '示例',
  roles,
  divisionCode: '320583',
  until: null,
});

test('an address is that of the route, with its places and its questions filled in', () => {
  expect(addressOf('GET /v1/companies/{id}/papers', { id: 'a b' }, { programmeId: 'su-ke-dai' })).toBe(
    '/v1/companies/a%20b/papers?programmeId=su-ke-dai',
  );
  expect(addressOf('GET /v1/companies', {}, { stage: '', limit: 20, cursor: undefined })).toBe('/v1/companies?limit=20');
  expect(signInAddress('/companies/x?programme=a&b')).toBe('/v1/auth/sign-in?returnTo=%2Fcompanies%2Fx%3Fprogramme%3Da%26b');
});

test('what is offered follows the access policy', () => {
  expect(mayHere(place('company', 'preparer'), 'grant.give')).toBe(false);
  expect(mayHere(place('company', 'signatory'), 'grant.give')).toBe(true);
  expect(may([place('bank', 'bank-officer')], 'organisation.admit')).toBe(false);
  expect(may([place('platform', 'admin')], 'organisation.admit')).toBe(true);
});

test('whoever stands in for a colleague is offered what the colleague is', () => {
  const standsIn = [
    { delegationId: 'd1', role: 'finance-approver' as const, name: '示例', until: '2026-12-01T00:00:00.000Z', uptoFen: null },
  ];
  const member = { ...place('finance_bureau', 'notice-officer'), standsIn };
  expect(sectionsOf(member)).toEqual(['desk', 'decisions', 'payments', 'tips', 'budgets', 'companies', 'members', 'delegations']);
  expect(desksOf(member)).toEqual(['decision', 'notice']);
});

test.each([
  [place('company', 'owner'), ['profile', 'papers', 'money', 'claims', 'sharing', 'members']],
  [place('company', 'preparer'), ['profile', 'papers', 'money', 'claims', 'sharing', 'members']],
  [place('carrier', 'mentor'), ['members']],
  [
    place('community_operator', 'community-operator'),
    ['companies', 'import', 'confirmations', 'profile', 'papers', 'money', 'claims', 'sharing', 'members'],
  ],
  [place('bank', 'bank-officer'), ['companies', 'granted', 'members']],
  [place('scitech_bureau', 'scitech-officer'), ['desk', 'companies', 'members', 'delegations']],
  [place('finance_bureau', 'finance-reviewer'), ['desk', 'budgets', 'companies', 'members', 'delegations']],
  [place('finance_bureau', 'finance-approver'), ['desk', 'decisions', 'payments', 'budgets', 'companies', 'members', 'delegations']],
  [place('finance_bureau', 'finance-payer'), ['desk', 'payments', 'budgets', 'members', 'delegations']],
  [place('joint_office', 'expert'), ['opinions', 'members']],
  [place('platform', 'admin'), ['companies', 'institutions', 'members']],
  [place('finance_bureau', 'owner'), ['cases', 'members', 'delegations']],
  [place('audit_office', 'auditor'), ['cases', 'tips', 'budgets', 'companies', 'institutions', 'members']],
  [place('finance_bureau', 'notice-officer'), ['desk', 'tips', 'members', 'delegations']],
] as const)('the pages of %j', (member, sections) => {
  expect(sectionsOf(member)).toEqual(sections);
});

test('everyone has a page to begin with', () => {
  for (const role of ROLE_NAMES) for (const kind of ROLES[role].in) expect(homeOf(place(kind, role)), `${kind} ${role}`).not.toBe('/me');
});

const FIRST17 = '91320583MA1MUJUF9';
const RIGHT = `${FIRST17}${checkCharacterOf(FIRST17)}`;

test.each([
  ['', 'nothing'],
  ['9132', 'short'],
  ['９１３２ 0583', 'short'],
  [RIGHT.replace(/.$/, (last) => (last === '0' ? '1' : '0')), 'doubtful'],
  ['9132058IMA1MUJUF92', 'malformed'],
  [`${RIGHT}0`, 'malformed'],
])('a code as it is typed: %s is %s', (text, judged) => {
  expect(judgeCode(text)).toBe(judged);
});

test('a code that passes both checks is right, however it is spaced', () => {
  expect(judgeCode(' 9135 0100 m000 100y-43')).toBe('right');
});

test.each([
  ['12', 1200],
  ['12.3', 1230],
  ['12.34', 1234],
  ['1,234.50', 123450],
  ['0.01', 1],
  ['12.345', undefined],
  ['-1', undefined],
  ['1e3', undefined],
  ['', undefined],
])('%s yuan are %s fen', (text, fen) => {
  expect(fenOf(text)).toBe(fen);
});

test.each([
  [{ name: '执照.pdf', size: 10 }, undefined],
  [{ name: '执照.PDF', size: 10 }, undefined],
  [{ name: 'logo.svg', size: 10 }, 'kind'],
  [{ name: 'no-ending', size: 10 }, 'kind'],
  [{ name: '表.xlsx', size: 10 }, 'not-for-this'],
  [{ name: '执照.pdf', size: 0 }, 'empty'],
  [{ name: '执照.pdf', size: 20 * 1024 * 1024 + 1 }, 'large'],
] as const)('a licence as %j: %s', (file, wrong) => {
  expect(wrongFile(file, 'business-licence')).toBe(wrong);
});

test('instants are told by the clocks of China, and a day by its last one', () => {
  expect(formatInstant('2026-11-23T16:05:00Z', 'zh')).toBe('2026年11月24日 00:05');
  expect(formatInstant('2026-11-23T06:05:00Z', 'en')).toBe('23 November 2026, 14:05');
  expect(lastDayOf('2027-02-08T16:00:00.000Z')).toBe('2027-02-08');
  expect(shiftDay('2028-02-28', 1)).toBe('2028-02-29');
  expect(formatBytes(20 * 1024 * 1024)).toBe('20 MB');
  expect(formatBytes(1_258_291)).toBe('1.2 MB');
});

test.each([
  ['2026-11-20', '2026-11-28', '2026年11月20日至28日', '20 to 28 November 2026'],
  ['2026-10-30', '2026-11-07', '2026年10月30日至11月7日', '30 October to 7 November 2026'],
  ['2026-12-30', '2027-01-07', '2026年12月30日至2027年1月7日', '30 December 2026 to 7 January 2027'],
])('two days say once what both share: %s to %s', (from, until, zh, en) => {
  expect([formatDays(from, until, 'zh'), formatDays(from, until, 'en')]).toEqual([zh, en]);
});

test('every division of GB/T 4754 has its words, with or without the letter of its section', () => {
  for (let division = 1; division <= 97; division += 1) {
    const code = String(division).padStart(2, '0');
    for (const language of ['zh', 'en'] as const) {
      const word = industryWord(code, { language });
      expect(word, `${code} ${language}`).toMatch(language === 'zh' ? /^[\p{Script=Han}、]+$/u : /^[A-Z][A-Za-z ,-]+$/);
      expect(industryWord(`C${code}12`, { language })).toBe(word);
    }
  }
  expect(industryWord('98', { language: 'zh' })).toBeUndefined();
});
