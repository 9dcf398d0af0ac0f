import type { Request } from '../../../shared/http/request.ts';
import type { LedgerParts } from '../ledger-parts.ts';

/** The budget the path names. One read. */
export async function gatherBudget({ param }: Pick<Request, 'param'>, { ledger }: Pick<LedgerParts, 'ledger'>) {
  const budget = await ledger.readBudget(param('id'));
  return budget && { subject: { organisationId: budget.payerId }, budget };
}
