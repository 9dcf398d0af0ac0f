import { type Check, failed, unknown, unless } from './check-context.ts';
import { monthNumber, monthsOf } from './claim-parts.ts';
import { monthsKeyOf, type WithMonths } from './months-key.ts';

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
  {
    rule: 'months-claimed-before',
    at: '/monthsFrom',
    run: (claim, { earlier, applicant }) => {
      const key = monthsKeyOf(claim, applicant.organisationId);
      const months = monthsOf(claim);
      if (key === undefined || months.length === 0) return null;
      if (earlier === undefined) return [unknown('/monthsFrom', '以前的申报尚未查到', 'earlier claims were not looked up')];
      const before = new Set(earlier.flatMap((hold) => (hold.kind === 'slots' && hold.key === key ? [hold.slots].flat() : [])));
      const again = months.filter((month) => before.has(month));
      return unless(again.length === 0, failed('/monthsFrom', `已申报：${again.join('、')}`, `claimed before: ${again.join(', ')}`));
    },
  },
];
