import { DOCUMENTS_ROUTES } from '../../shared/contracts/routes/documents-api.ts';
import { type ApiPorts, createApi } from '../../shared/http/api.ts';
import type { CatalogueReader } from '../../shared/http/catalogue-route.ts';
import type { CasePaperReader } from '../../shared/store/case-paper-store.ts';
import type { CaseReader } from '../../shared/store/case-store.ts';
import type { Write } from '../../shared/store/commit.ts';
import { casePaperRoutes } from './routes/case-papers.ts';
import { changeRoutes } from './routes/changes.ts';
import type { PaperPorts } from './routes/gather.ts';
import { invoiceRoutes } from './routes/invoices.ts';
import { letterRoutes } from './routes/letters.ts';
import { opinionPaperRoutes } from './routes/opinion-papers.ts';
import { readRoutes } from './routes/reads.ts';

export interface DocumentsApp {
  readonly ports: ApiPorts<Write>;
  readonly papers: PaperPorts;
  readonly readCatalogue: CatalogueReader;
  readonly cases: CaseReader;
  readonly readCasePapers: CasePaperReader;
}

/** The table of contents of this API. */
export function createDocumentsApp({ ports, papers, readCatalogue, cases, readCasePapers }: DocumentsApp) {
  const api = createApi(DOCUMENTS_ROUTES, ports);
  readRoutes(api, papers, readCatalogue);
  changeRoutes(api, papers);
  invoiceRoutes(api, papers);
  letterRoutes(api, papers, cases);
  casePaperRoutes(api, papers, { cases, readCasePapers });
  opinionPaperRoutes(api, papers, { cases });
  return api.finish();
}
