import * as z from 'zod/mini';
import { matchAnswer, matchRequest } from './match.ts';
import { factList, health, programmeDetail, programmeList, programmeQuery, programmeVersions, wholeCatalogue } from './programmes.ts';

/** One operation of the API: what it is called, takes and answers. The OpenAPI document and its page are made from this table. */
export interface Operation {
  readonly id: string;
  readonly method: 'get' | 'post';
  readonly path: `/v1/${string}`;
  readonly summary: { readonly zh: string; readonly en: string };
  readonly query?: z.ZodMiniObject;
  readonly body?: z.ZodMiniType;
  readonly answer: z.ZodMiniType;
  readonly refusals: readonly number[];
  readonly example?: unknown;
}

const anyDocument = z.looseObject({ openapi: z.string() });

export const OPERATIONS: readonly Operation[] = [
  {
    id: 'getHealth',
    method: 'get',
    path: '/v1/health',
    summary: { zh: '服务是否正常', en: 'Is the service well' },
    answer: health,
    refusals: [503],
  },
  {
    id: 'listProgrammes',
    method: 'get',
    path: '/v1/programmes',
    summary: { zh: '政策项目目录', en: 'The catalogue of programmes' },
    query: programmeQuery,
    answer: programmeList,
    refusals: [400],
  },
  {
    id: 'getProgramme',
    method: 'get',
    path: '/v1/programmes/{id}',
    summary: { zh: '一个政策项目的全部规则', en: 'One programme with all its rules' },
    answer: programmeDetail,
    refusals: [404],
  },
  {
    id: 'listProgrammeVersions',
    method: 'get',
    path: '/v1/programmes/{id}/versions',
    summary: { zh: '一个政策项目的各个版本', en: 'The versions of one programme' },
    answer: programmeVersions,
    refusals: [404],
  },
  {
    id: 'listFacts',
    method: 'get',
    path: '/v1/facts',
    summary: { zh: '事实字典', en: 'The dictionary of facts' },
    answer: factList,
    refusals: [],
  },
  {
    id: 'getCatalogue',
    method: 'get',
    path: '/v1/catalogue/{version}',
    summary: {
      zh: '整个目录，供浏览器内计算（current 为当前版本）',
      en: 'The whole catalogue, for evaluation in the browser (`current`: the one in force)',
    },
    answer: wholeCatalogue,
    refusals: [404],
  },
  {
    id: 'match',
    method: 'post',
    path: '/v1/matches',
    summary: { zh: '我能申请什么，为什么', en: 'What can I get, and why' },
    body: matchRequest,
    answer: matchAnswer,
    refusals: [400, 413, 415, 422],
    example: {
      facts: { 'firm.division_code': '320505', 'firm.employees': 12, 'firm.revenue_last_year_cny': 3_000_000 },
      asOf: '2026-11-23',
    },
  },
  {
    id: 'getOpenApi',
    method: 'get',
    path: '/v1/openapi.json',
    summary: { zh: '本文档', en: 'This document' },
    answer: anyDocument,
    refusals: [],
  },
];
