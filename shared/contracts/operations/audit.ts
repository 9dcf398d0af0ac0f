import { auditExport } from '../audit-export.ts';
import type { Operation } from './operation.ts';

/** The files that prove what was done, for whoever may read it. */
export const AUDIT_OPERATIONS: readonly Operation[] = [
  {
    route: 'GET /v1/cases/{id}/export',
    id: 'exportCase',
    summary: {
      zh: '下载案件核验文件（全部记录、所涉账目与签名封存，可离线核验）',
      en: 'The verification file of a case: every entry, the transfers they name and the signed seals, to be checked offline',
    },
    answer: auditExport,
    refusals: [400, 409],
  },
  {
    route: 'GET /v1/organisations/{id}/audit/export',
    id: 'exportOrganisationAudit',
    summary: { zh: '下载机构记录的核验文件', en: 'The verification file of what was ever done to an organisation' },
    answer: auditExport,
    refusals: [400, 409],
  },
];
