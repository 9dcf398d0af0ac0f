import * as z from 'zod/mini';
import { factDefinition } from './fact.ts';
import { inputsOf } from './fact-dictionary.ts';

/** The dictionary file, checked: no id twice, every derived fact made of declared ones, choices where the type needs them. */
export const factDictionaryFile = z.array(factDefinition).check(
  z.superRefine((definitions, context) => {
    const ids = new Set(definitions.map((definition) => definition.id));
    const seen = new Set<string>();
    definitions.forEach((definition, index) => {
      const complain = (message: string) => context.addIssue({ code: 'custom', path: [index], message: `${definition.id}: ${message}` });
      if (seen.has(definition.id)) complain('declared twice');
      seen.add(definition.id);
      const hasChoices = definition.type === 'choice' || definition.type === 'choices';
      if (hasChoices !== (definition.choices !== undefined)) complain('choices stand with the types choice and choices, and only there');
      for (const input of definition.derived ? inputsOf(definition.derived) : []) {
        if (!ids.has(input)) complain(`derived from ${input}, which is not declared`);
      }
    });
  }),
);
