import { CONSENT_TEXTS, grantState } from '../../../shared/domain/parties/consent.ts';
import { GRANT_PURPOSES, type GrantPurpose } from '../../../shared/domain/parties/purpose.ts';
import type { Grant, Member } from '../../../shared/domain/parties/records.ts';
import type { ReceivedGrant } from '../../../shared/store/consent-store.ts';

/** A purpose by its code, in words. */
export const showPurpose = (code: GrantPurpose) => ({ code, text: GRANT_PURPOSES[code] });
export const PURPOSES = (Object.keys(GRANT_PURPOSES) as GrantPurpose[]).map(showPurpose);

/** A wording of the consent by its version. */
export function showConsentText(version: string) {
  const text = CONSENT_TEXTS[version];
  if (!text) throw new Error(`no wording of the consent is called ${version}`);
  return { version, text };
}

const showGranted = (grant: Grant, now: Date) => ({
  id: grant.id,
  fieldGroups: grant.fieldGroups,
  documentIds: grant.documentIds,
  purpose: { ...showPurpose(grant.purpose), note: grant.purposeNote },
  from: grant.from,
  until: grant.until,
  revokedAt: grant.revokedAt,
  state: grantState(grant, now),
});

/** A grant as its company sees it. */
export const showGrant = (grant: Grant, members: readonly Member[], now: Date) => ({
  ...showGranted(grant, now),
  institution: { id: grant.institutionId, name: grant.institutionName },
  givenBy: { personId: grant.givenBy, name: members.find(({ personId }) => personId === grant.givenBy)?.name ?? null },
  consentText: showConsentText(grant.consentTextVersion),
});

/** A grant as its institution sees it. */
export const showReceivedGrant = (grant: ReceivedGrant, now: Date) => ({
  ...showGranted(grant, now),
  company: { id: grant.companyId, name: grant.companyName },
});
