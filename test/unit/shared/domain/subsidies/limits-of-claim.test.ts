import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Programme } from '../../../../../shared/domain/policy/programme.ts';
import type { Claim } from '../../../../../shared/domain/subsidies/claim.ts';
import {
  capExhausted,
  changesOfHolds,
  giveBackHold,
  type Hold,
  type HoldRow,
  type RowHold,
  takeHold,
} from '../../../../../shared/domain/subsidies/holds.ts';
import { CLAIM_KINDS } from '../../../../../shared/domain/subsidies/kinds.ts';
import { type LimitsContext, limitsOfClaim, partsOfInvoices } from '../../../../../shared/domain/subsidies/limits-of-claim.ts';
import {
  APPLICANT,
  aLine,
  aPerson,
  aTrainee,
  CLAIMS,
  catalogue,
  computed,
  invoiceIdAt,
  keyOfPerson,
  programmeOf,
  SELLER,
  TODAY,
} from './claims.ts';

const { broadband, training, mentoring, events, rent, utilities } = CLAIMS;
const OPEX = 'suzhou-incubation-base-opex';

function limits(claim: Claim, more: Partial<LimitsContext> = {}): Hold[] {
  const { computedFen, caps } = computed(claim);
  return limitsOfClaim(claim, {
    ...programmeOf(claim.kind),
    applicantId: APPLICANT,
    asOf: TODAY,
    computedFen: computedFen ?? 0,
    caps,
    neighbours: catalogue.programmes,
    ...more,
  });
}
const keys = (holds: readonly Hold[]): string[] => holds.map(({ kind, key }) => `${kind} ${key}`);
const hold = <Kind extends Hold['kind']>(holds: readonly Hold[], kind: Kind): Extract<Hold, { kind: Kind }> =>
  holds.find((one): one is Extract<Hold, { kind: Kind }> => one.kind === kind) as Extract<Hold, { kind: Kind }>;
const take = (row: HoldRow | undefined, of: RowHold, caseId: string): HoldRow => {
  const taken = takeHold(row, of, caseId);
  if (!taken.ok) throw new Error(taken.refusal.code);
  return taken.value;
};

