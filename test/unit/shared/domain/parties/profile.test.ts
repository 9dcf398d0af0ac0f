import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCatalogue } from '../../../../../shared/catalogue/read-catalogue.ts';
import { type CivilDate, parseCivilDate } from '../../../../../shared/domain/kernel/civil-date.ts';
import { isCompetent } from '../../../../../shared/domain/parties/competence.ts';
import { freshUntil, knownFacts, sameAnswer, standingsOf } from '../../../../../shared/domain/parties/profile.ts';
import { type FactSource, SOURCES, type SourceKind } from '../../../../../shared/domain/parties/records.ts';
import { snapshotOf } from '../../../../../shared/domain/parties/snapshot.ts';
import { deriveFacts } from '../../../../../shared/domain/policy/derive.ts';

const { dictionary, reference } = readCatalogue();
const day = (text: string) => parseCivilDate(text) as CivilDate;
const TODAY = day('2026-11-23');
const definition = (id: string) => {
  const found = dictionary.get(id);
  if (!found) throw new Error(id);
  return found;
};

const says = (
  source: SourceKind,
  facts: Record<string, unknown>,
  statedAt = '2026-11-01T00:00:00.000Z',
  by: string | null = null,
): FactSource => ({
  source,
  organisationId: by,
  organisationName: by,
  facts: Object.fromEntries(
    Object.entries(facts).map(([fact, value]) => [fact, { value, since: null, statedAt, statedBy: 'p', evidence: [] }]),
  ),
  version: 1,
});
const standingOf = (fact: string, ...sources: FactSource[]) => standingsOf(sources, dictionary, TODAY).find((one) => one.fact === fact);
const known = (...sources: FactSource[]) => knownFacts(standingsOf(sources, dictionary, TODAY), dictionary, reference, TODAY);

describe('freshness', () => {
  it.each([
    // The months are those of the dictionary, counted from the day it was in China.
    ['firm.employees', '2026-11-01T00:00:00.000Z', '2027-05-01'],
    ['firm.employees', '2026-08-30T16:00:00.000Z', '2027-02-28'],
    ['firm.employees', '2026-08-30T15:59:59.999Z', '2027-02-28'],
    ['firm.wage_arrears', '2026-10-31T16:00:00.000Z', '2026-12-01'],
    ['firm.founded_on', '1990-01-01T00:00:00.000Z', null],
    // Fixed by nature, whatever the dictionary says of months.
    ['founder.category', '1990-01-01T00:00:00.000Z', null],
  ])('of %s said at %s ends on %s', (fact, at, until) => expect(freshUntil(definition(fact), at)).toBe(until));

  it('ends at the beginning of a day', () => {
    const source = says('self', { 'firm.employees': 5 }, '2026-05-23T02:00:00.000Z');
    const standing = (today: string) => standingsOf([source], dictionary, day(today))[0];
    expect(standing('2026-11-22')?.counts?.value).toBe(5);
    expect(standing('2026-11-23')).toMatchObject({ counts: undefined, contested: false, statements: [{ standing: 'stale' }] });
  });
});

