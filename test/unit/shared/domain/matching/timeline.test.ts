import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCatalogue } from '../../../../../shared/catalogue/read-catalogue.ts';
import { addDays, addMonths, type CivilDate, fromEpochDay, toEpochDay } from '../../../../../shared/domain/kernel/civil-date.ts';
import { answerMatch, type Catalogue } from '../../../../../shared/domain/matching/answer.ts';
import { type TimelineEntry, timelineOf } from '../../../../../shared/domain/matching/timeline.ts';
import { adoptTemplate } from '../../../../../shared/domain/policy/adopt.ts';
import type { Criterion } from '../../../../../shared/domain/policy/criteria.ts';
import { deriveFacts } from '../../../../../shared/domain/policy/derive.ts';
import type { Facts, FactValue } from '../../../../../shared/domain/policy/fact.ts';
import type { ApplicantKind, Programme } from '../../../../../shared/domain/policy/programme.ts';
import type { Reference } from '../../../../../shared/domain/policy/reference.ts';
import { aDictionary, aFact } from '../../../../support/facts.ts';
import { aLeaf, aProgramme } from '../../../../support/rules.ts';

const TODAY = '2026-11-23' as CivilDate;

const factsBy =
  (facts: Facts, { dictionary, reference }: Catalogue) =>
  (day: CivilDate, without?: string): Facts => {
    const kept = new Map([...facts].filter(([fact]) => fact !== without));
    const derived = deriveFacts(kept, day, dictionary, reference);
    if (!derived.ok) throw new Error(JSON.stringify(derived.refusal));
    return derived.value;
  };

/** What is left of the answers on a day. */
const lastingOn = (day: CivilDate, facts: Facts, stale: ReadonlyMap<string, CivilDate>): Facts =>
  new Map([...facts].filter(([fact]) => day < (stale.get(fact) ?? '9999')));

const answersOf = (facts: Facts, stale: ReadonlyMap<string, CivilDate>, catalogue: Catalogue) => ({
  factsOn: (day: CivilDate): Facts => factsBy(lastingOn(day, facts, stale), catalogue)(day),
  keptOn: factsBy(facts, catalogue),
  answersTurnOn: [...stale.values()],
  staleOn: stale,
});

