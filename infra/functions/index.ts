import { appraisalsApi } from './appraisals-api.ts';
import { approvalsApi } from './approvals-api.ts';
import { auditApi } from './audit-api.ts';
import { auditSealer } from './audit-sealer.ts';
import { budgetsApi } from './budgets-api.ts';
import { casesApi } from './cases-api.ts';
import { clockWorker } from './clock-worker.ts';
import { companiesApi } from './companies-api.ts';
import { descriptionApi } from './description-api.ts';
import { documentChecker } from './document-checker.ts';
import { documentsApi } from './documents-api.ts';
import { entitlementWorker } from './entitlement-worker.ts';
import type { FunctionSpec } from './function-spec.ts';
import { journalKeeper } from './journal-keeper.ts';
import { ledgerApi } from './ledger-api.ts';
import { letterWriter } from './letter-writer.ts';
import { matchingApi } from './matching-api.ts';
import { noticesApi } from './notices-api.ts';
import { outboxPublisher } from './outbox-publisher.ts';
import { partiesApi } from './parties-api.ts';
import { paymentWorker } from './payment-worker.ts';
import { paymentsApi } from './payments-api.ts';
import { programmesApi } from './programmes-api.ts';
import { returnsApi } from './returns-api.ts';
import { sessionsApi } from './sessions-api.ts';
import { subsidiesApi } from './subsidies-api.ts';

/** The functions behind the API in every partition; the web host is added where the pages have no other home. */
export const FUNCTIONS: readonly FunctionSpec[] = [
  programmesApi,
  matchingApi,
  descriptionApi,
  sessionsApi,
  partiesApi,
  companiesApi,
  documentsApi,
  subsidiesApi,
  appraisalsApi,
  casesApi,
  approvalsApi,
  noticesApi,
  paymentsApi,
  returnsApi,
  budgetsApi,
  ledgerApi,
  auditApi,
  documentChecker,
  journalKeeper,
  outboxPublisher,
  letterWriter,
  clockWorker,
  paymentWorker,
  entitlementWorker,
  auditSealer,
];
