import { beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import type { ChangeView, statement } from '../../shared/contracts/ledger.ts';
import type { BatchView } from '../../shared/contracts/payments.ts';
import { PAPER_HASH, PAYER_ACCOUNT, paymentHouse } from '../api/payments/house.ts';
import { returnOfAll } from '../support/bank.ts';
import { countCalls } from '../support/faults.ts';
import { jsonOf } from '../support/signed-in.ts';
import { BROADBAND } from '../support/subsidy-house.ts';

const house = paymentHouse();
const batches = '/v1/payments/batches';
type Line = z.infer<typeof statement>['items'][number];
/** As many cases as one batch takes: it is one write however many they are. */
const MOST = 40;
const NAMES = Array.from({ length: MOST + 1 }, (_, at) => `firm-${at}`);

describe('what paying may cost', () => {
  const counts = countCalls(house.client);
  async function spent(send: () => Promise<Response>, status = 200): Promise<{ answer: unknown; calls: Record<string, number> }> {
    const before = { ...counts };
    const response = await send();
    const calls = Object.entries(counts).map(([name, count]) => [name.replace('Command', ''), count - (before[name] ?? 0)] as const);
    const text = await response.text();
    expect(response.status, text.slice(0, 300)).toBe(status);
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return { answer: isJson ? JSON.parse(text) : text, calls: Object.fromEntries(calls.filter(([, count]) => count > 0)) };
  }
  /** By token: one Query tells who it is. */
  const reads = (of: Record<string, number>) => ({ ...of, Query: 1 + (of.Query ?? 0) });
  /** Then the kept answer, at most two reads, and one transaction. */
  const command = (of: Record<string, number>) => ({ ...reads(of), GetItem: 1 + (of.GetItem ?? 0), TransactWriteItems: 1 });

  let ids: string[] = [];
  let alone = '';
  beforeAll(async () => {
    [alone = '', ...ids] = await house.toBePaid(...NAMES);
    // The calendar is read once and kept: the first request pays for it.
    await house.as('payer').get(`/v1/cases/${alone}/payments`);
  }, 240_000);

  it('a batch of forty, from seal to its file: two reads and one write a step', { timeout: 120_000 }, async () => {
    const due = await spent(() => house.as('payer').get('/v1/payments/due?limit=100'));
    expect(due.calls).toEqual(reads({ Query: 1, BatchGetItem: 1 }));
    expect((due.answer as { items: unknown[] }).items).toHaveLength(MOST + 1);

    const sealed = await spent(() => house.as('payer').post(batches, { caseIds: ids, payerAccount: PAYER_ACCOUNT }), 201);
    expect(sealed.calls).toEqual(command({ BatchGetItem: 2 }));
    const { id, contentHash, count, totalFen } = sealed.answer as BatchView;
    expect([count, totalFen]).toEqual([MOST, MOST * 600_000]);
    const approved = await spent(() => house.as('payer-2').post(`${batches}/${id}/approve`, { contentHash }));
    expect(approved.calls).toEqual(command({ GetItem: 1, BatchGetItem: 1 }));
    const sent = await spent(() => house.as('payer').post(`${batches}/${id}/send`));
    expect(sent.calls).toEqual(command({ GetItem: 1, BatchGetItem: 1 }));
    for (const path of ['', '/file', '/treasury-file'])
      expect((await spent(() => house.as('payer').get(`${batches}/${id}${path}`))).calls).toEqual(reads({ GetItem: 1, BatchGetItem: 1 }));
    expect((await spent(() => house.as('payer').get(batches))).calls).toEqual(reads({ Query: 1 }));

    // A run: the mark, one Query and one transaction a case, and the end; the batch is read at its beginning and at its end.
    const batch = sent.answer as BatchView;
    const file = returnOfAll(batch);
    const taken = await spent(() => house.takeReturn('payer', batch, file));
    expect(taken.calls.Query).toBe(1 + MOST);
    expect(taken.calls.GetItem).toBe(1 + 2);
    expect(taken.calls.BatchGetItem).toBe(2);
    // Cases of one budget meet on its counters now and then, and the write is tried again.
    expect(taken.calls.TransactWriteItems).toBeGreaterThanOrEqual(MOST + 2);
    expect((await house.readBudget())?.paidFen).toBe(MOST * 600_000);
    const again = await spent(() => house.takeReturn('payer', batch, file));
    expect(again.calls).toEqual(command({ GetItem: 1, BatchGetItem: 1 }));
  });

  it('one payment and one recovery: the case with what is asked of persons and papers, and one write', { timeout: 60_000 }, async () => {
    expect((await spent(() => house.as('payer').get(`/v1/cases/${alone}/payments`))).calls).toEqual(reads({ Query: 1 }));
    const batch = await house.sent([alone]);
    const said = { outcome: 'paid', evidenceDocumentId: await house.keepPaper('letter'), note: '银行书面确认' };
    const stated = await spent(() => house.onPayment('payer', alone, 'state-outcome', said));
    expect(stated.calls).toEqual(command({ Query: 1, BatchGetItem: 1 }));
    const confirmed = await spent(() =>
      house.onPayment('payer-2', alone, 'confirm-outcome', { outcome: 'paid', evidenceSha256: PAPER_HASH }),
    );
    expect(confirmed.calls).toEqual(command({ Query: 1, BatchGetItem: 1 }));
    expect(batch.count).toBe(1);
    const path = `/v1/cases/${alone}/recoveries`;
    const noticed = await spent(() => house.as('reviewer-2').post(path, { paymentId: 'p1', ground: '发票虚开' }), 201);
    expect(noticed.calls).toEqual(command({ Query: 1, BatchGetItem: 1 }));
    const repaid = { bankSerial: 'in', on: house.clock.now.toISOString().slice(0, 10), amountFen: 100 };
    expect((await spent(() => house.as('reviewer-2').post(`${path}/r1/repay`, repaid))).calls).toEqual(
      command({ Query: 1, BatchGetItem: 1 }),
    );
    const wrong = { repayment: 1, reason: '示例' };
    const step = command({ Query: 1, BatchGetItem: 1 });
    expect((await spent(() => house.as('payer-3').post(`${path}/r1/propose-correction`, wrong))).calls).toEqual(step);
    expect((await spent(() => house.as('payer-3').post(`${path}/r1/refuse-correction`, wrong))).calls).toEqual(step);
    expect((await spent(() => house.as('payer-3').post(`${path}/r1/propose-correction`, wrong))).calls).toEqual(step);
    expect((await spent(() => house.as('approver-2').post(`${path}/r1/confirm-correction`, { repayment: 1 }))).calls).toEqual(step);
    expect((await spent(() => house.as('auditor').get(path))).calls).toEqual(reads({ Query: 1 }));
  });

  it('budgets: two reads and one write, and the books at most two reads', { timeout: 60_000 }, async () => {
    const opening = { programmeId: BROADBAND, fiscalYear: 2027, amountFen: 100, reason: '示例' };
    // The catalogue is read once and kept for a minute: the first request pays for it.
    await house.as('approver').post('/v1/budgets', { ...opening, programmeId: 'no-such-programme' });
    const opened = await spent(() => house.as('approver').post('/v1/budgets', opening), 201);
    expect(opened.calls).toEqual(command({ BatchGetItem: 1 }));
    const change = opened.answer as ChangeView;
    const at = `/v1/budgets/${change.budgetId}`;
    expect((await spent(() => house.as('reviewer').post(`${at}/changes/${change.id}/confirm`))).calls).toEqual(
      command({ BatchGetItem: 2 }),
    );
    const proposal = await spent(() => house.as('approver').post(`${at}/changes`, { kind: 'increase', amountFen: 1, reason: '示例' }), 201);
    expect(proposal.calls).toEqual(command({ BatchGetItem: 2 }));
    expect((await spent(() => house.as('approver').get('/v1/budgets/changes'))).calls).toEqual(reads({ Query: 1 }));
    // A correction: the entry with whether it was corrected, then the budgets with the head of their chain.
    const increase = proposal.answer as ChangeView;
    await jsonOf(await house.as('reviewer').post(`${at}/changes/${increase.id}/confirm`));
    const { items: lines } = await jsonOf<{ items: Line[] }>(
      await house.as('approver').get(`/v1/ledger/budgets/${change.budgetId}/statement?account=available`),
    );
    const { transferId, at: instant } = lines.find(({ kind }) => kind === 'increase') as Line;
    const correction = { kind: 'correct', transferId, at: instant, reason: '示例' };
    const proposed = await spent(() => house.as('approver').post(`${at}/changes`, correction), 201);
    expect(proposed.calls).toEqual(command({ BatchGetItem: 2 }));
    const second = `${at}/changes/${(proposed.answer as ChangeView).id}/confirm`;
    expect((await spent(() => house.as('reviewer').post(second))).calls).toEqual(command({ BatchGetItem: 2 }));
    // What a line compensates, and what compensates it, is asked of all lines at once.
    expect((await spent(() => house.as('payer').get(`/v1/ledger/budgets/${change.budgetId}/statement?account=available`))).calls).toEqual(
      reads({ Query: 1, BatchGetItem: 1 }),
    );
    expect((await spent(() => house.as('approver').get(`${at}/waiting`))).calls).toEqual(reads({ BatchGetItem: 1, Query: 1 }));

    const runs = '/v1/approval-runs';
    const items = [{ caseId: 'whatever', contentHash: '0'.repeat(64) }];
    expect((await spent(() => house.as('approver').get(runs))).calls).toEqual(reads({ Query: 1 }));
    expect((await spent(() => house.as('approver').post(`${runs}/preview`, { programmeId: BROADBAND, items }))).calls).toEqual(
      reads({ Query: 1, BatchGetItem: 1 }),
    );

    const books = `/v1/ledger/budgets`;
    expect((await spent(() => house.as('payer').get(books))).calls).toEqual(reads({ Query: 1, BatchGetItem: 1 }));
    expect((await spent(() => house.as('payer').get(`${books}/${change.budgetId}`))).calls).toEqual(reads({ GetItem: 1 }));
    expect((await spent(() => house.as('payer').get(`${books}/${change.budgetId}/trial-balance`))).calls).toEqual(
      reads({ GetItem: 1, Query: 1 }),
    );
    // However long the journal is, an answer adds up one stretch of it.
    expect((await spent(() => house.as('payer').get(`${books}/${change.budgetId}/trial-balance?limit=1`))).calls).toEqual(
      reads({ GetItem: 1, Query: 1 }),
    );
    // Whose cases the lines are about is asked of all of them at once.
    const paid = (path: string) => spent(() => house.as('payer').get(`${books}/${house.budgetId}/${path}`));
    expect((await paid('explain?figure=paid')).calls).toEqual(reads({ Query: 1, BatchGetItem: 1 }));
    // With them, of the other table, what was corrected by what.
    expect((await paid('statement?account=paid&limit=100')).calls).toEqual(reads({ Query: 1, BatchGetItem: 1 }));
    expect(await jsonOf(await house.as('auditor').get(`${books}/${house.budgetId}/trial-balance`))).toMatchObject({
      balanced: true,
      differences: [],
    });
  });
});
