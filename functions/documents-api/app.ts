import { type ApiPorts, createApi } from '../../shared/http/api.ts';
import type { CatalogueReader } from '../../shared/http/catalogue-route.ts';
import type { Write } from '../../shared/store/commit.ts';
import { changeRoutes } from './routes/changes.ts';
import type { PaperPorts } from './routes/gather.ts';
import { invoiceRoutes } from './routes/invoices.ts';
import { readRoutes } from './routes/reads.ts';

export interface DocumentsApp {
  readonly ports: ApiPorts<Write>;
  readonly papers: PaperPorts;
  readonly readCatalogue: CatalogueReader;
}

/** The table of contents of this API. */
export function createDocumentsApp({ ports, papers, readCatalogue }: DocumentsApp) {
  const api = createApi('documents-api', ports);
  readRoutes(api, papers, readCatalogue);
  changeRoutes(api, papers);
  invoiceRoutes(api, papers);
  return api.finish();
}
