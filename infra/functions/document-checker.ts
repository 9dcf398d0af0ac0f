import type { configSchema } from '../../functions/document-checker/config.ts';
import { CHECK_TIMEOUT_SECONDS, touchesObjects } from '../constructs/document-vault.ts';
import { appendJournal } from '../permissions/journal.ts';
import { decryptObjects, encryptObjects, encryptTable } from '../permissions/keys.ts';
import { takeMessages } from '../permissions/messages.ts';
import { checkUploads, findUploads, keepFiles, markUploads, writeDocuments } from '../permissions/papers.ts';
import { readOrganisations } from '../permissions/people.ts';
import type { EnvironmentOf, FunctionSpec } from './function-spec.ts';

/** Looks into every upload, and keeps the clean ones. */
export const documentChecker: FunctionSpec<EnvironmentOf<typeof configSchema>> = {
  name: 'document-checker',
  description: 'Looks into every uploaded file and moves the clean ones from quarantine to the vault',
  // A file of 20 MB and the largest part inside it (200 MB unpacked), twice over.
  memoryMb: 1024,
  timeoutSeconds: CHECK_TIMEOUT_SECONDS,
  environment: ({ main, journal, documents }) => ({
    MAIN_TABLE: main.tableName,
    JOURNAL_TABLE: journal.tableName,
    QUARANTINE_BUCKET: documents.quarantine.bucketName,
    VAULT_BUCKET: documents.vault.bucketName,
  }),
  permissions: ({ main, journal, tableKey, documents }) => [
    readOrganisations(main),
    writeDocuments(main),
    markUploads(main),
    appendJournal(journal),
    encryptTable(tableKey, main),
    encryptTable(tableKey, journal),
    takeMessages(documents.uploads),
    findUploads(documents.quarantine),
    checkUploads(documents.quarantine),
    decryptObjects(tableKey, documents.quarantine),
    keepFiles(documents.vault),
    encryptObjects(tableKey, documents.vault),
  ],
  accepts: touchesObjects('quarantine', 'vault'),
  queue: ({ documents }) => documents.uploads,
  countsServerErrors: false,
  errorImpact: {
    zh: '上传的材料一直停在“检查中”，企业无法用它申报；文件仍在隔离区，不会丢失。',
    en: 'Uploaded papers stay in their check and cannot be used for an application; the files wait in quarantine and are not lost.',
  },
};
