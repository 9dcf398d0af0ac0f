import type { Criterion, Leaf } from './criteria.ts';
import type { FactDictionary, Facts } from './fact.ts';
import type { Programme } from './programme.ts';

const leafFor = (fact: string, regionCode: string, index: number): Leaf => ({
  id: index === 0 ? 'adopted.division' : `adopted.division.${index + 1}`,
  fact,
  op: 'prefix',
  value: regionPrefix(regionCode),
  text: { zh: `位于采用本政策的地区（${regionCode}）`, en: `in the area that adopted it (${regionCode})` },
  clause: { ref: '-', quote: '由当地采用' },
  confidence: 'typical',
});

/** The leading digits that stand for a whole region: 320000 → 32, 320500 → 3205, 320585 → 320585. */
export const regionPrefix = (regionCode: string): string => regionCode.replace(/(00)+$/, '');

/** Where each kind of applicant is: firm.* for enterprises and the persons behind them. */
const SUBJECTS: Record<string, string> = { enterprise: 'firm', person: 'person', community_operator: 'community' };

/** The facts that say where those stand who may apply. */
const placesOf = ({ applicants }: Programme): string[] => applicants.map((kind) => `${SUBJECTS[kind] ?? kind}.division_code`);

/** Is someone with these facts in the county whose own version of a template this is? Not while the place is unknown. */
export const isThere = (adopted: Programme, facts: Facts): boolean =>
  placesOf(adopted).some((fact) => String(facts.get(fact) ?? '').startsWith(regionPrefix(adopted.regionCode as string)));

/**
 * A template as one county adopts it: bound to its region and open to applicants there. Where several kinds may apply, being there as one
 * of them is enough.
 */
export function adoptTemplate(template: Programme, regionCode: string, dictionary: FactDictionary): Programme {
  const facts = placesOf(template).filter((fact) => dictionary.has(fact));
  const leaves = facts.map((fact, index) => leafFor(fact, regionCode, index));
  const place: Criterion = leaves.length === 1 ? (leaves[0] as Leaf) : { any: leaves };
  return {
    ...template,
    regionCode,
    versions: template.versions.map((version) => ({
      ...version,
      criteria: {
        all: [...('all' in version.criteria ? version.criteria.all : [version.criteria]), ...(leaves.length > 0 ? [place] : [])],
      },
    })),
  };
}
