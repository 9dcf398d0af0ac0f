import { routesOf } from './route.ts';

const { command, question } = routesOf('payments-api');

/** What `payments-api` answers. */
export const PAYMENTS_ROUTES = {
  'GET /v1/payments/due': question('payment.list-due'),
  'GET /v1/payments/batches': question('batch.list'),
  'POST /v1/payments/batches': command('batch.seal'),
  'GET /v1/payments/batches/{id}': question('batch.read'),
  'GET /v1/payments/batches/{id}/file': question('batch.open-file'),
  'GET /v1/payments/batches/{id}/treasury-file': question('batch.open-file'),
  'POST /v1/payments/batches/{id}/approve': command('batch.approve'),
  'POST /v1/payments/batches/{id}/send': command('batch.send'),
  'POST /v1/payments/batches/{id}/discard': command('batch.discard'),
  'GET /v1/cases/{id}/payments': question('payment.read'),
  'POST /v1/cases/{id}/payments/{paymentId}/retry': command('payment.retry'),
  'POST /v1/cases/{id}/payments/{paymentId}/state-outcome': command('payment.state-outcome'),
  'POST /v1/cases/{id}/payments/{paymentId}/confirm-outcome': command('payment.confirm-outcome'),
  'POST /v1/cases/{id}/payments/{paymentId}/answer-contradiction': command('payment.answer-contradiction'),
  'GET /v1/cases/{id}/recoveries': question('recovery.read'),
  'POST /v1/cases/{id}/recoveries': command('recovery.notice'),
  'POST /v1/cases/{id}/recoveries/{recoveryId}/agree': command('recovery.answer'),
  'POST /v1/cases/{id}/recoveries/{recoveryId}/dispute': command('recovery.answer'),
  'POST /v1/cases/{id}/recoveries/{recoveryId}/dismiss-dispute': command('recovery.handle'),
  'POST /v1/cases/{id}/recoveries/{recoveryId}/repay': command('recovery.repay'),
  'POST /v1/cases/{id}/recoveries/{recoveryId}/propose-correction': command('recovery.repay'),
  'POST /v1/cases/{id}/recoveries/{recoveryId}/refuse-correction': command('recovery.repay'),
  'POST /v1/cases/{id}/recoveries/{recoveryId}/confirm-correction': command('recovery.confirm-correction'),
  'POST /v1/cases/{id}/recoveries/{recoveryId}/propose-write-off': command('recovery.handle'),
  'POST /v1/cases/{id}/recoveries/{recoveryId}/refuse-write-off': command('recovery.handle'),
  'POST /v1/cases/{id}/recoveries/{recoveryId}/confirm-write-off': command('recovery.confirm-write-off'),
} as const;
