import type { configSchema } from '../../functions/parties-api/config.ts';
import { knowCaller, runCommands } from '../permissions/commands.ts';
import { readListings } from '../permissions/companies.ts';
import { readJournal } from '../permissions/journal.ts';
import { countHands, holdPlaces, keepInvitations, readOrganisations, writeMemberships, writeOrganisations } from '../permissions/people.ts';
import { apiEnvironment } from './api-environment.ts';
import type { EnvironmentOf, FunctionSpec } from './function-spec.ts';

/** Organisations, their members and invitations, and who did what to them. */
export const partiesApi: FunctionSpec<EnvironmentOf<typeof configSchema>> = {
  name: 'parties-api',
  description: 'Keeps organisations, members and invitations, lists institutions and communities, and shows audit chains',
  memoryMb: 1024,
  timeoutSeconds: 10,
  environment: apiEnvironment,
  permissions: (tables) => [
    ...knowCaller(tables),
    readOrganisations(tables.main),
    writeOrganisations(tables.main),
    writeMemberships(tables.main),
    countHands(tables.main),
    holdPlaces(tables.main),
    keepInvitations(tables.main),
    readListings(tables.main, 'INSTITUTION', 'APPLICANT', 'COMMUNITY'),
    readJournal(tables.journal),
    ...runCommands(tables),
  ],
  countsServerErrors: true,
  errorImpact: {
    zh: '不能登记机构、邀请或移除成员；需要立即停权的成员暂时移除不了。',
    en: 'Nobody can register, invite or remove members; a member whose access must end at once cannot be removed.',
  },
};
