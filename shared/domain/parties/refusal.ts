import type { Citation } from '../policy/citation.ts';
import type { Bilingual } from '../policy/text.ts';

/** One field a rule objects to, by JSON pointer into the request, and where the rule is written, where it is a clause of a programme. */
export type FieldFault = {
  readonly pointer: string;
  readonly code: string;
  readonly detail: Bilingual;
  readonly citation?: Citation | null | undefined;
};

/** What a rule refuses with: the name of the rule, and the fields it is about. */
export type RuleRefusal<Code extends string> = { readonly code: Code; readonly faults?: readonly FieldFault[] };

/** Fields that are not as they must be, all of them at once. */
export const badFields = (faults: readonly FieldFault[]): RuleRefusal<'invalid-request'> => ({ code: 'invalid-request', faults });
