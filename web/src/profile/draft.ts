import type { Profile, ProfileFact } from '../account/wire.ts';
import type { AnswerValue } from '../check/state.ts';

/** What is typed on one topic, before it is sent. */
export type Draft = Readonly<Record<string, AnswerValue | undefined>>;

export const factsOf = (profile: Profile): ReadonlyMap<string, ProfileFact> =>
  new Map(profile.topics.flatMap(({ facts }) => facts.map((fact) => [fact.fact, fact] as const)));

/** Who speaks on a page: the company itself, or an office, operator or bank by its id. */
export type Speaker = 'self' | { readonly organisationId: string };

/** What the speaker says of a fact, if anything. */
export const ownValue = (fact: ProfileFact | undefined, speaker: Speaker): AnswerValue | undefined =>
  fact?.statements.find(({ source, by }) => (speaker === 'self' ? source === 'self' : by.organisationId === speaker.organisationId))
    ?.value as AnswerValue | undefined;

/** What a field shows before anything is typed: what the speaker says, else what counts. */
export const shownValue = (fact: ProfileFact | undefined, speaker: Speaker): AnswerValue | undefined =>
  ownValue(fact, speaker) ?? (fact?.value as AnswerValue | undefined);

const same = (a: AnswerValue | undefined, b: AnswerValue | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What a draft says beyond what its speaker says already: values to tell, and values to take back. */
export function changesOf(
  draft: Draft,
  facts: ReadonlyMap<string, ProfileFact>,
  speaker: Speaker,
): { readonly facts: Record<string, AnswerValue>; readonly remove: string[] } {
  const told: Record<string, AnswerValue> = {};
  const remove: string[] = [];
  for (const [id, value] of Object.entries(draft)) {
    const own = ownValue(facts.get(id), speaker);
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
