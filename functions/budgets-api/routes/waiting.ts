import { waitingList } from '../../../shared/contracts/ledger.ts';
import type { CaseRecord } from '../../../shared/domain/cases/records.ts';
import { standingOf, waitingFor } from '../../../shared/domain/cases/runs/line.ts';
import { applicantNameFor } from '../../../shared/domain/cases/shown/named-for.ts';
import { generalOf, payerOf } from '../../../shared/domain/ledger/change-budget.ts';
import { covers } from '../../../shared/domain/parties/access.ts';
import type { Principal } from '../../../shared/domain/parties/organisation.ts';
import { regionPrefix } from '../../../shared/domain/policy/adopt.ts';
import type { Api } from '../../../shared/http/api.ts';
import { BUDGET_PROBLEMS } from '../../../shared/http/budget-problems.ts';
import { problemOf } from '../../../shared/http/public-problems.ts';
import { reply } from '../../../shared/http/reply.ts';
import { NO_QUERY, validatedQuery } from '../../../shared/http/validate.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { BudgetParts } from '../budget-parts.ts';

/** Whose case it is, for whoever may open its file; the others see that one is there. */
const nameFor = (who: Principal, { applicant, divisionCode, submittedOn, assigned }: CaseRecord): string =>
  applicantNameFor(who, 'case.read-file', {
    applicantName: applicant.name,
    organisationId: applicant.organisationId,
    divisionCode,
    submittedOn,
    assigned: assigned.map(({ by }) => by),
  });

/** The waiting list of a part of a budget: in the order in which an approval of many takes its cases when there is money again. */
export function waitingRoutes(api: Api<Write>, { budgets, readLine, readRecords }: BudgetParts): void {
  /** Those of the region of the bureau that pays, whoever asks; without one there is none. Undefined: there are too many to read them all. */
  async function readPending(divisionCode: string | null | undefined, programmeId: string): Promise<readonly CaseRecord[] | undefined> {
    if (!divisionCode) return [];
    const { caseIds, whole } = await readLine(programmeId, regionPrefix(divisionCode));
    if (!whole) return undefined;
    const records = await readRecords(caseIds);
    return records.filter((record) => covers(divisionCode, record.divisionCode));
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
      const items = waitingFor(pending, { ...budget, ownParts }, availableFen).map(({ record, fits }) => {
        const { amountFen, priority } = standingOf(record);
        return {
          caseId: record.id,
          applicantName: nameFor(who, record),
          amountFen,
          priority: priority > 0,
          since: record.submittedAt ?? record.createdAt,
          fits,
        };
      });
      return reply(context, waitingList, { budgetId, availableFen, items });
    },
  );
}
