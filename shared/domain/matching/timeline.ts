import { addDays, addMonths, type CivilDate, completedMonths } from '../kernel/civil-date.ts';
import { leavesOf } from '../policy/criteria-tree.ts';
import type { Facts } from '../policy/fact.ts';
import { factsOf } from '../policy/formula-parts.ts';
import { versionOn } from '../policy/in-force.ts';
import { type ClauseResult, type Judgement, judge, tierCriteria, type Verdict } from '../policy/judge.ts';
import type { ApplicantKind, Programme, ProgrammeVersion } from '../policy/programme.ts';
import type { Reference } from '../policy/reference.ts';
import type { Bilingual } from '../policy/text.ts';
import { asAdopted, type Catalogue } from './answer.ts';

export type TimelineQuestion = {
  readonly catalogue: Catalogue;
  readonly applicant: ApplicantKind;
  /** What will be known on a day if nothing but time passes, with what follows from it: an answer that has run out is not among it. */
  readonly factsOn: (day: CivilDate) => Facts;
  /** The same if every answer of today is kept up to date; `without` one fact, if named. */
  readonly keptOn: (day: CivilDate, without?: string) => Facts;
  /** Days on which answers begin or cease to count. */
  readonly answersTurnOn: readonly CivilDate[];
  /** Today: what is so already is no news. */
  readonly from: CivilDate;
  /** First day that is not looked at. */
  readonly until: CivilDate;
  /** Facts that are known today and must be confirmed again on a day. */
  readonly staleOn: ReadonlyMap<string, CivilDate>;
};

export type TimelineVerdict = Verdict | 'not-in-force';

export type TimelineEntry = {
  readonly on: CivilDate;
  readonly what: 'turns-eligible' | 'may-become-eligible' | 'lapses' | 'becomes-uncertain' | 'opens' | 'closes' | 'answer-goes-stale';
  readonly programmeId: string | null;
  readonly name: Bilingual | null;
  readonly before: TimelineVerdict | null;
  readonly after: TimelineVerdict | null;
  readonly why: readonly (Pick<ClauseResult, 'fact' | 'text' | 'citation'> & { readonly clauseId: string | null })[];
  readonly fact: string | null;
  readonly programmes: readonly string[];
};

/** How one programme stands on one day. */
type State = {
  /** As its county calls it, where that has its own version of a template. */
  readonly name: Bilingual;
  readonly version: ProgrammeVersion | undefined;
  readonly verdict: TimelineVerdict;
  readonly judgement: Judgement | undefined;
};

const bounds = ({ versions }: Programme): (CivilDate | null)[] => versions.flatMap(({ effective }) => [effective.from, effective.to]);

/** Days on which a count of months from a day grows, within the time looked at. */
function anniversaries(start: CivilDate, { from, until }: TimelineQuestion): CivilDate[] {
  const days: CivilDate[] = [];
  for (let count = Math.max(0, completedMonths(start, from)); ; count++) {
    const day = addMonths(start, count);
    if (day >= until) return days;
    // A count of years begun grows a day later than one of months completed.
    days.push(day, addDays(day, 1));
  }
}

/**
 * Every day on which anything may change by time alone: versions begin and end, counts from a day grow, a community changes its status, a
 * published rate changes, an answer runs out. Between two of them no fact moves, so no verdict can.
 */
function turningDays(programmes: readonly Programme[], question: TimelineQuestion): CivilDate[] {
  const { catalogue, factsOn, from, until } = question;
  const { dictionary, reference } = catalogue;
  const today = factsOn(from);
  const dayOf = (fact: string): CivilDate[] => {
    const value = today.get(fact);
    return typeof value === 'string' ? [value as CivilDate] : [];
  };
  const days: (CivilDate | null)[] = [...programmes.flatMap(bounds), ...question.answersTurnOn];
  const starts = new Set<CivilDate>();
  for (const { derived } of dictionary.values()) {
    if (derived && 'to' in derived && derived.to === 'asOf') for (const start of dayOf(derived.from)) starts.add(start);
    if (derived?.kind === 'community-status') days.push(...[derived.recordedOn, derived.certifiedOn, derived.exitedOn].flatMap(dayOf));
    if (derived?.kind === 'dated-table') days.push(...datesOfTable(reference));
  }
  for (const start of starts) days.push(...anniversaries(start, question));
  return [...new Set(days)].filter((day): day is CivilDate => day !== null && from < day && day < until).sort();
}

const datesOfTable = ({ lpr1y }: Reference): CivilDate[] => [...lpr1y.rows.map((row) => row.from), addDays(lpr1y.knownUntil, 1)];

/** Every fact a version can ask for. */
function factsAsked({ criteria, benefit }: ProgrammeVersion): Set<string> {
  const leaves = [criteria, ...tierCriteria(benefit.amount)].flatMap(leavesOf);
  return new Set([...leaves.map(({ fact }) => fact), ...factsOf(benefit.amount)]);
}

const sameValue = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
const moved = (before: Facts, after: Facts): string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((fact) => !sameValue(before.get(fact), after.get(fact)));

function stateOf(programme: Programme, facts: Facts, day: CivilDate, catalogue: Catalogue): State {
  const standing = asAdopted(programme, catalogue, facts, day);
  const version = versionOn(standing, day);
  const { name } = standing;
  if (!version) return { name, version, verdict: 'not-in-force', judgement: undefined };
  const judgement = judge(standing, version, facts, catalogue.dictionary);
  return { name, version, verdict: judgement.applicantVerdict, judgement };
}

