import { companyList, companyQuery } from '../company-list.ts';
import { accessLogPage, accessLogQuery, grantBody, grantList, grantView, receivedGrantList, receivedGrantQuery } from '../consent.ts';
import { importBody, importReport } from '../imports.ts';
import { residenceBody, residenceConfirmation, residenceEnd, residenceView } from '../residences.ts';
import type { Operation } from './operation.ts';

/** Consent, the access log, where a company sits, the list of companies and its import. */
export const CONSENT_OPERATIONS: readonly Operation[] = [
  {
    route: 'GET /v1/companies',
    id: 'listCompanies',
    summary: { zh: '可查看的企业（仅显示脱敏概要）', en: 'The companies one may look at, as masked teasers' },
    query: companyQuery,
    answer: companyList,
    refusals: [400],
  },
  {
    route: 'POST /v1/organisations/{id}/company-imports',
    id: 'importCompanies',
    summary: { zh: '批量导入入驻企业（CSV），逐行报告结果', en: 'Import the resident companies from CSV, with a report row by row' },
    body: importBody,
    answer: importReport,
    refusals: [409, 422],
    example: {
      csv: 'name,uscc,divisionCode,firm.founded_on,firm.employees\n昆山示例科技有限公司,91329900DEM000999Q,320583,2024-03-05,12\n',
      dryRun: true,
    },
  },
  {
    route: 'POST /v1/companies/{id}/residences',
    id: 'declareResidence',
    summary: { zh: '申报入驻地点', en: 'Say where the company sits' },
    body: residenceBody,
    status: 201,
    answer: residenceView,
    refusals: [409, 422],
  },
  {
    route: 'POST /v1/companies/{id}/residences/{residenceId}/confirm',
    id: 'confirmResidence',
    summary: { zh: '运营机构确认入驻', en: 'Confirm where it sits, as carrier or operator' },
    body: residenceConfirmation,
    answer: residenceView,
    refusals: [409, 422],
  },
  {
    route: 'POST /v1/companies/{id}/residences/{residenceId}/end',
    id: 'endResidence',
    summary: { zh: '结束入驻', en: 'End it' },
    body: residenceEnd,
    answer: residenceView,
    refusals: [409, 422],
  },
  {
    route: 'GET /v1/companies/{id}/grants',
    id: 'listGrants',
    summary: { zh: '本企业的授权及使用情况', en: 'What the company granted, and when it was last used' },
    answer: grantList,
  },
  {
    route: 'POST /v1/companies/{id}/grants',
    id: 'giveGrant',
    summary: { zh: '授权一家机构查阅指定内容', en: 'Let an institution see what is named, for a purpose, until a day' },
    body: grantBody,
    status: 201,
    answer: grantView,
    refusals: [422],
  },
  {
    route: 'POST /v1/companies/{id}/grants/{grantId}/revoke',
    id: 'revokeGrant',
    summary: { zh: '撤回授权，立即生效', en: 'Take a grant back, at once' },
    answer: grantView,
    refusals: [409],
  },
  {
    route: 'GET /v1/grants',
    id: 'listReceivedGrants',
    summary: { zh: '授权给本机构的企业', en: 'Which companies granted what to my institution' },
    query: receivedGrantQuery,
    answer: receivedGrantList,
    refusals: [400],
  },
  {
    route: 'GET /v1/companies/{id}/access-log',
    id: 'readAccessLog',
    summary: { zh: '谁查阅了本企业的资料', en: 'Who looked at what the company granted' },
    query: accessLogQuery,
    answer: accessLogPage,
    refusals: [400],
  },
];
