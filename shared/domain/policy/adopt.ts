import { NOWHERE } from './citation.ts';
import type { Criterion, Leaf } from './criteria.ts';
import type { FactDictionary, Facts } from './fact.ts';
import type { ApplicantKind, Programme } from './programme.ts';
import type { Bilingual } from './text.ts';

/** The leading digits that stand for a whole region: 320000 → 32, 320500 → 3205, 320585 → 320585. */
export const regionPrefix = (regionCode: string): string => regionCode.replace(/(00)+$/, '');

/** How each kind of applicant is called in facts, and in the clause about its place: firm.* for enterprises and the persons behind them. */
const SUBJECTS: Readonly<Record<ApplicantKind, { readonly facts: string; readonly name: Bilingual }>> = {
  enterprise: { facts: 'firm', name: { zh: '企业', en: 'the firm' } },
  person: { facts: 'person', name: { zh: '申请人', en: 'the person' } },
  carrier: { facts: 'carrier', name: { zh: '载体', en: 'the incubator' } },
  training_provider: { facts: 'training_provider', name: { zh: '培训机构', en: 'the training provider' } },
  investor: { facts: 'investor', name: { zh: '投资机构', en: 'the investor' } },
  fund: { facts: 'fund', name: { zh: '基金', en: 'the fund' } },
  community_operator: { facts: 'community', name: { zh: '众创社区', en: 'the community' } },
};

const placeFactOf = (kind: ApplicantKind): string => `${SUBJECTS[kind].facts}.division_code`;

/** Is someone with these facts in the county whose own version of a template this is? Not while the place is unknown. */
export const isThere = (adopted: Programme, facts: Facts): boolean =>
  adopted.applicants.map(placeFactOf).some((fact) => String(facts.get(fact) ?? '').startsWith(regionPrefix(adopted.regionCode as string)));

const leafFor = (kind: ApplicantKind, regionCode: string, region: Bilingual): Leaf => ({
  id: `adopted.${kind.replaceAll('_', '-')}`,
  fact: placeFactOf(kind),
  op: 'prefix',
  value: regionPrefix(regionCode),
  text: { zh: `${SUBJECTS[kind].name.zh}在${region.zh}`, en: `${SUBJECTS[kind].name.en} is in ${region.en}` },
  clause: { ref: NOWHERE, quote: '由当地采用' },
  confidence: 'typical',
});

/**
 * A template as one county adopts it: bound to its region and open to applicants there. Where several kinds may apply, being there as one
 * of them is enough, and each clause says of whom it speaks.
 * @param region what the county is called in those clauses; its code where nobody says
 */
export function adoptTemplate(
  template: Programme,
  regionCode: string,
  dictionary: FactDictionary,
  region: Bilingual = { zh: regionCode, en: regionCode },
): Programme {
  const kinds = template.applicants.filter((kind) => dictionary.has(placeFactOf(kind)));
  const leaves = kinds.map((kind) => leafFor(kind, regionCode, region));
  const place: Criterion =
    leaves.length === 1 ? (leaves[0] as Leaf) : { any: leaves, text: { zh: `在${region.zh}`, en: `in ${region.en}` } };
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