/** A programme that is out of force and one whose clauses fail are one thing to whoever asks: it cannot be had. */
const RANK: Record<TimelineVerdict, number> = { 'not-in-force': 0, ineligible: 0, unknown: 1, eligible: 2 };

function whatOf(before: TimelineVerdict, after: TimelineVerdict): TimelineEntry['what'] {
  if (before === 'not-in-force') return 'opens';
  if (after === 'not-in-force') return 'closes';
  if (after === 'eligible') return 'turns-eligible';
  if (RANK[after] > RANK[before]) return 'may-become-eligible';
  return after === 'ineligible' ? 'lapses' : 'becomes-uncertain';
}

const IN_FORCE: Bilingual = { zh: '政策开始执行', en: 'The programme comes into force' };
const OUT_OF_FORCE: Bilingual = { zh: '政策不再执行', en: 'The programme goes out of force' };
const NEW_RULES: Bilingual = { zh: '新版规定开始执行', en: 'A new version of its rules comes into force' };

/** The clauses that turned, and the change of version where there was one. */
function whyOf(before: State, after: State): TimelineEntry['why'] {
  const word = after.version === undefined ? OUT_OF_FORCE : before.version === undefined ? IN_FORCE : NEW_RULES;
  const changed = before.version?.version === after.version?.version ? [] : [word];
  const note = after.version === undefined ? before.version?.effective.note : after.version.effective.note;
  const texts = changed.length > 0 && note ? [...changed, note] : changed;
  const outcomes = new Map(before.judgement?.clauses.map(({ id, outcome }) => [id, outcome]));
  const turned = (after.judgement?.clauses ?? []).filter(({ id, outcome }) => before.judgement && outcomes.get(id) !== outcome);
  return [
    ...texts.map((text) => ({ clauseId: null, fact: null, text, citation: null })),
    ...turned.map(({ id, fact, text, citation }) => ({ clauseId: id, fact, text, citation })),
  ];
}

/** One programme through all days: an entry wherever whether it can be had changes. */
function entriesOf(programme: Programme, days: readonly CivilDate[], question: TimelineQuestion, factsBy: FactsByDay): TimelineEntry[] {
  const { catalogue, from } = question;
  const entries: TimelineEntry[] = [];
  let facts = factsBy(from);
  let state = stateOf(programme, facts, from, catalogue);
  let asked = state.version && factsAsked(state.version);
  for (const on of days) {
    const later = factsBy(on);
    const version = versionOn(asAdopted(programme, catalogue, later, on), on);
    if (version === state.version && !moved(facts, later).some((fact) => asked?.has(fact))) continue;
    const next = stateOf(programme, later, on, catalogue);
    if (RANK[next.verdict] !== RANK[state.verdict]) {
      const { id } = programme;
      const { name } = next.version ? next : state;
      const what = whatOf(state.verdict, next.verdict);
      const why = whyOf(state, next);
      entries.push({ on, what, programmeId: id, name, before: state.verdict, after: next.verdict, why, fact: null, programmes: [] });
    }
    facts = later;
    state = next;
    asked = next.version && factsAsked(next.version);
  }
  return entries;
}

type FactsByDay = (day: CivilDate) => Facts;

/** The answers that run out while programmes still stand or fall with them. */
function staleEntries(programmes: readonly Programme[], { catalogue, keptOn, from, until, staleOn }: TimelineQuestion): TimelineEntry[] {
  return [...staleOn].flatMap(([fact, on]): TimelineEntry[] => {
    if (on <= from || on >= until) return [];
    const known = keptOn(on);
    const unknown = keptOn(on, fact);
    const waiting = programmes.filter(
      (programme) => RANK[stateOf(programme, unknown, on, catalogue).verdict] !== RANK[stateOf(programme, known, on, catalogue).verdict],
    );
    if (waiting.length === 0) return [];
    const ids = waiting.map(({ id }) => id);
    return [{ on, what: 'answer-goes-stale', programmeId: null, name: null, before: null, after: null, why: [], fact, programmes: ids }];
  });
}

/**
 * The dates on which something turns eligible or lapses though nobody does anything, in the order of time. Judged is what the applicant itself
 * must be: clauses about one request are taken to go well. Each date says what the matches asked for that day say, when answers may have run
 * out. Which answer runs out when, and what programmes stand or fall with it while the others are kept up to date, is a date by itself; a
 * programme that becomes uncertain by that alone is named there, and not again.
 */
export function timelineOf(question: TimelineQuestion): TimelineEntry[] {
  const { catalogue, applicant, factsOn } = question;
  const programmes = catalogue.programmes.filter(({ applicants }) => applicants.includes(applicant));
  const adopted = (catalogue.adopted ?? []).filter(({ applicants }) => applicants.includes(applicant));
  const days = turningDays([...programmes, ...adopted], question);
  const kept = new Map<CivilDate, Facts>();
  const factsBy: FactsByDay = (day) => {
    const facts = kept.get(day) ?? factsOn(day);
    kept.set(day, facts);
    return facts;
  };
  const stale = staleEntries(programmes, question);
  const named = new Set(stale.flatMap(({ on, programmes: ids }) => ids.map((id) => `${on} ${id}`)));
  const entries = programmes
    .flatMap((programme) => entriesOf(programme, days, question, factsBy))
    .filter(({ on, programmeId, after }) => after !== 'unknown' || !named.has(`${on} ${programmeId}`));
  return [...entries, ...stale].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}
