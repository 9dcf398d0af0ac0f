import type { configSchema } from '../../functions/returns-api/config.ts';
import { keepCases, noteWithApplicants, tellHouse } from '../permissions/cases.ts';
import { readCalendar } from '../permissions/catalogue.ts';
import { knowCaller, runCommands } from '../permissions/commands.ts';
import { enterTransfers, keepBatches, keepBookings, moveBudgets, readPayments } from '../permissions/money.ts';
import { apiEnvironment } from './api-environment.ts';
import type { EnvironmentOf, FunctionSpec } from './function-spec.ts';

/** Taking in what the bank says of a batch. It finds no batch by itself: the lists of what waits to be paid it cannot read. */
export const returnsApi: FunctionSpec<EnvironmentOf<typeof configSchema>> = {
  name: 'returns-api',
  description: "Checks the bank's return file against its batch and books it line by line",
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
    keepBookings(tables.main),
    noteWithApplicants(tables.main),
    tellHouse(tables.main),
    moveBudgets(tables.main),
    enterTransfers(tables.journal),
  ],
  countsServerErrors: true,
  errorImpact: {
    zh: '财政不能录入银行回单；已送银行的款项不受影响，回单可稍后录入，重复提交不会重复入账。',
    en: 'Return files cannot be taken in; what is with the bank is safe, and a file sent again later books nothing twice.',
  },
};
