import { type CivilDate, completedMonths } from '../kernel/civil-date.ts';
import { type Check, type Finding, failed, paperFindings, repeated, unless, windowOf } from './check-context.ts';
import { MONTH_CHECKS } from './checks-of-months.ts';
import { FOUNDER_IS_ONESELF } from './checks-of-oneself.ts';
import type { DraftOf } from './claim.ts';
import { linesOf, monthsOf, totalFen, utilityLinesOf } from './claim-parts.ts';

type Leased = DraftOf<'rent'> | DraftOf<'utilities'>;

/** Rented premises need their lease; a utilities claim only where it has rent among its bills. */
const needsLease = (claim: Leased): boolean =>
  claim.kind === 'rent' ? claim.premises === 'rented' : (claim.lines ?? []).some(({ expense }) => expense === 'rent');

/**
 * The month by which a lease must have begun and the one it must last to: all months claimed; or, where a year's rent is claimed without
 * months, some month of that year since the premises are occupied.
 */
function leaseMustReach(claim: Leased): { readonly begunBy: string; readonly lastTo: string } | undefined {
  if (claim.kind === 'rent') {
    const [first, last] = [monthsOf(claim)[0], monthsOf(claim).at(-1)];
    return first === undefined || last === undefined ? undefined : { begunBy: first, lastTo: last };
  }
  if (claim.year === undefined || claim.occupiedSince === undefined) return undefined;
  const since = claim.occupiedSince.slice(0, 7);
  return { begunBy: `${claim.year}-12`, lastTo: since > `${claim.year}-01` ? since : `${claim.year}-01` };
}

const leaseChecks: readonly Check<Leased>[] = [
  {
    rule: 'lease-missing',
    at: '/leaseDocumentId',
    run: (claim) =>
      needsLease(claim)
        ? (['leaseDocumentId', 'leaseFrom', 'leaseTo'] as const).flatMap((field) => unless(claim[field] !== undefined, failed(`/${field}`)))
        : null,
  },
  {
    rule: 'lease-not-covering',
    at: '/leaseTo',
    run: (claim) => {
      const reach = leaseMustReach(claim);
      const { leaseFrom, leaseTo } = claim;
      if (!needsLease(claim) || !reach || leaseFrom === undefined || leaseTo === undefined) return null;
      // A lease that begins or ends within a month covers that month.
      return [
        ...unless(leaseFrom.slice(0, 7) <= reach.begunBy, failed('/leaseFrom')),
        ...unless(leaseTo.slice(0, 7) >= reach.lastTo && leaseFrom <= leaseTo, failed('/leaseTo')),
      ];
    },
  },
  {
    rule: 'required-document',
    at: '/leaseDocumentId',
    run: (claim, context) =>
      claim.leaseDocumentId === undefined ? null : paperFindings('/leaseDocumentId', claim.leaseDocumentId, ['lease'], context),
  },
];

export const RENT_CHECKS: readonly Check<DraftOf<'rent'>>[] = [
  ...MONTH_CHECKS,
  ...leaseChecks,
  ...FOUNDER_IS_ONESELF,
  {
    rule: 'own-premises-with-rent',
    at: '/lines',
    run: ({ premises, lines }) => (premises === 'own' ? unless((lines?.length ?? 0) === 0, failed('/lines')) : null),
  },
  {
    rule: 'site-rent',
    at: '/siteRentFen',
    run: (claim, _context, struck) => {
      if (!claim.sharedWith || claim.premises !== 'rented') return null;
      return unless(claim.siteRentFen !== undefined && claim.siteRentFen >= totalFen(linesOf(claim, struck)), failed('/siteRentFen'));
    },
  },
  {
    rule: 'row-twice',
    at: '/household',
    run: ({ founder, household = [] }) => {
      const persons = household.map(({ personKey }, at) => ({ personKey, pointer: `/household/${at}` }));
      const all = [{ personKey: founder?.personKey, pointer: '/founder' }, ...persons].filter(({ personKey }) => personKey !== undefined);
      return repeated(all, ({ personKey }) => `${personKey}`).map(({ pointer }) => failed(pointer));
    },
  },
];

/** In which year of occupation a day lies; an anniversary begins the next one. */
const occupiedYearOn = (since: CivilDate, day: CivilDate): number => Math.floor(completedMonths(since, day) / 12) + 1;

export const UTILITY_CHECKS: readonly Check<DraftOf<'utilities'>>[] = [
  ...leaseChecks,
  {
    rule: 'meter-missing',
    at: '/lines',
    run: (claim, _context, struck) =>
      utilityLinesOf(claim, struck).flatMap(({ row, pointer }) =>
        unless(row.expense === 'rent' || row.meter !== undefined, failed(`${pointer}/meter`)),
      ),
  },
  {
    rule: 'discount-too-high',
    at: '/lines',
    run: (claim, _context, struck) =>
      utilityLinesOf(claim, struck).flatMap(({ row, pointer }) =>
        unless((row.discountFen ?? 0) <= row.amountFen, failed(`${pointer}/discountFen`)),
      ),
  },
  {
    rule: 'occupied-year',
    at: '/occupiedYear',
    run: (claim, context): Finding[] | null => {
      const { occupiedSince, occupiedYear } = claim;
      const window = windowOf(claim, context);
      if (occupiedSince === undefined || occupiedYear === undefined || !window) return null;
      if (occupiedSince > window.costsTo) return [failed('/occupiedSince')];
      // A calendar year touches two years of occupation; either may be claimed.
      const first = occupiedSince > window.costsFrom ? 1 : occupiedYearOn(occupiedSince, window.costsFrom);
      return unless(occupiedYear >= first && occupiedYear <= occupiedYearOn(occupiedSince, window.costsTo), failed('/occupiedYear'));
    },
  },
];
