import { type FieldGroupId, groupOfFact } from './field-groups.ts';
import type { SourceKind } from './records.ts';

/**
 * What each source is there to know: whole groups of fields, and single facts of others. Within it, its fresh word weighs more than the
 * company's own; outside of it less, and is shown as a difference all the same. What a company says of itself is always its own to say.
 */
type Competence = { readonly groups: readonly FieldGroupId[]; readonly facts: readonly string[] };

const COMPETENCE: Readonly<Record<Exclude<SourceKind, 'self'>, Competence>> = {
  /** The register of enterprises: who it is, whether it is in business, and what its yearly report says of its people. */
  register: {
    groups: ['identity', 'investing', 'staff'],
    facts: ['firm.operating', 'carrier.division_code', 'training_provider.division_code', 'legal_rep.equity_pct'],
  },
  /** A sci-tech bureau: titles, libraries and lists, research, and the standing of communities and carriers. */
  bureau: {
    groups: ['standing', 'titles', 'innovation', 'place', 'incubation'],
    facts: [
      'firm.size_class',
      'firm.is_startup_innovation_entity',
      'firm.talent_programme',
      'firm.angel_guidance_supported',
      'investor.in_provincial_angel_library',
      'history.received',
    ],
  },
  /** The carrier or community operator a company sits with: its own house. */
  community: { groups: ['place'], facts: [] },
  /** A bank: its loans, and what else concerns credit. */
  bank: { groups: [], facts: ['loan.*', 'guarantee.*', 'firm.registered_on_city_finance_platform'] },
};

/** Is this source there to know this fact? */
export function isCompetent(source: SourceKind, fact: string): boolean {
  if (source === 'self') return true;
  const { groups, facts } = COMPETENCE[source];
  const group = groupOfFact(fact);
  return (group !== undefined && groups.includes(group)) || facts.includes(fact) || facts.includes(`${fact.slice(0, fact.indexOf('.'))}.*`);
}
