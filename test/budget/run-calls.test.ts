import { describe, expect, it } from 'vitest';
import type { CaseAnswer } from '../../shared/contracts/cases.ts';
import { countCalls } from '../support/faults.ts';
import { BROADBAND, subsidyHouse } from '../support/subsidy-house.ts';

/** Room for two. */
const house = subsidyHouse({ budgetFen: 1_200_000 });
const RUNS = '/v1/approval-runs';

describe('what an approval of many may cost', () => {
  const counts = countCalls(house.client);
  async function spent<Answer>(send: () => Promise<Response>, status = 200): Promise<{ answer: Answer; calls: Record<string, number> }> {
    const before = { ...counts };
    const response = await send();
    const calls = Object.entries(counts).map(([name, count]) => [name.replace('Command', ''), count - (before[name] ?? 0)] as const);
    const answer = (await response.json()) as Answer;
    expect(response.status, JSON.stringify(answer).slice(0, 300)).toBe(status);
    return { answer, calls: Object.fromEntries(calls.filter(([, count]) => count > 0)) };
  }
  /** By token: one Query tells who it is. Of a command the kept answer, and one transaction. */
  const reads = (of: Record<string, number>) => ({ ...of, Query: 1 + (of.Query ?? 0) });
  const command = (of: Record<string, number>) => ({ ...reads(of), GetItem: 1 + (of.GetItem ?? 0), TransactWriteItems: 1 });

  it('two reads to try it, to begin it, to read it and to draw from it, whoever else stands in line, and to put somebody there', {
    timeout: 60_000,
  }, async () => {
    const cases: CaseAnswer[] = [];
    for (const firm of ['calls-1', 'calls-2', 'calls-3']) {
      // One after the other: who came first is before who came later, chosen or not.
      house.clock.now = new Date(house.clock.now.getTime() + 60_000);
      cases.push(await house.brought(firm, 'decision_pending'));
    }
    const items = cases.slice(0, 2).map(({ id, contentHash }) => ({ caseId: id, contentHash }));
    // Days off are read once and kept: the first request pays for them.
    await house.as('approver').post(`${RUNS}/preview`, { programmeId: BROADBAND, items });

    const tried = await spent(() => house.as('approver').post(`${RUNS}/preview`, { programmeId: BROADBAND, items }));
    expect(tried.calls).toEqual(reads({ Query: 1, BatchGetItem: 1 }));
    const begun = await spent<{ id: string }>(() => house.as('approver').post(RUNS, { programmeId: BROADBAND, items }), 201);
    expect(begun.calls).toEqual(command({ Query: 1, BatchGetItem: 1 }));
    const run = `${RUNS}/${begun.answer.id}`;
    expect((await spent(() => house.as('approver').get(run))).calls).toEqual(reads({ GetItem: 1, BatchGetItem: 1 }));
    const drawn = await spent(() => house.as('approver').post(`${run}/cases/${items[0]?.caseId}`));
    expect(drawn.calls).toEqual(command({ BatchGetItem: 1, Query: 1 }));
    // Nothing is left for the third: it goes on the list, which looks at the budget beside the case.
    const { id = '' } = cases[2] ?? {};
    const ifMatch = (await house.as('approver').get(`/v1/cases/${id}`)).headers.get('etag') ?? '';
    const queued = await spent(() => house.as('approver').post(`/v1/cases/${id}/queue`, { reason: '预算不足' }, { ifMatch }));
    expect(queued.calls).toEqual(command({ Query: 1, BatchGetItem: 1 }));
    // However many wait: how each of them stands in the line is on the list itself.
    const list = await spent<{ items: { caseId: string }[] }>(() => house.as('approver').get(`/v1/budgets/${house.budgetId}/waiting`));
    expect(list.answer.items).toMatchObject([{ caseId: id, amountFen: 600_000, fits: false }]);
    expect(list.calls).toEqual(reads({ BatchGetItem: 1, Query: 1 }));
    expect((await spent(() => house.as('approver').post(`${run}/close`))).calls).toEqual(command({ GetItem: 1, BatchGetItem: 1 }));
  });
});
