import { dayInShanghai } from '../kernel/civil-date.ts';
import { deriveFacts } from '../policy/derive.ts';
import type { FactDefinition, FactDictionary, FactValue } from '../policy/fact.ts';
import { readFact, readFacts } from '../policy/read-fact.ts';
import type { Reference } from '../policy/reference.ts';
import type { Bilingual } from '../policy/text.ts';
import { isCompetent } from './competence.ts';
import { groupOfFact } from './field-groups.ts';
import { freshUntil } from './profile.ts';
import type { SourceKind, StatedFact } from './records.ts';

/** Who speaks, and of what: `groups` are those an outsider was granted; undefined: of everything. `competentOnly`: of what its source is there to know. */
export type Speaker = {
  readonly source: SourceKind;
  /** The office, operator or bank; null for the organisation itself. */
  readonly organisationId: string | null;
  readonly organisationName: string | null;
  readonly personId: string;
  readonly groups?: readonly string[];
  readonly competentOnly?: true;
};

/** A change of what one source says. Values as on the wire; what is in neither list stays as it was. */
export type FactChange = {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly remove: readonly string[];
  /** Since when it is so (civil date), if that was said. */
  readonly since: string | null;
  readonly evidence: readonly string[];
};

export type StateFactsRefusal = {
  readonly code: 'invalid-facts' | 'fact-not-kept' | 'fact-conflict';
  readonly faults: readonly { readonly fact: string; readonly in: 'facts' | 'remove'; readonly code: string; readonly detail: Bilingual }[];
};
type FactFault = StateFactsRefusal['faults'][number];

const NOT_KEPT = {
  'request-scope': {
    zh: '这是某一笔贷款、费用或活动的事实，申请时再填，不存入资料',
    en: 'is about one loan, expense or event: told with the application, not kept in the profile',
  },
  'derived-fact': {
    zh: '由其他事实计算得出，请填写它所依据的事实',
    en: 'is computed from other facts; tell those',
  },
  'not-competent': {
    zh: '不是载体或社区运营机构可以证明的事项，请由企业自己填写',
    en: 'is not for a carrier or the operator of a community to say; the company tells it',
  },
  'not-granted': { zh: '不在授权给贵机构的范围内', en: 'is not among what was granted to your institution' },
} as const satisfies Record<string, Bilingual>;

/** An office may attest what follows from other facts (a size class, the status of a community); a company tells what it follows from. */
const ATTESTING: readonly SourceKind[] = ['register', 'bureau', 'community'];

function notKept(
  { id, scope, derived }: FactDefinition,
  { source, groups, competentOnly }: Speaker,
  place: FactFault['in'],
): keyof typeof NOT_KEPT | undefined {
  if (scope === 'request') return 'request-scope';
  if (derived && !ATTESTING.includes(source)) return 'derived-fact';
  // What it said before, by an import, it may always take back.
  if (competentOnly && place === 'facts' && !isCompetent(source, id)) return 'not-competent';
  const group = groupOfFact(id);
  if (groups && (group === undefined || !groups.includes(group))) return 'not-granted';
  return undefined;
}

export function scopeFaults(change: FactChange, speaker: Speaker, dictionary: FactDictionary): FactFault[] {
  const asked = [
    ...Object.keys(change.facts).map((fact) => ({ fact, in: 'facts' as const })),
    ...change.remove.map((fact) => ({ fact, in: 'remove' as const })),
  ];
  return asked.flatMap(({ fact, in: place }) => {
    const definition = dictionary.get(fact);
    const code = definition && notKept(definition, speaker, place);
    return code ? [{ fact, in: place, code, detail: NOT_KEPT[code] }] : [];
  });
}

/** Codes of the other provinces (GB/T 2260, first two digits): our table has Jiangsu alone, and an investor may come from anywhere. */
const OTHER_PROVINCE = /^(?!32)(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])/;

/** Values that cannot be read, divisions that do not exist, names nobody declared, and a fact both told and taken back. */
export function formFaults(
  { facts, remove }: FactChange,
  dictionary: FactDictionary,
  { divisions }: Pick<Reference, 'divisions'>,
): FactFault[] {
  const read = readFacts(facts, dictionary);
  const known = new Set<unknown>(divisions.map(({ code }) => code));
  const exists = (code: unknown) => known.has(code) || OTHER_PROVINCE.test(String(code));
  const nowhere = Object.entries(facts).flatMap(([fact, value]): FactFault[] => {
    const definition = dictionary.get(fact);
    if (definition?.type !== 'division' || !readFact(definition, value).ok || value === null || exists(value)) return [];
    return [{ fact, in: 'facts', code: 'unknown-division', detail: { zh: '没有这个行政区划代码', en: 'no such division code' } }];
  });
  const told: FactFault[] = read.ok ? [] : read.refusal.map(({ fact, code, detail }) => ({ fact, in: 'facts', code, detail }));
  const back = remove.flatMap((fact): FactFault[] => {
    if (!dictionary.has(fact)) return [{ fact, in: 'remove', code: 'unknown-fact', detail: { zh: '没有这个事实', en: 'no such fact' } }];
    if (Object.hasOwn(facts, fact))
      return [{ fact, in: 'remove', code: 'told-and-removed', detail: { zh: '不能同时填写和撤回', en: 'is told and taken back at once' } }];
    return [];
  });
  return [...told, ...nowhere, ...back];
}

/** Each place once; several contradictions may meet in one fact. */
const eachOnce = (faults: readonly FactFault[]): FactFault[] =>
  [...new Map(faults.toReversed().map((fault) => [`${fault.in} ${fault.fact}`, fault])).values()].toReversed();

/** Contradictions within what this one source says and is still trusted to know. Differences from other sources are none: they are shown. */
export function contradictions(
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
  // What was at odds before stays to be mended; it keeps nobody from telling something else.
  const touched = derived.refusal.filter(({ sides }) => sides.some((side) => Object.hasOwn(change.facts, side)));
  const faults = touched.flatMap(({ sides }) =>
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
  return eachOnce(faults);
}
