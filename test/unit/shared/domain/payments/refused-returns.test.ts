import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideBatch } from '../../../../../shared/domain/payments/batch.ts';
import { bookingNumber } from '../../../../../shared/domain/payments/bookings.ts';
import { decidePayment } from '../../../../../shared/domain/payments/payment.ts';
import type { Payment } from '../../../../../shared/domain/payments/records.ts';
import type { ReturnFile, ReturnRow } from '../../../../../shared/domain/payments/return-file.ts';
import { bookingKey } from '../../../../../shared/store/keys/money.ts';
import { accepted, batchContext, batchIn, context, EVIDENCE, FIRST, type Held, paymentOf, refusalOf, SECOND, SYSTEM } from './fixtures.ts';
import { answer, applied, match, only, PAYMENTS, sent, takenIn } from './return-files.ts';

const faultsOf = (held: Held, file: ReturnFile) =>
  refusalOf(match(held, file)).faults.map(({ row, pointer, code }) => [row, pointer, code]);

describe('a return file is refused as a whole', () => {
  const held = sent();
  it.each<[string, (row: ReturnRow) => Partial<ReturnRow>, [string, string]]>([
    ['an unknown line', () => ({ line: 9 }), ['line', 'unknown-line']],
    ['another attempt', () => ({ reference: 'C2.p1.2' }), ['reference', 'unknown-reference']],
    ['another amount', () => ({ amountFen: 251 }), ['amountFen', 'amount-mismatch']],
    ['other last digits', () => ({ account: '0000' }), ['account', 'account-mismatch']],
    ['another account', () => ({ account: '320583000012345679' }), ['account', 'account-mismatch']],
    ['money back that was never paid', () => ({ outcome: 'returned' }), ['outcome', 'returned-unpaid']],
  ])('for %s, naming line, field and rule', (_what, change, [field, code]) => {
    const before = structuredClone(held);
    const file = answer(held, (row) => (row.line === 2 ? change(row) : {}));
    expect(faultsOf(held, file)).toEqual([[5, `/rows/1/${field}`, code]]);
    expect(held).toEqual(before);
  });
  it('for a line twice', () => {
    const { rows, ...head } = answer(held);
    expect(faultsOf(held, { ...head, rows: [...rows, { ...(rows[2] as ReturnRow), row: 7, bankSerial: 'S9' }] })).toEqual([
      [7, '/rows/3/line', 'line-repeated'],
    ]);
  });
  it('by a number of the bank as it counts: spaces, width, case and what cannot be seen make no other one, and none is too long for a key', () => {
    for (const typed of ['S 1', 's1', 'ｓ１', 'S\u200b1', '\ufeffS1']) expect(bookingNumber(typed)).toBe('S1');
    expect(bookingNumber('ﷺ'.repeat(64)).length).toBe(300);
    expect(Buffer.byteLength(bookingKey('b', 'ﷺ'.repeat(64)).sk)).toBeLessThan(1024);
  });
  it('for one booking of the bank on two lines, however it is typed', () => {
    const file = answer(held, ({ line }) => (line === 3 ? { bankSerial: ' ｓ１ ' } : {}));
    expect(faultsOf(held, file)).toEqual([[6, '/rows/2/bankSerial', 'serial-repeated']]);
  });
  it.each([
    ['the day before it was sent', '2026-11-22T15:59:59.999Z', 'time-before-sent'],
    ['tomorrow', '2026-11-23T16:00:00.000Z', 'time-ahead'],
  ])('for a booking of %s, as Shanghai counts days', (_name, at, code) => {
    expect(
      faultsOf(
        held,
        answer(held, ({ line }) => (line === 2 ? { at } : {})),
      ),
    ).toEqual([[5, '/rows/1/at', code]]);
    const edge = new Date(Date.parse(at) + (code === 'time-ahead' ? -1 : 1)).toISOString();
    expect(
      match(
        held,
        answer(held, ({ line }) => (line === 2 ? { at: edge } : {})),
      ).ok,
    ).toBe(true);
  });
  it('for another batch, another file, or one that was not sent', () => {
    expect(faultsOf(held, { ...answer(held), batchId: 'B2' })).toEqual([[1, '/batchId', 'wrong-batch']]);
    expect(faultsOf(held, { ...answer(held), bodyHash: 'f'.repeat(64) })).toEqual([[2, '/bodyHash', 'wrong-hash']]);
    const approved = batchIn('approved', PAYMENTS);
    expect(faultsOf(approved, answer(approved))).toEqual([[1, '/batchId', 'batch-not-sent']]);
  });
  it('for a line that is settled, whatever else it says', () => {
    const paid = takenIn(held, answer(held, only(1)));
    expect(faultsOf(paid, answer(held))).toEqual([[4, '/rows/0/outcome', 'line-settled']]);
    expect(match(paid, answer(held)).ok).toBe(false);
  });
  it('and a word against what is settled is told apart, to be flagged', () => {
    const failed = takenIn(held, answer(held, only(1, { outcome: 'failed' })));
    const again = accepted(decidePayment(failed.payments[0] as Payment, { kind: 'retry' }, context(FIRST))).payment;
    const now = { ...failed, payments: [again, ...failed.payments.slice(1)] };
    const refusal = refusalOf(match(now, answer(held), 'c'.repeat(64)));
    expect(refusal.faults).toMatchObject([{ row: 4, pointer: '/rows/0/outcome', code: 'contradicts-settled' }]);
    expect(refusal.contradictions).toEqual([
      {
        ...{ caseId: 'C1', paymentId: 'p1', reference: 'C1.p1.1', stands: 'failed', says: 'paid', fileHash: 'c'.repeat(64), row: 4 },
        ...{ bankSerial: expect.any(String), bankAt: expect.any(String) },
      },
    ]);
    const [found] = refusal.contradictions;
    if (!found) return expect.fail('no contradiction');
    const flagged = accepted(decidePayment(again, { kind: 'note_contradiction', ...found }, context(SYSTEM))).payment;
    expect(flagged.contradictions).toMatchObject([{ stands: 'failed', says: 'paid', answer: null }]);
    expect(faultsOf(now, answer(held, only(1, { outcome: 'failed' })))).toEqual([[4, '/rows/0/outcome', 'line-settled']]);
  });
  it('but the bank’s first word that agrees with two persons’ statement is taken', () => {
    const stated = { kind: 'state_outcome', outcome: 'paid', evidenceDocumentId: 'd', evidenceSha256: EVIDENCE, note: 'n' } as const;
    const one = accepted(decidePayment(held.payments[0] as Payment, stated, context(FIRST))).payment;
    const paid = accepted(decidePayment(one, { kind: 'confirm_paid', evidenceSha256: EVIDENCE }, context(SECOND))).payment;
    const now = { ...held, payments: [paid, ...held.payments.slice(1)] };
    const { effects, payments } = applied(now, answer(held));
    expect(effects.map(({ reference }) => reference)).toEqual(['C2.p1.1', 'C3.p1.1']);
    expect(payments[0]).toMatchObject({ state: 'paid', attempts: [{ bankSerial: 'S1', basis: 'statement' }] });
    const agreed = takenIn(now, answer(held, only(1)));
    expect(faultsOf(agreed, answer(held, only(1)))).toEqual([[4, '/rows/0/outcome', 'line-settled']]);
    const failedWord = answer(held, ({ line }) => (line === 1 ? { outcome: 'failed' } : {}));
    expect(refusalOf(match(now, failedWord)).contradictions).toMatchObject([{ stands: 'paid', says: 'failed' }]);
  });
  it('but not for a word on an attempt that is out, whatever waits for an answer of an earlier one', () => {
    const failed = takenIn(held, answer(held, only(1, { outcome: 'failed' })));
    const note = { kind: 'note_contradiction', reference: 'C1.p1.1', says: 'paid', fileHash: 'd'.repeat(64), row: 4 } as const;
    const retried = accepted(decidePayment(failed.payments[0] as Payment, { kind: 'retry' }, context(FIRST))).payment;
    const second = batchIn('sent', [retried]);
    const [flagged] = second.payments.map((one) => accepted(decidePayment(one, note, context(SYSTEM))).payment);
    const now = { batch: second.batch, payments: flagged ? [flagged] : [] };
    expect(applied(now, answer(second))).toMatchObject({ openLines: 0, payments: [{ state: 'paid', contradictions: [{ answer: null }] }] });
  });
  it('given rows of other payments: a fault of ours', () =>
    expect(() => match({ ...held, payments: held.payments.toReversed() }, answer(held))).toThrow(RangeError));
});

