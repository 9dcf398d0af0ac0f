import { openCatalogue } from '../../shared/domain/matching/catalogue-artefact.ts';
import { now } from '../../shared/runtime/clock.ts';
import { createHttpStack } from '../../shared/runtime/http-stack.ts';
import { readConfig } from '../../shared/runtime/read-config.ts';
import { createCatalogueCache } from '../../shared/store/catalogue-cache.ts';
import { createCatalogueStore } from '../../shared/store/catalogue-store.ts';
import { createDocumentClient } from '../../shared/store/client.ts';
import { createProgrammesApp } from './app.ts';
import { configSchema } from './config.ts';

const config = readConfig(configSchema);
const client = createDocumentClient({ endpoint: config.DYNAMODB_ENDPOINT, region: config.AWS_REGION });
const readCatalogue = createCatalogueCache(createCatalogueStore(client, config.MAIN_TABLE), openCatalogue);
const { stack, reportFault } = createHttpStack('programmes-api');

export const handler = stack(createProgrammesApp({ readCatalogue, now, reportFault }));
