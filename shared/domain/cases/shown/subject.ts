import type { Subject } from '../../parties/access.ts';
import { expertsOf } from '../opinions/opinion.ts';
import type { CaseFile, CaseRecord } from '../records.ts';

/** A case as the access policy sees it. Who has taken any stage of it on may read it as long as it is there. */
export function subjectOfCase({ applicant, divisionCode, confirmingBodyId, assigned, submittedAt }: CaseRecord): Subject {
  // A draft is nobody's business but the applicant's, also one that was given up.
  const handedIn = submittedAt !== null;
  return {
    organisationId: applicant.organisationId,
    handedIn,
    divisionCode: handedIn ? divisionCode : null,
    confirmingBodies: handedIn && confirmingBodyId !== null ? [confirmingBodyId] : [],
    assignedTo: assigned.map(({ by }) => by.personId),
  };
}

/** The same where specialists ask: a case is there for those who were asked about it by name, as long as they are. */
export function subjectForExperts(file: CaseFile): Subject {
  const subject = subjectOfCase(file.record);
  return { ...subject, assignedTo: [...(subject.assignedTo ?? []), ...expertsOf(file)] };
}
