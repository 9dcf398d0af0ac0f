import { addMonths, type CivilDate, dayInShanghai, toEpochDay } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Bilingual } from '../policy/text.ts';
import { INSTITUTION_KINDS, isOneOf } from './kinds.ts';
import type { Grant, Organisation, OrganisationFile } from './records.ts';
import type { FieldFault, RuleRefusal } from './refusal.ts';

/** A part of what a company keeps with us: one group of fields or one paper. Neither: anything at all. */
export type GrantedPart = { readonly fieldGroup?: string; readonly documentId?: string };
type Grants = Pick<OrganisationFile, 'grants'>;

/** `holds`: today · `ended`: its last day is past · `revoked`: taken back, whatever its last day was. */
export type GrantState = 'holds' | 'ended' | 'revoked';

/** Where a grant stands at an instant; the interval is half-open. What was taken back is over, even for a clock that runs a little behind. */
export function grantState({ until, revokedAt }: Pick<Grant, 'until' | 'revokedAt'>, now: Date): GrantState {
  if (revokedAt !== null) return 'revoked';
  return now.toISOString() < until ? 'holds' : 'ended';
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
  // Says of links to files what is so: one that was given out cannot be called back (`functions/documents-api/README.md`).
  '2026-2': {
    zh: '我方同意上述机构在所选期限内，仅为所选用途查阅所选的资料。每次查阅都会留下我方可见的记录。我方可随时撤回，撤回后该机构立即不能再查阅；撤回前已取得的文件下载链接最多再有效 60 秒；撤回前已合法查阅的内容不受影响。',
    en: 'We agree that the institution named may look at what we selected, for the purpose selected only, until the day selected. Every look leaves an entry that we can see. We can take this back at any time; the institution can then see nothing more at once, but for a link to a file that it was given before, which holds for 60 seconds at most. What it lawfully saw before is not affected.',
  },
};
/** The wording shown today. */
export const CONSENT_TEXT_VERSION = '2026-2';

/** A grant lasts at most a year and is then given anew. The figure is ours: no rule we know of names one. */
const MOST_GRANT_MONTHS = 12;

/** What a company wants to let an institution see, as asked for. */
export type GrantDraft = Pick<Grant, 'institutionId' | 'fieldGroups' | 'documentIds' | 'purpose' | 'purposeNote' | 'consentTextVersion'> & {
  /** First day on which it no longer holds. */
  readonly until: string;
};

/** What was found about a draft, and who gives it. */
export interface GrantCircumstances {
  readonly id: string;
  readonly companyId: string;
  readonly givenBy: string;
  readonly now: Date;
  /** As read by its id; undefined: there is none. */
  readonly institution: Pick<Organisation, 'id' | 'kind' | 'name'> | undefined;
  /** The company's papers among those named that can be looked at. */
  readonly papers: readonly string[];
}

/** The last day a grant given now may name as its end. */
export const latestEnd = (now: Date): CivilDate => addMonths(dayInShanghai(now), MOST_GRANT_MONTHS);

/** The first instant of a day in China. */
const startOf = (day: CivilDate): string => new Date((toEpochDay(day) * 24 - 8) * 3_600_000).toISOString();

const FAULTS = {
  'not-an-institution': { zh: '不是已入驻平台的机构', en: 'is no institution admitted to the platform' },
  'nothing-granted': { zh: '至少选择一组信息或一份材料', en: 'name at least one group of fields or one paper' },
  'unknown-document': { zh: '没有这份材料，或它已撤回', en: 'is no paper of the company, or was withdrawn' },
  'too-early': { zh: '必须在今天之后', en: 'must be a day after today' },
  'too-late': { zh: `最长 ${MOST_GRANT_MONTHS} 个月`, en: `must be within ${MOST_GRANT_MONTHS} months` },
  'consent-text-changed': { zh: '同意书已更新，请阅读后重新提交', en: 'the wording of the consent has changed; read it and send again' },
} as const satisfies Record<string, Bilingual>;

const fault = (pointer: string, code: keyof typeof FAULTS): FieldFault => ({ pointer, code, detail: FAULTS[code] });

function faultsOf(draft: GrantDraft, { companyId, institution, papers, now }: GrantCircumstances): FieldFault[] {
  const admitted = institution !== undefined && isOneOf(INSTITUTION_KINDS, institution.kind) && institution.id !== companyId;
  const empty = draft.fieldGroups.length + draft.documentIds.length === 0;
  return [
    ...(admitted ? [] : [fault('/institutionId', 'not-an-institution')]),
    ...(empty ? [fault('/fieldGroups', 'nothing-granted')] : []),
    ...draft.documentIds.flatMap((id, at) => (papers.includes(id) ? [] : [fault(`/documentIds/${at}`, 'unknown-document')])),
    ...(draft.until <= dayInShanghai(now) ? [fault('/until', 'too-early')] : []),
    ...(draft.until > latestEnd(now) ? [fault('/until', 'too-late')] : []),
    ...(draft.consentTextVersion === CONSENT_TEXT_VERSION ? [] : [fault('/consentTextVersion', 'consent-text-changed')]),
  ];
}

/** Decides on a consent: to an admitted institution, for at least one thing of one's own, for at most a year, to the wording shown today. */
export function decideGrant(draft: GrantDraft, about: GrantCircumstances): Result<Grant, RuleRefusal<'consent-refused'>> {
  const faults = faultsOf(draft, about);
  const { institution, now } = about;
  if (faults.length > 0 || institution === undefined) return refuse({ code: 'consent-refused', faults });
  return ok({
    ...draft,
    id: about.id,
    institutionName: institution.name,
    fieldGroups: [...new Set(draft.fieldGroups)],
    documentIds: [...new Set(draft.documentIds)],
    givenBy: about.givenBy,
    from: now.toISOString(),
    until: startOf(draft.until as CivilDate),
    revokedAt: null,
    version: 1,
  });
}

/** Takes a grant back from this instant on. One that no longer holds cannot be. */
export const revokeGrant = (grant: Grant, now: Date): Result<Grant, RuleRefusal<'grant-over'>> =>
  grantState(grant, now) === 'holds'
    ? ok({ ...grant, revokedAt: now.toISOString(), version: grant.version + 1 })
    : refuse({ code: 'grant-over' });
