import { DESKS, type Desk } from '../../../shared/domain/cases/people/desks.ts';
import { seesDesk } from '../../../shared/domain/cases/people/sees-desk.ts';
import { type Place, rolesAt } from '../account/me.ts';

/** The desks somebody works at in an organisation, or sees as the head of it, in the order in which work passes them. */
export const desksOf = (place: Pick<Place, 'roles' | 'standsIn' | 'kind'>): Desk[] =>
  DESKS.filter((desk) => seesDesk({ roles: rolesAt(place), kind: place.kind }, desk));

/** The office one works in just now: the one the address names, else the first that has such work. */
export const officeOf = (places: readonly Place[], as: string | null, has: (place: Place) => boolean): Place | undefined =>
  places.find((place) => (as === null || place.id === as) && has(place));

export const deskAddress = (as: string, desk?: Desk): string => `/desk?${new URLSearchParams({ as, ...(desk && { queue: desk }) })}`;
export const caseAddress = (id: string, as: string): string => `/desk/cases/${id}?as=${encodeURIComponent(as)}`;
/** The books of one budget, or of one part of it. */
export const budgetAddress = (budget: string, as: string): string => `/desk/budgets?${new URLSearchParams({ as, budget })}`;
export const runAddress = (id: string, as: string): string => `/desk/decisions?${new URLSearchParams({ as, run: id })}`;
export const tipsAddress = (as: string, caseId?: string): string =>
  `/desk/tips?${new URLSearchParams({ as, ...(caseId !== undefined && { case: caseId }) })}`;
