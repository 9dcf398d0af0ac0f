import type { Profile, ProfileFact } from '../account/wire.ts';
import type { AnswerValue } from '../check/state.ts';

/** What is typed on one topic, before it is sent. */
export type Draft = Readonly<Record<string, AnswerValue | undefined>>;

export const factsOf = (profile: Profile): ReadonlyMap<string, ProfileFact> =>
  new Map(profile.topics.flatMap(({ facts }) => facts.map((fact) => [fact.fact, fact] as const)));

/** What the company itself says of a fact, if it says anything. */
export const ownValue = (fact: ProfileFact | undefined): AnswerValue | undefined =>
  fact?.statements.find(({ source }) => source === 'self')?.value as AnswerValue | undefined;

/** What a field shows before anything is typed: what the company says, else what counts. */
export const shownValue = (fact: ProfileFact | undefined): AnswerValue | undefined =>
  ownValue(fact) ?? (fact?.value as AnswerValue | undefined);

const same = (a: AnswerValue | undefined, b: AnswerValue | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What a draft says beyond what is said already: values to tell, and values the company takes back. */
export function changesOf(
  draft: Draft,
  facts: ReadonlyMap<string, ProfileFact>,
): { readonly facts: Record<string, AnswerValue>; readonly remove: string[] } {
  const told: Record<string, AnswerValue> = {};
  const remove: string[] = [];
  for (const [id, value] of Object.entries(draft)) {
    const own = ownValue(facts.get(id));
    if (value === undefined) {
      if (own !== undefined) remove.push(id);
    } else if (!same(value, own)) told[id] = value;
  }
  return { facts: told, remove };
}

/** Facts that read differently in two versions of a profile: what somebody else changed meanwhile. */
export function differing(before: Profile, after: Profile): readonly string[] {
  const [old, now] = [factsOf(before), factsOf(after)];
  const said = (fact: ProfileFact | undefined) =>
    JSON.stringify(fact?.statements.map(({ value, source, by }) => [value, source, by.organisationId]));
  return [...new Set([...old.keys(), ...now.keys()])].filter((id) => said(old.get(id)) !== said(now.get(id)));
}
