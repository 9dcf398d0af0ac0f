import {
  changedFacts,
  changedParticulars,
  changeFacts,
  changeParticulars,
  companyView,
  historyQuery,
  profileFacts,
  profileHistory,
  revealedParticular,
  revealParticular,
} from '../companies.ts';
import { companyMatches, companyMatchQuery, snapshot, takenSnapshot, timeline, timelineQuery } from '../company-answers.ts';
import type { Operation } from './operation.ts';

/** The profile of a company, and what follows from it. */
export const COMPANY_OPERATIONS: readonly Operation[] = [
  {
    route: 'GET /v1/companies/{id}',
    id: 'getCompany',
    summary: { zh: '一家企业（未获授权时只有概况）', en: 'One company; a teaser unless it granted more' },
    answer: companyView,
    versioned: true,
  },
  {
    route: 'GET /v1/companies/{id}/facts',
    id: 'getCompanyFacts',
    summary: { zh: '企业资料：每个事实、来源、新鲜度与冲突', en: 'The profile: every fact, who says so, how fresh it is, and conflicts' },
    answer: profileFacts,
    versioned: true,
    refusals: [503],
  },
  {
    route: 'PATCH /v1/companies/{id}/facts',
    id: 'changeCompanyFacts',
    summary: { zh: '填写、确认或撤回事实（各来源互不覆盖）', en: 'Tell, confirm or take back facts; no source overwrites another' },
    body: changeFacts,
    answer: changedFacts,
    refusals: [422, 503],
    example: { facts: { 'firm.employees': 19, 'firm.revenue_last_year_cny': 6_800_000 }, since: '2026-10-01' },
  },
  {
    route: 'GET /v1/companies/{id}/facts/history',
    id: 'getCompanyFactHistory',
    summary: { zh: '资料的每次变更', en: 'Every change of the profile' },
    query: historyQuery,
    answer: profileHistory,
    refusals: [400],
  },
  {
    route: 'PATCH /v1/companies/{id}/particulars',
    id: 'changeCompanyParticulars',
    summary: { zh: '联系人、证件号码与银行账户（显示时一律脱敏）', en: 'Contact, id number and bank account; always shown masked' },
    body: changeParticulars,
    answer: changedParticulars,
  },
  {
    route: 'POST /v1/companies/{id}/particulars/reveal',
    id: 'revealCompanyParticular',
    summary: { zh: '查看一项完整信息（留痕）', en: 'See one of them in clear, on record' },
    body: revealParticular,
    answer: revealedParticular,
  },
  {
    route: 'POST /v1/companies/{id}/snapshots',
    id: 'takeCompanySnapshot',
    summary: { zh: '固定当前资料（内容哈希）', en: 'Pin the facts as they are now, by the hash of their content' },
    status: [201, 200],
    answer: takenSnapshot,
    refusals: [409, 503],
  },
  {
    route: 'GET /v1/companies/{id}/snapshots/{hash}',
    id: 'getCompanySnapshot',
    summary: { zh: '一份固定的资料', en: 'One pinned state of the facts' },
    answer: snapshot,
  },
  {
    route: 'GET /v1/companies/{id}/matches',
    id: 'matchCompany',
    summary: { zh: '按已存资料匹配政策', en: 'The match on the stored facts' },
    query: companyMatchQuery,
    answer: companyMatches,
    refusals: [400, 503],
  },
  {
    route: 'GET /v1/companies/{id}/timeline',
    id: 'getCompanyTimeline',
    summary: { zh: '哪天变为可申请、哪天失去资格', en: 'The dates on which something turns eligible or lapses' },
    query: timelineQuery,
    answer: timeline,
    refusals: [400, 503],
  },
];
