import type { Bilingual } from '../policy/text.ts';

/**
 * Those sentences of the closed list (`refusals.ts`) that are needed where the others are not: functions that move money carry no more of it
 * than this.
 */

/** Somebody or something is barred, whatever the step. */
export const BARRED_REFUSALS = {
  'case-state': { zh: '案件现在的状态不能进行这一步', en: 'The state of the case does not allow this step' },
  'case-halted': { zh: '案件已暂停办理', en: 'The case is on hold' },
  'four-eyes': { zh: '须由另一位自然人办理', en: 'Another natural person has to do this' },
  'above-authority': { zh: '金额超出您的审批权限', en: 'The amount is above your authority' },
  'not-your-role': { zh: '您的角色或单位不承办这一环节', en: 'Your role or office does not act in this step' },
} as const satisfies Record<string, Bilingual>;

/** They are about one field of what was said, and told there in their own words. */
export const FIELD_REFUSALS = {
  'expert-barred': {
    zh: '不能请这位专家：与本案有关联、在本案办理过其他环节，或已在征询',
    en: 'This specialist cannot be asked: a tie to the case, another part in it, or asked already',
  },
  'opinion-day-invalid': { zh: '征询期限须在今天以后、10 个工作日以内', en: 'The day must lie ahead and within 10 working days' },
  'documents-differ': { zh: '双方签署的不是同一份文件', en: 'The two sides signed different documents' },
  'report-missing': { zh: '请写明结论并附材料', en: 'Say what was found, and name the papers it rests on' },
  'defect-not-new': {
    zh: '上次退回后没有变化：请用一句话（至少 10 个字）说明上次为何没有提出',
    en: 'Unchanged since the last return: say in a sentence (10 letters at least) why it was not named then',
  },
  'content-changed': {
    zh: '内容在您查看之后有变化，请重新查看后再批准',
    en: 'The content changed since you saw it; look again before you approve',
  },
  'opposition-unanswered': {
    zh: '有不支持的评审意见：批准须写明不采纳的理由',
    en: 'An opinion opposes it: say why it is approved all the same',
  },
} as const satisfies Record<string, Bilingual>;