describe('the dates', () => {
  const derived = { kind: 'months-completed', from: 'f.founded', to: 'asOf' };
  const status = { kind: 'community-status', recordedOn: 'c.recorded', certifiedOn: 'c.certified', exitedOn: 'c.exited' };
  const DICTIONARY = aDictionary(
    aFact('f.founded', 'date', { changes: 'fixed' }),
    aFact('f.age', 'integer', { changes: 'by-time', derived }),
    aFact('f.staff', 'integer'),
    aFact('c.recorded', 'date'),
    aFact('c.certified', 'date'),
    aFact('c.exited', 'date'),
    aFact('c.status', 'text', { derived: status }),
    aFact('m.rate', 'integer', { changes: 'by-time', derived: { kind: 'dated-table', table: 'lpr-1y' } }),
    aFact('e.kind', 'choice', { scope: 'request' }),
  );
  const REFERENCE = {
    lpr1y: {
      rows: [
        { from: '2020-01-01', rateBp: 300 },
        { from: '2027-02-01', rateBp: 350 },
      ],
      knownUntil: '2027-06-30',
    },
  };
  const old = aLeaf('old', 'f.age', 'gte', 24);
  const young = aLeaf('young', 'f.age', 'lt', 36);
  const staff = aLeaf('staff', 'f.staff', 'lte', 20);

  const lookAhead = (
    programmes: Programme | readonly Programme[],
    facts: Record<string, FactValue> = {},
    { stale = {}, months = 24, adopted = [] as Programme[] } = {},
  ): TimelineEntry[] => {
    const reference = REFERENCE as unknown as Reference;
    const catalogue: Catalogue = { catalogueVersion: 'c', programmes: [programmes].flat(), adopted, dictionary: DICTIONARY, reference };
    return timelineOf({
      catalogue,
      applicant: 'enterprise',
      ...answersOf(new Map(Object.entries(facts)), new Map(Object.entries(stale as Record<string, CivilDate>)), catalogue),
      from: TODAY,
      until: addMonths(TODAY, months),
    });
  };
  const shown = (entries: readonly TimelineEntry[]) =>
    entries.map(({ on, what, before, after, why }) => ({
      on,
      what,
      before,
      after,
      why: why.map(({ clauseId, text }) => clauseId ?? text.zh),
    }));

  it('name when one is old enough, and when too old, with the clause', () => {
    expect(shown(lookAhead(aProgramme({ all: [old, young] }), { 'f.founded': '2025-01-31' }))).toEqual([
      { on: '2027-01-31', what: 'turns-eligible', before: 'ineligible', after: 'eligible', why: ['old'] },
      { on: '2028-01-31', what: 'lapses', before: 'eligible', after: 'ineligible', why: ['young'] },
    ]);
  });

  it('fall on the last day of a month that is too short', () => {
    expect(lookAhead(aProgramme(old), { 'f.founded': '2025-02-28' })[0]?.on).toBe('2027-02-28');
    expect(lookAhead(aProgramme(aLeaf('later', 'f.age', 'gte', 15)), { 'f.founded': '2025-11-30' })[0]?.on).toBe('2027-02-28');
  });

  it('name what is still to be told', () => {
    expect(shown(lookAhead(aProgramme({ all: [old, staff] }), { 'f.founded': '2025-01-31' }))).toEqual([
      { on: '2027-01-31', what: 'may-become-eligible', before: 'ineligible', after: 'unknown', why: ['old'] },
    ]);
    expect(shown(lookAhead(aProgramme({ all: [young, staff] }), { 'f.founded': '2024-01-31' }))).toEqual([
      { on: '2027-01-31', what: 'lapses', before: 'unknown', after: 'ineligible', why: ['young'] },
    ]);
  });

  it('do not wait for what only a request can tell', () => {
    const request = aLeaf('request', 'e.kind', 'eq', 'a');
    expect(lookAhead(aProgramme({ all: [old, request] }), { 'f.founded': '2025-01-31' })[0]).toMatchObject({ what: 'turns-eligible' });
  });

  it('name when a programme and each of its versions come and go', () => {
    const version = (name: string, from: string | null, to: string | null, criteria: Criterion) => ({
      ...aProgramme(criteria).versions[0],
      version: name,
      effective: { from, to, confidence: 'typical', note: { zh: `${name} 版`, en: name } },
    });
    const versions = [
      version('1', '2027-01-01', '2027-06-01', staff),
      version('2', '2027-06-01', '2028-01-01', aLeaf('few', 'f.staff', 'lte', 5)),
    ];
    expect(shown(lookAhead(aProgramme(staff, undefined, { versions }), { 'f.staff': 10 }))).toEqual([
      { on: '2027-01-01', what: 'opens', before: 'not-in-force', after: 'eligible', why: ['政策开始执行', '1 版'] },
      { on: '2027-06-01', what: 'lapses', before: 'eligible', after: 'ineligible', why: ['新版规定开始执行', '2 版', 'few'] },
    ]);
    expect(shown(lookAhead(aProgramme(staff, undefined, { versions }), { 'f.staff': 3 })).at(-1)).toEqual({
      on: '2028-01-01',
      what: 'closes',
      before: 'eligible',
      after: 'not-in-force',
      why: ['政策不再执行', '2 版'],
    });
    // Nobody is told of the coming and going of what they cannot have.
    expect(lookAhead(aProgramme(staff, undefined, { versions }), { 'f.staff': 30 })).toEqual([]);
  });

  it('follow a community and a published rate', () => {
    const certified = aProgramme(aLeaf('certified', 'c.status', 'eq', 'certified'));
    expect(
      shown(lookAhead(certified, { 'c.recorded': '2024-01-01', 'c.certified': '2027-03-01', 'c.exited': '2027-09-01' })),
    ).toMatchObject([
      { on: '2027-03-01', what: 'turns-eligible' },
      { on: '2027-09-01', what: 'lapses' },
    ]);
    expect(shown(lookAhead(aProgramme(aLeaf('cheap', 'm.rate', 'gt', 300))))).toMatchObject([
      { on: '2027-02-01', what: 'turns-eligible' },
      { on: '2027-07-01', what: 'becomes-uncertain', before: 'eligible', after: 'unknown' },
    ]);
  });

  it('lie after today and within the months looked at', () => {
    const facts = { 'f.founded': '2024-11-23' };
    expect(lookAhead(aProgramme(old), facts)).toEqual([]);
    expect(lookAhead(aProgramme(young), facts, { months: 12 })).toEqual([]);
    expect(lookAhead(aProgramme(young), facts, { months: 13 })).toHaveLength(1);
  });

  it('call a template as the county calls its own version of it, to those who are there', () => {
    const name = (zh: string) => ({ zh, en: zh });
    const template = aProgramme(young, undefined, { regionCode: null, name: name('补贴(模板)') });
    const adopted = [aProgramme(young, undefined, { regionCode: '320583', name: name('补贴（昆山市）') })];
    const namesIn = (divisionCode: string) =>
      lookAhead(template, { 'f.founded': '2025-01-31', 'firm.division_code': divisionCode }, { adopted }).map((entry) => entry.name?.zh);
    expect(namesIn('320583')).toEqual(['补贴（昆山市）']);
    expect(namesIn('320505')).toEqual(['补贴(模板)']);
  });

  it('leave out what others apply for', () => {
    expect(lookAhead(aProgramme(old, undefined, { applicants: ['carrier'] }), { 'f.founded': '2025-01-31' })).toEqual([]);
  });

  it('warn of answers that run out while something stands on them', () => {
    const held = aProgramme(staff, undefined, { id: 'held' });
    const lost = aProgramme({ all: [staff, aLeaf('never', 'm.rate', 'gt', 9000)] }, undefined, { id: 'lost' });
    const stale = { 'f.staff': '2027-05-23', 'f.founded': '2027-05-24' };
    expect(lookAhead([held, lost], { 'f.staff': 10, 'f.founded': '2020-01-01' }, { stale, months: 7 })).toEqual([
      {
        on: '2027-05-23',
        what: 'answer-goes-stale',
        programmeId: null,
        name: null,
        before: null,
        after: null,
        why: [],
        fact: 'f.staff',
        programmes: ['held'],
      },
    ]);
    expect(lookAhead(held, { 'f.staff': 10 }, { stale: { 'f.staff': TODAY } })).toEqual([]);
  });

  it('know no more on a day than the day will: what has run out is a question again', () => {
    const both = aProgramme({ all: [old, staff] });
    const facts = { 'f.staff': 10, 'f.founded': '2025-01-31' };
    const turn = { on: '2027-01-31', before: 'ineligible' };
    expect(lookAhead(both, facts, { stale: { 'f.staff': '2027-03-01' } })).toMatchObject([
      { ...turn, what: 'turns-eligible', after: 'eligible' },
      { on: '2027-03-01', what: 'answer-goes-stale', fact: 'f.staff', programmes: [both.id] },
    ]);
    // Forgotten before it is old enough, and on the same day.
    for (const on of ['2027-01-01', '2027-01-31'])
      expect(lookAhead(both, facts, { stale: { 'f.staff': on } }).filter(({ what }) => what !== 'answer-goes-stale')).toMatchObject(
        on === '2027-01-01' ? [{ ...turn, what: 'may-become-eligible', after: 'unknown' }] : [],
      );
  });

  it('name a programme that can be had by either of two answers when both run out', () => {
    const either = aProgramme({ any: [staff, old] });
    const stale = { 'f.staff': '2027-03-01', 'f.founded': '2027-03-01' };
    expect(lookAhead(either, { 'f.staff': 10, 'f.founded': '2020-01-01' }, { stale })).toMatchObject([
      { on: '2027-03-01', what: 'becomes-uncertain', before: 'eligible', after: 'unknown' },
    ]);
  });
});

