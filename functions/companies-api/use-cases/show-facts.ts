import type { ProfileFacts } from '../../../shared/contracts/companies.ts';
import type { LoadedCatalogue } from '../../../shared/domain/matching/catalogue-artefact.ts';
import type { Grounds } from '../../../shared/domain/parties/access.ts';
import { grantedFieldGroups, grantsThatHold } from '../../../shared/domain/parties/consent.ts';
import { FIELD_GROUP_WORDS } from '../../../shared/domain/parties/field-group-words.ts';
import {
  FIELD_GROUP_IDS,
  FIELD_GROUPS,
  type FieldGroupId,
  groupOfFact,
  RESIDENT_GROUPS,
} from '../../../shared/domain/parties/field-groups.ts';
import type { FactStanding, Known, Statement } from '../../../shared/domain/parties/profile.ts';
import type { Member } from '../../../shared/domain/parties/records.ts';
import type { ProfileFile } from '../../../shared/domain/parties/state-facts.ts';
import type { FactDefinition, FactDictionary } from '../../../shared/domain/policy/fact.ts';
import { inputsOf } from '../../../shared/domain/policy/fact-dictionary.ts';
import { factOnWire } from '../../../shared/domain/policy/read-fact.ts';
import { knownOf } from './known.ts';

type Topic = ProfileFacts['topics'][number];
type ShownFact = Topic['facts'][number];
type ShownStatement = ShownFact['statements'][number];

/** What someone may see of a profile: which groups, which papers behind them, and whether the names of its people. */
export type Sight = {
  readonly groups: readonly FieldGroupId[];
  readonly papers: 'all' | readonly string[];
  readonly members: readonly Member[];
};

/** Members see all; the body a company sits with what concerns it; others what was granted to them. */
export function sightOf({ relation, membership }: Grounds, file: ProfileFile, now: Date): Sight {
  if (relation === 'same-organisation') return { groups: FIELD_GROUP_IDS, papers: 'all', members: file.members };
  if (relation === 'confirming-body') return { groups: RESIDENT_GROUPS, papers: [], members: [] };
  if (relation !== 'granted' || !membership) return { groups: [], papers: [], members: [] };
  const granted = grantedFieldGroups(file, now, membership.organisationId);
  const papers = grantsThatHold(file, now, {}, membership.organisationId).flatMap(({ documentIds }) => documentIds);
  return { groups: FIELD_GROUP_IDS.filter((id) => granted.includes(id)), papers, members: [] };
}

/** Who says so: the office, operator or bank by its name, the company's own people by theirs where that may be seen. */
export const speakerName = (
  { organisationName }: { readonly organisationName: string | null },
  personId: string,
  members: readonly Member[],
): string | null => organisationName ?? members.find((member) => member.personId === personId)?.name ?? null;

const showStatement = (statement: Statement, { papers, members }: Sight): ShownStatement => ({
  value: statement.value,
  source: statement.source,
  by: { organisationId: statement.organisationId, name: speakerName(statement, statement.statedBy, members) },
  since: statement.since,
  statedAt: statement.statedAt,
  freshUntil: statement.freshUntil,
  standing: statement.standing,
  evidence: papers === 'all' ? statement.evidence : statement.evidence.filter((id) => papers.includes(id)),
});

function showStated({ fact, statements, counts, contested }: FactStanding, known: Known, sight: Sight): ShownFact {
  const used = counts && known.facts.has(fact) ? counts : undefined;
  return {
    fact,
    state: used ? 'known' : counts ? 'contradiction' : 'confirm-again',
    ...(used && { value: used.value }),
    source: used?.source ?? null,
    contested,
    statements: statements.map((statement) => showStatement(statement, sight)),
  };
}

function showComputed(definition: FactDefinition, known: Known): ShownFact {
  const value = factOnWire(definition, known.derived.get(definition.id) ?? null);
  const by = { organisationId: null, name: null };
  const statement = {
    value,
    source: 'computed',
    by,
    since: null,
    statedAt: null,
    freshUntil: null,
    standing: 'fresh',
    evidence: [],
  } as const;
  return { fact: definition.id, state: 'known', value, source: 'computed', contested: false, statements: [{ ...statement, evidence: [] }] };
}

/** What a computed fact would give away: the groups of all it can be made of. */
function groupsBehind(fact: string, dictionary: FactDictionary): (FieldGroupId | undefined)[] {
  const how = dictionary.get(fact)?.derived;
  return [groupOfFact(fact), ...(how ? inputsOf(how).flatMap((input) => groupsBehind(input, dictionary)) : [])];
}

/** The profile topic by topic: what is stated, and what follows from it. Groups one may not see are not there. */
export function showFacts(file: ProfileFile, catalogue: LoadedCatalogue, now: Date, sight: Sight): ProfileFacts {
  const { today, standings, known } = knownOf(file, catalogue, now);
  const stated = new Set(standings.map(({ fact }) => fact));
  const computed = [...catalogue.dictionary.values()].filter(
    ({ id, scope }) =>
      scope === 'applicant' &&
      !stated.has(id) &&
      known.derived.has(id) &&
      groupsBehind(id, catalogue.dictionary).every((group) => group !== undefined && sight.groups.includes(group)),
  );
  const shown = [
    ...standings.map((standing) => showStated(standing, known, sight)),
    ...computed.map((definition) => showComputed(definition, known)),
  ];
  const topics = sight.groups.map((id): Topic => {
    const { zh, en } = FIELD_GROUP_WORDS[id];
    const { sensitive } = FIELD_GROUPS[id];
    return { id, name: { zh, en }, sensitive, facts: shown.filter(({ fact }) => groupOfFact(fact) === id) };
  });
  const { organisation, profile } = file;
  return { organisationId: organisation.id, version: profile.version, asOf: today, catalogueVersion: catalogue.catalogueVersion, topics };
}
