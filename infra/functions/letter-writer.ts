import type { configSchema } from '../../functions/letter-writer/config.ts';
import { EVENT_TIMEOUT_SECONDS } from '../constructs/case-events.ts';
import { touchesObjects } from '../constructs/document-vault.ts';
import { keepCases } from '../permissions/cases.ts';
import { appendJournal } from '../permissions/journal.ts';
import { encryptObjects, encryptTable } from '../permissions/keys.ts';
import { takeMessages } from '../permissions/messages.ts';
import { keepFiles, readKeptFiles } from '../permissions/papers.ts';
import { readOrganisations } from '../permissions/people.ts';
import type { EnvironmentOf, FunctionSpec } from './function-spec.ts';

/** Writes receipts and decisions as PDF. */
export const letterWriter: FunctionSpec<EnvironmentOf<typeof configSchema>> = {
  name: 'letter-writer',
  description: 'Writes the receipts and decision letters of cases',
  // The largest letter the contract allows takes 440 MB and 13 seconds (`functions/letter-writer/README.md`).
  memoryMb: 1024,
  timeoutSeconds: EVENT_TIMEOUT_SECONDS,
  environment: ({ main, journal, documents }) => ({
    MAIN_TABLE: main.tableName,
    JOURNAL_TABLE: journal.tableName,
    QUARANTINE_BUCKET: documents.quarantine.bucketName,
    VAULT_BUCKET: documents.vault.bucketName,
  }),
  permissions: ({ main, journal, tableKey, documents, events }) => [
    keepCases(main),
    readOrganisations(main),
    appendJournal(journal),
    encryptTable(tableKey, main),
    encryptTable(tableKey, journal),
    keepFiles(documents.vault),
    readKeptFiles(documents.vault),
    encryptObjects(tableKey, documents.vault),
    takeMessages(events.queues['letter-writer']),
  ],
  accepts: touchesObjects('vault'),
  queue: ({ events }) => events.queues['letter-writer'],
  countsServerErrors: false,
  errorImpact: {
    zh: '申请人暂时下载不到回执和决定书；决定本身有效，页面可查，恢复后补出。',
    en: 'Applicants cannot download receipts and decisions for a while; what was decided stands and is shown, and letters follow.',
  },
};
