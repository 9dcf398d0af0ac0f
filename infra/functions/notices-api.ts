import type { configSchema } from '../../functions/notices-api/config.ts';
import { keepCases, keepTips, noteWithApplicants, readMemberKeys, readNoticeLists, tellHouse } from '../permissions/cases.ts';
import { readCalendar } from '../permissions/catalogue.ts';
import { knowCaller, runCommands } from '../permissions/commands.ts';
import { apiEnvironment } from './api-environment.ts';
import type { EnvironmentOf, FunctionSpec } from './function-spec.ts';

/**
 * The public notices, and what is said about them. Strangers reach it: it moves no money, and reads of no organisation, paper or claim beside the
 * case; of who belongs to an applicant it reads the keys of persons.
 */
export const noticesApi: FunctionSpec<EnvironmentOf<typeof configSchema>> = {
  name: 'notices-api',
  description: 'Shows the public notices, and takes objections and tips about them',
  memoryMb: 512,
  timeoutSeconds: 10,
  environment: apiEnvironment,
  permissions: (tables) => [
    ...knowCaller(tables),
    ...runCommands(tables),
    readCalendar(tables.main),
    keepCases(tables.main),
    ...keepTips(tables.main),
    readMemberKeys(tables.main),
    noteWithApplicants(tables.main),
    tellHouse(tables.main),
    readNoticeLists(tables.main),
  ],
  countsServerErrors: true,
  errorImpact: {
    zh: '公示打不开，不能提出异议或反映线索，公示岗看不到线索；公示期照常计算，期满前未恢复的应当延长公示。',
    en: 'Notices do not open, nobody can object or leave a tip; the days of notice run on, so look at those that end before it is mended.',
  },
};
