import type { Citation } from '../policy/citation.ts';
import type { Bilingual, Confidence } from '../policy/text.ts';

/** What every hold says of itself: the field it comes from, the rule, its clause, and how far it can be trusted. */
export type HoldRule = {
  readonly pointer: string;
  readonly text: Bilingual;
  readonly citation: Citation | null;
  readonly confidence: Confidence;
};

/**
 * What a claim takes for as long as it lives or is paid, so that no second claim takes it too, in the kinds of `../cases/money/holds.ts`. A `cap`
 * LOWERS the claim that exceeds it to what is left (the write then takes exactly that, under the condition that it is there); all others
 * REFUSE the claim that exceeds them. `years`: in at most `most` different years.
 */
export type Hold = HoldRule & { readonly key: string } & (
    | { readonly kind: 'cap'; readonly capFen: number; readonly takeFen: number; readonly exceeding: 'lowers' }
    | { readonly kind: 'once'; readonly exceeding: 'refuses' }
    | { readonly kind: 'exclusion'; readonly holder: string; readonly exceeding: 'refuses' }
    | { readonly kind: 'bill'; readonly holder: string; readonly exceeding: 'refuses' }
    | { readonly kind: 'years'; readonly year: number; readonly most: number; readonly exceeding: 'refuses' }
    | { readonly kind: 'slots'; readonly slots: readonly string[]; readonly exceeding: 'refuses' }
    | {
        readonly kind: 'course';
        readonly course: string;
        readonly year: number;
        readonly typesPerYear: number | null;
        readonly exceeding: 'refuses';
      }
  );
