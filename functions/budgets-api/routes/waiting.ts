import { waitingList } from '../../../shared/contracts/ledger.ts';
import type { CaseCard } from '../../../shared/domain/cases/card.ts';
import { inTurn } from '../../../shared/domain/ledger/allocate-budget.ts';
import { payerOf } from '../../../shared/domain/ledger/change-budget.ts';
import { regionPrefix } from '../../../shared/domain/policy/adopt.ts';
import type { Api } from '../../../shared/http/api.ts';
import { reply } from '../../../shared/http/reply.ts';
import { NO_QUERY, validatedQuery } from '../../../shared/http/validate.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { BudgetParts } from '../budget-parts.ts';

const PIECES = 100;
/** Beyond so many the list is of the first ones that came due; who decides looks at the head of it anyway. */
const MOST_PAGES = 10;

/** The waiting list of a budget that was used up: in the order in which its cases come when there is money again. */
export function waitingRoutes(api: Api<Write>, { budgets, lists }: BudgetParts): void {
  async function readWaiting(prefix: string, programmeId: string): Promise<CaseCard[]> {
    const found: CaseCard[] = [];
    let after: string | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
      const { items, last } = await lists.readQueue('decision', prefix, { limit: PIECES, after });
      found.push(...items.filter((card) => card.programmeId === programmeId && card.turn && (card.computedFen ?? 0) > 0));
      if (last === null) break;
      after = last;
    }
    return found;
  }

  api.question(
    'GET /v1/budgets/{id}/waiting',
    async ({ param }) => {
      const budgetId = param('id');
      const rows = await budgets.readTogether({ budgetIds: [budgetId], payerId: payerOf(budgetId) });
      const budget = rows.budgets.get(budgetId);
      return budget && { subject: { organisationId: budget.payerId }, budget, payer: rows.payer };
    },
    async ({ context }, { budget, payer }) => {
      const query = validatedQuery(context, NO_QUERY);
      if (!query.ok) return query.refusal;
      const { budgetId, programmeId, availableFen } = budget;
      // Those of the region of the bureau that pays, whoever asks; without one there is none.
      const cards = payer?.divisionCode ? await readWaiting(regionPrefix(payer.divisionCode), programmeId) : [];
      const byId = new Map(cards.map((card) => [card.id, card]));
      const queue = inTurn(
        cards.map(({ id, computedFen, turn }) => ({
          caseId: id,
          amountFen: computedFen ?? 0,
          priority: turn?.priority ? 1 : 0,
          submittedAt: turn?.since ?? '',
        })),
      );
      let left = availableFen;
      return reply(context, waitingList, {
        budgetId,
        availableFen,
        items: queue.map(({ caseId, amountFen, priority, submittedAt }) => {
          left -= amountFen;
          return {
            caseId,
            applicantName: byId.get(caseId)?.applicantName ?? '',
            amountFen,
            priority: priority > 0,
            since: submittedAt,
            fits: left >= 0,
          };
        }),
      });
    },
  );
}
