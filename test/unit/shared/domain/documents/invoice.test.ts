import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  enterApplicant,
  giveBackPart,
  type InvoiceAccount,
  type InvoiceRegistration,
  invoiceIdOf,
  takePart,
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

describe('the identity of an invoice', () => {
  it('is one word, another for another part', () => {
    const identity = { sellerUscc: 'A', code: null, number: '2' };
    expect(invoiceIdOf(identity)).toBe('A.-.2');
    expect(
      new Set([identity, { ...identity, code: '1' }, { ...identity, sellerUscc: 'B' }, { ...identity, number: '3' }].map(invoiceIdOf)).size,
    ).toBe(4);
  });
});

describe('parts of an invoice', () => {
  it('are taken up to the amount and no further, and a second one is a flag', () => {
    const first = takePart(account(), own, 60);
    expect(first).toMatchObject({ ok: true, value: { account: { claimedFen: 60, version: 2 }, flags: [] } });
    if (!first.ok) return;
    expect(takePart(first.value.account, own, 41)).toEqual({ ok: false, refusal: { code: 'invoice-overclaimed', leftFen: 40 } });
    expect(takePart(first.value.account, own, 40)).toMatchObject({
      ok: true,
      value: { account: { claimedFen: 100 }, flags: ['second-claim'] },
    });
  });
  it('count over all applicants, each held to the figure it gave itself', () => {
    const shared = enterApplicant({ ...account(80) }, registration('other', 90));
    expect(takePart(shared, registration('other', 90), 11).ok).toBe(false);
    expect(takePart(shared, registration('other', 90), 10)).toMatchObject({
      ok: true,
      value: { flags: ['second-claim', 'several-applicants', 'amounts-differ'] },
    });
    expect(takePart(shared, own, 20).ok).toBe(true);
  });
  it.each([0, -1, 1.5, Number.NaN])('of %d there is none', (part) => {
    expect(() => takePart(account(), own, part)).toThrow(RangeError);
    expect(() => giveBackPart(account(50), part)).toThrow(RangeError);
  });
  it('cannot be given back beyond what was taken', () => expect(() => giveBackPart(account(5), 6)).toThrow(RangeError));

  it('never sum up to more than the amount, and all given back leaves nothing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.array(fc.integer({ min: 1, max: 5_000 }), { maxLength: 30 }),
        (amountFen, parts) => {
          const mine = registration('firm', amountFen);
          let now = enterApplicant(undefined, mine);
          const taken: number[] = [];
          for (const part of parts) {
            const outcome = takePart(now, mine, part);
            expect(outcome.ok).toBe(part <= amountFen - now.claimedFen);
            if (outcome.ok) {
              now = outcome.value.account;
              taken.push(part);
            }
          }
          expect(now.claimedFen).toBe(taken.reduce((sum, part) => sum + part, 0));
          expect(taken.reduce(giveBackPart, now).claimedFen).toBe(0);
        },
      ),
    );
  });
  it('registering twice by one applicant enters it once', () => {
    const again = enterApplicant(enterApplicant(undefined, own), { ...own, amountFen: 7 });
    expect(again.applicants).toEqual([expect.objectContaining({ organisationId: 'firm', amountFen: 7 })]);
  });
});
