import { waitingList } from '../../../shared/contracts/ledger.ts';
import { waitingFor } from '../../../shared/domain/cases/runs/line.ts';
import type { CaseCard } from '../../../shared/domain/cases/shown/card.ts';
import { applicantNameFor } from '../../../shared/domain/cases/shown/named-for.ts';
import { generalOf, payerOf } from '../../../shared/domain/ledger/change-budget.ts';
import { covers } from '../../../shared/domain/parties/access.ts';
import { regionPrefix } from '../../../shared/domain/policy/adopt.ts';
import type { Api } from '../../../shared/http/api.ts';
import { BUDGET_PROBLEMS } from '../../../shared/http/budget-problems.ts';
import { problemOf } from '../../../shared/http/public-problems.ts';
import { reply } from '../../../shared/http/reply.ts';
import { NO_QUERY, validatedQuery } from '../../../shared/http/validate.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { BudgetParts } from '../budget-parts.ts';

/** The waiting list of a part of a budget: in the order in which an approval of many takes its cases when there is money again. */
export function waitingRoutes(api: Api<Write>, { budgets, readLine }: BudgetParts): void {
  /** Those of the region of the bureau that pays, whoever asks; without one there is none. Undefined: there are too many to read them all. */
  async function readPending(divisionCode: string | null | undefined, programmeId: string): Promise<readonly CaseCard[] | undefined> {
    if (!divisionCode) return [];
    const { cards, whole } = await readLine(programmeId, regionPrefix(divisionCode));
    return whole ? cards.filter((card) => covers(divisionCode, card.divisionCode)) : undefined;
  }

  api.question(
    'GET /v1/budgets/{id}/waiting',
    async ({ param }) => {
      const budgetId = param('id');
      const rows = await budgets.readTogether({ budgetIds: [budgetId], payerId: payerOf(budgetId), besideId: generalOf(budgetId) });
      const budget = rows.budgets.get(budgetId);
      return budget && { subject: { organisationId: budget.payerId }, budget, payer: rows.payer, ownParts: rows.ownParts };
    },
    async ({ context, who }, { budget, payer, ownParts }) => {
      const query = validatedQuery(context, NO_QUERY);
      if (!query.ok) return query.refusal;
      const { budgetId, programmeId, availableFen } = budget;
      const pending = await readPending(payer?.divisionCode, programmeId);
      if (!pending) return problemOf(BUDGET_PROBLEMS, context, 'line-not-whole');
      const items = waitingFor(pending, { ...budget, ownParts }, availableFen).map(({ card, inLine, amountFen, fits }) => ({
        caseId: card.id,
        // Whoever may not open its file sees that one is there.
        applicantName: applicantNameFor(who, 'case.read-file', card),
        amountFen,
        priority: inLine.priority > 0,
        since: inLine.submittedAt,
        fits,
      }));
      return reply(context, waitingList, { budgetId, availableFen, items });
    },
  );
}
