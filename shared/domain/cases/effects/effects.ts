import type { CaseEvent } from '../machine.ts';
import type { Changed, StepInput } from '../step-input.ts';
import { CONDITION_EFFECTS } from './conditions.ts';
import { CORRECTION_EFFECTS } from './corrections.ts';
import { DECISION_EFFECTS } from './decisions.ts';
import { HAND_IN_EFFECTS } from './hand-in.ts';
import { OBJECTION_EFFECTS } from './objections.ts';
import { OPINION_EFFECTS } from './opinions.ts';
import { PAYEE_EFFECTS } from './payee.ts';
import { REVIEW_EFFECTS } from './review.ts';
import type { Effects } from './table.ts';

/** One table a subject. An event that several name does what each of them says, worked out from the case as it stood before. */
const SUBJECTS: readonly Effects[] = [
  HAND_IN_EFFECTS,
  CORRECTION_EFFECTS,
  REVIEW_EFFECTS,
  OPINION_EFFECTS,
  DECISION_EFFECTS,
  CONDITION_EFFECTS,
  OBJECTION_EFFECTS,
  PAYEE_EFFECTS,
];

/** What an event changes in the case beside its state, and in what stands beside the case; an event no subject names changes nothing. */
export function effectOf(event: CaseEvent, input: StepInput): Changed {
  const changes = SUBJECTS.flatMap(({ [event]: effect }): Changed[] => (effect ? [effect(input)] : []));
  const record: Changed['record'] = Object.assign({}, ...changes.map((one) => one.record));
  return Object.assign({}, ...changes, { record });
}
