import { type FactDefinition, factDefinition } from '../../shared/domain/policy/fact.ts';
import { toDictionary } from '../../shared/domain/policy/fact-dictionary.ts';

const words = (text: string) => ({ zh: text, en: text });

/** A fact of the dictionary as production code parses it; only what a test is about need be said. */
export const aFact = (id: string, type: FactDefinition['type'], more: Record<string, unknown> = {}): FactDefinition =>
  factDefinition.parse({
    id,
    type,
    label: words(id),
    question: words(id),
    scope: 'applicant',
    changes: 'by-action',
    sensitivity: 'business',
    freshMonths: null,
    ...(type === 'choice' || type === 'choices' ? { choices: ['a', 'b', 'c'].map((value) => ({ value, zh: value, en: value })) } : {}),
    ...more,
  });

export const aDictionary = (...definitions: FactDefinition[]) => toDictionary(definitions);
