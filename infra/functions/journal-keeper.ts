import type { configSchema } from '../../functions/journal-keeper/config.ts';
import { touchesLocked } from '../constructs/audit-vault.ts';
import { keepLocked } from '../permissions/journal.ts';
import { decryptTable, encryptObjects } from '../permissions/keys.ts';
import { readChanges } from '../permissions/messages.ts';
import type { EnvironmentOf, FunctionSpec } from './function-spec.ts';

/** Copies every change of the journal to locked storage, as it happens. */
export const journalKeeper: FunctionSpec<EnvironmentOf<typeof configSchema>> = {
  name: 'journal-keeper',
  description: 'Copies every change of the journal to locked storage',
  memoryMb: 512,
  // Shorter than a window rests before it is sealed (`shared/domain/audit/windows.ts`), so that no copy comes into one that is closed.
  timeoutSeconds: 60,
  environment: ({ audit }) => ({ LOCKED_BUCKET: audit.locked.bucketName }),
  permissions: ({ journal, tableKey, audit }) => [
    readChanges(journal),
    decryptTable(tableKey, journal),
    keepLocked(audit.locked),
    encryptObjects(tableKey, audit.locked),
  ],
  accepts: touchesLocked,
  stream: ({ journal }) => journal,
  watches: [
    {
      metric: 'JournalTampering',
      what: { zh: '有人改动或删除了审计日志', en: 'Somebody replaced or removed a row of the journal' },
    },
    {
      metric: 'RecordsPutAside',
      what: { zh: '有审计记录无法复制，已搁置', en: 'A row of the journal could not be copied and was put aside' },
    },
  ],
  countsServerErrors: false,
  errorImpact: {
    zh: '审计记录暂时没有锁定副本，期间的篡改只能靠记录链发现；办件不受影响。',
    en: 'Audit entries have no locked copy for a while, and tampering meanwhile is told by their chains alone; nobody is kept from working.',
  },
};
