import type { FieldFault as Fault } from '../../parties/refusal.ts';
import { FIELD_REFUSALS } from '../common-refusals.ts';
import { askedOf, basisOf, judgesOf, mayBeAsked, openOpinions } from '../opinions/opinion.ts';
import { OPINION_DAYS } from '../opinions/opinion-terms.ts';
import { profileOf } from '../profiles.ts';
import { type Checks, onField, type View } from './check.ts';

/** What a report lacks: its words, its papers. */
const reportFaults = ({ detail: { reason = '', evidence = [] } }: View): Fault[] =>
  [
    { pointer: '/reason', missing: reason.trim() === '' },
    { pointer: '/evidence', missing: evidence.length === 0 },
  ].flatMap(({ pointer, missing }) => (missing ? [{ pointer, code: 'report-missing', detail: FIELD_REFUSALS['report-missing'] }] : []));

/** What is judged of it: flags, specialists, reports. */
export const REVIEW_CHECKS = {
  'flags-answered': {
    code: 'flags-open',
    holds: ({ file }) => file.record.flags.every(({ answer }) => answer !== null),
    faults: ({ file }) =>
      file.record.flags.flatMap(({ id, answer }, at) =>
        answer === null ? [{ pointer: `/flags/${at}`, code: id, detail: { zh: '请说明', en: 'answer it' } }] : [],
      ),
  },
  'opinions-given': {
    code: 'opinions-missing',
    // By as many persons as the profile asks for, the reviewer among them, on the matter as it stands now.
    holds: ({ file, hashOf }) => judgesOf(file.opinions, hashOf(basisOf(file.record))) >= profileOf(file.record.instrument).opinions,
  },
  'asks-question': { code: 'reason-missing', holds: ({ detail: { text = '' } }) => text.trim() !== '' },
  'expert-free': {
    code: 'expert-barred',
    holds: ({ file, brought }) => brought.expert !== undefined && mayBeAsked(file, brought.expert),
    faults: onField('/expertId', 'expert-barred'),
  },
  'opinion-day-fits': {
    code: 'opinion-day-invalid',
    holds: ({ detail: { dueOn }, today, workingDaysAhead }) =>
      dueOn === undefined || (dueOn > today && dueOn <= workingDaysAhead(OPINION_DAYS.most)),
    faults: onField('/dueOn', 'opinion-day-invalid'),
  },
  'opinion-asked': { code: 'opinion-unknown', holds: ({ file, by }) => askedOf(file, by) !== undefined },
  'no-conflict-declared': { code: 'conflict-undeclared', holds: ({ file, by }) => askedOf(file, by)?.declaredAt != null },
  'matter-unchanged': {
    code: 'content-changed',
    holds: ({ file, detail, hashOf }) => detail.contentHash === hashOf(basisOf(file.record)),
    faults: onField('/basisHash', 'content-changed'),
  },
  'names-open-opinion': {
    code: 'opinion-unknown',
    holds: ({ file, detail }) => openOpinions(file).some(({ id }) => id === detail.opinionId),
  },
  'no-opinion-open': {
    code: 'opinion-open',
    holds: ({ file }) => openOpinions(file).length === 0,
    faults: ({ file }) =>
      openOpinions(file).map(({ id, dueOn }) => ({
        pointer: `/opinions/${id}`,
        code: id,
        detail: { zh: `答复期限 ${dueOn}`, en: `to be answered by ${dueOn}` },
      })),
  },
  'report-grounded': {
    code: 'report-missing',
    holds: (view) => reportFaults(view).length === 0,
    faults: reportFaults,
  },
} satisfies Checks;
