import type { Judged, KnownFact } from '../instruments/compare-judgements.ts';
import type { FactDictionary } from '../policy/fact.ts';
import { inputsOf } from '../policy/fact-dictionary.ts';
import { factsAskedBy } from '../policy/formula-parts.ts';
import type { ProgrammeVersion } from '../policy/programme.ts';

/** What a version asks for, and from what that follows; each once. */
export function factsBehind(version: ProgrammeVersion, dictionary: FactDictionary): string[] {
  const asked = factsAskedBy(version).flatMap((fact) => {
    const how = dictionary.get(fact)?.derived;
    return how ? [fact, ...inputsOf(how)] : [fact];
  });
  return [...new Set(asked)];
}

/** Of it what is about the applicant, and not about the one expense. */
export const askedOfApplicant = (version: ProgrammeVersion, dictionary: FactDictionary): string[] =>
  factsBehind(version, dictionary).filter((fact) => dictionary.get(fact)?.scope === 'applicant');

type Known = Readonly<Record<string, { readonly value: unknown; readonly source: string; readonly since?: string | null }>>;
/** What is known of these facts, as two judgements are compared by it. */
export const factsAmong = (about: readonly string[], known: Known): Judged['facts'] =>
  Object.fromEntries(
    about.flatMap((fact) => {
      const said = known[fact];
      return said ? [[fact, { value: said.value as KnownFact['value'], source: said.source, since: said.since ?? null }]] : [];
    }),
  );
