import type { Action } from '../../parties/access/actions.ts';
import { decideAccess } from '../../parties/access.ts';
import type { Principal } from '../../parties/organisation.ts';
import type { CaseCard } from './card.ts';

/** 昆山某某科技有限公司 → 昆山****: that a case is there, and not whose it is. */
export const maskedApplicant = (name: string): string => `${[...name].slice(0, 2).join('')}****`;

/** What the access policy asks of a case in a list. */
type Listed = Pick<CaseCard, 'applicantName' | 'organisationId' | 'divisionCode' | 'submittedOn'> & {
  readonly assigned: readonly { readonly personId: string }[];
};

/** Whose case it is, for a list that passes many of them: in clear for whoever may do this with the case by the access policy, masked otherwise. */
export function applicantNameFor(
  who: Principal,
  action: Action,
  { applicantName, organisationId, divisionCode, assigned, submittedOn }: Listed,
): string {
  const handedIn = submittedOn !== null;
  const subject = {
    organisationId,
    handedIn,
    divisionCode: handedIn ? divisionCode : null,
    assignedTo: assigned.map(({ personId }) => personId),
  };
  return decideAccess(who, action, subject).allowed ? applicantName : maskedApplicant(applicantName);
}
