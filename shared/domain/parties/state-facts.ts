import type { AuditValue } from '../audit/entry.ts';
import { dayInShanghai } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { deriveFacts } from '../policy/derive.ts';
import type { FactDefinition, FactDictionary, FactValue } from '../policy/fact.ts';
import { type FactWireValue, readFact, readFacts } from '../policy/read-fact.ts';
import type { Reference } from '../policy/reference.ts';
import type { Bilingual } from '../policy/text.ts';
import { groupOfFact } from './field-groups.ts';
import { NO_PARTICULARS } from './particulars.ts';
import { freshUntil, knownFacts, standingsOf } from './profile.ts';
import type { FactSource, Organisation, OrganisationFile, Profile, SourceKind, StatedFact } from './records.ts';
import { blankTeaser, teaserOf } from './teaser.ts';

/** Who speaks, and of what: `groups` are those an outsider was granted; undefined: of everything. */
export type Speaker = {
  readonly source: SourceKind;
  /** The office, operator or bank; null for the organisation itself. */
  readonly organisationId: string | null;
  readonly organisationName: string | null;
  readonly personId: string;
  readonly groups?: readonly string[];
};

/** A change of what one source says. Values as on the wire; what is in neither list stays as it was. */
export type FactChange = {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly remove: readonly string[];
  /** Since when it is so (civil date), if that was said. */
  readonly since: string | null;
  readonly evidence: readonly string[];
};

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

export type StatedFacts = {
  readonly profile: Profile;
  /** The version of the profile this goes on from; 0: it has none yet. */
  readonly seenProfile: number;
  readonly source: FactSource;
  /** The version of the source this goes on from; 0: it says something for the first time. */
  readonly seenSource: number;
  readonly change: ProfileChange;
  /** For the chain: names of facts, public values plain, all others hashed. */
  readonly changed: Readonly<Record<string, AuditValue>>;
};

export type StateFactsRefusal = {
  readonly code: 'invalid-facts' | 'fact-not-kept' | 'fact-conflict';
  readonly faults: readonly { readonly fact: string; readonly in: 'facts' | 'remove'; readonly code: string; readonly detail: Bilingual }[];
};
type FactFault = StateFactsRefusal['faults'][number];

/** The profile as it is before anything was ever said. */
export const blankProfile = (organisation: Pick<Organisation, 'divisionCode'>, at: string): Omit<Profile, 'version'> => ({
  particulars: NO_PARTICULARS,
  teaser: blankTeaser(organisation),
  updatedAt: at,
});

/** The version of a profile as editors name it; 0 before the first change. */
export const profileVersion = ({ profile }: Pick<OrganisationFile, 'profile'>): number => profile?.version ?? 0;

const NOT_KEPT = {
  'request-scope': {
    zh: '这是某一笔贷款、费用或活动的事实，申请时再填，不存入资料',
    en: 'is about one loan, expense or event: told with the application, not kept in the profile',
  },
  'derived-fact': {
    zh: '由其他事实计算得出，请填写它所依据的事实',
    en: 'is computed from other facts; tell those',
  },
  'not-granted': { zh: '不在授权给贵机构的范围内', en: 'is not among what was granted to your institution' },
} as const satisfies Record<string, Bilingual>;

/** An office may attest what follows from other facts (a size class, the status of a community); a company tells what it follows from. */
const ATTESTING: readonly SourceKind[] = ['register', 'bureau', 'community'];

function notKept({ id, scope, derived }: FactDefinition, { source, groups }: Speaker): keyof typeof NOT_KEPT | undefined {
  if (scope === 'request') return 'request-scope';
  if (derived && !ATTESTING.includes(source)) return 'derived-fact';
  const group = groupOfFact(id);
  if (groups && (group === undefined || !groups.includes(group))) return 'not-granted';
  return undefined;
}

function scopeFaults(change: FactChange, speaker: Speaker, dictionary: FactDictionary): FactFault[] {
  const asked = [
    ...Object.keys(change.facts).map((fact) => ({ fact, in: 'facts' as const })),
    ...change.remove.map((fact) => ({ fact, in: 'remove' as const })),
  ];
  return asked.flatMap(({ fact, in: place }) => {
    const definition = dictionary.get(fact);
    const code = definition && notKept(definition, speaker);
    return code ? [{ fact, in: place, code, detail: NOT_KEPT[code] }] : [];
  });
}

