import type { configSchema } from '../../functions/audit-api/config.ts';
import { readsLeaves } from '../constructs/audit-vault.ts';
import { readCases } from '../permissions/cases.ts';
import { knowCaller } from '../permissions/commands.ts';
import { readJournal, readLeaves, readSeals } from '../permissions/journal.ts';
import { decryptObjects, decryptTable, encryptTable } from '../permissions/keys.ts';
import { readTransfers } from '../permissions/money.ts';
import { readOrganisations } from '../permissions/people.ts';
import { apiEnvironment } from './api-environment.ts';
import type { EnvironmentOf, FunctionSpec } from './function-spec.ts';

/** The files with which anybody can check a chain of the audit. It writes to no record. */
export const auditApi: FunctionSpec<EnvironmentOf<typeof configSchema>> = {
  name: 'audit-api',
  description: 'Puts together the files with which anybody can check the audit of a case or an organisation',
  memoryMb: 1024,
  // A long chain lies under as many seals as it has entries; the API waits 30 seconds.
  timeoutSeconds: 28,
  environment: (surroundings) => ({ ...apiEnvironment(surroundings), LOCKED_BUCKET: surroundings.audit.locked.bucketName }),
  permissions: (surroundings) => {
    const { main, journal, tableKey, audit } = surroundings;
    return [
      ...knowCaller(surroundings),
      readCases(main),
      readOrganisations(main),
      readJournal(journal),
      readTransfers(journal),
      readSeals(journal),
      encryptTable(tableKey, main),
      decryptTable(tableKey, journal),
      readLeaves(audit.locked),
      decryptObjects(tableKey, audit.locked),
    ];
  },
  accepts: readsLeaves,
  countsServerErrors: true,
  errorImpact: {
    zh: '申请人、经办人员和审计员暂时下载不到核验文件；记录与封存照常进行，案件不受影响。',
    en: 'Applicants, officers and auditors cannot download verification files for a while; entries and seals go on, and so do cases.',
  },
};
