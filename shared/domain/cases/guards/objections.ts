import { hasPassed } from '../clock/due.ts';
import type { CaseRecord } from '../records.ts';
import type { Checks, View } from './check.ts';

/** What was done since the decision that is on notice: one that was made anew is objected to anew. */
const actsOfNotice = ({ acts }: CaseRecord): CaseRecord['acts'] =>
  acts.slice(acts.findLastIndex(({ event }) => event === 'approve' || event === 'approve-conditional') + 1);
const openObjection = ({ file }: View): boolean => file.objections.some(({ state }) => state === 'open');
const openAppeal = ({ file }: View): boolean => file.appeals.some(({ state }) => state === 'filed');

/** What is said against it: on notice, and after it was decided. */
export const OBJECTION_CHECKS = {
  'window-still-open': {
    code: 'window-closed',
    // It stands still while an objection is looked into, and runs on where its end is not certain yet.
    holds: ({ file: { record }, today }) =>
      record.notice !== null && (record.state === 'objection_review' || !hasPassed(record.clock, today)),
  },
  'objects-once': {
    code: 'objection-repeated',
    // By the key of the person, in their acts: the objection itself has a name only.
    holds: ({ file: { record }, by }) => !actsOfNotice(record).some((act) => act.event === 'object' && act.by.personKey === by.personKey),
  },
  'names-open-objection': {
    code: 'objection-unknown',
    holds: ({ file, detail }) => file.objections.some(({ id, state }) => id === detail.objectionId && state === 'open'),
  },
  'objections-settled': { code: 'objection-open', holds: (view) => !openObjection(view) },
  'window-over': {
    code: 'window-running',
    holds: ({ file: { record }, today }) => record.notice !== null && hasPassed(record.clock, today),
  },
  'appeal-window-open': {
    code: 'window-closed',
    holds: ({ file: { record }, today }) => record.clock !== null && !hasPassed(record.clock, today),
  },
  'appeal-open': { code: 'appeal-not-open', holds: openAppeal },
  'no-appeal-open': { code: 'appeal-open', holds: (view) => !openAppeal(view) },
  // A dismissed one leaves the decision as it is, and the case with it: there is no other round. An upheld one begins a new round.
  'no-appeal-dismissed': { code: 'appeal-decided', holds: ({ file }) => !file.appeals.some(({ state }) => state === 'dismissed') },
} satisfies Checks;
