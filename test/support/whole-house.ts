import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { inject } from 'vitest';
import { createAppraisalsApp } from '../../functions/appraisals-api/app.ts';
import { appraisalParts } from '../../functions/appraisals-api/appraisal-parts.ts';
import { createApprovalsApp } from '../../functions/approvals-api/app.ts';
import { approvalParts } from '../../functions/approvals-api/approval-parts.ts';
import { createAuditApp } from '../../functions/audit-api/app.ts';
import { auditParts } from '../../functions/audit-api/audit-parts.ts';
import { createBudgetsApp } from '../../functions/budgets-api/app.ts';
import { budgetParts } from '../../functions/budgets-api/budget-parts.ts';
import { createCasesApp } from '../../functions/cases-api/app.ts';
import { caseParts } from '../../functions/cases-api/case-parts.ts';
import { createCompaniesApp } from '../../functions/companies-api/app.ts';
import { companyParts } from '../../functions/companies-api/company-parts.ts';
import { createDescriptionApp } from '../../functions/description-api/app.ts';
import { createDocumentsApp } from '../../functions/documents-api/app.ts';
import { createLedgerApp } from '../../functions/ledger-api/app.ts';
import { ledgerParts } from '../../functions/ledger-api/ledger-parts.ts';
import { createMatchingApp } from '../../functions/matching-api/app.ts';
import { createNoticesApp } from '../../functions/notices-api/app.ts';
import { noticeParts } from '../../functions/notices-api/notice-parts.ts';
import { createPartiesApp } from '../../functions/parties-api/app.ts';
import { createPaymentsApp } from '../../functions/payments-api/app.ts';
import { paymentParts } from '../../functions/payments-api/payment-parts.ts';
import { createProgrammesApp } from '../../functions/programmes-api/app.ts';
import { createReturnsApp } from '../../functions/returns-api/app.ts';
import { returnParts } from '../../functions/returns-api/return-parts.ts';
import { createSessionsApp } from '../../functions/sessions-api/app.ts';
import { createIssuerClient } from '../../functions/sessions-api/use-cases/issuer-client.ts';
import { createSubsidiesApp } from '../../functions/subsidies-api/app.ts';
import { claimParts } from '../../functions/subsidies-api/claim-parts.ts';
import { openApiDocument } from '../../shared/contracts/openapi.ts';
import { type FunctionName, ROUTE_LIST } from '../../shared/contracts/routes.ts';
import { openCatalogue } from '../../shared/domain/matching/catalogue-artefact.ts';
import type { ApiPorts } from '../../shared/http/api.ts';
import { createApp } from '../../shared/http/create-app.ts';
import { PRODUCT_VERSION } from '../../shared/runtime/product-version.ts';
import { createAccessLog } from '../../shared/store/access-log.ts';
import { createCalendarStore } from '../../shared/store/calendar-store.ts';
import { createCasePaperReader } from '../../shared/store/case-paper-store.ts';
import { createCaseReader } from '../../shared/store/case-store.ts';
import { createCatalogueCache } from '../../shared/store/catalogue-cache.ts';
import { createCatalogueStore } from '../../shared/store/catalogue-store.ts';
import type { Write } from '../../shared/store/commit.ts';
import { createDocumentStore } from '../../shared/store/document-store.ts';
import { createHolidayCache } from '../../shared/store/holiday-cache.ts';
import { createLockedStore } from '../../shared/store/locked-store.ts';
import { createObjectStore } from '../../shared/store/object-store.ts';
import type { Stores } from '../../shared/store/open-stores.ts';
import { createSessionStore } from '../../shared/store/session-store.ts';
import { type SignedInHouse, signedInHouse, TEST_ISSUER } from './signed-in.ts';
import { engineClient } from './tables.ts';

