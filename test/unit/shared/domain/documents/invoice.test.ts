import { describe, expect, it } from 'vitest';
import {
  enterApplicant,
  flagsOf,
  type InvoiceAccount,
  type InvoiceRegistration,
  invoiceIdOf,
} from '../../../../../shared/domain/documents/invoice.ts';
import type { CivilDate } from '../../../../../shared/domain/kernel/civil-date.ts';

const registration = (organisationId: string, amountFen: number): InvoiceRegistration => ({
  id: 's.-.1',
  organisationId,
  documentId: 'd',
  sha256: 'x',
  sellerUscc: 's',
  sellerName: null,
  code: null,
  number: '1',
  issuedOn: '2026-01-01' as CivilDate,
  buyerName: 'b',
  buyerUscc: null,
  amountFen,
  flags: [],
  registeredBy: 'p',
  registeredAt: '2026-01-02T00:00:00Z',
  version: 1,
});
const own = registration('firm', 100);
const account = (claimedFen = 0): InvoiceAccount => ({ ...enterApplicant(undefined, own), claimedFen });
const seen = (of: InvoiceAccount, sharesFile = false) => ({ ...of, sharesFile });

describe('the identity of an invoice', () => {
  it('is one word, another for another part', () => {
    const identity = { sellerUscc: 'A', code: null, number: '2' };
    expect(invoiceIdOf(identity)).toBe('A.-.2');
    expect(
      new Set([identity, { ...identity, code: '1' }, { ...identity, sellerUscc: 'B' }, { ...identity, number: '3' }].map(invoiceIdOf)).size,
    ).toBe(4);
  });
});

describe('the account of an invoice', () => {
  it('tells reviewers of a second claim, of several applicants and of figures that differ', () => {
    expect(flagsOf(seen(account(60)), 60)).toEqual([]);
    expect(flagsOf(seen(account(60), true), 60)).toEqual(['same-file-other-number']);
    expect(flagsOf(seen(account(61)), 60)).toEqual(['second-claim']);
    expect(flagsOf(seen(enterApplicant(account(100), registration('other', 90))), 60)).toEqual([
      'second-claim',
      'several-applicants',
      'amounts-differ',
    ]);
  });
  it('registering twice by one applicant enters it once', () => {
    const again = enterApplicant(enterApplicant(undefined, own), { ...own, amountFen: 7 });
    expect(again.applicants).toEqual([expect.objectContaining({ organisationId: 'firm', amountFen: 7 })]);
  });
});
