import { changeView } from '../../../shared/contracts/ledger.ts';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import { actOf, type BudgetChange, transferOf } from '../../../shared/domain/ledger/budget-change.ts';
import { type Budget, identityOf, type Transfer } from '../../../shared/domain/ledger/records.ts';
import { balancesOf } from '../../../shared/domain/ledger/transfer.ts';
import { BUDGET_PROBLEMS } from '../../../shared/http/budget-problems.ts';
import type { Decision, Refusal } from '../../../shared/http/command.ts';
import type { Allowed } from '../../../shared/http/request.ts';
import { newId } from '../../../shared/runtime/random.ts';
import { budgetChangeWrite } from '../../../shared/store/budget-store.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { auditOf, isAbove, personOf } from './budget-acts.ts';
import { showChange } from './show-change.ts';

/** A proposal, if the rule would let it happen now: what cannot be is not laid before a second person. */
export function propose(
  request: Allowed,
  about: Pick<BudgetChange, 'kind' | 'budget' | 'to' | 'amountFen' | 'corrects' | 'reason'>,
  budgets: { from: Budget | undefined; to: Budget | undefined },
): Result<Decision<Write>, Refusal> {
  if (isAbove(request, about.amountFen)) return refuse({ code: 'above-authority' });
  const proposedAt = request.now.toISOString();
  const change: BudgetChange = {
    id: newId(),
    ...about,
    status: 'pending',
    proposedBy: personOf(request),
    proposedAt,
    decidedBy: null,
    decidedAt: null,
    version: 1,
  };
  const tried = transferOf(change, budgets, actOf(change, 'a second person', proposedAt));
  if (tried && !tried.ok) return refuse({ code: tried.refusal });
  return ok({
    writes: [budgetChangeWrite(undefined, change)],
    audit: auditOf(change),
    status: 201,
    body: changeView.parse(showChange(change, request.who)),
    location: `/v1/budgets/${change.budget.budgetId}/changes/${change.id}`,
  });
}

interface Correctable {
  readonly from: Budget;
  readonly to: Budget | undefined;
  readonly entry: Transfer | undefined;
  readonly isCorrected: boolean;
}

/** An entry that was wrong, laid before a second person; or why it cannot be compensated. */
export function proposeCorrection(
  request: Allowed,
  { from, to, entry, isCorrected }: Correctable,
  reason: string,
): Result<Decision<Write>, Refusal> {
  const misnamed = entry === undefined ? 'entry-unknown' : entry.budgetId === from.budgetId ? undefined : 'entry-of-another-budget';
  if (misnamed || !entry) {
    const code = misnamed ?? 'entry-unknown';
    const { zh, en } = BUDGET_PROBLEMS[code];
    return refuse({ code, faults: [{ pointer: '/transferId', code, detail: { zh, en } }] });
  }
  if (isCorrected) return refuse({ code: 'already-corrected' });
  const amountFen = Math.abs(balancesOf(entry.postings.filter(({ budgetId }) => budgetId === from.budgetId)).available);
  const about = { kind: 'correct' as const, budget: identityOf(from), to: to ? identityOf(to) : null, amountFen, corrects: entry, reason };
  return propose(request, about, { from, to });
}
