import type { FactDefinition } from '../../../shared/domain/policy/fact.ts';
import { readFact } from '../../../shared/domain/policy/read-fact.ts';

/** Is this a value the rules can read? Values are in wire units (yuan, months, words). */
export const isReadable = (definition: FactDefinition, value: unknown): boolean => readFact(definition, value).ok;