describe('what a claim holds', () => {
  it('broadband: its months, its year of three, its bills against the opex subsidy, its cap', () => {
    const bill = (at: number) => `exclusion bill/${invoiceIdAt(at)}/community-broadband-subsidy+${OPEX}`;
    expect(keys(limits(broadband))).toEqual([
      'slots line/051288886666',
      `years years/community-broadband-subsidy/${APPLICANT}`,
      bill(1),
      bill(2),
      `cap cap/community-broadband-subsidy/${APPLICANT}/2026`,
    ]);
    expect(hold(limits(broadband), 'slots').slots).toHaveLength(8);
    expect(hold(limits(broadband), 'cap')).toMatchObject({
      capFen: 2_000_000,
      takeFen: 400_000,
      exceeding: 'lowers',
      confidence: 'invented',
    });
    expect(hold(limits(broadband), 'years')).toMatchObject({ year: 2026, most: 3, exceeding: 'refuses', pointer: '/year' });
  });
  it('training: each person for the course and the year', () => {
    const holds = limits(training);
    expect(holds).toHaveLength(20);
    expect(holds[2]).toMatchObject({
      kind: 'course',
      key: `person/community-training-subsidy/${keyOfPerson('学员3')}`,
      course: '创办企业培训(SYB)',
      year: 2026,
      typesPerYear: 1,
      pointer: '/trainees/2',
      citation: { ref: 'S58' },
    });
    expect(limits(training, { strikes: [{ lineId: 'trainee-3', reason: 'r' }] })).toHaveLength(19);
  });
  it('mentoring: its sessions, and both caps', () => {
    expect(keys(limits(mentoring))).toEqual([
      `slots sessions/${APPLICANT}/${SELLER}/${mentoring.mentor.personKey}/2026`,
      `cap cap/community-mentor-subsidy/${APPLICANT}/2026/firm/${SELLER}`,
      `cap cap/community-mentor-subsidy/${APPLICANT}/2026`,
    ]);
  });
  it('events: the event itself', () => {
    expect(keys(limits(events))).toEqual(['once event/filing-1', `cap cap/sip-event-subsidy/${APPLICANT}/2026`]);
  });
  it('rent: its months on the site, the founder, the household, three years, both caps', () => {
    const site = '320585.上海路1号a座';
    const wife = { relativeId: 'r', ...aPerson('王') };
    expect(keys(limits({ ...rent, household: [wife] }))).toEqual([
      `slots site/${site}/${APPLICANT}`,
      `exclusion founder/taicang-venue-rent-subsidy/${keyOfPerson('李创业')}`,
      `exclusion household/taicang-venue-rent-subsidy/${site}/${keyOfPerson('李创业')}`,
      `exclusion household/taicang-venue-rent-subsidy/${site}/${wife.personKey}`,
      `years years/taicang-venue-rent-subsidy/${APPLICANT}`,
      `cap cap/taicang-venue-rent-subsidy/${APPLICANT}/2026`,
      `cap cap/taicang-venue-rent-subsidy/site/${site}/2026`,
    ]);
  });
  it('utilities: the rent of the year at once, its bills, its cap', () => {
    const site = '320583.学院路5号';
    const rentKey = `slots rent/community-premises-water-energy-discount/${APPLICANT}/${site}`;
    expect(keys(limits(utilities))).toEqual([
      rentKey,
      ...[1, 2, 3].map((at) => `exclusion bill/${invoiceIdAt(at)}/community-premises-water-energy-discount+${OPEX}`),
      `cap cap/community-premises-water-energy-discount/${APPLICANT}/2026`,
    ]);
    expect(hold(limits(utilities), 'slots').slots).toEqual(['2026']);
    expect(keys(limits({ ...utilities, lines: utilities.lines.slice(1) }))).not.toContain(rentKey);
  });
  it('of one firm on a site stops another household member, of an other household it does not', () => {
    const first = limits({ ...rent, household: [{ relativeId: 'r', ...aPerson('王') }] });
    const rows = new Map<string, HoldRow>();
    for (const one of first) if (one.kind !== 'cap') rows.set(one.key, take(rows.get(one.key), one, 'case-1'));
    const refused = (founder: string) =>
      limits({ ...rent, founder: aPerson(founder) }, { applicantId: 'org-2' }).flatMap((one) => {
        const taken = one.kind === 'cap' ? undefined : takeHold(rows.get(one.key), one, 'case-2');
        return taken && !taken.ok ? [taken.refusal] : [];
      });
    expect(refused('王')).toMatchObject([
      { code: 'excluded', text: { zh: '同一场地在家庭成员间转换的只能一人享受' }, pointer: '/founder', citation: { ref: 'S51' } },
    ]);
    expect(refused('李创业').map(({ text }) => text.zh)).toContain('一人多照不可重复享受');
    expect(refused('赵')).toEqual([]);
  });
  it('names for every one the rule in both languages, and never one row twice', () => {
    for (const kind of CLAIM_KINDS) {
      const holds = limits(CLAIMS[kind]);
      expect(new Set(holds.map(({ key }) => key)).size).toBe(holds.length);
      for (const { text, confidence } of holds) expect(text.zh && text.en && confidence).toBeTruthy();
    }
  });
  it('fits one transaction with forty of everything', () => {
    const lines = Array.from({ length: 40 }, (_, at) => aLine(at, 100));
    const trainees = Array.from({ length: 40 }, (_, at) => aTrainee(at));
    expect(limits({ ...broadband, lines }).length).toBeLessThanOrEqual(45);
    expect(limits({ ...training, lines, trainees }).length).toBeLessThanOrEqual(40);
  });
});

