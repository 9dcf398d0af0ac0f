import { beforeAll, describe, expect, it } from 'vitest';
import type { CaseAnswer } from '../../../shared/contracts/cases.ts';
import { expectProblem } from '../../support/api.ts';
import { returnFile, wordOn } from '../../support/bank.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { BROADBAND, invoiceOf, programmeBeside } from '../../support/subsidy-house.ts';
import { paymentHouse } from './house.ts';

const ON_TOP = 'kunshan-line-on-top';
const TEXT = { zh: '宽带补贴到账后方可享受', en: 'only where the broadband subsidy was paid' };
const CLAUSE = { ref: 'S00', article: '四(二)', quote: TEXT.zh };
const house = paymentHouse({
  beside: [
    programmeBeside(ON_TOP, {
      exclusions: [{ kind: 'prerequisite', programmes: [BROADBAND], text: TEXT, clause: CLAUSE, confidence: 'invented' }],
    }),
  ],
});

/** A second claim of a firm, on another line and bill, under the programme that asks for the first to be paid; ready to be decided. */
async function toDecision(firm: string): Promise<string> {
  const number = `2632${String(1_000_000_000_000_000 + Math.floor(Math.random() * 8e15))}`;
  const bill = invoiceOf(firm, number, 2_000_000);
  const file = await house.stores.organisations.readOrganisation(firm);
  const entry = {
    aggregate: { kind: 'organisation' as const, id: firm },
    action: 'document.upload' as const,
    at: house.clock.now.toISOString(),
    by: { personId: 'somebody', role: 'system' as const, organisationId: firm },
    changed: {},
  };
  const kept = await house.stores.commands.commit({ writes: bill.writes, entry, head: file?.head });
  expect(kept.kind).toBe('committed');
  const claim = {
    ...{ kind: 'broadband', year: 2026, contractNumber: 'HT-2026-002', lineNumber: `second-${firm}`, contractDocumentId: 'contract' },
    ...{ monthsFrom: '2026-01', monthsTo: '2026-06', paperIds: ['contract'] },
    lines: [
      {
        ...{ lineId: 'l1', invoiceId: bill.id, documentId: `invoice-${number}`, paidOn: '2026-06-10' },
        ...{ amountFen: 2_000_000, paymentProofDocumentId: 'proof' },
      },
    ],
  };
  const id = await house.drafted(firm, claim, `${firm}-owner`, ON_TOP);
  await house.taken(`${firm}-owner`, id, 'submit');
  await house.taken('operator', id, 'confirm', { text: '在本社区办公' });
  await house.taken('intake', id, 'accept-intake');
  await house.taken('intake', id, 'admit');
  await house.taken('reviewer', id, 'complete-review', { verdict: 'support', reason: '材料齐全' });
  return id;
}
const approve = async (id: string): Promise<Response> => {
  const { contentHash } = await jsonOf<CaseAnswer>(await house.as('approver').get(`/v1/cases/${id}`));
  return house.take('approver', id, 'approve', { contentHash });
};
/** All that was paid of a case comes back, with its interest. */
async function repaid(caseId: string): Promise<void> {
  const recoveries = `/v1/cases/${caseId}/recoveries`;
  const reviewer = house.as('reviewer-2');
  const { recovery } = await jsonOf<{ recovery: { id: string; owed: { totalFen: number } } }>(
    await reviewer.post(recoveries, { paymentId: 'p1', ground: '经核查，发票为虚开' }),
    201,
  );
  const on = '2026-12-01';
  const back = await reviewer.post(`${recoveries}/${recovery.id}/repay`, { bankSerial: caseId, on, amountFen: recovery.owed.totalFen });
  expect(await jsonOf(back)).toMatchObject({ recovery: { state: 'settled' } });
}

describe('a programme that presupposes that another one has paid', () => {
  let [kept, lost]: string[] = [];
  beforeAll(async () => {
    [kept, lost] = await house.toBePaid('on-top-kept', 'on-top-lost');
    const batch = await house.sent([kept ?? '', lost ?? '']);
    const words = batch.lines.map((line) => wordOn(line));
    await jsonOf(await house.takeReturn('payer', batch, returnFile(batch, words)));
  });

  it('approves as long as that money is kept', { timeout: 60_000 }, async () => {
    const other = await toDecision('on-top-kept');
    expect(await jsonOf<CaseAnswer>(await approve(other))).toMatchObject({ state: 'public_notice', computedFen: 1_000_000 });
  });

  it('asks so in the very write that approves: what came back since pays for nothing', { timeout: 60_000 }, async () => {
    const other = await toDecision('on-top-lost');
    await repaid(lost ?? '');
    const before = await house.caseOf(other);

    const refused = await approve(other);
    expect(await refused.clone().json()).toMatchObject({
      errors: [{ code: 'other-grants-changed', detail: expect.stringContaining(TEXT.zh), citation: { ref: 'S00', article: '四(二)' } }],
    });
    await expectProblem(refused, 409, 'other-grants-changed');
    expect(await house.caseOf(other)).toMatchObject({ state: 'decision_pending', version: before.version });

    await house.taken('approver', other, 'send-back', { reason: '宽带补贴已追回' });
    await house.taken('reviewer', other, 'recount');
    await house.taken('reviewer', other, 'complete-review', { verdict: 'support', reason: '已重新核算' });
    const again = await approve(other);
    // Granted, and no longer paid: nobody knows yet whether it will be again.
    expect(await again.clone().json()).toMatchObject({ errors: [{ code: 'prerequisite.1', detail: TEXT.zh }] });
    await expectProblem(again, 422, 'clause-open');
    expect(house.faults).toEqual([]);
  });
});
