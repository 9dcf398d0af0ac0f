/**
 * What a company keeps with us, by topic: the groups a page shows (`field-group-words.ts`) and a consent names. Each fact of the dictionary lies
 * in exactly one; an entry is a fact, or all facts of one subject (`carrier.*`). `sensitive` groups tell of natural persons: nobody outside of
 * the company sees them without a grant that names them.
 */
export type FieldGroup = { readonly sensitive: boolean; readonly facts: readonly string[] };

export const FIELD_GROUPS = {
  identity: {
    sensitive: false,
    facts: [
      'firm.division_code',
      'firm.industry_code',
      'firm.founded_on',
      'firm.licence_date',
      'firm.age_months',
      'firm.age_months_at_application',
      'firm.age_months_at_investment',
      'firm.full_years_operated',
      'firm.size_class',
      'firm.is_startup_innovation_entity',
      'firm.is_subsidiary_or_branch',
    ],
  },
  standing: {
    sensitive: false,
    facts: [
      'firm.operating',
      'firm.wage_arrears',
      'firm.months_operating_after_funds_arrive',
      'firm.on_approved_list',
      'firm.in_sukedai_library',
      'firm.registered_on_city_finance_platform',
    ],
  },
  staff: {
    sensitive: false,
    facts: ['firm.employees', 'firm.new_qualified_hires', 'firm.new_qualified_hires_ratio_pct'],
  },
  finance: {
    sensitive: false,
    facts: ['firm.revenue_last_year_cny', 'firm.assets_cny', 'firm.net_assets_last_year_cny'],
  },
  innovation: {
    sensitive: false,
    facts: [
      'firm.rd_staff',
      'firm.rd_staff_ratio_pct',
      'firm.rd_spend_last_year_cny',
      'firm.rd_spend_ratio_pct',
      'firm.ip_or_qualification_count',
    ],
  },
  titles: { sensitive: false, facts: ['firm.qualifications'] },
  funding: {
    sensitive: false,
    facts: [
      'firm.external_round_number',
      'firm.last_round_valuation_cny',
      'firm.has_equity_round_from_qualified_investor',
      'firm.angel_guidance_supported',
      'history.*',
      'loan.*',
      'guarantee.*',
      'investment.*',
      'project.*',
      'pool.*',
      'market.*',
    ],
  },
  place: {
    sensitive: false,
    facts: ['firm.community_id', 'firm.community_status_asof', 'community.*', 'premises.*'],
  },
  incubation: {
    sensitive: false,
    facts: ['carrier.*', 'event.*', 'expense.*', 'mentor.*', 'training.*', 'training_provider.*'],
  },
  investing: { sensitive: false, facts: ['investor.*', 'fund.*', 'subfund.*'] },
  persons: {
    sensitive: true,
    facts: ['founder.*', 'legal_rep.*', 'person.*', 'firm.talent_programme'],
  },
  /** No facts: the particulars, of which an answer shows a masked form until one is revealed. */
  contact: { sensitive: true, facts: [] },
  representative: { sensitive: true, facts: [] },
  account: { sensitive: true, facts: [] },
} as const satisfies Record<string, FieldGroup>;

export type FieldGroupId = keyof typeof FIELD_GROUPS;
/** In the order in which they are shown. */
export const FIELD_GROUP_IDS = Object.keys(FIELD_GROUPS) as [FieldGroupId, ...FieldGroupId[]];

const GROUP_OF = new Map<string, FieldGroupId>(
  FIELD_GROUP_IDS.flatMap((id) => FIELD_GROUPS[id].facts.map((entry) => [entry, id] as const)),
);

/** The group a fact lies in; undefined for a fact no group names. */
export const groupOfFact = (fact: string): FieldGroupId | undefined =>
  GROUP_OF.get(fact) ?? GROUP_OF.get(`${fact.slice(0, fact.indexOf('.'))}.*`);

/** All but those about natural persons: what an office may speak of that sees nothing. */
export const OPEN_GROUPS: readonly FieldGroupId[] = FIELD_GROUP_IDS.filter((id) => !FIELD_GROUPS[id].sensitive);

/**
 * What the carrier or community operator sees that has confirmed the company: who it is, its titles, and what lies in its own house. Money,
 * research, staff and persons are the company's to grant.
 */
export const RESIDENT_GROUPS: readonly FieldGroupId[] = ['identity', 'titles', 'place', 'incubation'];

/** Which topics of what a case is judged on somebody reads: its own people all, the body it sits with what concerns it, officers all but persons. */
export const groupsOfCase = (relation: string): readonly FieldGroupId[] => {
  if (relation === 'same-organisation') return FIELD_GROUP_IDS;
  return relation === 'confirming-body' ? RESIDENT_GROUPS : OPEN_GROUPS;
};
