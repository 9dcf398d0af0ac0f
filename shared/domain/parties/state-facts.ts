import type { AuditValue } from '../audit/entry.ts';
import { dayInShanghai } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { FactDefinition, FactDictionary } from '../policy/fact.ts';
import type { FactWireValue } from '../policy/read-fact.ts';
import type { Reference } from '../policy/reference.ts';
import { contradictions, type FactChange, formFaults, type Speaker, type StateFactsRefusal, scopeFaults } from './fact-change.ts';
import { knownFacts, standingsOf } from './profile.ts';
import type { FactSource, OrganisationFile, Profile, SourceKind, StatedFact } from './records.ts';
import { teaserOf } from './teaser.ts';

/** One change as it is kept for good. */
export type ProfileChange = {
  readonly version: number;
  readonly at: string;
  readonly source: SourceKind;
  readonly organisationId: string | null;
  readonly organisationName: string | null;
  readonly by: string;
  readonly set: Readonly<Record<string, FactWireValue>>;
  readonly removed: readonly string[];
  readonly since: string | null;
  readonly evidence: readonly string[];
};

/** The file of an organisation that keeps a profile. */
export type ProfileFile = OrganisationFile & { readonly profile: Profile };

export type StatedFacts = {
  readonly profile: Profile;
  readonly source: FactSource;
  /** The version of the source this goes on from; 0: it says something for the first time. */
  readonly seenSource: number;
  readonly change: ProfileChange;
  /** For the chain: names of facts, public values plain, all others hashed. */
  readonly changed: Readonly<Record<string, AuditValue>>;
};

const auditValue = ({ sensitivity, id }: FactDefinition, value: FactWireValue): AuditValue =>
  // Named in the hashed text, so that two facts with one answer do not look alike.
  sensitivity === 'public' ? value : { sensitive: `${id}=${JSON.stringify(value)}` };

const sourceOf = ({ sources }: ProfileFile, { source, organisationId }: Speaker): FactSource | undefined =>
  sources.find((one) => one.source === source && one.organisationId === organisationId);

/**
 * What a profile becomes when one source says something anew. Every source keeps its own row: nobody overwrites what another says.
 * Refused: values the dictionary does not take (`invalid-facts`), facts a profile does not keep or this speaker may not speak of
 * (`fact-not-kept`), and what contradicts itself (`fact-conflict`), each with every place it is about.
 * @param now the instant of saying so
 */
export function stateFacts(
  file: ProfileFile,
  speaker: Speaker,
  change: FactChange,
  now: Date,
  { dictionary, reference }: { readonly dictionary: FactDictionary; readonly reference: Reference },
): Result<StatedFacts, StateFactsRefusal> {
  const form = formFaults(change, dictionary, reference);
  if (form.length > 0) return refuse({ code: 'invalid-facts', faults: form });
  const scope = scopeFaults(change, speaker, dictionary);
  if (scope.length > 0) return refuse({ code: 'fact-not-kept', faults: scope });

  const at = now.toISOString();
  const { since, evidence } = change;
  const before = sourceOf(file, speaker);
  const told = Object.entries(change.facts).map(([fact, value]): [string, StatedFact] => [
    fact,
    { value, since, statedAt: at, statedBy: speaker.personId, evidence: [...evidence] },
  ]);
  const kept = Object.entries(before?.facts ?? {}).filter(([fact]) => !change.remove.includes(fact));
  const facts = Object.fromEntries([...kept, ...told]);
  const faults = contradictions(facts, change, now, dictionary, reference);
  if (faults.length > 0) return refuse({ code: 'fact-conflict', faults });

  const { source, organisationId, organisationName, personId } = speaker;
  const seenSource = before?.version ?? 0;
  const next: FactSource = { source, organisationId, organisationName, facts, version: seenSource + 1 };
  const today = dayInShanghai(now);
  const sources = [...file.sources.filter((one) => one !== before), next];
  const known = knownFacts(standingsOf(sources, dictionary, today), dictionary, reference, today);
  const profile: Profile = {
    ...file.profile,
    teaser: teaserOf(file.organisation, known.derived),
    updatedAt: at,
    version: file.profile.version + 1,
  };
  const set = Object.fromEntries(Object.entries(change.facts)) as Record<string, FactWireValue>;
  const removed = change.remove.filter((fact) => Object.hasOwn(before?.facts ?? {}, fact));
  return ok({
    profile,
    source: next,
    seenSource,
    change: { version: profile.version, at, source, organisationId, organisationName, by: personId, set, removed, since, evidence },
    changed: {
      source,
      ...Object.fromEntries(Object.entries(set).map(([fact, value]) => [fact, auditValue(dictionary.get(fact) as FactDefinition, value)])),
      ...(removed.length > 0 && { removed }),
      ...(evidence.length > 0 && { evidence: [...evidence] }),
    },
  });
}
