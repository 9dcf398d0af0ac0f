import { describe, expect, it } from 'vitest';
import type { CaseFileView } from '../../../shared/contracts/cases.ts';
import { firstBrokenLink } from '../../../shared/store/audit-chain.ts';
import { createChainReader } from '../../../shared/store/chain-store.ts';
import { returnOfAll } from '../../support/bank.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { paymentHouse } from './house.ts';

const house = paymentHouse();
const FEN = 600_000;

describe('the money of one broadband claim', () => {
  it('goes from the approval to the bank, into the books, and the case to its end', { timeout: 60_000 }, async () => {
    const [id = ''] = await house.toBePaid('firm');
    expect(await house.caseOf(id)).toMatchObject({ state: 'disbursing' });
    const due = await jsonOf<{ items: unknown[] }>(await house.as('payer').get('/v1/payments/due'));
    expect(due.items).toEqual([
      expect.objectContaining({
        caseId: id,
        paymentId: 'p1',
        amountFen: FEN,
        state: 'drafted',
        batchId: null,
        blockedBy: null,
        payee: { holderName: '示例 firm', bankName: '示例城南银行昆山支行', bankAccount: '****0017' },
      }),
    ]);

    const batch = await house.sealed('payer', [id]);
    expect(batch).toMatchObject({ state: 'sealed', count: 1, totalFen: FEN, sealedBy: { personId: 'payer' }, approvedBy: null });
    expect((await house.as('payer').get(`/v1/payments/batches/${batch.id}/file`)).status).toBe(409);
    const approved = await house.approved('payer-2', batch);
    expect(approved).toMatchObject({ state: 'approved', contentHash: batch.contentHash, approvedBy: { personId: 'payer-2' } });
    const sent = await jsonOf<typeof batch>(await house.move('payer', batch, 'send'));
    expect(sent).toMatchObject({ state: 'sent', lines: [{ state: 'sent', outcome: null }] });

    const file = await house.as('payer').get(`/v1/payments/batches/${batch.id}/file`);
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename="batch-${batch.id}.csv"`);
    const text = await file.text();
    expect(text).toContain('9900583000000000017');
    expect(text).toContain(String(batch.contentHash));
    const treasury = await (await house.as('payer').get(`/v1/payments/batches/${batch.id}/treasury-file`)).text();
    expect(treasury).toContain(house.budgetId);

    const returned = returnOfAll(sent);
    const report = await jsonOf(await house.takeReturn('payer', sent, returned));
    expect(report).toMatchObject({
      repeated: false,
      rows: [{ line: 1, caseId: id, paymentId: 'p1', state: 'paid', refusedBy: null }],
      openLines: 0,
      batch: { state: 'reconciled', takingReturn: null, lines: [{ outcome: 'paid' }] },
    });
    expect(await house.caseOf(id)).toMatchObject({ state: 'monitoring' });
    expect(await house.readBudget()).toMatchObject({ availableFen: 50_000_000 - FEN, reservedFen: 0, paidFen: FEN });

    expect(await house.taken('reviewer-2', id, 'close')).toMatchObject({ state: 'monitoring', proposed: 'close' });
    expect(await house.taken('reviewer-3', id, 'close')).toMatchObject({ state: 'closed' });
    const view = await jsonOf<CaseFileView>(await house.as('auditor').get(`/v1/cases/${id}/file`));
    expect(view.money).toMatchObject({ reservedFen: FEN, postedFen: FEN, voidedFen: 0 });
    const paying = view.acts.filter(({ stage, role }) => stage === 'payment' && role !== 'system');
    expect(paying.map(({ event, name }) => [event, name]).sort()).toEqual([
      ['seal-batch', '示例 payer'],
      ['send-batch', '示例 payer'],
      ['sign-batch', '示例 payer-2'],
      ['take-return', '示例 payer'],
    ]);
    const stored = await house.reader().readCase(id);
    const chain = await createChainReader(house.client, house.names.journal).readChain('case', id, { seq: stored?.head.seq ?? 0 }, 100);
    expect(chain.intact).toBe(true);
    expect(firstBrokenLink(chain.entries.map(({ entry }) => entry).reverse())).toBeUndefined();
    expect(house.faults).toEqual([]);
  });
});
