import { budgetList, budgetsQuery, budgetView } from '../../../shared/contracts/ledger.ts';
import { showBudget } from '../../../shared/domain/ledger/show-budget.ts';
import type { Membership, Principal, Role } from '../../../shared/domain/parties/organisation.ts';
import type { Api } from '../../../shared/http/api.ts';
import { validatedPage, writeCursor } from '../../../shared/http/cursor.ts';
import { problemReply } from '../../../shared/http/problems.ts';
import { reply } from '../../../shared/http/reply.ts';
import { NO_QUERY, validatedQuery } from '../../../shared/http/validate.ts';
import type { Write } from '../../../shared/store/commit.ts';
import type { LedgerParts } from '../ledger-parts.ts';
import { gatherBudget } from './gather-budget.ts';

const READERS: readonly Role[] = ['finance-reviewer', 'finance-approver', 'finance-payer'];

/** In whose books somebody reads: a bureau's where they handle money, the one that is named or the first; an auditor reads in all. */
function booksOf({ memberships }: Principal, named: string | undefined): Membership | 'all' | undefined {
  const own = memberships.find(
    ({ organisationId, roles }) => (named === undefined || organisationId === named) && roles.some((role) => READERS.includes(role)),
  );
  const audits = memberships.some(({ roles }) => roles.includes('auditor'));
  return own ?? (audits ? 'all' : undefined);
}

/** What budgets there are and how they stand. */
export function budgetRoutes(api: Api<Write>, { ledger, readNames, readTogether }: LedgerParts): void {
  api.question(
    'GET /v1/ledger/budgets',
    () => ({ subject: {} }),
    async ({ context, who }) => {
      const named = context.req.query('as');
      const books = booksOf(who, named);
      const payerId = books === 'all' ? named : books?.organisationId;
      const list = `budgets ${payerId ?? 'of all'}`;
      const query = validatedPage(context, budgetsQuery, list);
      if (!query.ok) return query.refusal;
      if (books === undefined) return problemReply(context, 'not-allowed');
      const { items, last } = await readNames(payerId, query.value);
      const { budgets } = await readTogether({ budgetIds: items.map(({ budgetId }) => budgetId) });
      return reply(context, budgetList, {
        items: items.flatMap(({ budgetId }) => {
          const found = budgets.get(budgetId);
          return found ? [showBudget(found)] : [];
        }),
        nextCursor: last === null ? null : writeCursor(list, last),
      });
    },
  );

  api.question(
    'GET /v1/ledger/budgets/{id}',
    (request) => gatherBudget(request, { ledger }),
    ({ context }, { budget }) => {
      const query = validatedQuery(context, NO_QUERY);
      return query.ok ? reply(context, budgetView, showBudget(budget)) : query.refusal;
    },
  );
}
