import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument } from '../../shared/contracts/openapi.ts';
import { PRODUCT_VERSION } from '../../shared/runtime/product-version.ts';

export const OPENAPI_JSON = 'openapi.json';

/** Writes the description of the API to `dist/openapi.json`, the same document that `GET /v1/openapi.json` answers. */
export async function buildOpenApi(dist: string): Promise<void> {
  writeFileSync(join(dist, OPENAPI_JSON), `${JSON.stringify(openApiDocument(PRODUCT_VERSION), null, 2)}\n`);
}
