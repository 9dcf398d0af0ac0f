import type { configSchema } from '../../functions/appraisals-api/config.ts';
import { countCalls, keepCases, noteWithApplicants, pinSnapshots, takeHolds, tellHouse } from '../permissions/cases.ts';
import { readCalendar, readCatalogue } from '../permissions/catalogue.ts';
import { knowCaller, runCommands } from '../permissions/commands.ts';
import { noteAccess } from '../permissions/companies.ts';
import { readOrganisations } from '../permissions/people.ts';
import { apiEnvironment } from './api-environment.ts';
import type { EnvironmentOf, FunctionSpec } from './function-spec.ts';

/** The steps by which a claim is judged and counted: of all that serve a case, the one that reads programmes and facts. It moves no budget. */
export const appraisalsApi: FunctionSpec<EnvironmentOf<typeof configSchema>> = {
  name: 'appraisals-api',
  description: 'Takes claims in, and judges and counts them: as they are handed in, reviewed, or would stand today',
  // It judges one programme: bound by CPU, but small beside a match.
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
    noteWithApplicants(tables.main),
    noteAccess(tables.main),
    pinSnapshots(tables.main),
    tellHouse(tables.main),
    takeHolds(tables.main),
    countCalls(tables.main),
  ],
  countsServerErrors: true,
  errorImpact: {
    zh: '申请人不能提交或补正后再提交，审核人不能核定事实、核减或支持复核；其他步骤照常，期限照常计算。',
    en: 'Applicants cannot hand in, first or again; reviewers cannot settle facts, strike rows or uphold appeals. Other steps and time limits go on.',
  },
};
