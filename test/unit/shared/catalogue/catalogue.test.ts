import { describe, expect, it } from 'vitest';
import { readCatalogue } from '../../../../shared/catalogue/read-catalogue.ts';
import { regionPrefix } from '../../../../shared/domain/policy/adopt.ts';
import { leavesOf } from '../../../../shared/domain/policy/criteria-tree.ts';
import { factsOf, tiersOf } from '../../../../shared/domain/policy/formula-parts.ts';
import { instrument } from '../../../../shared/domain/policy/programme.ts';

const { programmes, definitions, dictionary, reference } = readCatalogue();

const IDS = [
  'batch-guarantee-80-20',
  'community-angel-seed-fund',
  'community-broadband-subsidy',
  'community-mentor-subsidy',
  'community-premises-water-energy-discount',
  'community-risk-pool',
  'community-training-subsidy',
  'incubation-plan-performance-award',
  'js-angel-risk-compensation',
  'js-guidance-fund-equity',
  'js-startup-guaranteed-loan',
  'kunshan-investment-loan-linkage',
  'kunshan-kun-ke-dai',
  'nanjing-student-vc-match',
  'national-tech-guarantee-plan',
  'sip-event-subsidy',
  'sip-tech-loan-interest-subsidy-2024',
  'su-ke-dai',
  'suzhou-angel-fof-522',
  'suzhou-angel-match-2013',
  'suzhou-credit-guarantee-fund',
  'suzhou-incubation-base-opex',
  'taicang-venue-rent-subsidy',
  'xiao-wei-dai',
];
const TEMPLATES = IDS.filter((id) => id.startsWith('community-') && !['community-angel-seed-fund', 'community-risk-pool'].includes(id));
const NATIONAL = '100000';

describe('the catalogue', () => {
  it('holds the 24 programmes, sorted by id', () => {
    expect(programmes.map((programme) => programme.id)).toEqual(IDS);
  });

  it('has a template exactly where no region is named', () => {
    expect(programmes.filter((programme) => programme.regionCode === null).map((programme) => programme.id)).toEqual(TEMPLATES);
  });

  it.each(programmes.filter((programme) => programme.regionCode && programme.regionCode !== NATIONAL).map((one) => [one.id, one] as const))(
    '%s is bound to its region',
    (_id, programme) => {
      for (const version of programme.versions) {
        const bound = leavesOf(version.criteria).filter((leaf) => ['prefix', 'eq'].includes(leaf.op) && /division/.test(leaf.fact));
        expect(bound.map((leaf) => leaf.value)).toContain(regionPrefix(programme.regionCode as string));
      }
    },
  );

  it('gives one programme without application, as a default of ours', () => {
    const given = programmes.flatMap(({ id, versions }) =>
      versions.flatMap(({ delivery }) => (delivery ? [[id, delivery.confidence]] : [])),
    );
    expect(given).toEqual([['incubation-plan-performance-award', 'invented']]);
  });

  it('gives every instrument a name and a side', () => {
    expect(Object.keys(reference.instruments).sort()).toEqual([...instrument.options].sort());
  });

  it('says in the title of a source that it is a digest by a third party, which is no document of an office', () => {
    const titles = programmes.flatMap(({ sources }) =>
      sources.flatMap(({ title, reliability }) =>
        /summary|question-and-answer|blog|document share/.test(reliability) && !/news/.test(reliability) ? [title] : [],
      ),
    );
    expect(titles.length).toBeGreaterThan(10);
    expect(titles.filter((title) => !title.endsWith('（第三方摘编，非文件原文）'))).toEqual([]);
  });

  it('marks every figure that has no source as a default of ours or as commonly known', () => {
    const leaves = programmes.flatMap(({ versions }) =>
      versions.flatMap(({ criteria, benefit, priority }) => [
        ...leavesOf(criteria),
        ...(priority ? leavesOf(priority.when) : []),
        ...tiersOf(benefit.amount).flatMap((tiers) => tiers.flatMap((tier) => leavesOf(tier.when))),
      ]),
    );
    const unsourced = leaves.filter((leaf) => leaf.clause.ref === '-');
    expect(unsourced.length).toBeGreaterThan(0);
    expect(unsourced.filter((leaf) => !['typical', 'invented'].includes(leaf.confidence))).toEqual([]);
  });
});

describe('the fact dictionary', () => {
  it('keeps what is known of natural persons sensitive', () => {
    const persons = definitions.filter((definition) => /^(person|founder|legal_rep)\./.test(definition.id));
    expect(persons.length).toBeGreaterThan(5);
    expect(persons.filter((definition) => definition.sensitivity !== 'person')).toEqual([]);
  });

  it('has no fact that nothing reads', () => {
    const read = new Set(
      programmes.flatMap(({ versions }) =>
        versions.flatMap(({ criteria, benefit, priority, exclusions }) => [
          ...leavesOf(criteria).map((leaf) => leaf.fact),
          ...(priority ? leavesOf(priority.when).map((leaf) => leaf.fact) : []),
          ...[benefit.amount, ...benefit.fees.map((fee) => fee.amount)].flatMap((amount) => [
            ...factsOf(amount),
            ...tiersOf(amount).flatMap((tiers) => tiers.flatMap((tier) => leavesOf(tier.when).map((leaf) => leaf.fact))),
          ]),
          ...exclusions.flatMap((exclusion) => exclusion.fact ?? []),
        ]),
      ),
    );
    for (let size = -1; size !== read.size; ) {
      size = read.size;
      for (const fact of [...read]) {
        for (const value of Object.values(dictionary.get(fact)?.derived ?? {})) {
          if (dictionary.has(value)) read.add(value);
        }
      }
    }
    // Where a person, provider or incubator is matters once a county adopts a template.
    const idle = definitions.filter(({ id }) => !read.has(id) && !id.endsWith('.division_code')).map(({ id }) => id);
    expect(idle).toEqual([]);
  });

  it('asks no one for a published rate', () => {
    expect(definitions.filter((definition) => !definition.asked).map((definition) => definition.id)).toEqual(['market.lpr_1y_bp']);
  });
});

describe('the reference tables', () => {
  it('have the rates in order of time, none after the last day they speak for', () => {
    const days = reference.lpr1y.rows.map((row) => row.from);
    expect(days).toEqual([...days].sort());
    expect(days.at(-1)).toBe('2025-05-20');
    expect(reference.lpr1y.knownUntil).toBe('2025-11-20');
  });

  it('have 13 cities, 95 statutory county units and 9 zones, each below one that exists', () => {
    const count = (level: string, statutory: boolean) =>
      reference.divisions.filter((division) => division.level === level && division.statutory === statutory).length;
    expect([count('city', true), count('county', true), count('county', false)]).toEqual([13, 95, 9]);
    const codes = new Set(reference.divisions.map((division) => division.code));
    expect(codes.size).toBe(reference.divisions.length);
    expect(reference.divisions.filter((division) => division.parent !== null && !codes.has(division.parent))).toEqual([]);
  });

  it('sort industry codes into declared industries', () => {
    const industries = new Set(reference.sizeClasses.industries.map((industry) => industry.code));
    const used = [...Object.values(reference.sizeClasses.byIndustryCode), reference.sizeClasses.otherwise];
    expect([...new Set(used)].sort()).toEqual([...industries].sort());
  });
});
