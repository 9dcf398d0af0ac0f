import { tipAnswer, tipBody, tipList, tipNoteBody, tipQuery, tipView } from '../tips.ts';
import type { Operation } from './operation.ts';

/** What the public tells about a notice without a name, and what became of it. */
export const TIP_OPERATIONS: readonly Operation[] = [
  {
    route: 'POST /v1/notices/{id}/tips',
    id: 'leaveTip',
    summary: {
      zh: '匿名反映线索（无需登录，不记录来源；不影响办理，实名异议才会暂停公示）',
      en: 'Leave a tip without a name: nothing is kept of who it was, and nothing stops; an objection in real name does',
    },
    body: tipBody,
    status: 201,
    answer: tipAnswer,
    example: { text: '该企业的发票与实际使用的线路不符' },
  },
  {
    route: 'GET /v1/tips',
    id: 'listTips',
    summary: { zh: '本地区收到的匿名线索', en: 'The tips left about notices of one’s region' },
    query: tipQuery,
    answer: tipList,
    refusals: [400],
  },
  {
    route: 'POST /v1/cases/{id}/tips/{tipId}/note',
    id: 'noteTip',
    summary: { zh: '标记已读，或登记核查结果', en: 'Mark a tip as read, or note what came of looking into it' },
    body: tipNoteBody,
    answer: tipView,
    example: { state: 'looked-into', note: '已调取发票原件核对，与申报一致' },
  },
];
