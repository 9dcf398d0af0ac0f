import type { configSchema } from '../../functions/cases-api/config.ts';
import {
  enterTransfers,
  keepCases,
  keepRuns,
  keepTips,
  knowCaller,
  moveBudgets,
  noteAccess,
  noteWithApplicants,
  pinSnapshots,
  readBills,
  readCalendar,
  readCaseLists,
  readCatalogue,
  readJournal,
  readOrganisations,
  runCommands,
  takeHolds,
  tellHouse,
} from '../permissions.ts';
import { apiEnvironment } from './api-environment.ts';
import type { EnvironmentOf, FunctionSpec } from './function-spec.ts';

/** Every step of every case, the desks they wait at, and the public notices. */
export const casesApi: FunctionSpec<EnvironmentOf<typeof configSchema>> = {
  name: 'cases-api',
  description: 'Takes cases from step to step, lists what waits where, and shows the public notices',
  // Handing in and reviewing judge one programme each: bound by CPU, but small beside a match.
  memoryMb: 1024,
  timeoutSeconds: 10,
  environment: apiEnvironment,
  permissions: (tables) => [
    ...knowCaller(tables),
    ...runCommands(tables),
    readCatalogue(tables.main),
    readCalendar(tables.main),
    readOrganisations(tables.main),
    keepCases(tables.main),
    ...keepRuns(tables.main),
    keepTips(tables.main),
    readBills(tables.main),
    noteWithApplicants(tables.main),
    noteAccess(tables.main),
    pinSnapshots(tables.main),
    tellHouse(tables.main),
    takeHolds(tables.main),
    moveBudgets(tables.main),
    readCaseLists(tables.main),
    enterTransfers(tables.journal),
    readJournal(tables.journal),
  ],
  countsServerErrors: true,
  errorImpact: {
    zh: '所有案件停在原处：申请人不能提交、补正、撤回或申诉，各部门不能受理、审核、批准，公示打不开；期限照常计算。',
    en: 'Applicants cannot hand in, correct, take back or appeal, offices cannot work on cases, notices do not open; time limits run on.',
  },
};
