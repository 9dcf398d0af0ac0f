import { createContext } from 'react';
import type * as z from 'zod/mini';
import type { me } from '../../../shared/contracts/sessions.ts';
import type { Action } from '../../../shared/domain/parties/access/actions.ts';
import { decideAccess, type Subject } from '../../../shared/domain/parties/access.ts';
import { APPLICANT_KINDS, isOneOf, type Role } from '../../../shared/domain/parties/kinds.ts';

export type Me = z.infer<typeof me>;
export type Place = Me['organisations'][number];

/** One's roles in a place: one's own, and those in which one stands in for a colleague just now. */
export const rolesAt = ({ roles, standsIn = [] }: Pick<Place, 'roles' | 'standsIn'>): Role[] => [
  ...roles,
  ...standsIn.map(({ role }) => role),
];

/** Whether the person may do this, by the very policy the API asks. It decides what is offered; what is done is decided by the API. */
export function may(places: readonly Place[], action: Action, subject: Subject = {}): boolean {
  const memberships = places.map((place) => {
    const { id, name, kind, divisionCode, until } = place;
    return { kind, divisionCode, until, roles: rolesAt(place), organisationId: id, organisationName: name, from: '' };
  });
  return decideAccess({ personId: '', personKey: '', name: '', memberships }, action, subject).allowed;
}

/** May it be done in one's own organisation, as its member? */
export const mayHere = (place: Place, action: Action): boolean => may([place], action, { organisationId: place.id });

/** One that a programme can be open to: it keeps a profile and papers. */
export const isApplicant = ({ kind }: Pick<Place, 'kind'>): boolean => isOneOf(APPLICANT_KINDS, kind);

export const MeContext = createContext<Me | undefined>(undefined);