describe('on the catalogue of the product, for any applicant', () => {
  const read = readCatalogue();
  const templates = read.programmes.filter(({ regionCode }) => regionCode === null);
  const catalogue: Catalogue = {
    catalogueVersion: 'c',
    programmes: read.programmes,
    adopted: templates.map((template) => adoptTemplate(template, '320583', read.dictionary)),
    dictionary: read.dictionary,
    reference: read.reference,
  };
  const UNTIL = addMonths(TODAY, 36);
  const CAN: Record<string, number> = { 'not-in-force': 0, ineligible: 0, unknown: 1, eligible: 2 };

  const dayBack = (most: number) => fc.nat(most).map((days) => addDays(TODAY, -days));
  const some = (arbitraries: Record<string, fc.Arbitrary<FactValue>>) => fc.record(arbitraries, { requiredKeys: [] });
  const applicant: fc.Arbitrary<readonly [ApplicantKind, Record<string, FactValue | undefined>]> = fc.oneof(
    some({
      'firm.division_code': fc.constantFrom('320583', '320505', '320102', '320576'),
      'firm.founded_on': dayBack(3000),
      'firm.licence_date': dayBack(3000),
      'firm.employees': fc.nat(800),
      'firm.revenue_last_year_cny': fc.nat(60_000_000).map((yuan) => yuan * 100),
      'firm.assets_cny': fc.nat(60_000_000).map((yuan) => yuan * 100),
      'firm.industry_code': fc.constantFrom('C3983', 'I6510'),
      'firm.qualifications': fc.constantFrom([], ['科技型中小企业'], ['高新技术企业']),
      'firm.wage_arrears': fc.boolean(),
      'firm.operating': fc.boolean(),
      'firm.is_startup_innovation_entity': fc.boolean(),
      'firm.on_approved_list': fc.boolean(),
    }).map((facts) => ['enterprise', facts] as const),
    some({
      'carrier.division_code': fc.constantFrom('320583', '320102', '320576'),
      'carrier.certified_on': dayBack(1500),
      'carrier.kind': fc.constantFrom('众创空间', '科技企业孵化器'),
      'carrier.certified_incubation_base': fc.boolean(),
      'carrier.performance_grade': fc.constantFrom('A', 'B', null),
      'community.recorded_on': fc.nat(1200).map((days) => addDays(TODAY, days - 600)),
      'community.certified_on': fc.nat(1200).map((days) => addDays(TODAY, days - 300)),
    }).map((facts) => ['carrier', facts] as const),
  );

  /** By another way than the timeline: the question anyone can ask about that day. */
  const standingsOn = (day: CivilDate, kind: ApplicantKind, facts: Facts): Map<string, string> => {
    const answer = answerMatch(catalogue, { facts, asOf: day, applicant: kind });
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
    const { results, notInForce } = answer.value;
    return new Map([
      ...results.map(({ programmeId, applicantVerdict }): [string, string] => [programmeId, applicantVerdict]),
      ...notInForce.map(({ programmeId }): [string, string] => [programmeId, 'not-in-force']),
    ]);
  };

  /** So many that even an unlucky seed has many more dates than are asked for. */
  const RUNS = 150;

  it('each date is one on which it really turns, and between the dates nothing does', () => {
    const samples = fc.array(fc.integer({ min: toEpochDay(TODAY), max: toEpochDay(UNTIL) - 1 }), { minLength: 4, maxLength: 4 });
    let turns = 0;
    fc.assert(
      fc.property(
        applicant,
        samples,
        fc.boolean(),
        fc.array(fc.integer({ min: 1, max: 700 }), { maxLength: 4 }),
        ([kind, plain], sampled, first, runOut) => {
          const facts = new Map(Object.entries(plain).flatMap(([fact, value]) => (value === undefined ? [] : [[fact, value] as const])));
          // Some answers run out; which of them is as good as chance.
          const names = first ? [...facts.keys()] : [...facts.keys()].reverse();
          const stale = new Map(runOut.slice(0, names.length).map((days, at) => [names[at] as string, addDays(TODAY, days)] as const));
          const question = { catalogue, applicant: kind, ...answersOf(facts, stale, catalogue), from: TODAY, until: UNTIL };
          const all = timelineOf(question);
          const entries = all.filter(({ what }) => what !== 'answer-goes-stale');
          const named = (id: string, day: CivilDate, since: CivilDate) =>
            all.some(({ on, programmes }) => since <= on && on <= day && programmes.includes(id));
          turns += entries.length;
          for (const { on, programmeId, before, after } of entries) {
            expect(standingsOn(addDays(on, -1), kind, lastingOn(addDays(on, -1), facts, stale)).get(programmeId ?? '')).toBe(before);
            expect(standingsOn(on, kind, lastingOn(on, facts, stale)).get(programmeId ?? '')).toBe(after);
            expect(CAN[before ?? '']).not.toBe(CAN[after ?? '']);
          }
          const today = standingsOn(TODAY, kind, facts);
          for (const day of sampled.map(fromEpochDay)) {
            for (const [id, standing] of standingsOn(day, kind, lastingOn(day, facts, stale))) {
              const last = entries.findLast(({ on, programmeId }) => programmeId === id && on <= day);
              // Uncertain since an answer ran out that was said to carry it.
              if (standing === 'unknown' && named(id, day, last?.on ?? TODAY)) continue;
              expect([id, day, CAN[standing]]).toEqual([id, day, CAN[last?.after ?? today.get(id) ?? '']]);
            }
          }
        },
      ),
      { numRuns: RUNS },
    );
    // A property about dates proves nothing where there are none; on average there is one in every other run.
    expect(turns).toBeGreaterThan(20);
  });
});