describe('an exclusion', () => {
  const opexKey = limits(broadband).find(({ key }) => key.startsWith('bill/')) as RowHold;
  it('has one word for both sides, whichever claims first', () => {
    const neighbour = catalogue.programmes.find(({ id }) => id === OPEX) as Programme;
    const theirs = limitsOfClaim(broadband, {
      programme: neighbour,
      version: neighbour.versions[0] as Programme['versions'][number],
      applicantId: 'org-2',
      asOf: TODAY,
      computedFen: 1,
      caps: [],
      neighbours: catalogue.programmes,
    });
    const same = theirs.find(({ key }) => key === opexKey.key) as RowHold;
    expect(same).toBeDefined();
    const row = take(undefined, opexKey, 'case-1');
    expect(takeHold(row, same, 'case-2')).toMatchObject({ ok: false, refusal: { code: 'excluded', pointer: '/lines/0/invoiceId' } });
    expect(takeHold(giveBackHold(row, 'case-1'), same, 'case-2').ok).toBe(true);
    expect(takeHold(row, opexKey, 'case-3').ok).toBe(true);
  });
  it('binds also where only the other side writes it', () => {
    const { version } = programmeOf('broadband');
    const silent = { ...version, exclusions: [] };
    expect(keys(limits(broadband, { version: silent })).some((key) => key.includes(OPEX))).toBe(true);
    expect(keys(limits(broadband, { version: silent, neighbours: [] })).some((key) => key.includes(OPEX))).toBe(false);
  });
  it('outright is one of the applicant, not of a bill; others of the programme are told by its kind', () => {
    const { version } = programmeOf('broadband');
    const words = { zh: '一', en: 'a' };
    const said = (kind: 'mutually-exclusive' | 'one-active' | 'max-years', more = {}) => ({
      kind,
      programmes: [],
      text: words,
      confidence: 'sourced' as const,
      ...more,
    });
    const more = {
      neighbours: [],
      version: {
        ...version,
        benefit: { ...version.benefit, per: 'once' as const },
        exclusions: [said('mutually-exclusive', { programmes: ['z', 'a'] }), said('one-active'), said('max-years', { years: 2 })],
      },
    };
    expect(keys(limits(broadband, more)).slice(1)).toEqual([
      `years years/community-broadband-subsidy/${APPLICANT}`,
      `once active/community-broadband-subsidy/${APPLICANT}`,
      `once once/community-broadband-subsidy/${APPLICANT}`,
      `exclusion applicant/${APPLICANT}/community-broadband-subsidy+z`,
      `exclusion applicant/${APPLICANT}/a+community-broadband-subsidy`,
      `cap cap/community-broadband-subsidy/${APPLICANT}/2026`,
    ]);
    expect(hold(limits(broadband, more), 'years').most).toBe(2);
  });
});

describe('a row', () => {
  const { course, years, slots, once } = {
    course: hold(limits(training), 'course'),
    years: hold(limits(broadband), 'years'),
    slots: hold(limits(broadband), 'slots'),
    once: hold(limits(events), 'once'),
  };
  it('once: one case, and the next when that has given it back', () => {
    const row = take(undefined, once, 'a');
    expect(takeHold(row, once, 'b')).toMatchObject({
      ok: false,
      refusal: { code: 'claimed-already', key: once.key, pointer: '/filingId' },
    });
    expect(takeHold(row, once, 'a').ok).toBe(true);
    expect(take(giveBackHold(row, 'a'), once, 'b').takes).toEqual([{ caseId: 'b' }]);
  });
  it('years: three different ones, each for any number of claims', () => {
    const three = [2024, 2025, 2026].reduce<HoldRow | undefined>((row, year, at) => take(row, { ...years, year }, `c${at}`), undefined);
    expect(takeHold(three, { ...years, year: 2027 }, 'd')).toMatchObject({ ok: false, refusal: { code: 'years-used-up' } });
    expect(takeHold(three, { ...years, year: 2025 }, 'd').ok).toBe(true);
    expect(takeHold(giveBackHold(three as HoldRow, 'c0'), { ...years, year: 2027 }, 'd').ok).toBe(true);
  });
  it('slots: of one line however its number is written', () => {
    const of = (lineNumber: string) => hold(limits({ ...broadband, lineNumber }), 'slots').key;
    expect(of('0512-8888 ６666')).toBe(of('051288886666'));
  });
  it('slots: months that do not meet', () => {
    const row = take(undefined, { ...slots, slots: ['2026-01', '2026-02'] }, 'a');
    expect(takeHold(row, { ...slots, slots: ['2026-02', '2026-03'] }, 'b')).toMatchObject({
      ok: false,
      refusal: { code: 'claimed-already' },
    });
    expect(takeHold(row, { ...slots, slots: ['2026-03'] }, 'b').ok).toBe(true);
    expect(take(row, { ...slots, slots: ['2026-03'] }, 'a').takes).toEqual([{ caseId: 'a', slots: ['2026-03'] }]);
  });
  it('course: once for ever, and one kind a year', () => {
    const row = take(undefined, course, 'a');
    const refused = (more: object) => !takeHold(row, { ...course, ...more }, 'b').ok;
    expect(refused({})).toBe(true);
    expect(refused({ year: 2027 })).toBe(true);
    expect(refused({ course: '网络创业培训' })).toBe(true);
    expect(refused({ course: '网络创业培训', year: 2027 })).toBe(false);
    expect(refused({ course: '网络创业培训', typesPerYear: 2 })).toBe(false);
    expect(refused({ course: '网络创业培训', typesPerYear: null })).toBe(false);
  });
  it('never holds what its rule forbids, whatever is taken and given back in whatever order', () => {
    const step = fc.record({
      caseId: fc.constantFrom('a', 'b', 'c', 'd'),
      back: fc.boolean(),
      year: fc.integer({ min: 2020, max: 2025 }),
      first: fc.nat(11),
      length: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let [ofYears, ofSlots]: (HoldRow | undefined)[] = [];
        for (const { caseId, back, year, first, length } of steps) {
          if (back) {
            ofYears &&= giveBackHold(ofYears, caseId);
            ofSlots &&= giveBackHold(ofSlots, caseId);
            continue;
          }
          const some = Array.from({ length }, (_, at) => `m${first + at}`);
          const [yearsTaken, slotsTaken] = [
            takeHold(ofYears, { ...years, year }, caseId),
            takeHold(ofSlots, { ...slots, slots: some }, caseId),
          ];
          if (yearsTaken.ok) ofYears = yearsTaken.value;
          if (slotsTaken.ok) ofSlots = slotsTaken.value;
        }
        const months = ofSlots?.takes.flatMap(({ slots: taken = [] }) => taken) ?? [];
        expect(new Set(months).size).toBe(months.length);
        expect(new Set(ofYears?.takes.map(({ year }) => year)).size).toBeLessThanOrEqual(3);
      }),
    );
  });
});

