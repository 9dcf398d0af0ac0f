import type { LoadedCatalogue } from '../../../shared/domain/matching/catalogue-artefact.ts';
import { everyLeafOf } from '../../../shared/domain/matching/turns.ts';
import { leavesOf } from '../../../shared/domain/policy/criteria-tree.ts';
import { factsOf } from '../../../shared/domain/policy/formula-parts.ts';
import type { Programme } from '../../../shared/domain/policy/programme.ts';

/** Every fact a programme asks about, in any version: in its clauses, its amount or its priority. */
function factsUsedBy(programme: Programme): Set<string> {
  return new Set(
    programme.versions.flatMap((version) => [
      ...everyLeafOf(version).map((leaf) => leaf.fact),
      ...factsOf(version.benefit.amount),
      ...version.benefit.fees.flatMap((fee) => factsOf(fee.amount)),
      ...(version.priority ? leavesOf(version.priority.when).map((leaf) => leaf.fact) : []),
    ]),
  );
}

/** The dictionary, with the programmes that use each fact. */
export function listFacts({ catalogueVersion, definitions, programmes }: LoadedCatalogue) {
  const uses = programmes.map((programme) => ({ id: programme.id, facts: factsUsedBy(programme) }));
  const facts = definitions.map((definition) => ({
    ...definition,
    usedBy: uses.filter(({ facts: used }) => used.has(definition.id)).map(({ id }) => id),
  }));
  return { catalogueVersion, facts };
}
