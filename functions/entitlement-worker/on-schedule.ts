import { dayInShanghai } from '../../shared/domain/kernel/civil-date.ts';
import { givenWithoutApplication } from '../../shared/domain/subsidies/entitlement.ts';
import type { OnSchedule } from '../../shared/runtime/schedule-stack.ts';
import { goRound } from './use-cases/go-round.ts';
import type { OfferPorts } from './use-cases/ports.ts';

/** What is not done by then goes on in the next run. */
const LONGEST_RUN_MS = 40_000;

/** Goes through the applicants of every programme that is given without application, once a day. */
export const createOnSchedule =
  (ports: OfferPorts, longestMs = LONGEST_RUN_MS): OnSchedule =>
  async () => {
    const started = performance.now();
    const isTime = () => performance.now() - started < longestMs;
    const counts = { ApplicantsLookedAt: 0, OffersMade: 0, OffersFailed: 0 };
    const catalogue = await ports.readCatalogue();
    // Before the first publication there is nothing to offer.
    if (!catalogue) return counts;
    const day = dayInShanghai(ports.now());
    const holidays = await ports.readHolidays();
    for (const programme of givenWithoutApplication(catalogue, day)) {
      const went = await goRound(ports, { programme, catalogue, holidays }, day, isTime);
      counts.ApplicantsLookedAt += went.looked;
      counts.OffersMade += went.made;
      counts.OffersFailed += went.failed;
    }
    return counts;
  };
