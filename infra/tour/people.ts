import { consentSteps } from './people/consent.ts';
import { officeSteps } from './people/offices.ts';
import { handOverStep, organisationSteps } from './people/organisation.ts';
import { paperSteps } from './people/papers.ts';
import { profileSteps } from './people/profile.ts';
import { signInSteps } from './people/sign-in.ts';
import { newStory } from './people/story.ts';
import type { Chapter } from './stage.ts';

const story = newStory();

/** Each playing founds companies and a bank of its own and leaves them; nothing of the example data changes. */
export const peopleChapter: Chapter = {
  name: 'people',
  zh: '第二章：谁是谁，谁能看什么',
  en: 'Chapter two: who is who, and who may see what',
  needsExamples: true,
  steps: [
    ...signInSteps(),
    ...organisationSteps(story),
    ...profileSteps(story),
    ...paperSteps(story),
    ...consentSteps(story),
    ...officeSteps(story),
    handOverStep(story),
  ],
};
