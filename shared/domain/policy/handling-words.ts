import type { Handling } from './handling.ts';

/** What a programme says of how its cases are handled to those who apply: the sentences alone, each with its mark. */
export const handlingInWords = ({ limits = {}, onBudgetExhausted, levels }: Partial<Handling> = {}) =>
  [...Object.values(limits), ...(onBudgetExhausted ? [onBudgetExhausted] : []), ...(levels ? [levels] : [])].flatMap(
    ({ text, confidence }) => (text ? [{ text, confidence }] : []),
  );
