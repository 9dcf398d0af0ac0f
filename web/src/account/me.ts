import { createContext } from 'react';
import type * as z from 'zod/mini';
import type { me } from '../../../shared/contracts/sessions.ts';
import { type Action, decideAccess, type Subject } from '../../../shared/domain/parties/access.ts';
import { APPLICANT_KINDS, isOneOf } from '../../../shared/domain/parties/kinds.ts';

export type Me = z.infer<typeof me>;
export type Place = Me['organisations'][number];

/** Whether the person may do this, by the very policy the API asks. It decides what is offered; what is done is decided by the API. */
export function may(places: readonly Place[], action: Action, subject: Subject = {}): boolean {
  const memberships = places.map(({ id, name, ...place }) => ({ ...place, organisationId: id, organisationName: name, from: '' }));
  return decideAccess({ personId: '', personKey: '', name: '', memberships }, action, subject).allowed;
}

/** May it be done in one's own organisation, as its member? */
export const mayHere = (place: Place, action: Action): boolean => may([place], action, { organisationId: place.id });

/** One that a programme can be open to: it keeps a profile and papers. */
export const isApplicant = ({ kind }: Pick<Place, 'kind'>): boolean => isOneOf(APPLICANT_KINDS, kind);

export const MeContext = createContext<Me | undefined>(undefined);
