import { PAYMENTS_ROUTES } from '../../shared/contracts/routes/payments-api.ts';
import { type ApiPorts, createApi } from '../../shared/http/api.ts';
import { PAYMENT_PROBLEMS } from '../../shared/http/payment-problems.ts';
import type { Write } from '../../shared/store/commit.ts';
import type { PaymentParts } from './payment-parts.ts';
import { batchMoveRoutes } from './routes/batch-moves.ts';
import { batchRoutes } from './routes/batches.ts';
import { paymentRoutes } from './routes/payments.ts';
import { recoveryRoutes } from './routes/recoveries.ts';

/** The table of contents of this API. */
export function createPaymentsApp(parts: PaymentParts, ports: ApiPorts<Write>) {
  const api = createApi<Write>(PAYMENTS_ROUTES, ports, PAYMENT_PROBLEMS);
  batchRoutes(api, parts);
  batchMoveRoutes(api, parts);
  paymentRoutes(api, parts);
  recoveryRoutes(api, parts);
  return api.finish();
}
