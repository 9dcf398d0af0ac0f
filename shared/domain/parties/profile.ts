import { addMonths, type CivilDate, dayInShanghai } from '../kernel/civil-date.ts';
import { deriveFacts, type FactConflict } from '../policy/derive.ts';
import type { FactDefinition, FactDictionary, Facts, FactValue } from '../policy/fact.ts';
import { type FactWireValue, readFact } from '../policy/read-fact.ts';
import type { Reference } from '../policy/reference.ts';
import { isCompetent } from './competence.ts';
import { type FactSource, SOURCES, type SourceKind, type StatedFact } from './records.ts';

/**
 * What one source says of one fact, and whether it still counts as knowledge. `stale`: said longer ago than the dictionary trusts it ·
 * `unreadable`: the dictionary has changed since and no longer takes this value.
 */
export type Statement = Omit<StatedFact, 'value'> & {
  readonly source: SourceKind;
  readonly organisationId: string | null;
  readonly organisationName: string | null;
  /** As on the wire. */
  readonly value: FactWireValue;
  /** First day on which it is stale; null: never. */
  readonly freshUntil: CivilDate | null;
  readonly standing: 'fresh' | 'stale' | 'unreadable';
};

/** All that is said of one fact, the strongest first. */
export type FactStanding = {
  readonly fact: string;
  readonly statements: readonly Statement[];
  /** The one that counts; undefined where none is fresh: then the fact is a question again. */
  readonly counts: Statement | undefined;
  /** Fresh statements say different things. */
  readonly contested: boolean;
};

/** First day on which an answer given at an instant is no longer trusted: the dictionary says how long, and what never changes never is stale. */
export function freshUntil({ changes, freshMonths }: FactDefinition, statedAt: string): CivilDate | null {
  if (changes === 'fixed' || freshMonths === null) return null;
  return addMonths(dayInShanghai(new Date(statedAt)), freshMonths);
}

function standingOf(definition: FactDefinition, value: unknown, until: CivilDate | null, today: CivilDate): Statement['standing'] {
  if (!readFact(definition, value).ok) return 'unreadable';
  return until !== null && until <= today ? 'stale' : 'fresh';
}

const STRENGTH: Record<Statement['standing'], number> = { fresh: 0, stale: 1, unreadable: 2 };

/** How much the word of a source weighs on a fact, the smaller the more: who is there to know it, the company itself, everybody else. */
const weightOf = (source: SourceKind, fact: string): number => SOURCES.indexOf(source) + (isCompetent(source, fact) ? 0 : SOURCES.length);

/** Fresh before stale; then by the weight of the source; then the newer. */
const byStrength =
  (fact: string) =>
  (a: Statement, b: Statement): number =>
    STRENGTH[a.standing] - STRENGTH[b.standing] ||
    weightOf(a.source, fact) - weightOf(b.source, fact) ||
    (a.statedAt < b.statedAt ? 1 : a.statedAt > b.statedAt ? -1 : 0);

/** Equal as answers: the order of a list of words says nothing. */
export const sameAnswer = (a: FactWireValue, b: FactWireValue): boolean =>
  JSON.stringify(Array.isArray(a) ? [...a].sort() : a) === JSON.stringify(Array.isArray(b) ? [...b].sort() : b);

function statementsOf(definition: FactDefinition, sources: readonly FactSource[], today: CivilDate): Statement[] {
  return sources.flatMap(({ source, organisationId, organisationName, facts }) => {
    const stated = Object.hasOwn(facts, definition.id) ? facts[definition.id] : undefined;
    if (!stated) return [];
    const until = freshUntil(definition, stated.statedAt);
    const standing = standingOf(definition, stated.value, until, today);
    // Read above where it is fresh or stale; an unreadable one is shown as it was stored and never used.
    return [{ ...stated, value: stated.value as FactWireValue, source, organisationId, organisationName, freshUntil: until, standing }];
  });
}

/**
 * What is said of every fact that anybody states, in the order of the dictionary. Facts the dictionary no longer has are not among them.
 * @param today the day on which freshness is asked
 */
export function standingsOf(sources: readonly FactSource[], dictionary: FactDictionary, today: CivilDate): FactStanding[] {
  const standings: FactStanding[] = [];
  for (const definition of dictionary.values()) {
    const statements = statementsOf(definition, sources, today).sort(byStrength(definition.id));
    const [first] = statements;
    if (!first) continue;
    const fresh = statements.filter(({ standing }) => standing === 'fresh');
    standings.push({
      fact: definition.id,
      statements,
      counts: fresh[0],
      contested: fresh.some(({ value }) => !sameAnswer(value, first.value)),
    });
  }
  return standings;
}

/** Why a stated fact is not used. `contradiction`: what counts of it cannot be true together with what counts of others. */
export type LeftOut = { readonly fact: string; readonly why: 'stale' | 'unreadable' | 'contradiction' };

/** What is known of an organisation on a day: what rules may be asked with. */
export type Known = {
  /** One value a fact, as the rules use it; nothing stale, nothing that contradicts. */
  readonly facts: Facts;
  /** The same with all that follows from it. */
  readonly derived: Facts;
  readonly leftOut: readonly LeftOut[];
};

/** Of facts that cannot all be true: what follows from the others and was stated all the same, else all of them. */
const dispensable = ({ sides }: FactConflict, facts: Facts, dictionary: FactDictionary): string[] => {
  const stated = sides.filter((side) => facts.has(side));
  const following = stated.filter((side) => dictionary.get(side)?.derived);
  return following.length > 0 ? following : stated;
};

/** The facts that count, with contradictions between them taken out, so that a question can always be answered. */
export function knownFacts(standings: readonly FactStanding[], dictionary: FactDictionary, reference: Reference, asOf: CivilDate): Known {
  const facts = new Map<string, FactValue>();
  const leftOut: LeftOut[] = [];
  for (const { fact, counts, statements } of standings) {
    const read = counts && readFact(dictionary.get(fact) as FactDefinition, counts.value);
    if (read?.ok) facts.set(fact, read.value);
    else leftOut.push({ fact, why: statements.some(({ standing }) => standing === 'stale') ? 'stale' : 'unreadable' });
  }
  for (;;) {
    const derived = deriveFacts(facts, asOf, dictionary, reference);
    if (derived.ok) return { facts, derived: derived.value, leftOut };
    const out = [...new Set(derived.refusal.flatMap((conflict) => dispensable(conflict, facts, dictionary)))];
    if (out.length === 0) throw new Error('facts contradict each other, and none of them was stated');
    for (const fact of out) {
      facts.delete(fact);
      leftOut.push({ fact, why: 'contradiction' });
    }
  }
}