describe('no permutation, duplication or alteration of its lines passes', () => {
  const held = sent(Array.from({ length: 8 }, (_, at) => paymentOf(`C${at + 1}`, 100 + at)));
  const { rows, ...head } = answer(held);
  const refused = (changed: readonly ReturnRow[]) => {
    const before = structuredClone(held);
    expect(match(held, { ...head, rows: changed }).ok).toBe(false);
    expect(held).toEqual(before);
  };
  it('permuted', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...rows], { minLength: 2 }), (changed) => {
        const ordered = changed.every((row, at) => at === 0 || (changed[at - 1] as ReturnRow).line < row.line);
        fc.pre(!ordered);
        refused(changed);
      }),
    );
  });
  it('doubled', () => {
    fc.assert(
      fc.property(fc.subarray([...rows], { minLength: 1 }), fc.nat(), fc.nat(), (some, which, where) => {
        const copy = some[which % some.length] as ReturnRow;
        refused(some.toSpliced(where % (some.length + 1), 0, copy));
      }),
    );
  });
  it('altered in what names the payment', () => {
    const alteration = fc.oneof(
      fc.record({ line: fc.integer({ min: 9, max: 99 }) }),
      fc.record({ reference: fc.string() }),
      fc.record({ amountFen: fc.integer({ min: 1_000 }) }),
      fc.record({ account: fc.constantFrom('0000', '9999', '32058300001234567') }),
    );
    fc.assert(
      fc.property(fc.nat({ max: rows.length - 1 }), alteration, (which, change) =>
        refused(rows.map((row, at) => (at === which ? { ...row, ...change } : row))),
      ),
    );
  });
  it('with cells of two lines exchanged', () => {
    const field = fc.constantFrom('line', 'reference', 'amountFen');
    fc.assert(
      fc.property(fc.nat({ max: 7 }), fc.nat({ max: 7 }), field, (a, b, name) => {
        fc.pre(a !== b);
        refused(rows.map((row, at) => ({ ...row, [name]: (at === a ? rows[b] : at === b ? rows[a] : row)?.[name as 'line'] })));
      }),
    );
  });
});

