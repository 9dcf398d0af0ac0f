import { LEDGER_ROUTES } from '../../shared/contracts/routes/ledger-api.ts';
import { type ApiPorts, createApi } from '../../shared/http/api.ts';
import type { Write } from '../../shared/store/commit.ts';
import type { LedgerParts } from './ledger-parts.ts';
import { bookRoutes } from './routes/books.ts';
import { budgetRoutes } from './routes/budgets.ts';

/** The table of contents of this API. */
export function createLedgerApp(parts: LedgerParts, ports: ApiPorts<Write>) {
  const api = createApi<Write>(LEDGER_ROUTES, ports);
  budgetRoutes(api, parts);
  bookRoutes(api, parts);
  return api.finish();
}
