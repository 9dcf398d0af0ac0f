import { describe, expect, it } from 'vitest';
import { type InvoiceDraft, judgeInvoice, normaliseInvoice, readInvoice } from '../../../../../shared/domain/documents/judge-invoice.ts';
import type { CivilDate } from '../../../../../shared/domain/kernel/civil-date.ts';

const TODAY = '2026-11-23' as CivilDate;
const SELLER = '91320583MA1EXAMPL4';
const FIRM = { name: '昆山示例（科技）有限公司', uscc: '91329900DEM000612R' };

const draft = (more: Partial<Record<keyof InvoiceDraft, string | null>> = {}): InvoiceDraft => ({
  ...({
    sellerUscc: SELLER,
    code: null,
    number: '1'.repeat(20),
    buyerName: FIRM.name,
    buyerUscc: FIRM.uscc,
    issuedOn: '2026-10-01',
  } as InvoiceDraft),
  ...(more as Partial<InvoiceDraft>),
});
const old = { code: '0320022001', number: '12345678' };

describe('the form of an invoice', () => {
  it.each([{}, old, { ...old, code: '032002200111' }, { buyerUscc: null }, { sellerUscc: '91320583MA1EXAMPL0' }])('%j is one', (more) =>
    expect(readInvoice(draft(more))).toEqual({ ok: true, value: draft(more) }),
  );
  it.each([
    [{ code: old.code }, ['/code invoice-without-code']],
    [{ number: old.number }, ['/code invoice-code-needed']],
    [{ ...old, code: '123' }, ['/code malformed-invoice-code']],
    [{ ...old, code: '01234567890' }, ['/code malformed-invoice-code']],
    [{ number: '1'.repeat(19) }, ['/number malformed-invoice-number']],
    [{ number: '1234567x', code: old.code }, ['/number malformed-invoice-number']],
    [{ sellerUscc: '91320583MA1EXAMPL' }, ['/sellerUscc malformed-credit-code']],
    [{ sellerUscc: '91320583MA1EXAMPLO' }, ['/sellerUscc malformed-credit-code']],
    [{ sellerUscc: '9132O583MA1EXAMPL4' }, ['/sellerUscc malformed-credit-code']],
    [{ sellerUscc: '913205832222222' }, ['/sellerUscc malformed-credit-code']],
    [{ buyerUscc: 'x' }, ['/buyerUscc malformed-credit-code']],
    [
      { sellerUscc: '', number: '', code: 'a', buyerUscc: '' },
      [
        '/sellerUscc malformed-credit-code',
        '/number malformed-invoice-number',
        '/code malformed-invoice-code',
        '/buyerUscc malformed-credit-code',
      ],
    ],
  ])('%j is none', (more, faults) => {
    const read = readInvoice(draft(more));
    if (read.ok) return expect.fail('it was taken');
    expect(read.refusal.code).toBe('invalid-request');
    expect(read.refusal.faults?.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(faults);
    for (const { detail } of read.refusal.faults ?? [])
      expect(detail).toMatchObject({ zh: expect.stringMatching(/\p{Script=Han}/u), en: expect.any(String) });
  });
  it('is kept half-width and without spaces', () => {
    const typed = draft({
      sellerUscc: '91320583 ma1exampl4',
      buyerUscc: '９１３２９９００-DEM000612R',
      code: '0320 022001',
      number: '１２３４ 5678',
    });
    expect(normaliseInvoice(typed)).toEqual(draft(old));
    expect(normaliseInvoice(draft({ buyerUscc: null }))).toEqual(draft({ buyerUscc: null }));
  });
});

describe('an invoice for an applicant', () => {
  it.each([
    [{}, []],
    [{ sellerUscc: '91320583MA1EXAMPL0' }, ['seller-code-check-failed']],
    [{ buyerName: '昆山示例(科技) 有限公司' }, []],
    [{ buyerName: '别家有限公司' }, ['buyer-is-not-applicant']],
    [{ buyerUscc: SELLER }, ['buyer-is-other']],
    [{ buyerUscc: null }, []],
    [
      { sellerUscc: '91320583MA1EXAMPL0', buyerName: '别家', buyerUscc: SELLER },
      ['seller-code-check-failed', 'buyer-is-not-applicant', 'buyer-is-other'],
    ],
    [{ issuedOn: TODAY }, []],
    [{ issuedOn: '2000-01-01' }, []],
  ])('%j is taken with the flags %j', (more, flags) => expect(judgeInvoice(draft(more), FIRM, TODAY)).toEqual({ ok: true, value: flags }));

  it.each([
    [{ sellerUscc: FIRM.uscc }, ['/sellerUscc seller-is-applicant']],
    [{ issuedOn: '2026-11-24' }, ['/issuedOn issued-ahead']],
    [{ issuedOn: '1999-12-31' }, ['/issuedOn issued-too-early']],
    [{ sellerUscc: FIRM.uscc, issuedOn: '0099-01-01' }, ['/sellerUscc seller-is-applicant', '/issuedOn issued-too-early']],
  ])('%j is refused', (more, faults) => {
    const judged = judgeInvoice(draft(more), FIRM, TODAY);
    if (judged.ok) return expect.fail('it was taken');
    expect(judged.refusal.code).toBe('invoice-refused');
    expect(judged.refusal.faults?.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(faults);
  });
  it('without a code of its own is known by its name alone', () =>
    expect(judgeInvoice(draft({ buyerName: '张三' }), { name: '张三', uscc: null }, TODAY)).toEqual({ ok: true, value: [] }));
});
