import { hasPassed } from '../clock/due.ts';
import type { CaseRefusal } from '../refusals.ts';
import type { Check, View } from './check.ts';
import { CLAUSE_CHECKS } from './clauses.ts';
import { CONDITION_CHECKS } from './conditions.ts';
import type { GuardName } from './guard-words.ts';
import { HAND_IN_CHECKS } from './hand-in.ts';
import { OBJECTION_CHECKS } from './objections.ts';
import { PAYING_CHECKS } from './paying.ts';
import { REVIEW_CHECKS } from './review.ts';
import { SIGNING_CHECKS } from './signing.ts';

/** Each guard of the machine, in the table of its subject, and those of every subject. */
export const CHECKS: Record<GuardName, Check> = {
  ...HAND_IN_CHECKS,
  ...CLAUSE_CHECKS,
  ...REVIEW_CHECKS,
  ...SIGNING_CHECKS,
  ...CONDITION_CHECKS,
  ...OBJECTION_CHECKS,
  ...PAYING_CHECKS,
  'gives-reason': { code: 'reason-missing', holds: ({ detail: { reason = '' } }) => reason.trim() !== '' },
  'due-passed': {
    code: 'not-due',
    holds: ({ file: { record }, today }) => hasPassed(record.clock, today),
  },
};

/** The first guard of a list that does not hold, as the refusal it stands for. */
export function firstBroken(guards: readonly GuardName[], view: View): CaseRefusal | undefined {
  for (const name of guards) {
    const { code, holds, faults } = CHECKS[name];
    if (holds(view)) continue;
    const named = faults?.(view) ?? [];
    return named.length > 0 ? { code, faults: named } : { code };
  }
  return undefined;
}
