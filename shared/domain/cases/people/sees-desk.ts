import { fits, isHead, ROLE_NAMES } from '../../parties/kinds.ts';
import type { Membership } from '../../parties/organisation.ts';
import { type Desk, worksAt } from './desks.ts';

/** Does somebody see what waits at a desk: as one who works there, or as the head of an office whose people do? */
export const seesDesk = (place: Pick<Membership, 'roles' | 'kind'>, desk: Desk): boolean =>
  worksAt(place.roles, desk) ||
  (isHead(place) &&
    worksAt(
      ROLE_NAMES.filter((name) => fits(name, place.kind)),
      desk,
    ));
