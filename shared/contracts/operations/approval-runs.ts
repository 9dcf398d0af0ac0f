import { runBody, runList, runPreview, runsQuery, runView } from '../approval-runs.ts';
import { caseAnswer } from '../case-answer.ts';
import type { Operation } from './operation.ts';

const example = {
  programmeId: 'community-broadband-subsidy',
  items: [{ caseId: 'a1', contentHash: '0'.repeat(64) }],
  communityId: null,
};

/** Approving many at once. */
export const APPROVAL_RUN_OPERATIONS: readonly Operation[] = [
  {
    route: 'POST /v1/approval-runs/preview',
    id: 'previewApprovalRun',
    summary: {
      zh: '批量审批试算：哪些能批、各批多少、预算还剩多少',
      en: 'Try an approval of many: who would get what, and what would be left',
    },
    body: runBody,
    answer: runPreview,
    refusals: [400],
    example,
  },
  {
    route: 'POST /v1/approval-runs',
    id: 'startApprovalRun',
    summary: { zh: '批量审批：封存分配方案并一次预留总额', en: 'Approve many: seal who gets what and reserve the total at once' },
    body: runBody,
    status: 201,
    answer: runView,
    refusals: [404, 409, 422],
    example,
  },
  {
    route: 'GET /v1/approval-runs',
    id: 'listApprovalRuns',
    summary: {
      zh: '本单位的批量审批：默认为尚未结束的',
      en: 'The approvals of many of my bureau: those that were not closed, unless others are asked for',
    },
    query: runsQuery,
    answer: runList,
    refusals: [400],
  },
  {
    route: 'GET /v1/approval-runs/{id}',
    id: 'getApprovalRun',
    summary: {
      zh: '一次批量审批：封存的方案和还未使用的额度',
      en: 'One approval of many: what was sealed, and what no case has drawn yet',
    },
    answer: runView,
  },
  {
    route: 'POST /v1/approval-runs/{id}/cases/{caseId}',
    id: 'drawFromApprovalRun',
    summary: { zh: '按封存的方案批准其中一案', en: 'Approve one case of it, as sealed' },
    answer: caseAnswer,
    refusals: [409, 422],
  },
  {
    route: 'POST /v1/approval-runs/{id}/close',
    id: 'closeApprovalRun',
    summary: { zh: '结束批量审批，未使用的额度退回预算', en: 'Close it: what no case has drawn goes back to the budget' },
    answer: runView,
    refusals: [409],
  },
];
