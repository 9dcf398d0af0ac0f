import type { CaseDraft, PinnedConcern } from '../cases/records/handed-in.ts';
import type { ApplicantFile } from '../instruments/applicant-file.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import { sitsThereOn } from '../parties/residence.ts';
import type { ClaimDraft } from './claim.ts';
import { linesOf } from './claim-parts.ts';

type Named = { readonly name?: string | undefined; readonly personKey?: string | undefined };

/** The persons a claim names beside its applicant. */
function personsOf(claim: ClaimDraft): readonly (Named | undefined)[] {
  switch (claim.kind) {
    case 'training':
      return claim.trainees ?? [];
    case 'mentoring':
      return [claim.mentor];
    case 'rent':
      return [claim.founder, ...(claim.household ?? [])];
    default:
      return [];
  }
}

const each = (words: readonly (string | null | undefined)[]): string[] =>
  [...new Set(words.filter((word) => word != null && word !== ''))] as string[];

/**
 * Whom a case concerns beside those who act in it: members of the applicant; the persons the claim names, by the key made of their id number
 * and by name; sellers and the firm that is mentored, by name and by code; relatives and holders as they are declared; and whose premises the
 * applicant sits in on the day. A holder may be a firm: then who works there is tied too.
 */
export function concernOf({ file, invoices }: ApplicantFile, claim: ClaimDraft, { interests }: CaseDraft, day: CivilDate): PinnedConcern {
  const billed = new Set(linesOf(claim, new Set()).map(({ row }) => row.invoiceId));
  const sellers = invoices.filter(({ id }) => billed.has(id));
  const persons = personsOf(claim);
  const firm = claim.kind === 'mentoring' ? claim.firm : undefined;
  const holders = interests.filter(({ relation }) => relation === 'holder');
  return {
    memberKeys: each(file.members.map(({ personKey }) => personKey)),
    relatedKeys: each(persons.map((person) => person?.personKey)),
    relatedNames: each([...persons.map((person) => person?.name), ...interests.map(({ name }) => name)]),
    relatedOrganisationNames: each([...sellers.map(({ sellerName }) => sellerName), firm?.name, ...holders.map(({ name }) => name)]),
    relatedCodes: each([...sellers.map(({ sellerUscc }) => sellerUscc), firm?.uscc]),
    hostIds: each(file.residences.filter((one) => sitsThereOn(one, day)).map(({ bodyId }) => bodyId)),
  };
}