describe('whatever files come, in whatever order', () => {
  const outcome = fc.constantFrom('success', 'failed', 'returned') as fc.Arbitrary<ReturnRow['outcome']>;
  it('what is posted is what stands as paid, each payment at most once', () => {
    let most = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.subarray([1, 2, 3], { minLength: 1 }), outcome), { maxLength: 12 }), (steps) => {
        let now = sent();
        const posted = new Map<string, number>();
        for (const [lines, said] of steps) {
          const result = match(
            now,
            answer(now, ({ line }) => (lines.includes(line) ? { outcome: said } : null)),
          );
          if (!result.ok || result.value.kind !== 'applied') continue;
          const { batch, payments, effects } = result.value;
          for (const { kind, reference } of effects)
            posted.set(reference, (posted.get(reference) ?? 0) + (kind === 'post' ? 1 : kind === 'reverse-post' ? -1 : 0));
          now = { batch, payments: now.payments.map((old) => payments.find(({ caseId }) => caseId === old.caseId) ?? old) };
        }
        for (const one of now.payments) expect(posted.get(`${one.caseId}.p1.1`) ?? 0).toBe(one.state === 'paid' ? 1 : 0);
        most = Math.max(most, now.batch.returns.length);
        const settled = now.payments.every(({ attempts }) => attempts.length > 0);
        expect(now.batch.state).toBe(settled ? 'reconciled' : 'sent');
        expect(decideBatch(now.batch, now.payments, { kind: 'reconcile' }, batchContext(SYSTEM)).ok).toBe(false);
      }),
    );
    expect(most).toBeGreaterThan(1);
  });
});
