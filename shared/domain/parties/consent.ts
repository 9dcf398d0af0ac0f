import type { Bilingual } from '../policy/text.ts';
import type { Grant, OrganisationFile } from './records.ts';

/** A part of what a company keeps with us: one group of fields or one paper. Neither: anything at all. */
export type GrantedPart = { readonly fieldGroup?: string; readonly documentId?: string };
type Grants = Pick<OrganisationFile, 'grants'>;

/** `holds`: today · `ended`: its last day is past · `revoked`: taken back, whatever its last day was. */
export type GrantState = 'holds' | 'ended' | 'revoked';

/** Where a grant stands at an instant; the interval is half-open, and taking it back ends it at once. */
export function grantState({ until, revokedAt }: Pick<Grant, 'until' | 'revokedAt'>, now: Date): GrantState {
  const at = now.toISOString();
  if (revokedAt !== null && revokedAt <= at) return 'revoked';
  return at < until ? 'holds' : 'ended';
}

const covers = ({ fieldGroups, documentIds }: Grant, { fieldGroup, documentId }: GrantedPart): boolean =>
  (fieldGroup === undefined || fieldGroups.includes(fieldGroup)) && (documentId === undefined || documentIds.includes(documentId));

const holds = (grant: Grant, now: Date): boolean => grant.from <= now.toISOString() && grantState(grant, now) === 'holds';

/** The grants that hold now and cover a part, the one that lasts longest first; of one institution, if one is named. */
export const grantsThatHold = ({ grants }: Grants, now: Date, part: GrantedPart = {}, institutionId?: string): readonly Grant[] =>
  grants
    .filter((grant) => (institutionId === undefined || grant.institutionId === institutionId) && holds(grant, now) && covers(grant, part))
    .sort((a, b) => (a.until < b.until ? 1 : a.until > b.until ? -1 : 0));

/** The institutions that may see a part today: what the access policy calls `grantedTo`. */
export const grantedInstitutions = (file: Grants, now: Date, part: GrantedPart = {}): readonly string[] => [
  ...new Set(grantsThatHold(file, now, part).map(({ institutionId }) => institutionId)),
];

/** The groups of fields an institution may see today, over all its grants that hold. */
export const grantedFieldGroups = (file: Grants, now: Date, institutionId: string): readonly string[] => [
  ...new Set(grantsThatHold(file, now, {}, institutionId).flatMap(({ fieldGroups }) => fieldGroups)),
];

/** The wordings of the consent that were ever shown; a grant keeps the version its giver agreed to. Only added to, never changed. */
export const CONSENT_TEXTS: Readonly<Record<string, Bilingual>> = {
  '2026-1': {
    zh: '我方同意上述机构在所选期限内，仅为所选用途查阅所选的资料。每次查阅都会留下我方可见的记录。我方可随时撤回，撤回后该机构立即不能再查阅；撤回前已合法查阅的内容不受影响。',
    en: 'We agree that the institution named may look at what we selected, for the purpose selected only, until the day selected. Every look leaves an entry that we can see. We can take this back at any time; the institution can then see nothing more at once. What it lawfully saw before is not affected.',
  },
};
/** The wording shown today. */
export const CONSENT_TEXT_VERSION = '2026-1';

/** A grant lasts at most a year and is then given anew. The figure is ours: no rule we know of names one. */
export const MOST_GRANT_MONTHS = 12;
