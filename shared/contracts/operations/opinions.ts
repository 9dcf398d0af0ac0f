import { caseAnswer } from '../case-answer.ts';
import { letterList } from '../case-letters.ts';
import { linkAnswer } from '../documents.ts';
import { expertList, expertQuery, OPINION_BODIES, opinionList, opinionQuery, opinionReceipt, opinionView } from '../opinions.ts';
import type { Operation } from './operation.ts';

/** Opinions of specialists: what a reviewer asks by name, and what a specialist is shown and says under seal. */
export const OPINION_OPERATIONS: readonly Operation[] = [
  {
    route: 'GET /v1/experts',
    id: 'listExperts',
    summary: { zh: '可以征询的专家（覆盖本地区的联席办）', en: 'Who can be asked: specialists of the offices whose region covers mine' },
    query: expertQuery,
    answer: expertList,
    refusals: [400, 403],
  },
  {
    route: 'POST /v1/cases/{id}/ask-opinion',
    id: 'askForOpinion',
    summary: { zh: '点名征询专家意见（问题、范围、期限）', en: 'Ask a specialist by name: the question, what it is about, by which day' },
    body: OPINION_BODIES['ask-opinion'],
    answer: caseAnswer,
    example: { expertId: 'expert-1', organisationId: 'joint-jiangsu', question: '合同单价是否合理？', lines: ['l1'], papers: ['paper-1'] },
  },
  {
    route: 'POST /v1/cases/{id}/withdraw-opinion',
    id: 'withdrawOpinionRequest',
    summary: { zh: '撤回征询并说明理由', en: 'Take back what was asked, with a reason' },
    body: OPINION_BODIES['withdraw-opinion'],
    answer: caseAnswer,
    example: { opinionId: 'o1', reason: '专家逾期未答复，另请他人' },
  },
  {
    route: 'GET /v1/opinions',
    id: 'listOpinions',
    summary: { zh: '征询我的意见（按期限）', en: 'What I am asked for by due date, or what I gave' },
    query: opinionQuery,
    answer: opinionList,
    refusals: [400],
  },
  {
    route: 'GET /v1/cases/{id}/opinion',
    id: 'getOpinionRequest',
    summary: {
      zh: '征询的内容；声明无利害关系之后可见明细、条件和材料',
      en: 'What I am asked; rows, clauses and papers once I declared that there is no conflict',
    },
    answer: opinionView,
    refusals: [400],
  },
  {
    route: 'GET /v1/cases/{id}/opinion/letters',
    id: 'listOpinionLetters',
    summary: {
      zh: '写给我的函件：征询、到期、逾期、撤回；撤回之后仍可查看',
      en: 'What was written to me about it: the request, reminders, that it was taken back; also after that',
    },
    answer: letterList,
    refusals: [400],
  },
  {
    route: 'POST /v1/cases/{id}/opinion/papers/{documentId}/links',
    id: 'openOpinionPaper',
    summary: {
      zh: '取得短时有效的下载链接：点名给我的材料（记入企业的查看记录），或写给我的函件',
      en: 'Get a link, good for a short time, to a paper that was named to me (the look is noted for the applicant) or to a letter to me',
    },
    answer: linkAnswer,
    refusals: [409],
  },
  {
    route: 'POST /v1/cases/{id}/accept-opinion',
    id: 'acceptOpinionRequest',
    summary: { zh: '声明与本案无利害关系', en: 'Declare that there is no conflict of interest' },
    body: OPINION_BODIES['accept-opinion'],
    answer: opinionReceipt,
    refusals: [409],
    example: { noConflict: true },
  },
  {
    route: 'POST /v1/cases/{id}/give-opinion',
    id: 'giveOpinion',
    summary: { zh: '出具意见（密封，不可更改）', en: 'Give the opinion; it is sealed and never changed' },
    body: OPINION_BODIES['give-opinion'],
    answer: opinionReceipt,
    refusals: [409, 422],
    example: {
      verdict: 'partly',
      reason: '单价高于同期市场价约 10%',
      amounts: [{ lineId: 'l1', amountFen: 160_000 }],
      basisHash: '0d1f5c0b7d8b4c5f9a3e6f2c1b0a99887766554433221100ffeeddccbbaa9988',
    },
  },
  {
    route: 'POST /v1/cases/{id}/decline-opinion',
    id: 'declineOpinion',
    summary: { zh: '谢绝（利害关系、没有时间、非本专业）', en: 'Decline: a conflict, no time, or not my field' },
    body: OPINION_BODIES['decline-opinion'],
    answer: opinionReceipt,
    refusals: [409],
    example: { ground: 'no-time' },
  },
];
