import type { CompanyView } from '../../../shared/contracts/companies.ts';
import { decideAccess, type Grounds, type Subject } from '../../../shared/domain/parties/access.ts';
import type { Principal } from '../../../shared/domain/parties/organisation.ts';
import { maskParticulars } from '../../../shared/domain/parties/particulars.ts';
import type { ProfileFile } from '../../../shared/domain/parties/state-facts.ts';

/**
 * By what right more than the teaser is seen. A bank officer may look at any company, and at more of one that granted it something: the policy
 * is asked for that too.
 */
export function closerLook(who: Principal, subject: Subject, grounds: Grounds): Grounds | undefined {
  if (grounds.relation === 'same-organisation' || grounds.relation === 'confirming-body') return grounds;
  const closer = decideAccess(who, 'profile.read', subject);
  return closer.allowed ? closer.grounds : undefined;
}

const VIEWS = { 'same-organisation': 'own', 'confirming-body': 'confirming', granted: 'granted' } as const;

/** A company as one sees it who stands to it so. */
export function showCompany({ organisation, profile }: ProfileFile, closer: Grounds | undefined): CompanyView {
  const view = closer && closer.relation in VIEWS ? VIEWS[closer.relation as keyof typeof VIEWS] : 'teaser';
  const { id, kind, divisionCode, name, uscc, usccStatus } = organisation;
  const named = view !== 'teaser';
  return {
    id,
    view,
    kind,
    divisionCode,
    teaser: profile.teaser,
    name: named ? name : null,
    uscc: named ? uscc : null,
    usccStatus: named ? usccStatus : null,
    particulars: view === 'own' ? maskParticulars(profile.particulars) : null,
    version: profile.version,
    updatedAt: named ? profile.updatedAt : null,
  };
}
