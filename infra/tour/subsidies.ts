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
import { payAgainSteps } from './subsidies/pay-again.ts';
import { prepareSteps } from './subsidies/prepare.ts';
import { recoverySteps } from './subsidies/recovery.ts';
import { secondClaimSteps } from './subsidies/second.ts';
import { newStory } from './subsidies/story.ts';

const story = newStory();
const [confirmOffer, decideOffer] = offerSteps();

export const subsidiesChapter: Chapter = {
  name: 'subsidies',
  zh: '第三章：六类补贴，从申请到最后一笔款',
  en: 'Chapter three: six subsidies, from the claim to the last payment',
  needsExamples: true,
  steps: [
    ...prepareSteps(story),
    ...intakeSteps(story),
    colleagueStep(story),
    ...decideSteps(story),
    ...kindSteps(story),
    confirmOffer,
    ...noticeSteps(story),
    decideOffer,
    letterStep(story),
    ...paySteps(story),
    ...payAgainSteps(story),
    ...secondClaimSteps(story),
    ...recoverySteps(story),
    ...bookSteps(story),
  ],
};
