import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHttpStack } from '../../shared/runtime/http-stack.ts';
import { createDescriptionApp } from './app.ts';

const { stack, reportFault } = createHttpStack('description-api');

/** Made by the build (`infra/build/files-beside.ts`). */
const document = readFileSync(join(__dirname, 'openapi.json'), 'utf8');

export const handler = stack(createDescriptionApp(reportFault, document));
