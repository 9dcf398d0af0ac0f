import { type Check, failed, unknown, unless } from './check-context.ts';
import type { ClaimDraft, DraftOf } from './claim.ts';
import { monthNumber, monthsOf, plainNumber } from './claim-parts.ts';
import { siteKeyOf } from './site.ts';

/** Claims of a span of months. */
type WithMonths = DraftOf<'broadband'> | DraftOf<'rent'>;
const MOST_MONTHS = 12;

/** What a month can be claimed for once: a line of broadband, a site. */
const monthsKeyOf = (claim: ClaimDraft): string | undefined => {
  if (claim.kind === 'broadband') return claim.lineNumber === undefined ? undefined : plainNumber(claim.lineNumber);
  return claim.kind === 'rent' && claim.site ? siteKeyOf(claim.site) : undefined;
};

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
    run: (claim, { earlier }) => {
      const key = monthsKeyOf(claim);
      const months = monthsOf(claim);
      if (key === undefined || months.length === 0) return null;
      if (earlier === undefined) return [unknown('/monthsFrom', '以前的申报尚未查到', 'earlier claims were not looked up')];
      const before = new Set(
        earlier.flatMap(({ claim: other }) => (other.kind === claim.kind && monthsKeyOf(other) === key ? monthsOf(other) : [])),
      );
      const again = months.filter((month) => before.has(month));
      return unless(again.length === 0, failed('/monthsFrom', `已申报：${again.join('、')}`, `claimed before: ${again.join(', ')}`));
    },
  },
];
