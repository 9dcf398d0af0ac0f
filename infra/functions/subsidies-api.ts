import { SecretValue } from 'aws-cdk-lib';
import type { configSchema } from '../../functions/subsidies-api/config.ts';
import { keepCases, noteWithApplicants, tellHouse } from '../permissions/cases.ts';
import { readCalendar, readCatalogue } from '../permissions/catalogue.ts';
import { knowCaller, runCommands } from '../permissions/commands.ts';
import { readOrganisations } from '../permissions/people.ts';
import { apiEnvironment } from './api-environment.ts';
import type { EnvironmentOf, FunctionSpec } from './function-spec.ts';

/** Claims of the six subsidies while they are written, and events on file. */
export const subsidiesApi: FunctionSpec<EnvironmentOf<typeof configSchema>> = {
  name: 'subsidies-api',
  description: 'Keeps claims of subsidies while they are written, checks and counts them, and keeps events on file',
  // The check judges one programme and shows every figure of the amount.
  memoryMb: 1024,
  timeoutSeconds: 10,
  environment: (surroundings) => ({
    ...apiEnvironment(surroundings),
    // A reference that CloudFormation follows as it deploys: the template holds its name, and no role of ours may read it.
    PERSON_KEY_SECRET: SecretValue.secretsManager(surroundings.stage.personKeySecretName).unsafeUnwrap(),
  }),
  permissions: (tables) => [
    ...knowCaller(tables),
    ...runCommands(tables),
    readCatalogue(tables.main),
    readCalendar(tables.main),
    readOrganisations(tables.main),
    keepCases(tables.main),
    noteWithApplicants(tables.main),
    tellHouse(tables.main),
  ],
  countsServerErrors: true,
  errorImpact: {
    zh: '申请人不能填写、保存或检查补贴申请，不能备案活动；已提交的办件不受影响，活动有错过备案的可能。',
    en: 'Applicants cannot write, save or check claims of subsidies or file events, which may then be held unfiled; submitted cases go on.',
  },
};
