import type { CaseTimer } from '../domain/cases/shown/card.ts';
import { awaitingListing, timerListing } from './keys/cases.ts';
import type { Listing } from './keys/key.ts';

/** What only counts again waits for its list, whatever the day. */
const NEVER = '9999-12-31';

/** Where a case stands in the list of what is due: by its day, or by the year whose list of days off it waits for. */
export const placeOf = ({ on, event, awaits }: CaseTimer, caseId: string): Listing =>
  awaits === undefined ? timerListing(on, caseId) : awaitingListing(awaits, event === 'recount' ? NEVER : on, caseId);
