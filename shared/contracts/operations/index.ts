import { APPROVAL_RUN_OPERATIONS } from './approval-runs.ts';
import { AUDIT_OPERATIONS } from './audit.ts';
import { CASE_OPERATIONS } from './cases.ts';
import { CLAIM_OPERATIONS } from './claims.ts';
import { COMPANY_OPERATIONS } from './companies.ts';
import { CONSENT_OPERATIONS } from './consent.ts';
import { DOCUMENT_OPERATIONS } from './documents.ts';
import { LEDGER_OPERATIONS } from './ledger.ts';
import { NOTICE_OPERATIONS } from './notices.ts';
import type { Operation } from './operation.ts';
import { OPINION_OPERATIONS } from './opinions.ts';
import { PARTY_OPERATIONS } from './parties.ts';
import { PAYMENT_OPERATIONS } from './payments.ts';
import { PUBLIC_OPERATIONS } from './public.ts';
import { SESSION_OPERATIONS } from './sessions.ts';
import { TIP_OPERATIONS } from './tips.ts';

/**
 * Every operation of the API, by area. One function alone reads the whole list (`functions/description-api`): the others would carry the
 * schemas of all of them.
 */
export const OPERATIONS: readonly Operation[] = [
  ...PUBLIC_OPERATIONS,
  ...SESSION_OPERATIONS,
  ...PARTY_OPERATIONS,
  ...COMPANY_OPERATIONS,
  ...CONSENT_OPERATIONS,
  ...DOCUMENT_OPERATIONS,
  ...CLAIM_OPERATIONS,
  ...CASE_OPERATIONS,
  ...OPINION_OPERATIONS,
  ...NOTICE_OPERATIONS,
  ...TIP_OPERATIONS,
  ...PAYMENT_OPERATIONS,
  ...LEDGER_OPERATIONS,
  ...APPROVAL_RUN_OPERATIONS,
  ...AUDIT_OPERATIONS,
];
