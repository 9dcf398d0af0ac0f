import { noticeList, noticeQuery, noticeView, objectionAnswer, objectionBody } from '../notices.ts';
import type { Operation } from './operation.ts';

/** What everybody may read of cases, and say against them in their own name. */
export const NOTICE_OPERATIONS: readonly Operation[] = [
  {
    route: 'GET /v1/notices',
    id: 'listNotices',
    summary: { zh: '公示（无需登录，个人信息脱敏）', en: 'What is on public notice; no sign-in, persons masked' },
    query: noticeQuery,
    answer: noticeList,
    refusals: [400],
  },
  {
    route: 'GET /v1/notices/{id}',
    id: 'getNotice',
    summary: { zh: '一份公示', en: 'One notice' },
    answer: noticeView,
    refusals: [404],
  },
  {
    route: 'POST /v1/notices/{id}/objections',
    id: 'objectToNotice',
    summary: { zh: '实名提出异议（姓名以登录服务核验的为准）', en: 'Object in one’s real name, which the issuer vouches for' },
    body: objectionBody,
    status: 201,
    answer: objectionAnswer,
    example: { contact: '13800000000', text: '该企业并未在所述场地办公' },
  },
];
