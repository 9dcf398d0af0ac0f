import * as z from 'zod/mini';
import { matchAnswer, matchRequest } from '../match.ts';
import { factList, health, programmeDetail, programmeList, programmeQuery, programmeVersions, wholeCatalogue } from '../programmes.ts';
import type { Operation } from './operation.ts';

const anyDocument = z.looseObject({ openapi: z.string() });

/** What everybody may read and ask: the catalogue, the match, this description. */
export const PUBLIC_OPERATIONS: readonly Operation[] = [
  {
    route: 'GET /v1/health',
    id: 'getHealth',
    summary: { zh: '服务是否正常', en: 'Is the service well' },
    answer: health,
    refusals: [503],
  },
  {
    route: 'GET /v1/programmes',
    id: 'listProgrammes',
    summary: { zh: '政策项目目录', en: 'The catalogue of programmes' },
    query: programmeQuery,
    answer: programmeList,
    refusals: [400, 503],
  },
  {
    route: 'GET /v1/programmes/{id}',
    id: 'getProgramme',
    summary: { zh: '一个政策项目的全部规则', en: 'One programme with all its rules' },
    answer: programmeDetail,
    refusals: [404, 503],
  },
  {
    route: 'GET /v1/programmes/{id}/versions',
    id: 'listProgrammeVersions',
    summary: { zh: '一个政策项目的各个版本', en: 'The versions of one programme' },
    answer: programmeVersions,
    refusals: [404, 503],
  },
  {
    route: 'GET /v1/facts',
    id: 'listFacts',
    summary: { zh: '事实字典', en: 'The dictionary of facts' },
    answer: factList,
    refusals: [503],
  },
  {
    route: 'GET /v1/catalogue/{version}',
    id: 'getCatalogue',
    summary: {
      zh: '整个目录，供浏览器内计算（current 为当前版本）',
      en: 'The whole catalogue, for evaluation in the browser (`current`: the one in force)',
    },
    answer: wholeCatalogue,
    refusals: [404, 503],
  },
  {
    route: 'POST /v1/matches',
    id: 'match',
    summary: { zh: '我能申请什么，为什么', en: 'What can I get, and why' },
    body: matchRequest,
    answer: matchAnswer,
    refusals: [400, 413, 415, 422, 503],
    example: {
      facts: { 'firm.division_code': '320505', 'firm.employees': 12, 'firm.revenue_last_year_cny': 3_000_000 },
      asOf: '2026-11-23',
    },
  },
  {
    route: 'GET /v1/openapi.json',
    id: 'getOpenApi',
    summary: { zh: '本文档', en: 'This document' },
    answer: anyDocument,
  },
];
