import type { configSchema } from '../../functions/budgets-api/config.ts';
import { keepCases, noteWithApplicants, tellHouse } from '../permissions/cases.ts';
import { readCatalogue } from '../permissions/catalogue.ts';
import { knowCaller, runCommands } from '../permissions/commands.ts';
import {
  enterTransfers,
  moveBudgets,
  proposeBudgets,
  readBudgetLists,
  readBudgetRows,
  readEntries,
  readLedgers,
} from '../permissions/money.ts';
import { apiEnvironment } from './api-environment.ts';
import type { EnvironmentOf, FunctionSpec } from './function-spec.ts';

/** Opening and changing budgets by two persons, and who waits for money. It pays nobody: payments and batches it cannot read. */
export const budgetsApi: FunctionSpec<EnvironmentOf<typeof configSchema>> = {
  name: 'budgets-api',
  description: 'Opens, changes and rolls over budgets by two persons, and shows who waits for one',
  memoryMb: 1024,
  // Rolling what cases hold into a later year is one read and one transaction a case, one after another.
  timeoutSeconds: 28,
  environment: apiEnvironment,
  permissions: (tables) => [
    ...knowCaller(tables),
    ...runCommands(tables),
    readCatalogue(tables.main),
    readBudgetRows(tables.main),
    readBudgetLists(tables.main),
    proposeBudgets(tables.main),
    moveBudgets(tables.main),
    keepCases(tables.main),
    noteWithApplicants(tables.main),
    tellHouse(tables.main),
    readLedgers(tables.journal),
    readEntries(tables.journal),
    enterTransfers(tables.journal),
  ],
  countsServerErrors: true,
  errorImpact: {
    zh: '财政不能下达、调整或结转预算，也看不到候补名单；已有的预算和拨付不受影响，结转可再次确认，接着上次继续。',
    en: 'Budgets cannot be opened, changed or rolled over, nor waiting lists be seen; what there is stays payable, and a roll goes on when confirmed again.',
  },
};
