import { expect } from 'vitest';
import { verifyFile } from '../../../infra/cli/verify/verify-file.ts';
import { jsonOf } from '../signed-in.ts';
import type { Oracle } from './oracle.ts';
import type { WalkHouse } from './world.ts';

const ACCOUNTS = ['appropriation', 'available', 'reserved', 'paid', 'recovered', 'interest'] as const;

/** Whether the books say what the oracle says, and the chains hold. */
export function createChecks(house: WalkHouse, oracle: Oracle) {
  const budgetPath = (budgetId: string, more: string) => `/v1/ledger/budgets/${budgetId}${more}`;
  const asAuditor = async <Body>(path: string): Promise<Body> => jsonOf<Body>(await house.as('auditor').get(path));
  async function checkBudget(budgetId: string): Promise<void> {
    const [budget, trial] = await Promise.all(['', '/trial-balance'].map((more) => asAuditor(budgetPath(budgetId, more))));
    expect(budget, budgetId).toMatchObject(oracle.budget(budgetId));
    expect(trial, budgetId).toMatchObject({ totalFen: 0, balanced: true, differences: [] });
  }
  const checkBudgets = () => Promise.all(oracle.budgets().map(checkBudget));
  /** Line by line, each balance is the one before and its own amount; the last is the oracle's. */
  async function checkStatements(): Promise<void> {
    for (const budgetId of oracle.budgets()) {
      const { allocatedFen, availableFen, reservedFen, paidFen, recoveredFen, interestFen } = oracle.budget(budgetId);
      const ends = [-allocatedFen, availableFen, reservedFen, paidFen, recoveredFen, -interestFen];
      for (const [index, account] of ACCOUNTS.entries()) {
        let [balance, cursor] = [0, ''];
        do {
          const page = await asAuditor<{ items: { amountFen: number; balanceFen: number }[]; nextCursor: string | null }>(
            budgetPath(budgetId, `/statement?account=${account}&limit=100${cursor && `&cursor=${cursor}`}`),
          );
          for (const { amountFen, balanceFen } of page.items) {
            balance += amountFen;
            expect(balanceFen, `${budgetId} ${account}`).toBe(balance);
          }
          cursor = page.nextCursor ?? '';
        } while (cursor !== '');
        expect(balance, `${budgetId} ${account}`).toBe((ends[index] ?? 0) + 0);
      }
    }
  }
  async function checkChain(caseId: string): Promise<void> {
    const answer = await house.as('auditor').get(`/v1/cases/${caseId}/export`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(answer.status, bytes.toString().slice(0, 300)).toBe(200);
    expect(verifyFile(bytes), caseId).toMatchObject({ holds: true });
  }

  return { asAuditor, checkBudgets, checkStatements, checkChain };
}
