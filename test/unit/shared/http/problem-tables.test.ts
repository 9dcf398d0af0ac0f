import { describe, expect, it } from 'vitest';
import { HOLD_REFUSALS } from '../../../../shared/domain/cases/money/holds.ts';
import { CASE_REFUSALS } from '../../../../shared/domain/cases/refusals.ts';
import { TIP_REFUSALS } from '../../../../shared/domain/cases/tips/tip-terms.ts';
import { LEDGER_REFUSALS } from '../../../../shared/domain/ledger/refusals.ts';
import { BATCH_REFUSALS } from '../../../../shared/domain/payments/batch.ts';
import { PAYMENT_REFUSALS } from '../../../../shared/domain/payments/payment-refusals.ts';
import { RECOVERY_REFUSALS } from '../../../../shared/domain/payments/recovery-moves.ts';
import { BUDGET_PROBLEMS } from '../../../../shared/http/budget-problems.ts';
import { CASE_PROBLEMS } from '../../../../shared/http/case-problems.ts';
import { PARTY_PROBLEMS } from '../../../../shared/http/party-problems.ts';
import { PAYMENT_PROBLEMS } from '../../../../shared/http/payment-problems.ts';
import type { Problems } from '../../../../shared/http/problem-tables.ts';
import { PROBLEMS } from '../../../../shared/http/problems.ts';
import { TIP_PROBLEMS } from '../../../../shared/http/tip-problems.ts';

const TABLES: readonly (readonly [name: string, problems: Problems, refusals: object])[] = [
  ['everybody', PROBLEMS, {}],
  ['parties', PARTY_PROBLEMS, PROBLEMS],
  ['cases', CASE_PROBLEMS, { ...PROBLEMS, ...CASE_REFUSALS, ...HOLD_REFUSALS }],
  ['tips', TIP_PROBLEMS, TIP_REFUSALS],
  ['payments', PAYMENT_PROBLEMS, { ...PROBLEMS, ...PAYMENT_REFUSALS, ...BATCH_REFUSALS, ...RECOVERY_REFUSALS }],
  ['budgets', BUDGET_PROBLEMS, { ...PROBLEMS, ...LEDGER_REFUSALS }],
];

describe.each(TABLES)('the problems of %s', (_name, problems, refusals) => {
  it('have a status of the contract and a sentence in both languages for every refusal of the rules', () => {
    for (const code of Object.keys(refusals)) expect(problems, code).toHaveProperty([code]);
    for (const [code, { status, zh, en }] of Object.entries(problems)) {
      expect(code).toMatch(/^[a-z][a-z0-9-]*$/u);
      expect([400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 429, 500, 503], code).toContain(status);
      expect([zh.trim(), en.trim()], code).not.toContain('');
    }
  });
});

describe('over the wire', () => {
  it.each([
    ['four-eyes', 403],
    ['not-assigned', 403],
    ['above-authority', 403],
    ['same-person', 403],
    ['case-state', 409],
    ['budget-exhausted', 409],
    ['cap-exhausted', 409],
    ['claimed-already', 409],
    ['duplicate-transfer', 409],
    ['claim-refused', 422],
    ['clause-open', 422],
    ['invoice-overclaimed', 422],
    ['payee-refused', 422],
  ])('%s of a case is %i', (code, status) => expect((CASE_PROBLEMS as Problems)[code]?.status).toBe(status));
  it.each([
    ['same-person-twice', 403],
    ['acted-in-the-case', 403],
    ['payment-state', 409],
    ['over-posted', 409],
    ['return-file-refused', 422],
    ['batch-empty', 422],
  ])('%s of a payment is %i', (code, status) => expect((PAYMENT_PROBLEMS as Problems)[code]?.status).toBe(status));
  it.each([
    ['same-person', 403],
    ['above-authority', 403],
    ['budget-closed', 409],
    ['change-decided', 409],
    ['budget-refused', 422],
  ])('%s of a budget is %i', (code, status) => expect((BUDGET_PROBLEMS as Problems)[code]?.status).toBe(status));
  it('a code means the same in every table that has it, however it is worded', () => {
    for (const [code, { status }] of Object.entries({ ...PARTY_PROBLEMS, ...PAYMENT_PROBLEMS, ...BUDGET_PROBLEMS }))
      expect((CASE_PROBLEMS as Problems)[code]?.status ?? status, code).toBe(status);
  });
  it('the table of everybody stays free of what only parties, cases and payments say', () => {
    expect(Object.keys(PROBLEMS)).not.toContain('case-state');
    expect(Object.keys(PROBLEMS)).not.toContain('budget-exhausted');
    expect(Object.keys(PROBLEMS)).not.toContain('last-owner');
  });
});
