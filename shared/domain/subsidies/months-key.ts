import type { DraftOf } from './claim.ts';
import { plainText } from './claim-parts.ts';
import { siteKeyOf } from './site.ts';

/** Claims of a span of months. */
export type WithMonths = DraftOf<'broadband'> | DraftOf<'rent'>;

/** Under which key a claim holds its months: a line of broadband is one whoever claims it, a site is one for each firm. Undefined: not told yet. */
export function monthsKeyOf(claim: WithMonths, applicantId: string): string | undefined {
  if (claim.kind === 'broadband') return claim.lineNumber === undefined ? undefined : `line/${plainText(claim.lineNumber)}`;
  return claim.site ? `site/${siteKeyOf(claim.site)}/${applicantId}` : undefined;
}
