import type { Chapter } from './stage.ts';
import { bookSteps } from './subsidies/books.ts';
import { colleagueStep } from './subsidies/colleagues.ts';
import { decideSteps } from './subsidies/decide.ts';
import { intakeSteps } from './subsidies/intake.ts';
import { kindSteps } from './subsidies/kinds.ts';
import { letterStep } from './subsidies/letters.ts';
import { noticeSteps } from './subsidies/notice.ts';
import { offerSteps } from './subsidies/offer.ts';
import { paySteps } from './subsidies/pay.ts';
import { prepareSteps } from './subsidies/prepare.ts';
import { secondClaimSteps } from './subsidies/second.ts';
import { newStory } from './subsidies/story.ts';

const story = newStory();
const [confirmOffer, decideOffer] = offerSteps();

export const subsidiesChapter: Chapter = {
  name: 'subsidies',
  zh: '第三章：一笔宽带补贴，从申请到拨付',
  en: 'Chapter three: one broadband subsidy, from claim to payment',
  needsExamples: true,
  steps: [
    ...prepareSteps(story),
    ...intakeSteps(story),
    colleagueStep(story),
    ...decideSteps(story),
    confirmOffer,
    ...noticeSteps(story),
    decideOffer,
    letterStep(story),
    ...paySteps(story),
    ...secondClaimSteps(story),
    ...kindSteps(),
    ...bookSteps(story),
  ],
};
