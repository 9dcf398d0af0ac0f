import type { Bilingual } from '../../policy/text.ts';

/** How far a tip has been looked at. */
export const TIP_STATES = ['new', 'read', 'looked-into'] as const;
export type TipState = (typeof TIP_STATES)[number];

/** So many are taken for one case on one day (Asia/Shanghai), so that a crowd cannot bury what one person has to say. `invented` */
export const TIPS_A_DAY = 20;
/** Characters. `invented` */
export const LONGEST_TIP = 1_000;

export const TIP_REFUSALS = {
  'notice-over': { zh: '这项公示已经结束，不再接受线索', en: 'The notice is over and takes no more tips' },
  'tips-full': {
    zh: `这项公示今天收到的线索已满 ${TIPS_A_DAY} 条，请明天再来；也可以登录后实名提出异议，不受此限`,
    en: `This notice has taken ${TIPS_A_DAY} tips today; come again tomorrow, or sign in and object in your real name, which has no such limit`,
  },
  'tip-settled': { zh: '这条线索已经核查完毕', en: 'This tip has been looked into already' },
} as const satisfies Record<string, Bilingual>;
export type TipRefusalCode = keyof typeof TIP_REFUSALS;