it('a cap of which nothing is left is told by its rule', () => {
  const cap = hold(limits(rent), 'cap');
  expect(capExhausted(cap)).toMatchObject({ code: 'cap-exhausted', key: cap.key, citation: { ref: 'S51' } });
});

it('parts of invoices are what is claimed of each, without what is struck', () => {
  const claim = { ...broadband, lines: [aLine(1, 100), aLine(2, 200), aLine(1, 50, { lineId: 'x' })] };
  expect([...partsOfInvoices(claim)]).toEqual([
    [invoiceIdAt(1), 150],
    [invoiceIdAt(2), 200],
  ]);
  expect([...partsOfInvoices(claim, [{ lineId: 'line-1', reason: 'r' }])]).toEqual([
    [invoiceIdAt(2), 200],
    [invoiceIdAt(1), 50],
  ]);
});

describe('what changes', () => {
  const all = limits(broadband);
  it('at submission is everything, at an end everything back', () => {
    expect(changesOfHolds([], all)).toMatchObject({ giveBack: [], caps: [{ moreFen: 400_000 }] });
    expect(changesOfHolds([], all).take).toHaveLength(4);
    expect(changesOfHolds(all, []).giveBack).toHaveLength(4);
    expect(changesOfHolds(all, [])).toMatchObject({ take: [], caps: [{ moreFen: -400_000 }] });
    expect(changesOfHolds(all, all)).toEqual({ take: [], giveBack: [], caps: [] });
  });
  it('when a bill is struck is its row and its part of the cap', () => {
    const after = limits(broadband, { strikes: [{ lineId: 'line-1', reason: 'r' }], computedFen: 250_000 });
    const changes = changesOfHolds(all, after);
    expect(changes.giveBack.map(({ key }) => key)).toEqual([`bill/${invoiceIdAt(1)}/community-broadband-subsidy+${OPEX}`]);
    expect(changes.caps).toMatchObject([{ moreFen: -150_000 }]);
  });
  it('when months are corrected is their row, taken anew', () => {
    const after = limits({ ...broadband, monthsTo: '2026-07' });
    expect(changesOfHolds(all, after).take).toMatchObject([{ kind: 'slots', slots: expect.not.arrayContaining(['2026-08']) }]);
  });
});
