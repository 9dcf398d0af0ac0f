import type { configSchema } from '../../functions/audit-sealer/config.ts';
import { GRACE_MINUTES, WINDOW_MINUTES } from '../../shared/domain/audit/windows.ts';
import { touchesLocked } from '../constructs/audit-vault.ts';
import { compareJournal, keepLocked, keepSeals, readLocked, signSeals } from '../permissions/journal.ts';
import { encryptObjects, encryptTable } from '../permissions/keys.ts';
import type { EnvironmentOf, FunctionSpec } from './function-spec.ts';

/** Seals the journal every five minutes, and compares it with its copies. */
export const auditSealer: FunctionSpec<EnvironmentOf<typeof configSchema>> = {
  name: 'audit-sealer',
  description: 'Seals the journal every five minutes under a signed root, and compares it with its copies',
  // A million entries in one window, should the sealer have been away: some 100 MB of hashes and their tree.
  memoryMb: 1024,
  timeoutSeconds: 240,
  environment: ({ stage, journal, audit }) => ({
    JOURNAL_TABLE: journal.tableName,
    LOCKED_BUCKET: audit.locked.bucketName,
    SEALING_KEY: audit.sealingKey.keyArn,
    SEALING_ALGORITHM: stage.sealing.algorithm,
  }),
  permissions: ({ journal, tableKey, audit }) => [
    compareJournal(journal),
    keepSeals(journal),
    encryptTable(tableKey, journal),
    keepLocked(audit.locked),
    ...readLocked(audit.locked),
    encryptObjects(tableKey, audit.locked),
    signSeals(audit.sealingKey),
  ],
  accepts: touchesLocked,
  schedule: `${GRACE_MINUTES}/${WINDOW_MINUTES}`,
  watches: [
    {
      metric: 'JournalDifferences',
      what: { zh: '审计日志与锁定副本不一致', en: 'The journal differs from its locked copies' },
    },
    {
      metric: 'Seals',
      what: { zh: '超过十五分钟没有封存审计日志', en: 'The journal was not sealed for fifteen minutes' },
      atLeastOnceInMinutes: 15,
    },
  ],
  countsServerErrors: false,
  errorImpact: {
    zh: '新的审计记录没有封存，申请人下载的核验文件暂时缺少这几分钟的证明；恢复后会一次补封。',
    en: 'New audit entries are not sealed, and files applicants download lack proof of those minutes; once back, all of it is sealed at once.',
  },
};
