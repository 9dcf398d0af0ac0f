import type { configSchema } from '../../functions/approvals-api/config.ts';
import {
  approveCases,
  checkPaid,
  countCalls,
  keepRuns,
  moveWaiting,
  noteWithApplicants,
  takeHolds,
  tellHouse,
} from '../permissions/cases.ts';
import { readCalendar } from '../permissions/catalogue.ts';
import { knowCaller, runCommands } from '../permissions/commands.ts';
import { enterTransfers, moveBudgets } from '../permissions/money.ts';
import { readOrganisations } from '../permissions/people.ts';
import { apiEnvironment } from './api-environment.ts';
import type { EnvironmentOf, FunctionSpec } from './function-spec.ts';

/** Approving many cases at once. */
export const approvalsApi: FunctionSpec<EnvironmentOf<typeof configSchema>> = {
  name: 'approvals-api',
  description: 'Approves many cases at once: seals who gets what, reserves the total, and lets each case draw its part',
  // One request tries the step of ninety cases.
  memoryMb: 1024,
  timeoutSeconds: 10,
  environment: apiEnvironment,
  permissions: (tables) => [
    ...knowCaller(tables),
    ...runCommands(tables),
    readCalendar(tables.main),
    readOrganisations(tables.main),
    ...keepRuns(tables.main),
    approveCases(tables.main),
    noteWithApplicants(tables.main),
    tellHouse(tables.main),
    takeHolds(tables.main),
    checkPaid(tables.main),
    moveBudgets(tables.main),
    moveWaiting(tables.main),
    countCalls(tables.main),
    enterTransfers(tables.journal),
  ],
  countsServerErrors: true,
  errorImpact: {
    zh: '财政不能批量审批；单个案件仍可逐件批准，已封存的批次稍后可以接着办，未用的额度不会丢失。',
    en: 'Nobody can approve many cases at once; single ones still can be, and a sealed run is taken up later with what it has reserved.',
  },
};
