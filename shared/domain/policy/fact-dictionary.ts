import type { Derivation, FactDefinition, FactDictionary, FactId } from './fact.ts';

export const toDictionary = (definitions: readonly FactDefinition[]): FactDictionary =>
  new Map(definitions.map((definition) => [definition.id, definition]));

/** The facts a derivation reads, in the order in which one would ask for them. */
export function inputsOf(how: Derivation): FactId[] {
  switch (how.kind) {
    case 'months-completed':
    case 'years-completed':
    case 'years-begun':
      return how.to === 'asOf' ? [how.from] : [how.from, how.to];
    case 'ratio-pct':
      return [how.of, how.by];
    case 'same-as':
      return [how.fact];
    case 'size-class':
      return [how.industry, how.employees, how.revenue, how.assets];
    case 'community-status':
      return [how.recordedOn, how.certifiedOn, how.exitedOn];
    case 'dated-table':
      return [];
  }
}
