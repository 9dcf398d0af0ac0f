import { payerOf } from '../../../shared/domain/ledger/change-budget.ts';
import type { Request } from '../../../shared/http/request.ts';
import type { LedgerParts } from '../ledger-parts.ts';

/** The budget the path names. One read. */
export async function gatherBudget({ param }: Pick<Request, 'param'>, { ledger }: Pick<LedgerParts, 'ledger'>) {
  const budget = await ledger.readBudget(param('id'));
  return budget && { subject: { organisationId: budget.payerId }, budget };
}

/** The same as its name has it, for what is read of the journal alone: a budget that was opened has a transfer there. No read. */
export function gatherName({ param }: Pick<Request, 'param'>) {
  const budgetId = param('id');
  const organisationId = payerOf(budgetId);
  return organisationId === undefined ? undefined : { subject: { organisationId }, budgetId };
}
