import type { CivilDate } from '../kernel/civil-date.ts';
import { groupOfFact } from './field-groups.ts';
import type { FactSource, OrganisationFile, Residence, StatedFact } from './records.ts';
import { sitsThereOn } from './residence.ts';
import type { StatedFacts } from './state-facts.ts';

/** What the dictionary knows about being in a community. Both are public; no teaser shows them. */
const COMMUNITY = 'firm.community_id';
const STANDING = 'firm.community_status_asof';

/** What confirming a residence in a community says of the company, in the wire form of the facts. */
export const residenceFacts = (communityId: string, standing: string): Readonly<Record<string, string>> => ({
  [COMMUNITY]: communityId,
  [STANDING]: standing,
});

/**
 * What the sources say that is to be counted on a day: of a company's place, a carrier or operator is a witness only as long as the company
 * sits there, as it has confirmed. What it said of that stops with the last day, whether or not anybody takes it back.
 */
export function sourcesOn({ sources, residences }: Pick<OrganisationFile, 'sources' | 'residences'>, day: CivilDate): FactSource[] {
  const hosts = new Set(residences.filter((one) => sitsThereOn(one, day)).map(({ bodyId }) => bodyId));
  return sources.map((one): FactSource => {
    if (one.source !== 'community' || (one.organisationId !== null && hosts.has(one.organisationId))) return one;
    return { ...one, facts: Object.fromEntries(Object.entries(one.facts).filter(([fact]) => groupOfFact(fact) !== 'place')) };
  });
}

type By = { readonly personId: string; readonly now: Date };

const sourceOf = ({ sources }: OrganisationFile, { bodyId }: Residence): FactSource | undefined =>
  sources.find(({ source, organisationId }) => source === 'community' && organisationId === bodyId);

function change(
  file: OrganisationFile,
  { bodyId, bodyName }: Residence,
  before: FactSource | undefined,
  facts: Readonly<Record<string, StatedFact>>,
  said: Pick<StatedFacts['change'], 'set' | 'removed' | 'since'>,
  { personId, now }: By,
): StatedFacts | undefined {
  if (!file.profile) return undefined;
  const at = now.toISOString();
  const seenSource = before?.version ?? 0;
  const profile = { ...file.profile, updatedAt: at, version: file.profile.version + 1 };
  const speaker = { source: 'community', organisationId: bodyId, organisationName: bodyName } as const;
  return {
    profile,
    source: { ...speaker, facts: { ...facts }, version: seenSource + 1 },
    seenSource,
    change: { ...speaker, ...said, version: profile.version, at, by: personId, evidence: [] },
    changed: {},
  };
}

/**
 * What a community's operator says of the company's facts by confirming that it sits there. A carrier says nothing of the kind: in which
 * community it lies is its own fact. No dictionary is asked, so that a confirmation stays within its reads.
 * @param standing what rules ask for: `recorded_pilot` or `certified`
 */
export function stateResidence(file: OrganisationFile, residence: Residence, standing: string, by: By): StatedFacts | undefined {
  if (residence.communityId === null) return undefined;
  const before = sourceOf(file, residence);
  const set = residenceFacts(residence.communityId, standing);
  const stated = { since: residence.from, statedAt: by.now.toISOString(), statedBy: by.personId, evidence: [] };
  const facts = {
    ...before?.facts,
    [COMMUNITY]: { ...stated, value: residence.communityId },
    // Since when the community has its standing is not what was said.
    [STANDING]: { ...stated, since: null, value: standing },
  };
  return change(file, residence, before, facts, { set, removed: [], since: residence.from }, by);
}

/**
 * What its operator no longer says once a residence has ended. Nothing is said instead: the company may sit in another community by now,
 * and that is for others to say.
 */
export function takeBackResidence(file: OrganisationFile, residence: Residence, by: By): StatedFacts | undefined {
  const before = sourceOf(file, residence);
  if (!before || residence.communityId === null || before.facts[COMMUNITY]?.value !== residence.communityId) return undefined;
  const removed = [COMMUNITY, STANDING].filter((fact) => Object.hasOwn(before.facts, fact));
  const facts = Object.fromEntries(Object.entries(before.facts).filter(([fact]) => !removed.includes(fact)));
  return change(file, residence, before, facts, { set: {}, removed, since: null }, by);
}