/** Values that cannot be read, names nobody declared, and a fact both told and taken back. */
function formFaults({ facts, remove }: FactChange, dictionary: FactDictionary): FactFault[] {
  const read = readFacts(facts, dictionary);
  const told: FactFault[] = read.ok ? [] : read.refusal.map(({ fact, code, detail }) => ({ fact, in: 'facts', code, detail }));
  const back = remove.flatMap((fact): FactFault[] => {
    if (!dictionary.has(fact)) return [{ fact, in: 'remove', code: 'unknown-fact', detail: { zh: '没有这个事实', en: 'no such fact' } }];
    if (Object.hasOwn(facts, fact))
      return [{ fact, in: 'remove', code: 'told-and-removed', detail: { zh: '不能同时填写和撤回', en: 'is told and taken back at once' } }];
    return [];
  });
  return [...told, ...back];
}

/** Contradictions within what this one source says and is still trusted to know. Differences from other sources are none: they are shown. */
function contradictions(
  facts: Readonly<Record<string, StatedFact>>,
  change: FactChange,
  now: Date,
  dictionary: FactDictionary,
  reference: Reference,
): FactFault[] {
  const today = dayInShanghai(now);
  const fresh = new Map<string, FactValue>();
  for (const [fact, { value, statedAt }] of Object.entries(facts)) {
    const definition = dictionary.get(fact);
    const until = definition && freshUntil(definition, statedAt);
    const read = definition && (until === null || until === undefined || today < until) ? readFact(definition, value) : undefined;
    if (read?.ok) fresh.set(fact, read.value);
  }
  const derived = deriveFacts(fresh, today, dictionary, reference);
  if (derived.ok) return [];
  return derived.refusal.flatMap(({ sides }) =>
    sides
      .filter((side) => side !== 'asOf')
      .map((fact): FactFault => {
        const others = sides.filter((side) => side !== fact);
        const named = others.map((side) => (side === 'asOf' ? { zh: '今天的日期', en: 'the date of today' } : { zh: side, en: side }));
        const kept = Object.hasOwn(change.facts, fact) ? { zh: '', en: '' } : { zh: '（此前已填写）', en: ' (told earlier)' };
        return {
          fact,
          in: 'facts',
          code: 'fact-conflict',
          detail: {
            zh: `与 ${named.map(({ zh }) => zh).join('、')} 矛盾${kept.zh}`,
            en: `does not go with ${named.map(({ en }) => en).join(', ')}${kept.en}`,
          },
        };
      }),
  );
}

/** Each place once; several contradictions may meet in one fact. */
const eachOnce = (faults: readonly FactFault[]): FactFault[] =>
  [...new Map(faults.toReversed().map((fault) => [`${fault.in} ${fault.fact}`, fault])).values()].toReversed();

const auditValue = ({ sensitivity, id }: FactDefinition, value: FactWireValue): AuditValue =>
  // Named in the hashed text, so that two facts with one answer do not look alike.
  sensitivity === 'public' ? value : { sensitive: `${id}=${JSON.stringify(value)}` };

const sourceOf = ({ sources }: OrganisationFile, { source, organisationId }: Speaker): FactSource | undefined =>
  sources.find((one) => one.source === source && one.organisationId === organisationId);

/**
 * What a profile becomes when one source says something anew. Every source keeps its own row: nobody overwrites what another says.
 * Refused: values the dictionary does not take (`invalid-facts`), facts a profile does not keep or this speaker may not speak of
 * (`fact-not-kept`), and what contradicts itself (`fact-conflict`), each with every place it is about.
 * @param now the instant of saying so
 */
export function stateFacts(
  file: OrganisationFile,
  speaker: Speaker,
  change: FactChange,
  now: Date,
  { dictionary, reference }: { readonly dictionary: FactDictionary; readonly reference: Reference },
): Result<StatedFacts, StateFactsRefusal> {
  const form = formFaults(change, dictionary);
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
  if (faults.length > 0) return refuse({ code: 'fact-conflict', faults: eachOnce(faults) });

  const { source, organisationId, organisationName, personId } = speaker;
  const seenSource = before?.version ?? 0;
  const seenProfile = profileVersion(file);
  const next: FactSource = { source, organisationId, organisationName, facts, version: seenSource + 1 };
  const today = dayInShanghai(now);
  const sources = [...file.sources.filter((one) => one !== before), next];
  const known = knownFacts(standingsOf(sources, dictionary, today), dictionary, reference, today);
  const base = file.profile ?? blankProfile(file.organisation, at);
  const profile: Profile = {
    ...base,
    teaser: teaserOf(file.organisation, known.derived),
    updatedAt: at,
    version: seenProfile + 1,
  };
  const set = Object.fromEntries(Object.entries(change.facts)) as Record<string, FactWireValue>;
  const removed = change.remove.filter((fact) => Object.hasOwn(before?.facts ?? {}, fact));
  return ok({
    profile,
    seenProfile,
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
