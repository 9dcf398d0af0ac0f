import { groupOfFact } from '../../../shared/domain/parties/field-groups.ts';
import type { FactDictionary } from '../../../shared/domain/policy/fact.ts';
import type { ApplicantKind } from '../../../shared/domain/policy/programme.ts';
import type { CompanyMatches, Profile, ProfileFact } from '../account/wire.ts';
import { askedFor } from '../check/asked-for.ts';

type Result = CompanyMatches['results'][number];

/** One fact on the page of a profile: what is said of it, if anything, and which programmes wait for it. */
export type Topic = { readonly id: Profile['topics'][number]['id']; readonly lines: readonly Line[] };
export type Line = {
  readonly fact: string;
  readonly said: ProfileFact | undefined;
  /** Programmes that cannot be decided without it, by rank. */
  readonly waiting: readonly string[];
};

/** Whom facts are about, by who applies: a programme open to several asks each of them other things. */
const ABOUT: Record<ApplicantKind, readonly string[]> = {
  enterprise: ['firm', 'founder', 'legal_rep', 'history'],
  person: ['person', 'founder', 'firm', 'history'],
  carrier: ['carrier', 'history'],
  training_provider: ['training_provider', 'history'],
  investor: ['investor', 'history'],
  fund: ['fund', 'subfund', 'history'],
  community_operator: ['community', 'history'],
};

const isAbout = (applicant: ApplicantKind, fact: string): boolean => ABOUT[applicant].includes(fact.slice(0, fact.indexOf('.')));

const mentioned = ({ missingFacts, clauses, benefit, priority }: Result): string[] => [
  ...missingFacts,
  ...clauses.flatMap(({ fact }) => fact ?? []),
  ...(benefit?.missingFacts ?? []),
  ...(priority?.missingFacts ?? []),
];

/**
 * The questions of a profile by topic: whatever is said already, and whatever any programme open to this applicant asks about the applicant
 * itself. Facts of a single request belong to an application, and what follows from others is not asked.
 */
export function topicsOf(
  profile: Profile,
  matches: CompanyMatches | undefined,
  applicant: ApplicantKind,
  dictionary: FactDictionary,
): Topic[] {
  const said = new Map(profile.topics.flatMap(({ facts }) => facts.map((fact) => [fact.fact, fact] as const)));
  const results = matches?.results ?? [];
  const questions = results.flatMap(mentioned).flatMap((id) => askedFor(id, dictionary));
  const waiting = waitingFor(results, dictionary, (id) => said.get(id)?.state === 'known');
  const own = (id: string) => dictionary.get(id)?.scope === 'applicant' && (waiting.has(id) || isAbout(applicant, id));
  const wanted = new Set([...questions.filter(own), ...said.keys()]);
  const lines = [...dictionary.keys()]
    .filter((id) => wanted.has(id))
    .map((fact) => ({ fact, said: said.get(fact), waiting: waiting.get(fact) ?? [] }));
  return profile.topics.map(({ id }) => ({ id, lines: lines.filter(({ fact }) => groupOfFact(fact) === id) }));
}

/**
 * What an office, an operator or a bank may tell of a firm, by topic: whatever is said already, and every fact about the applicant that is
 * asked at all. What tells of natural persons is left to the firm.
 */
export function tellableTopics(profile: Profile, applicant: ApplicantKind, dictionary: FactDictionary): Topic[] {
  const said = new Map(profile.topics.flatMap(({ facts }) => facts.map((fact) => [fact.fact, fact] as const)));
  const lines = [...dictionary.values()]
    .filter(
      ({ id, scope, derived, asked, sensitivity }) =>
        said.has(id) || (scope === 'applicant' && !derived && asked && sensitivity !== 'person' && isAbout(applicant, id)),
    )
    .map(({ id }) => ({ fact: id, said: said.get(id), waiting: [] }));
  return profile.topics.map(({ id }) => ({ id, lines: lines.filter(({ fact }) => groupOfFact(fact) === id) }));
}

/** For each question, the programmes that stay undecided for the applicant until it is answered. */
export function waitingFor(
  results: readonly Result[],
  dictionary: FactDictionary,
  isKnown: (fact: string) => boolean,
): ReadonlyMap<string, readonly string[]> {
  const waiting = new Map<string, string[]>();
  for (const { programmeId, applicantVerdict, template, missingFacts } of results) {
    if (template || applicantVerdict !== 'unknown') continue;
    const questions = new Set(missingFacts.flatMap((id) => askedFor(id, dictionary)).filter((id) => !isKnown(id)));
    for (const id of questions) waiting.set(id, [...(waiting.get(id) ?? []), programmeId]);
  }
  return waiting;
}

/** What of a topic somebody can tell: what follows from other facts, or from a confirmed residence, is never told itself. */
export const tellable = ({ lines }: Topic, dictionary: FactDictionary): Line[] =>
  lines.filter(({ fact }) => !dictionary.get(fact)?.derived);

/** What has to be looked at: said twice and differently, too old, or asked for and not said at all. */
export function openLines(topics: readonly Topic[]): { readonly contested: Line[]; readonly stale: Line[]; readonly missing: Line[] } {
  const lines = topics.flatMap((topic) => topic.lines);
  return {
    contested: lines.filter(({ said }) => said?.contested || said?.state === 'contradiction'),
    stale: lines.filter(({ said }) => said?.state === 'confirm-again'),
    missing: lines.filter(({ said, waiting }) => said === undefined && waiting.length > 0),
  };
}