describe('the statement that counts', () => {
  it.each([
    ['the register before the company', [says('self', { 'firm.employees': 19 }), says('register', { 'firm.employees': 16 })], 16, true],
    [
      'a fresh one before a stale one of more standing',
      [says('self', { 'firm.employees': 19 }), says('register', { 'firm.employees': 16 }, '2026-01-01T00:00:00.000Z')],
      19,
      false,
    ],
    [
      'the newer of two of one standing',
      [
        says('bureau', { 'firm.employees': 1 }, '2026-10-01T00:00:00.000Z', 'a'),
        says('bureau', { 'firm.employees': 2 }, '2026-11-01T00:00:00.000Z', 'b'),
      ],
      2,
      true,
    ],
    [
      'either, where they agree',
      [says('self', { 'firm.employees': 16 }), says('bank', { 'firm.employees': 16 }, undefined, 'b')],
      16,
      false,
    ],
  ])('is %s', (_what, sources, value, contested) => {
    expect(standingOf('firm.employees', ...sources)).toMatchObject({ counts: { value }, contested });
  });

  it('is never one the dictionary no longer takes', () => {
    expect(
      standingOf('firm.employees', says('register', { 'firm.employees': 'many' }), says('self', { 'firm.employees': 3 })),
    ).toMatchObject({
      counts: { value: 3 },
      contested: false,
      statements: [{ standing: 'fresh' }, { standing: 'unreadable' }],
    });
    expect(known(says('self', { 'firm.employees': 'many' })).leftOut).toEqual([{ fact: 'firm.employees', why: 'unreadable' }]);
    expect(standingsOf([says('self', { 'firm.gone': 1 })], dictionary, TODAY)).toEqual([]);
  });

  it('does not read what every object inherits', () => {
    expect(standingsOf([says('self', {})], new Map([['toString', { ...definition('firm.employees'), id: 'toString' }]]), TODAY)).toEqual(
      [],
    );
  });

  it.each([
    ['firm.founded_on', ['register', 'self']],
    ['firm.employees', ['register', 'self']],
    ['firm.qualifications', ['bureau', 'self']],
    ['firm.rd_spend_last_year_cny', ['bureau', 'self']],
    ['firm.in_sukedai_library', ['bureau', 'self']],
    ['firm.community_id', ['bureau', 'community', 'self']],
    ['premises.area_m2', ['bureau', 'community', 'self']],
    ['loan.amount_cny', ['bank', 'self']],
    ['firm.revenue_last_year_cny', ['self']],
    ['firm.assets_cny', ['self']],
    ['founder.first_time', ['self']],
  ])('who is there to know %s: %j', (fact, sources) => {
    expect(SOURCES.filter((source) => isCompetent(source, fact))).toEqual(sources);
  });

  it('holds for any sources: fresh before stale, then who is there to know it, then time', () => {
    const statement = fc.record({ source: fc.constantFrom(...SOURCES), value: fc.nat(50), month: fc.integer({ min: 1, max: 11 }) });
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 6 }), (all) => {
        const sources = all.map(({ source, value, month }, at) =>
          says(source, { 'firm.employees': value }, `2026-${String(month).padStart(2, '0')}-10T00:00:00.000Z`, `o${at}`),
        );
        const [standing] = standingsOf(sources, dictionary, TODAY);
        const fresh = all.filter(({ month }) => month >= 6);
        if (fresh.length === 0) {
          expect(standing?.counts).toBeUndefined();
          return;
        }
        // The register is there to know how many work in a firm; the bureau, the community and the bank are not.
        const order: readonly SourceKind[] = ['register', 'self', 'bureau', 'community', 'bank'];
        const best = Math.min(...fresh.map(({ source }) => order.indexOf(source)));
        const rivals = fresh.filter(({ source }) => order.indexOf(source) === best);
        const newest = Math.max(...rivals.map(({ month }) => month));
        const values = rivals.filter(({ month }) => month === newest).map(({ value }) => value);
        expect(values).toContain(standing?.counts?.value);
        expect(standing?.contested).toBe(new Set(fresh.map(({ value }) => value)).size > 1);
        expect(standing?.statements).toHaveLength(all.length);
      }),
    );
  });
});

describe('what is known', () => {
  it('never has a stale value in it, and says so', () => {
    const { facts, leftOut } = known(says('self', { 'firm.employees': 5, 'firm.founded_on': '2024-01-31' }, '2025-01-01T00:00:00.000Z'));
    expect([...facts]).toEqual([['firm.founded_on', '2024-01-31']]);
    expect(leftOut).toEqual([{ fact: 'firm.employees', why: 'stale' }]);
  });

  it('has what follows from it', () => {
    const { derived } = known(says('self', { 'firm.founded_on': '2024-01-31', 'firm.rd_staff': 1, 'firm.employees': 3 }));
    expect(derived.get('firm.age_months')).toBe(33);
    expect(derived.get('firm.rd_staff_ratio_pct')).toBeCloseTo(33.33, 1);
  });

  it.each([
    [
      'both sides of what cannot be',
      [says('register', { 'firm.employees': 5 }), says('self', { 'firm.rd_staff': 7 })],
      ['firm.employees', 'firm.rd_staff'],
    ],
    [
      'what an office attested where it can be computed otherwise',
      [says('bureau', { 'firm.rd_staff_ratio_pct': 80 }), says('self', { 'firm.rd_staff': 1, 'firm.employees': 4 })],
      ['firm.rd_staff_ratio_pct'],
    ],
    ['a day of founding that has not come', [says('self', { 'firm.founded_on': '2027-01-01' })], ['firm.founded_on']],
  ])('leaves out %s', (_what, sources, out) => {
    const { facts, leftOut } = known(...sources);
    expect(leftOut.map(({ fact }) => fact).sort()).toEqual(out);
    expect(new Set(leftOut.map(({ why }) => why))).toEqual(new Set(['contradiction']));
    expect(deriveFacts(facts, TODAY, dictionary, reference).ok).toBe(true);
  });

  it('uses what an office attests while it cannot be computed', () => {
    expect(known(says('bureau', { 'firm.size_class': 'micro' })).derived.get('firm.size_class')).toBe('micro');
  });
});

it('answers are the same in any order of words', () => {
  expect(sameAnswer(['a', 'b'], ['b', 'a'])).toBe(true);
  expect(sameAnswer(['a'], ['a', 'a'])).toBe(false);
  expect(sameAnswer(null, [])).toBe(false);
});

it('a snapshot holds what counts and nothing that had to be left out', () => {
  const sources = [says('register', { 'firm.employees': 5 }), says('self', { 'firm.rd_staff': 7, 'firm.assets_cny': 1 })];
  const standings = standingsOf(sources, dictionary, TODAY);
  const { leftOut } = knownFacts(standings, dictionary, reference, TODAY);
  expect(snapshotOf({ id: 'x', kind: 'company' }, standings, leftOut, 'v').facts).toEqual({
    'firm.assets_cny': { value: 1, source: 'self', organisationId: null, since: null, statedAt: '2026-11-01T00:00:00.000Z' },
  });
});
