import { describe, expect, it } from 'vitest';
import type { Programme } from '../../../../../shared/domain/policy/programme.ts';
import type { Claim } from '../../../../../shared/domain/subsidies/claim.ts';
import type { Hold } from '../../../../../shared/domain/subsidies/holds.ts';
import { CLAIM_KINDS } from '../../../../../shared/domain/subsidies/kinds.ts';
import { type LimitsContext, limitsOfClaim, partsOfClaim } from '../../../../../shared/domain/subsidies/limits-of-claim.ts';
import {
  APPLICANT,
  aLine,
  aPerson,
  CLAIMS,
  catalogue,
  computed,
  FILING,
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
    filing: claim.kind === 'events' ? FILING : undefined,
    ...more,
  });
}
const keys = (holds: readonly Hold[]): string[] => holds.map(({ kind, key }) => `${kind} ${key}`);
const hold = <Kind extends Hold['kind']>(holds: readonly Hold[], kind: Kind): Extract<Hold, { kind: Kind }> =>
  holds.find((one): one is Extract<Hold, { kind: Kind }> => one.kind === kind) as Extract<Hold, { kind: Kind }>;

describe('what a claim holds', () => {
  it('broadband: its months, its year of three, its bills against the opex subsidy, its cap', () => {
    const bill = (at: number) => `bill ${invoiceIdAt(at)}/community-broadband-subsidy+${OPEX}`;
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
    expect(keys(limits(events))).toEqual([`once event/${APPLICANT}/2026-06-18.光电对接会`, `cap cap/sip-event-subsidy/${APPLICANT}/2026`]);
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
      ...[1, 2, 3].map((at) => `bill ${invoiceIdAt(at)}/community-premises-water-energy-discount+${OPEX}`),
      `cap cap/community-premises-water-energy-discount/${APPLICANT}/2026`,
    ]);
    expect(hold(limits(utilities), 'slots').slots).toEqual(['2026']);
    expect(keys(limits({ ...utilities, lines: utilities.lines.slice(1) }))).not.toContain(rentKey);
  });
  it('names for every one the rule in both languages, and never one row twice', () => {
    for (const kind of CLAIM_KINDS) {
      const holds = limits(CLAIMS[kind]);
      expect(new Set(holds.map(({ key }) => key)).size).toBe(holds.length);
      for (const { text, confidence } of holds) expect(text.zh && text.en && confidence).toBeTruthy();
    }
  });
  it('of a line however its number is written', () => {
    const of = (lineNumber: string) => hold(limits({ ...broadband, lineNumber }), 'slots').key;
    expect(of('0512-8888 ６666')).toBe(of('051288886666'));
  });
});

describe('an exclusion', () => {
  const ours = hold(limits(broadband), 'bill');
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
    expect(theirs.find(({ key }) => key === ours.key)).toMatchObject({ kind: 'bill', holder: OPEX, pointer: '/lines/0/invoiceId' });
    expect(ours.holder).toBe('community-broadband-subsidy');
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

it('parts of invoices are what is claimed of each, without what is struck', () => {
  const claim = { ...broadband, lines: [aLine(1, 100), aLine(2, 200), aLine(1, 50, { lineId: 'x' })] };
  expect([...partsOfClaim(claim)]).toEqual([
    [invoiceIdAt(1), 150],
    [invoiceIdAt(2), 200],
  ]);
  expect([...partsOfClaim(claim, [{ lineId: 'line-1', reason: 'r' }])]).toEqual([
    [invoiceIdAt(2), 200],
    [invoiceIdAt(1), 50],
  ]);
});
