import * as z from 'zod/mini';
import type { Catalogue } from '../../shared/catalogue/read-catalogue.ts';
import { civilDate } from '../../shared/domain/kernel/civil-date.ts';
import { recoveryTerms } from '../../shared/domain/payments/records.ts';
import { adoptTemplate } from '../../shared/domain/policy/adopt.ts';
import { NOWHERE } from '../../shared/domain/policy/citation.ts';
import { criterion } from '../../shared/domain/policy/criteria.ts';
import { type Handling, handling } from '../../shared/domain/policy/handling.ts';
import { type Priority, type Programme, region } from '../../shared/domain/policy/programme.ts';
import { bilingual, clause } from '../../shared/domain/policy/text.ts';

/** Whom a county puts first where a template leaves that to it: in the queue alone, as nobody but the county says. */
const localPriority = z.strictObject({
  effect: z.literal('queue'),
  when: criterion,
  text: bilingual,
  clause: z.optional(clause),
  confidence: z.literal('invented'),
});

/**
 * Which counties adopt a template, from which day, which office of theirs issues it, and, where they say so, how they handle its cases, whom
 * they put first, and on what terms money comes back.
 */
export const adoptions = z.array(
  z.strictObject({
    programmeId: z.string(),
    by: z.array(
      z.strictObject({
        regionCode: region,
        issuer: bilingual,
        from: civilDate,
        handling: z.optional(handling),
        priority: z.optional(localPriority),
        recovery: z.optional(recoveryTerms),
      }),
    ),
  }),
);
export type Adoptions = z.infer<typeof adoptions>;

/** A template says in its name that it is one; what a county adopted is none any more. */
const ofItsOwn = (name: string): string => name.replace(/ ?\((?:模板|template)\)$/u, '');

/** What a county says of its own, and beside it what the template says already. */
const handledAs = (template: Handling | undefined, own: Handling | undefined): Handling | undefined =>
  template && own ? { ...template, ...own, limits: { ...template.limits, ...own.limits } } : (own ?? template);

/** The choice a template leaves to the county, as the county made it. Throws where the template says itself whom it puts first. */
function chosenBy(own: z.infer<typeof localPriority>, template: Priority | null, programmeId: string): Priority {
  if (template !== null && template.effect !== 'local-choice')
    throw new Error(`${programmeId} leaves no county the choice of whom it puts first`);
  return { ...own, clause: own.clause ?? { ref: NOWHERE, quote: '由当地决定' } };
}

/**
 * The counties' own versions of the templates they adopted: rules and figures of the template, marks included; region, issuer, name and
 * first day of the county. Throws on what is no template and on a division that does not exist.
 */
export function adoptedTemplates({ programmes, dictionary, reference }: Catalogue, adopted: Adoptions): Programme[] {
  return adopted.flatMap(({ programmeId, by }) => {
    const template = programmes.find(({ id }) => id === programmeId);
    if (template?.regionCode !== null) throw new Error(`only a template is adopted, and ${programmeId} is none`);
    return by.map(({ regionCode, issuer, from, handling: terms, priority, recovery }): Programme => {
      const division = reference.divisions.find(({ code }) => code === regionCode);
      if (!division) throw new Error(`${programmeId} is adopted by ${regionCode}, which is no division`);
      const own = adoptTemplate(template, regionCode, dictionary, division.name);
      return {
        ...own,
        name: { zh: `${ofItsOwn(own.name.zh)}（${division.name.zh}）`, en: `${ofItsOwn(own.name.en)} (${division.name.en})` },
        issuer,
        versions: own.versions.map(({ handling: ofTemplate, ...version }) => ({
          ...version,
          ...((terms || ofTemplate) && { handling: handledAs(ofTemplate, terms) as Handling }),
          ...(priority && { priority: chosenBy(priority, version.priority, programmeId) }),
          ...(recovery && { recovery }),
          version: `${version.version}.${regionCode}`,
          effective: {
            from,
            to: null,
            note: { zh: '示例：由当地采用模板', en: 'example: a template as adopted here' },
            confidence: 'invented',
          },
        })),
      };
    });
  });
}
