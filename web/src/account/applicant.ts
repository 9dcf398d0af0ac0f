import { APPLIES_AS } from '../../../shared/domain/parties/applicant.ts';
import { APPLICANT_KINDS, isOneOf, type OrganisationKind } from '../../../shared/domain/parties/kinds.ts';
import type { ApplicantKind } from '../../../shared/domain/policy/programme.ts';

/** As whom an organisation of this kind applies; undefined where no programme is open to it. */
export const applicantOf = (kind: OrganisationKind): ApplicantKind | undefined =>
  isOneOf(APPLICANT_KINDS, kind) ? APPLIES_AS[kind] : undefined;
