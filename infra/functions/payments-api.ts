import type { configSchema } from '../../functions/payments-api/config.ts';
import {
  enterTransfers,
  keepBatches,
  keepCases,
  knowCaller,
  moveBudgets,
  noteWithApplicants,
  readCalendar,
  readPaymentLists,
  readPayments,
  runCommands,
  tellHouse,
} from '../permissions.ts';
import { apiEnvironment } from './api-environment.ts';
import type { EnvironmentOf, FunctionSpec } from './function-spec.ts';

/** Paying what was approved: batches, the files for and from the bank, single payments and recovery. */
export const paymentsApi: FunctionSpec<EnvironmentOf<typeof configSchema>> = {
  name: 'payments-api',
  description: 'Pays approved cases in batches with two signatures and books what the bank says',
  memoryMb: 1024,
  // A return file of 40 lines is 40 reads and 40 transactions, 4 at a time.
  timeoutSeconds: 28,
  environment: apiEnvironment,
  permissions: (tables) => [
    ...knowCaller(tables),
    ...runCommands(tables),
    readCalendar(tables.main),
    keepCases(tables.main),
    readPayments(tables.main),
    keepBatches(tables.main),
    noteWithApplicants(tables.main),
    tellHouse(tables.main),
    moveBudgets(tables.main),
    readPaymentLists(tables.main),
    enterTransfers(tables.journal),
  ],
  countsServerErrors: true,
  errorImpact: {
    zh: '财政不能拨付、录入回单或追回款项；已送银行的款项不受影响，回单可稍后录入，重复提交不会重复入账。',
    en: 'No payments, return files or recoveries; what is with the bank is safe, and a return file sent again books nothing twice.',
  },
};
