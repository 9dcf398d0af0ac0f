import type * as z from 'zod/mini';
import { changedFacts, type changeFacts } from '../../../shared/contracts/companies.ts';
import { type CivilDate, dayInShanghai, parseCivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import type { LoadedCatalogue } from '../../../shared/domain/matching/catalogue-artefact.ts';
import type { Grounds } from '../../../shared/domain/parties/access.ts';
import type { FactChange, Speaker, StateFactsRefusal } from '../../../shared/domain/parties/fact-change.ts';
import type { SourceKind } from '../../../shared/domain/parties/records.ts';
import { type ProfileFile, type StatedFacts, stateFacts } from '../../../shared/domain/parties/state-facts.ts';
import type { Refusal } from '../../../shared/http/command.ts';
import { type Fault, pointerTo } from '../../../shared/http/problems.ts';
import type { Allowed } from '../../../shared/http/request.ts';
import { sightOf } from './show-facts.ts';

type Body = z.output<typeof changeFacts>;

/** As what somebody speaks who stands to the company so. */
const SPEAKS_AS: Partial<Record<Grounds['relation'], SourceKind>> = {
  'same-organisation': 'self',
  'confirming-body': 'community',
  region: 'bureau',
  granted: 'bank',
};

function speakerOf({ who, grounds, body, now }: Allowed & { body: Body }, file: ProfileFile): Result<Speaker, Refusal> {
  const { relation, membership } = grounds;
  const source = SPEAKS_AS[relation];
  if (source === undefined || !membership) throw new Error(`no source is known for the relation ${relation}`);
  if (body.source === 'register' && source !== 'bureau') {
    const detail = { zh: '只有主管部门可以录入登记信息', en: 'only an office enters what the register has' };
    return refuse({ code: 'fact-not-kept', faults: [{ pointer: '/source', code: 'not-your-source', detail }] });
  }
  const { personId } = who;
  if (source === 'self') return ok({ source, organisationId: null, organisationName: null, personId });
  const { organisationId, organisationName } = membership;
  const outsider = { source: body.source ?? source, organisationId, organisationName, personId };
  // An office speaks of what it attests, an operator of its own house, a bank of what it was granted.
  if (source === 'bureau') return ok(outsider);
  return ok(source === 'community' ? { ...outsider, competentOnly: true } : { ...outsider, groups: sightOf(grounds, file, now).groups });
}

function sinceOf({ since }: Body, today: CivilDate): Result<CivilDate | null, Fault> {
  if (since === undefined) return ok(null);
  const day = parseCivilDate(since);
  if (day !== undefined && day <= today) return ok(day);
  const detail = { zh: '必须是今天或更早的日期，格式 YYYY-MM-DD', en: 'must be a day up to today, YYYY-MM-DD' };
  return refuse({ pointer: '/since', code: 'malformed', detail });
}

const refusalOf = ({ code, faults }: StateFactsRefusal, { remove }: FactChange): Refusal => ({
  code: code === 'invalid-facts' ? 'invalid-request' : code,
  faults: faults.slice(0, 40).map(({ fact, in: place, ...fault }) => ({
    pointer: place === 'facts' ? pointerTo('facts', fact) : pointerTo('remove', remove.indexOf(fact)),
    ...fault,
  })),
});

/** What a request to tell facts comes to. */
export function state(request: Allowed & { body: Body }, file: ProfileFile, catalogue: LoadedCatalogue): Result<StatedFacts, Refusal> {
  const { body, now } = request;
  const speaker = speakerOf(request, file);
  if (!speaker.ok) return speaker;
  const since = sinceOf(body, dayInShanghai(now));
  if (!since.ok) return refuse({ code: 'invalid-request', faults: [since.refusal] });
  const change: FactChange = { facts: body.facts, remove: body.remove, since: since.value, evidence: body.evidence };
  const decided = stateFacts(file, speaker.value, change, now, catalogue);
  return decided.ok ? decided : refuse(refusalOf(decided.refusal, change));
}

/** By the name of the fact: a database keeps no order of keys. */
const inOrder = <Value>(facts: Readonly<Record<string, Value>>): [string, Value][] =>
  Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1));

/** The answer: what this source says now. `stored`: the same without values that are not public, kept for a repeat. */
export function showStated(organisationId: string, stated: StatedFacts, { dictionary }: LoadedCatalogue) {
  const { profile, source, change } = stated;
  const shown = (everything: boolean) =>
    changedFacts.parse({
      organisationId,
      version: profile.version,
      source: source.source,
      set: Object.keys(change.set),
      removed: change.removed,
      stated: inOrder(source.facts).map(([fact, { value, since, statedAt, evidence }]) => ({
        fact,
        ...((everything || dictionary.get(fact)?.sensitivity === 'public') && { value }),
        since,
        statedAt,
        evidence,
      })),
    });
  return { body: shown(true), stored: shown(false) };
}
