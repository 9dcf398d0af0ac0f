import type { configSchema } from '../../functions/payments-api/config.ts';
import { keepCases, noteWithApplicants, tellHouse } from '../permissions/cases.ts';
import { readCalendar } from '../permissions/catalogue.ts';
import { knowCaller, runCommands } from '../permissions/commands.ts';
import { enterTransfers, keepBatches, keepBookings, moveBudgets, readPaymentLists, readPayments } from '../permissions/money.ts';
import { apiEnvironment } from './api-environment.ts';
import type { EnvironmentOf, FunctionSpec } from './function-spec.ts';

/** Paying what was approved: batches, the files for the bank, single payments and recovery. */
export const paymentsApi: FunctionSpec<EnvironmentOf<typeof configSchema>> = {
  name: 'payments-api',
  description: 'Pays approved cases in batches with two signatures, settles single payments and recovers money',
  memoryMb: 1024,
  timeoutSeconds: 10,
  environment: apiEnvironment,
  permissions: (tables) => [
    ...knowCaller(tables),
    ...runCommands(tables),
    readCalendar(tables.main),
    keepCases(tables.main),
    readPayments(tables.main),
    keepBatches(tables.main),
    keepBookings(tables.main),
    noteWithApplicants(tables.main),
    tellHouse(tables.main),
    moveBudgets(tables.main),
    readPaymentLists(tables.main),
    enterTransfers(tables.journal),
  ],
  countsServerErrors: true,
  errorImpact: {
    zh: '财政不能拨付或追回款项，也看不到批次；已送银行的款项不受影响，回单照常录入。',
    en: 'No payments or recoveries, and no batch can be seen; what is with the bank is safe, and its return files are still taken in.',
  },
};
