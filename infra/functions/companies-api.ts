import type { configSchema } from '../../functions/companies-api/config.ts';
import { readCatalogue, readCommunities } from '../permissions/catalogue.ts';
import { knowCaller, runCommands } from '../permissions/commands.ts';
import {
  changeProfiles,
  importCompanies,
  keepHistory,
  keepResidents,
  keepSnapshots,
  noteAccess,
  readAccessLog,
  readListings,
  shareGrants,
} from '../permissions/companies.ts';
import { readOrganisations } from '../permissions/people.ts';
import { apiEnvironment } from './api-environment.ts';
import type { EnvironmentOf, FunctionSpec } from './function-spec.ts';

/** What is known of companies, who may see it, where they sit, and what follows from it. */
export const companiesApi: FunctionSpec<EnvironmentOf<typeof configSchema>> = {
  name: 'companies-api',
  description: 'Keeps the profiles of companies, their consents and residences, and matches what is known of them',
  // It judges every programme on every date ahead: bound by CPU like the match itself, where a full core is reached at 1,769 MB.
  memoryMb: 1769,
  // An import of 200 companies is 200 commits in a row.
  timeoutSeconds: 28,
  environment: apiEnvironment,
  permissions: (tables) => [
    ...knowCaller(tables),
    readCatalogue(tables.main),
    readOrganisations(tables.main),
    changeProfiles(tables.main),
    keepHistory(tables.main),
    keepSnapshots(tables.main),
    noteAccess(tables.main),
    readAccessLog(tables.main),
    shareGrants(tables.main),
    keepResidents(tables.main),
    readCommunities(tables.main),
    ...importCompanies(tables.main),
    readListings(tables.main, 'COMPANY'),
    ...runCommands(tables),
  ],
  countsServerErrors: true,
  errorImpact: {
    zh: '企业看不到也改不了资料，不能授权或撤回授权，“我能拿到的钱”和时间表打不开。',
    en: 'Firms cannot see or change their profiles, give or take back consent, or see their matches and dates.',
  },
};
