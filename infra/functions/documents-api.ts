import type { configSchema } from '../../functions/documents-api/config.ts';
import { touchesObjects } from '../constructs/document-vault.ts';
import { readCases } from '../permissions/cases.ts';
import { readCatalogue } from '../permissions/catalogue.ts';
import { knowCaller, runCommands } from '../permissions/commands.ts';
import { noteAccess } from '../permissions/companies.ts';
import { decryptObjects, encryptObjects } from '../permissions/keys.ts';
import { readInvoiceSurroundings, readKeptFiles, shareOutInvoices, takeUploads, writeDocuments } from '../permissions/papers.ts';
import { readOrganisations } from '../permissions/people.ts';
import { apiEnvironment } from './api-environment.ts';
import type { EnvironmentOf, FunctionSpec } from './function-spec.ts';

/** The papers of an applicant: upload forms, lists, links to clean files, what a programme still asks for, and invoices. */
export const documentsApi: FunctionSpec<EnvironmentOf<typeof configSchema>> = {
  name: 'documents-api',
  description: 'Keeps the papers and invoices of applicants, and gives out forms to upload and links to open files',
  memoryMb: 1024,
  timeoutSeconds: 10,
  environment: (surroundings) => ({
    ...apiEnvironment(surroundings),
    QUARANTINE_BUCKET: surroundings.documents.quarantine.bucketName,
    VAULT_BUCKET: surroundings.documents.vault.bucketName,
  }),
  permissions: (surroundings) => {
    const { main, tableKey, documents } = surroundings;
    return [
      ...knowCaller(surroundings),
      ...runCommands(surroundings),
      readCatalogue(main),
      readOrganisations(main),
      readInvoiceSurroundings(main),
      writeDocuments(main),
      shareOutInvoices(main),
      noteAccess(main),
      readCases(main),
      // A form and a link are signed with the rights of this function: whoever has one can do this much and no more.
      takeUploads(documents.quarantine),
      encryptObjects(tableKey, documents.quarantine),
      readKeptFiles(documents.vault),
      decryptObjects(tableKey, documents.vault),
    ];
  },
  accepts: touchesObjects('quarantine', 'vault'),
  countsServerErrors: true,
  errorImpact: {
    zh: '企业不能上传、查看或打开材料，准备中的申报被迫停下；已提交的办件不受影响。',
    en: 'Firms cannot upload, see or open papers, so that applications being prepared stop; submitted cases go on.',
  },
};
