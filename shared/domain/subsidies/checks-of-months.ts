import { type Check, failed, unless } from './check-context.ts';
import { monthNumber } from './claim-parts.ts';
import type { WithMonths } from './months-key.ts';

const MOST_MONTHS = 12;

export const MONTH_CHECKS: readonly Check<WithMonths>[] = [
  {
    rule: 'months-in-order',
    at: '/monthsTo',
    run: ({ monthsFrom, monthsTo }) => {
      if (monthsFrom === undefined || monthsTo === undefined) return null;
      const length = monthNumber(monthsTo) - monthNumber(monthsFrom) + 1;
      return unless(length >= 1 && length <= MOST_MONTHS, failed('/monthsTo'));
    },
  },
  {
    rule: 'months-outside-year',
    at: '/monthsTo',
    run: ({ monthsTo, year }) =>
      monthsTo === undefined || year === undefined ? null : unless(monthsTo.startsWith(`${year}-`), failed('/monthsTo')),
  },
];
