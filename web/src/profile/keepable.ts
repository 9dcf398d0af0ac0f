import type { FactDictionary } from '../../../shared/domain/policy/fact.ts';
import type { ProfileFact } from '../account/wire.ts';
import type { Answers, AnswerValue } from '../check/state.ts';
import { ownValue } from './draft.ts';

/** An answer a profile can take over; `before`: what the company says there now. */
export type Keepable = { readonly fact: string; readonly value: AnswerValue; readonly before: AnswerValue | undefined };

/**
 * The answers of a check that belong in a profile and say something new: those about the applicant itself. Answers about one request, and
 * what follows from other facts, do not.
 */
export function keepable(answers: Answers, dictionary: FactDictionary, known: ReadonlyMap<string, ProfileFact>): Keepable[] {
  return Object.entries(answers.facts).flatMap(([fact, value]) => {
    const definition = dictionary.get(fact);
    const before = ownValue(known.get(fact), 'self');
    if (definition?.scope !== 'applicant' || definition.derived || JSON.stringify(before) === JSON.stringify(value)) return [];
    return [{ fact, value, before }];
  });
}
