import { routesOf } from './route.ts';

const { command, edit, question } = routesOf('documents-api');

/** What `documents-api` answers. */
export const DOCUMENTS_ROUTES = {
  'GET /v1/companies/{id}/documents': question('document.list'),
  'POST /v1/companies/{id}/documents': command('document.upload'),
  'GET /v1/companies/{id}/papers': question('papers.check'),
  'GET /v1/companies/{id}/invoices': question('invoice.list'),
  'GET /v1/companies/{id}/documents/{documentId}': question('document.read'),
  'PATCH /v1/companies/{id}/documents/{documentId}': edit('document.change'),
  'POST /v1/companies/{id}/documents/{documentId}/withdraw': command('document.withdraw'),
  'POST /v1/companies/{id}/documents/{documentId}/links': question('document.open'),
  'POST /v1/companies/{id}/documents/{documentId}/invoices': command('invoice.register'),
  'GET /v1/cases/{id}/letters': question('case.read-file'),
  'POST /v1/cases/{id}/letters/{letterId}/links': question('case.read-file'),
  'GET /v1/cases/{id}/papers': question('case.read-file'),
  'POST /v1/cases/{id}/papers/{documentId}/links': question('case.read-file'),
  'GET /v1/cases/{id}/opinion/letters': question('opinion.read'),
  'POST /v1/cases/{id}/opinion/papers/{documentId}/links': question('opinion.open-paper'),
} as const;
