import { claimListed } from '../claim-listed.ts';
import { claimCheck, claimList, claimSave, claimStart, claimView, filingBody, filingList, filingView, ofApplicant } from '../claims.ts';
import type { Operation } from './operation.ts';

/** Claims of the six subsidies while they are written, and events on file. */
export const CLAIM_OPERATIONS: readonly Operation[] = [
  {
    route: 'GET /v1/subsidies/claims',
    id: 'listClaims',
    summary: { zh: '一个申请人的全部申请', en: 'The claims of one applicant, newest first' },
    query: ofApplicant,
    answer: claimList,
    refusals: [400],
  },
  {
    route: 'POST /v1/subsidies/claims',
    id: 'startClaim',
    summary: { zh: '在本地区的一个补贴项目下开始填写', en: 'Begin a draft under a subsidy of the applicant’s county' },
    body: claimStart,
    status: 201,
    answer: claimView,
    versioned: true,
    example: {
      organisationId: 'company-01',
      programmeId: 'community-broadband-subsidy',
      claim: { kind: 'broadband', year: 2026, monthsFrom: '2026-01', monthsTo: '2026-06' },
    },
  },
  {
    route: 'GET /v1/subsidies/claims/{id}',
    id: 'getClaim',
    summary: { zh: '正在填写的申请（证件号与账号脱敏）', en: 'A claim as it is written; id and account numbers masked' },
    answer: claimView,
    versioned: true,
    refusals: [400],
  },
  {
    route: 'PUT /v1/subsidies/claims/{id}',
    id: 'saveClaim',
    summary: { zh: '保存草稿（整体保存，带版本）', en: 'Save the draft whole, on the version that was seen' },
    body: claimSave,
    answer: claimView,
    example: {
      claim: {
        kind: 'broadband',
        year: 2026,
        contractNumber: 'KD-2026-001',
        lineNumber: '0512-0000-0001',
        contractDocumentId: 'paper-contract',
        monthsFrom: '2026-01',
        monthsTo: '2026-06',
      },
      payee: { bankName: '示例城南银行', bankAccount: '6200000000000001' },
    },
  },
  {
    route: 'GET /v1/subsidies/claims/{id}/check',
    id: 'checkClaim',
    summary: {
      zh: '审核人将逐项核对的清单，以及金额和算法',
      en: 'What the reviewer will go through, and the amount with how it comes about',
    },
    answer: claimCheck,
    versioned: true,
    refusals: [400, 409, 422, 503],
  },
  {
    route: 'GET /v1/subsidies/claims/{id}/list',
    id: 'listClaim',
    summary: {
      zh: '审核清单：与申请人填写时看到的同一份，逐条列明依据和现状，并注明谁已答复',
      en: 'The list the applicant filled it in by, line by line with its clause and how it stands, and who has answered what',
    },
    answer: claimListed,
    refusals: [400, 409],
  },
  {
    route: 'GET /v1/subsidies/event-filings',
    id: 'listEventFilings',
    summary: { zh: '已备案的活动', en: 'Events on file' },
    query: ofApplicant,
    answer: filingList,
    refusals: [400],
  },
  {
    route: 'POST /v1/subsidies/event-filings',
    id: 'fileEvent',
    summary: { zh: '活动举办前备案', en: 'File an event before it is held' },
    body: filingBody,
    status: 201,
    answer: filingView,
  },
];
