import { changeAnswer, declineBody } from '../../../shared/contracts/ledger.ts';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import { actOf, type BudgetChange, transferOf } from '../../../shared/domain/ledger/budget-change.ts';
import { openingFault, openingYears } from '../../../shared/domain/ledger/check-opening.ts';
import { changedBudget, counterChanges, emptyBudget } from '../../../shared/domain/ledger/counters.ts';
import type { Budget } from '../../../shared/domain/ledger/records.ts';
import { showBudget } from '../../../shared/domain/ledger/show-budget.ts';
import type { Subject } from '../../../shared/domain/parties/access.ts';
import { sameHand } from '../../../shared/domain/parties/hands.ts';
import type { ChainHead } from '../../../shared/domain/parties/records.ts';
import type { Api } from '../../../shared/http/api.ts';
import type { Decision, Refusal } from '../../../shared/http/command.ts';
import { type Allowed, authorOf, type Request } from '../../../shared/http/request.ts';
import { budgetChangeWrite } from '../../../shared/store/budget-store.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { ledgerWrites } from '../../../shared/store/ledger-store.ts';
import type { BudgetParts } from '../budget-parts.ts';
import { auditOf, isAbove, personOf, yearOf } from '../use-cases/budget-acts.ts';
import { type RolledCase, rollReserved } from '../use-cases/roll-reserved.ts';
import { showChange } from '../use-cases/show-change.ts';

interface GatheredChange {
  readonly subject: Subject;
  readonly head: ChainHead | undefined;
  readonly change: BudgetChange;
  readonly from: Budget | undefined;
  readonly to: Budget | undefined;
  readonly rolled: readonly RolledCase[];
}

/** What happens where a second natural person confirms. */
function confirm(request: Allowed, { change, from, to, rolled }: GatheredChange): Result<Decision<Write>, Refusal> {
  const by = personOf(request);
  const at = request.now.toISOString();
  const decided = transferOf(change, { from, to }, actOf(change, by.personId, at));
  if (decided && !decided.ok) return refuse({ code: decided.refusal });
  const transfers = decided ? [decided.value] : [];
  const after: BudgetChange = { ...change, status: 'confirmed', decidedBy: by, decidedAt: at, version: change.version + 1 };
  const [moved] = counterChanges(transfers).filter(({ budgetId }) => budgetId === change.budget.budgetId);
  const budget = moved ? changedBudget(from ?? emptyBudget(change.budget), moved) : from;
  const { changed, ...audit } = auditOf(after, transfers);
  const rolledFen = rolled.filter(({ refusedBy }) => refusedBy === null).reduce((sum, { amountFen }) => sum + amountFen, 0);
  return ok({
    writes: [budgetChangeWrite(change, after), ...ledgerWrites(...transfers)],
    audit: { ...audit, changed: { ...changed, ...(change.kind === 'roll-reserved' && { cases: rolled.length, rolledFen }) } },
    status: 200,
    body: changeAnswer.parse({ change: showChange(after, request.who), budget: budget ? showBudget(budget) : null, rolled }),
  });
}

/** What the second of two natural persons of the bureau says of a proposal: confirmed it happens, declined it does not. */
export function decisionRoutes(api: Api<Write>, parts: BudgetParts): void {
  const { budgets } = parts;

  const gatherChange = async ({ param }: Pick<Request, 'param'>): Promise<GatheredChange | undefined> => {
    const budgetId = param('id');
    const first = await budgets.readTogether({ budgetIds: [budgetId], change: { budgetId, id: param('changeId') } });
    const { change } = first;
    if (!change) return undefined;
    const { programmeId, payerId } = change.budget;
    const second = await budgets.readTogether({ budgetIds: change.to ? [change.to.budgetId] : [], programmeId });
    return {
      subject: { organisationId: payerId },
      head: second.head,
      change,
      from: first.budgets.get(budgetId),
      to: change.to ? second.budgets.get(change.to.budgetId) : undefined,
      rolled: [],
    };
  };

  api.command('POST /v1/budgets/{id}/changes/{changeId}/confirm', {
    gather: gatherChange,
    run: async (request, state) => {
      const { change, from, to } = state;
      const may = change.status === 'pending' && !sameHand(change.proposedBy, personOf(request)) && !isAbove(request, change.amountFen);
      if (change.kind !== 'roll-reserved' || !may || !from || !to || to.open === 0) return state;
      const run = { change, from, to, by: personOf(request), author: authorOf(request), now: request.now };
      return { ...state, rolled: await rollReserved(parts, run) };
    },
    decide: (request, state) => {
      if (state.change.status !== 'pending') return refuse({ code: 'change-decided' });
      if (sameHand(state.change.proposedBy, personOf(request))) return refuse({ code: 'same-person' });
      if (isAbove(request, state.change.amountFen)) return refuse({ code: 'above-authority' });
      // Proposed in a year that is over by now.
      if (state.change.kind === 'open' && !openingYears(yearOf(request.now)).includes(state.change.budget.fiscalYear))
        return refuse({ code: 'budget-refused', faults: [openingFault('year-not-open')] });
      return confirm(request, state);
    },
  });

  api.command('POST /v1/budgets/{id}/changes/{changeId}/decline', {
    body: declineBody,
    gather: gatherChange,
    decide: (request, { change, from }) => {
      if (change.status !== 'pending') return refuse({ code: 'change-decided' });
      const at = request.now.toISOString();
      const after: BudgetChange = {
        ...change,
        status: 'declined',
        decidedBy: personOf(request),
        decidedAt: at,
        version: change.version + 1,
      };
      return ok({
        writes: [budgetChangeWrite(change, after)],
        audit: { ...auditOf(after), reason: request.body.reason },
        status: 200,
        body: changeAnswer.parse({ change: showChange(after, request.who), budget: from ? showBudget(from) : null, rolled: [] }),
      });
    },
  });
}
