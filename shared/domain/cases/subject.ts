import type { Subject } from '../parties/access.ts';
import type { CaseRecord } from './records.ts';

/** A case as the access policy sees it. Who has taken any stage of it on may read it as long as it is there. */
export function subjectOfCase({ applicant, divisionCode, confirmingBodyId, assigned, state }: CaseRecord): Subject {
  // A draft is nobody's business but the applicant's.
  const draft = state === 'draft';
  return {
    organisationId: applicant.organisationId,
    divisionCode: draft ? null : divisionCode,
    confirmingBodies: draft || confirmingBodyId === null ? [] : [confirmingBodyId],
    assignedTo: assigned.map(({ by }) => by.personId),
  };
}
