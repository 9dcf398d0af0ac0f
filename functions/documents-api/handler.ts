import { randomUUID } from 'node:crypto';
import { openCatalogue } from '../../shared/domain/matching/catalogue-artefact.ts';
import { apiPorts } from '../../shared/http/api-ports.ts';
import { now } from '../../shared/runtime/clock.ts';
import { createHttpStack } from '../../shared/runtime/http-stack.ts';
import { readConfig } from '../../shared/runtime/read-config.ts';
import { createAccessLog } from '../../shared/store/access-log.ts';
import { createCasePaperReader } from '../../shared/store/case-paper-store.ts';
import { createCaseReader } from '../../shared/store/case-store.ts';
import { createCatalogueCache } from '../../shared/store/catalogue-cache.ts';
import { createCatalogueStore } from '../../shared/store/catalogue-store.ts';
import { createDocumentStore } from '../../shared/store/document-store.ts';
import { createObjectStore } from '../../shared/store/object-store.ts';
import { openStores } from '../../shared/store/open-stores.ts';
import { createDocumentsApp } from './app.ts';
import { configSchema } from './config.ts';

const config = readConfig(configSchema);
const stores = openStores(config);
const { stack, reportFault } = createHttpStack('documents-api');
const { client, organisations } = stores;

export const handler = stack(
  createDocumentsApp({
    ports: apiPorts(config, stores, now, reportFault),
    papers: {
      organisations,
      documents: createDocumentStore(client, config.MAIN_TABLE),
      accessLog: createAccessLog(client, config.MAIN_TABLE),
      objects: createObjectStore({
        region: config.AWS_REGION,
        endpoint: config.S3_ENDPOINT,
        buckets: { quarantine: config.QUARANTINE_BUCKET, vault: config.VAULT_BUCKET },
        now,
      }),
      newId: randomUUID,
    },
    cases: createCaseReader(client, config.MAIN_TABLE),
    readCasePapers: createCasePaperReader(client, config.MAIN_TABLE),
    readCatalogue: createCatalogueCache(createCatalogueStore(client, config.MAIN_TABLE), openCatalogue),
  }),
);
