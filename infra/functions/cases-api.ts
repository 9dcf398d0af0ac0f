import type { configSchema } from '../../functions/cases-api/config.ts';
import {
  checkPaid,
  countCalls,
  keepCases,
  moveWaiting,
  noteWithApplicants,
  readBesideCases,
  readCaseLists,
  takeHolds,
  tellHouse,
} from '../permissions/cases.ts';
import { readCalendar } from '../permissions/catalogue.ts';
import { knowCaller, runCommands } from '../permissions/commands.ts';
import { readJournal } from '../permissions/journal.ts';
import { enterTransfers, moveBudgets } from '../permissions/money.ts';
import { checkEvidence, readCasePapers } from '../permissions/papers.ts';
import { readOrganisations } from '../permissions/people.ts';
import { apiEnvironment } from './api-environment.ts';
import type { EnvironmentOf, FunctionSpec } from './function-spec.ts';

/** Every step of a case that follows from what is on record, and the desks cases wait at. */
export const casesApi: FunctionSpec<EnvironmentOf<typeof configSchema>> = {
  name: 'cases-api',
  description: 'Takes cases from step to step, and lists what waits where',
  memoryMb: 512,
  timeoutSeconds: 10,
  environment: apiEnvironment,
  permissions: (tables) => [
    ...knowCaller(tables),
    ...runCommands(tables),
    readCalendar(tables.main),
    readOrganisations(tables.main),
    keepCases(tables.main),
    readCasePapers(tables.main),
    checkEvidence(tables.main),
    noteWithApplicants(tables.main),
    tellHouse(tables.main),
    takeHolds(tables.main),
    checkPaid(tables.main),
    moveBudgets(tables.main),
    moveWaiting(tables.main),
    countCalls(tables.main),
    readBesideCases(tables.main),
    readCaseLists(tables.main),
    enterTransfers(tables.journal),
    readJournal(tables.journal),
  ],
  countsServerErrors: true,
  errorImpact: {
    zh: '所有案件停在原处：申请人不能确认、撤回或申诉，各部门不能受理、完成评审、批准；期限照常计算。',
    en: 'Applicants cannot take back or appeal, and offices cannot take in, review or approve; time limits run on.',
  },
};
