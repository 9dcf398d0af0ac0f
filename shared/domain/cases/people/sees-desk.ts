import { fits, isHead, ROLE_NAMES } from '../../parties/kinds.ts';
import type { Membership } from '../../parties/organisation.ts';
import { type CaseListName, type Desk, ON_THE_WAY, RETURNED, worksAt } from './desks.ts';

/** Does somebody see what waits at a desk: as one who works there, or as the head of an office whose people do? */
export const seesDesk = (place: Pick<Membership, 'roles' | 'kind'>, desk: Desk): boolean =>
  worksAt(place.roles, desk) ||
  (isHead(place) &&
    worksAt(
      ROLE_NAMES.filter((name) => fits(name, place.kind)),
      desk,
    ));

/**
 * May somebody look up what is in a list? Whoever sees the desk; and beside them those who decide, what is on its way to them: nothing is shared
 * pro rata before all of a call are there, and they have to know which are not. No more than lists tell: applicants stay masked.
 */
export const looksUp = (place: Pick<Membership, 'roles' | 'kind'>, list: CaseListName): boolean =>
  (list !== RETURNED && seesDesk(place, list)) || (ON_THE_WAY.some((one) => one === list) && seesDesk(place, 'decision'));
