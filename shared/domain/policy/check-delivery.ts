import { isCompetent } from '../parties/competence.ts';
import { SOURCES } from '../parties/records.ts';
import type { FactDictionary } from './fact.ts';
import { inputsOf } from './fact-dictionary.ts';
import { factsAskedBy } from './formula-parts.ts';
import type { ProgrammeVersion } from './programme.ts';
import type { Complain, Path } from './schema-complaints.ts';

/** Is anybody but the applicant there to know it: the fact itself, or everything it follows from? */
function vouchable(fact: string, dictionary: FactDictionary): boolean {
  if (SOURCES.some((source) => source !== 'self' && isCompetent(source, fact))) return true;
  const how = dictionary.get(fact)?.derived;
  const inputs = how ? inputsOf(how) : [];
  return inputs.length > 0 && inputs.every((input) => vouchable(input, dictionary));
}

/** What is given without application (免申即享) is a grant, and rests on nothing that only the applicant could say. */
export function checkDelivery(version: ProgrammeVersion, path: Path, dictionary: FactDictionary, complain: Complain): void {
  if (!version.delivery) return;
  if (version.benefit.kind !== 'grant')
    complain([...path, 'mode'], `only a grant is given without application, not ${version.benefit.kind}`);
  for (const fact of factsAskedBy(version)) {
    const definition = dictionary.get(fact);
    // A fact nobody declared is told where it stands.
    if (!definition) continue;
    if (definition.scope === 'request') complain([...path, 'mode'], `${fact} is about one request, which somebody has to make`);
    else if (!vouchable(fact, dictionary)) complain([...path, 'mode'], `nobody but the applicant can say ${fact}`);
  }
}