/** Nobody listens there: links are signed without asking, and whoever asks is told at once that nobody answers. */
const NOWHERE = 'http://127.0.0.1:9';
const NO_ISSUER = { ...TEST_ISSUER, OIDC_ISSUER: NOWHERE, OIDC_CLIENT_ID: 'test', OIDC_CLIENT_SECRET: 'test', OIDC_SCOPE: 'openid' };

type Parts = { readonly stores: Stores; readonly ports: ApiPorts<Write>; readonly now: () => Date };

/** The app of every function of the API, fed with what its handler would feed it. */
function everyApp({ stores, ports, now }: Parts): Record<FunctionName, Hono> {
  const { client, organisations, tables } = stores;
  const { reportFault } = ports;
  // The catalogue of the running house: the one thing here that is not on tables of one's own.
  const readCatalogue = createCatalogueCache(createCatalogueStore(engineClient(), inject('database').tables.main), openCatalogue);
  const buckets = { quarantine: 'quarantine', vault: 'vault' };
  const papers = {
    organisations,
    documents: createDocumentStore(client, tables.main),
    accessLog: createAccessLog(client, tables.main),
    objects: createObjectStore({ region: 'cn-north-1', endpoint: NOWHERE, buckets, now }),
    newId: randomUUID,
  };
  const readHolidays = createHolidayCache(createCalendarStore(stores.client, stores.tables.main), now);
  const sessions = {
    store: createSessionStore(client, tables.main),
    // That it does not answer is meant to be.
    issuer: createIssuerClient(NO_ISSUER, now, () => undefined),
  };
  return {
    'programmes-api': createProgrammesApp({ readCatalogue, now, reportFault }),
    'matching-api': createMatchingApp({ readCatalogue, now, reportFault }),
    'description-api': createDescriptionApp(reportFault, JSON.stringify(openApiDocument(PRODUCT_VERSION))),
    'sessions-api': createSessionsApp(ports, sessions),
    'parties-api': createPartiesApp({ stores, ports }),
    'companies-api': createCompaniesApp(companyParts(stores, tables.main, readCatalogue), ports),
    'documents-api': createDocumentsApp({
      ports,
      papers,
      readCatalogue,
      cases: createCaseReader(stores.client, tables.main),
      readCasePapers: createCasePaperReader(stores.client, tables.main),
    }),
    'subsidies-api': createSubsidiesApp(
      claimParts(stores, { readCatalogue, readHolidays, personKeySecret: 'for-tests-alone-and-nobody' }),
      ports,
    ),
    'appraisals-api': createAppraisalsApp(appraisalParts(stores, readCatalogue, readHolidays), ports),
    'cases-api': createCasesApp(caseParts(stores, readHolidays), ports),
    'approvals-api': createApprovalsApp(approvalParts(stores, readHolidays), ports),
    'notices-api': createNoticesApp(noticeParts(stores, readHolidays), ports),
    'ledger-api': createLedgerApp(ledgerParts(stores), ports),
    'payments-api': createPaymentsApp(paymentParts(stores, readHolidays), ports),
    'returns-api': createReturnsApp(returnParts(stores, readHolidays), ports),
    'budgets-api': createBudgetsApp(budgetParts(stores, readCatalogue), ports),
    // Nothing is sealed here, so that nobody looks into locked storage.
    'audit-api': createAuditApp(
      auditParts(stores, createLockedStore({ region: 'cn-north-1', endpoint: NOWHERE, bucket: 'locked', now })),
      ports,
    ),
  };
}

/**
 * The whole API on empty tables of its own, each route of the table sent to the function it names as the gateway does. Call it where the
 * tests are declared.
 */
export function wholeHouse(): SignedInHouse {
  return signedInHouse((parts) => {
    const apps = everyApp(parts);
    const whole = createApp(parts.ports.reportFault);
    for (const { function: name, method, path } of ROUTE_LIST)
      whole.on(method, path.replaceAll(/\{(\w+)\}/g, ':$1'), (context) => apps[name].fetch(context.req.raw));
    return whole;
  });
}
