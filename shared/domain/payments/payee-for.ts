import type { CaseDraft } from '../cases/records/handed-in.ts';
import type { OrganisationFile } from '../parties/records.ts';
import type { Applicant, PayeeDraft } from './payee.ts';

/** The account money is to go to: as the draft names it, else as the applicant's profile has it. The holder is the applicant, whoever types. */
export function payeeFor({ payee }: Pick<CaseDraft, 'payee'>, { organisation, profile }: OrganisationFile): PayeeDraft {
  const { bankName, bankAccount } = profile?.particulars ?? {};
  return {
    holderName: organisation.name,
    bankName: payee?.bankName ?? bankName ?? '',
    bankAccount: payee?.bankAccount ?? bankAccount ?? '',
    cnaps: payee?.cnaps ?? null,
    holderIdKey: organisation.kind === 'individual' ? (organisation.createdByKey ?? '') : null,
  };
}

/** Under which name an applicant may be paid: an organisation as it is registered, a person as the issuer vouches. */
export const registeredAs = ({ organisation }: OrganisationFile): Applicant =>
  organisation.kind === 'individual'
    ? { kind: 'person', verifiedName: organisation.name, idKey: organisation.createdByKey ?? '' }
    : { kind: 'organisation', registeredName: organisation.name };
