import type { Bilingual } from '../../policy/text.ts';

/** What stands above terms of each origin (`terms-in-words.ts`), and above those of offices that say nothing themselves. */
export const TERM_WORDS = {
  title: { zh: '申请怎么办理', en: 'How claims are handled' },
  own: { zh: '自行规定：', en: 'Says of its own:' },
  template: { zh: '按所采用样板的规定：', en: 'As the model it adopted says:' },
  usual: { zh: '其余按本平台的通常做法：', en: 'For the rest, what is usual on this platform holds:' },
  none: {
    zh: '当地和省里都没有另行规定，按本平台的通常做法办理：',
    en: 'No terms of its own or of the province: what is usual on this platform holds.',
  },
} as const satisfies Record<string, Bilingual>;
