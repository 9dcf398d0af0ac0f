import { describe, expect, it } from 'vitest';
import type { CaseCard } from '../../../../../shared/domain/cases/shown/card.ts';
import { applicantNameFor, maskedApplicant } from '../../../../../shared/domain/cases/shown/named-for.ts';
import type { Principal, Role } from '../../../../../shared/domain/parties/organisation.ts';

const NAME = '昆山示例澜芯传感科技有限公司';
const card = {
  applicantName: NAME,
  organisationId: 'company-01',
  divisionCode: '320583',
  submittedOn: '2026-11-02',
  assigned: [{ stage: 'decision', personId: 'taker', name: '示例' }],
} as unknown as CaseCard;

const person = (personId: string, role: Role, divisionCode: string | null): Principal =>
  ({
    personId,
    personKey: personId,
    name: personId,
    memberships: [{ organisationId: 'office', organisationName: 'office', kind: 'finance_bureau', divisionCode, roles: [role] }],
  }) as unknown as Principal;

describe('an applicant in a list', () => {
  it.each([
    ['the file, by who took it on', person('taker', 'finance-approver', '320583'), 'case.read-file', true],
    ['the file, by a colleague who did not', person('other', 'finance-approver', '320583'), 'case.read-file', false],
    ['the file, by an auditor', person('other', 'auditor', '320000'), 'case.read-file', true],
    ['what is paid, by the bureau of the place', person('other', 'finance-payer', '320583'), 'payment.read', true],
    ['what is paid, by a bureau elsewhere', person('other', 'finance-payer', '320100'), 'payment.read', false],
    ['what is paid, by another desk', person('other', 'notice-officer', '320583'), 'payment.read', false],
  ] as const)('is named for %s, or masked', (_what, who, action, named) => {
    expect(applicantNameFor(who, action, card)).toBe(named ? NAME : '昆山****');
  });

  it('is the region’s business only from the day it was handed in', () => {
    expect(applicantNameFor(person('other', 'finance-payer', '320583'), 'payment.read', { ...card, submittedOn: null })).toBe('昆山****');
  });

  it('keeps two characters, whatever they are made of', () => {
    expect(maskedApplicant('𠮷野示例有限公司')).toBe('𠮷野****');
  });
});
