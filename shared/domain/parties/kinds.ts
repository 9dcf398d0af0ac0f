import type { Bilingual } from '../policy/text.ts';

/**
 * The kinds of organisation. `individual` is a natural person who applies in their own name: an organisation of one, so that facts, papers and
 * consent work the same for everybody.
 */
export const ORGANISATION_KINDS = [
  'company',
  'individual',
  'carrier',
  'training_provider',
  'community_operator',
  'bank',
  'investor',
  'guarantor',
  're_guarantor',
  'fund_manager',
  'guidance_fund',
  'scitech_bureau',
  'finance_bureau',
  'joint_office',
  'audit_office',
  'platform',
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** Anyone may found one of these: by its credit code, or, in one's own name, by being signed in. */
export const FOUNDED_KINDS = ['company', 'individual', 'carrier', 'training_provider'] as const satisfies OrganisationKind[];
/** Those a programme can be open to: they keep a profile and papers, and may ask for money. */
export const APPLICANT_KINDS = [...FOUNDED_KINDS, 'investor', 'fund_manager', 'community_operator'] as const satisfies OrganisationKind[];
/** Those who bring money or risk cover: they see masked teasers, and more where a company grants it. */
export const INSTITUTION_KINDS = [
  'bank',
  'investor',
  'guarantor',
  're_guarantor',
  'fund_manager',
  'guidance_fund',
] as const satisfies OrganisationKind[];
/** Those a company sits with: they confirm that it does. */
export const CONFIRMING_KINDS = ['carrier', 'community_operator'] as const satisfies OrganisationKind[];
/** Public bodies: what one person does there for another needs a second person. */
export const PUBLIC_KINDS = [
  'scitech_bureau',
  'finance_bureau',
  'joint_office',
  'audit_office',
  'platform',
] as const satisfies OrganisationKind[];
/** All others are admitted by the platform's admin. */
export const ADMITTED_KINDS: readonly OrganisationKind[] = [...INSTITUTION_KINDS, 'community_operator', ...PUBLIC_KINDS];

export const isOneOf = <Kind extends OrganisationKind>(kinds: readonly Kind[], kind: OrganisationKind): kind is Kind =>
  (kinds as readonly OrganisationKind[]).includes(kind);

/** The kinds in words. */
export const KIND_NAMES: Record<OrganisationKind, Bilingual> = {
  company: { zh: '企业', en: 'Company' },
  individual: { zh: '个人申请人', en: 'Person applying in their own name' },
  carrier: { zh: '众创空间 / 孵化器', en: 'Incubator' },
  training_provider: { zh: '培训机构', en: 'Training provider' },
  community_operator: { zh: '众创社区运营机构', en: 'Community operator' },
  bank: { zh: '银行', en: 'Bank' },
  investor: { zh: '创业投资 / 天使投资机构', en: 'Venture or angel investor' },
  guarantor: { zh: '融资担保机构', en: 'Guarantor' },
  re_guarantor: { zh: '再担保机构', en: 'Re-guarantor' },
  fund_manager: { zh: '基金管理人', en: 'Fund manager' },
  guidance_fund: { zh: '政府引导基金', en: 'Government guidance fund' },
  scitech_bureau: { zh: '科技局', en: 'Science and technology bureau' },
  finance_bureau: { zh: '财政局', en: 'Finance bureau' },
  joint_office: { zh: '联席会议办公室', en: 'Joint-conference office' },
  audit_office: { zh: '审计机关', en: 'Audit office' },
  platform: { zh: '平台管理', en: 'Platform administration' },
};

const EVERY_KIND: readonly OrganisationKind[] = ORGANISATION_KINDS;
const OFFICES: readonly OrganisationKind[] = ['scitech_bureau', 'finance_bureau', 'joint_office'];

/** What a member may be, in which kinds of organisation, and in words. `owner` looks after the members themselves. */
export const ROLES = {
  owner: { in: EVERY_KIND, zh: '负责人', en: 'Owner' },
  preparer: { in: APPLICANT_KINDS, zh: '填报人', en: 'Preparer' },
  signatory: { in: APPLICANT_KINDS, zh: '签署人', en: 'Signatory' },
  guest: { in: APPLICANT_KINDS, zh: '临时顾问', en: 'Guest (consultant, until a date)' },
  mentor: { in: ['carrier'], zh: '创业导师', en: 'Mentor' },
  'carrier-operator': { in: ['carrier'], zh: '众创空间经办', en: 'Incubator officer' },
  'community-operator': { in: ['community_operator'], zh: '众创社区经办', en: 'Community officer' },
  'bank-officer': { in: ['bank'], zh: '客户经理', en: 'Bank officer' },
  'bank-approver': { in: ['bank'], zh: '银行审批人', en: 'Bank approver' },
  'investment-partner': { in: ['investor'], zh: '投资合伙人', en: 'Investment partner' },
  'guarantee-officer': { in: ['guarantor'], zh: '担保经办', en: 'Guarantee officer' },
  'reguarantee-officer': { in: ['re_guarantor'], zh: '再担保经办', en: 'Re-guarantee officer' },
  'fund-manager': { in: ['fund_manager'], zh: '基金管理人员', en: 'Fund manager' },
  'guidance-officer': { in: ['guidance_fund'], zh: '引导基金经办', en: 'Guidance-fund officer' },
  'scitech-officer': { in: ['scitech_bureau'], zh: '科技局经办', en: 'Sci-tech officer' },
  'intake-officer': { in: OFFICES, zh: '受理员', en: 'Intake officer' },
  'finance-reviewer': { in: ['finance_bureau'], zh: '财政审核人', en: 'Finance reviewer' },
  'finance-approver': { in: ['finance_bureau'], zh: '财政审批人', en: 'Finance approver' },
  'finance-payer': { in: ['finance_bureau'], zh: '拨付员', en: 'Finance payer' },
  'notice-officer': { in: OFFICES, zh: '公示员', en: 'Notice officer' },
  'appeal-reviewer': { in: OFFICES, zh: '复核人', en: 'Appeal reviewer' },
  expert: { in: ['joint_office'], zh: '评审专家', en: 'Expert' },
  'joint-officer': { in: ['joint_office'], zh: '联席办经办', en: 'Joint-office officer' },
  auditor: { in: ['audit_office'], zh: '审计员', en: 'Auditor' },
  admin: { in: ['platform'], zh: '平台管理员', en: 'Platform admin' },
} as const satisfies Record<string, { in: readonly OrganisationKind[] } & Bilingual>;

export type Role = keyof typeof ROLES;
export const ROLE_NAMES = Object.keys(ROLES) as [Role, ...Role[]];

/** May this role stand in an organisation of this kind? */
export const fits = (name: Role, kind: OrganisationKind): boolean => (ROLES[name].in as readonly OrganisationKind[]).includes(kind);

/** The roles of the public side that can be held for a colleague. Who looks after the members decides nothing and needs no stand-in. */
export const DELEGABLE_ROLES = [
  'intake-officer',
  'scitech-officer',
  'finance-reviewer',
  'finance-approver',
  'finance-payer',
  'notice-officer',
  'appeal-reviewer',
] as const satisfies Role[];
/** Does somebody head an office that works on cases? They give out its work, in whatever role of their own, and decide nothing by it. */
export const isHead = ({ roles, kind }: { readonly roles: readonly Role[]; readonly kind: OrganisationKind }): boolean =>
  roles.includes('owner') && DELEGABLE_ROLES.some((name) => fits(name, kind));
export const isDelegable = (name: Role): boolean => (DELEGABLE_ROLES as readonly Role[]).includes(name);
/** Why somebody is represented: away, or relieved of work. */
export const DELEGATION_GROUNDS = ['leave', 'illness', 'travel', 'workload'] as const;
/** A right that somebody else holds for longer is no cover but a new post, which is given by an invitation; a default of ours (invented). */
export const LONGEST_DELEGATION_DAYS = 90;
/** How far ahead one is arranged at most (invented). */
export const FURTHEST_DELEGATION_DAYS = 180;
