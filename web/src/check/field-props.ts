import type { FactDefinition } from '../../../shared/domain/policy/fact.ts';
import type { Lexicon } from '../words/values.ts';
import type { AnswerValue } from './state.ts';

/** What the field of one fact is given, whatever its type. */
export type FieldProps = {
  readonly definition: FactDefinition;
  readonly value: AnswerValue | undefined;
  readonly lexicon: Lexicon;
  /** The id of the element that names the field. */
  readonly labelledBy: string;
  readonly describedBy: string | undefined;
  onAnswer(value: AnswerValue | undefined): void;
};
