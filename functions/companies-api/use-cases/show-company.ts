import type { CompanyView } from '../../../shared/contracts/companies.ts';
import { decideAccess, type Grounds, type Subject } from '../../../shared/domain/parties/access.ts';
import { hasOwner } from '../../../shared/domain/parties/invitation.ts';
import type { Principal } from '../../../shared/domain/parties/organisation.ts';
import { maskParticulars } from '../../../shared/domain/parties/particulars.ts';
import type { ProfileFile } from '../../../shared/domain/parties/state-facts.ts';
import { placeOnly, showResidence } from './show-residence.ts';

const isBody = ({ relation }: Grounds): boolean => relation === 'confirming-body' || relation === 'declared-body';

/**
 * By what right more than the teaser is seen. A bank officer may look at any company, and at more of one that granted it something: the policy
 * is asked for that too.
 */
export function closerLook(who: Principal, subject: Subject, grounds: Grounds): Grounds | undefined {
  if (grounds.relation === 'same-organisation' || isBody(grounds)) return grounds;
  const closer = decideAccess(who, 'profile.read', subject);
  return closer.allowed ? closer.grounds : undefined;
}

const VIEWS = { 'same-organisation': 'own', 'confirming-body': 'confirming', 'declared-body': 'declared', granted: 'granted' } as const;

/** Where it sits, newest first: all to its own people, to a carrier or operator what is with them. */
function showResidences({ residences }: ProfileFile, closer: Grounds | undefined, now: Date): CompanyView['residences'] {
  const own = closer?.relation === 'same-organisation';
  if (!closer || !(own || isBody(closer))) return null;
  return residences
    .filter(({ bodyId }) => own || bodyId === closer.membership?.organisationId)
    .toSorted((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : 0))
    .map((residence) => showResidence(residence, now));
}

/** What waits to be done for it from outside, as far as the asker may: nobody of its own is told. */
function showWaiting({ organisation, members }: ProfileFile, who: Principal, subject: Subject) {
  const may = (action: 'organisation.confirm-code' | 'member.invite'): boolean => {
    const access = decideAccess(who, action, subject);
    return access.allowed && access.grounds.relation !== 'same-organisation';
  };
  const involved = [organisation, ...members].some((one) => ('personKey' in one ? one.personKey : one.createdByKey) === who.personKey);
  return {
    codeAwaitsConfirmation: organisation.usccStatus === 'awaiting-confirmation' && !involved && may('organisation.confirm-code'),
    ownerMissing: !hasOwner(members) && may('member.invite'),
  };
}

/** A company as one sees it who stands to it so. */
export function showCompany(file: ProfileFile, who: Principal, subject: Subject, closer: Grounds | undefined, now: Date): CompanyView {
  const { organisation, profile } = file;
  const view = closer && closer.relation in VIEWS ? VIEWS[closer.relation as keyof typeof VIEWS] : 'teaser';
  const { id, kind, divisionCode, name, uscc, usccStatus } = organisation;
  const named = view !== 'teaser';
  return {
    id,
    view,
    kind,
    divisionCode,
    teaser: view === 'declared' ? placeOnly(profile.teaser) : profile.teaser,
    name: named ? name : null,
    uscc: named ? uscc : null,
    usccStatus: named ? usccStatus : null,
    particulars: view === 'own' ? maskParticulars(profile.particulars) : null,
    residences: showResidences(file, closer, now),
    ...showWaiting(file, who, subject),
    version: profile.version,
    updatedAt: named ? profile.updatedAt : null,
  };
}
