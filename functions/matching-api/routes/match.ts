import type { Context, Hono } from 'hono';
import { matchAnswer, matchRequest } from '../../../shared/contracts/match.ts';
import type { MatchRefusal } from '../../../shared/domain/matching/answer.ts';
import type { FactRefusal } from '../../../shared/domain/policy/read-fact.ts';
import { type CatalogueReader, withCatalogue } from '../../../shared/http/catalogue-route.ts';
import { type Fault, pointerTo, publicProblemReply } from '../../../shared/http/public-problems.ts';
import { readDay } from '../../../shared/http/read-day.ts';
import { reply } from '../../../shared/http/reply.ts';
import { validatedBody } from '../../../shared/http/validate.ts';
import { match } from '../use-cases/match.ts';

const factErrors = (refusals: readonly FactRefusal[]): Fault[] =>
  refusals.slice(0, 20).map(({ fact, code, detail }) => ({ pointer: pointerTo('facts', fact), code, detail }));

const besides = (others: readonly string[]) => ({ zh: `与 ${others.join('、')} 矛盾`, en: `does not go with ${others.join(', ')}` });

/** Both sides of each contradiction, by pointer, each place once; `asOf` is a side where a firm would be founded after it. */
function conflictErrors({ conflicts }: Extract<MatchRefusal, { code: 'fact-conflict' }>): Fault[] {
  const faults = new Map<string, Fault>();
  for (const { sides } of conflicts) {
    for (const side of sides) {
      const pointer = side === 'asOf' ? pointerTo('asOf') : pointerTo('facts', side);
      if (!faults.has(pointer))
        faults.set(pointer, { pointer, code: 'fact-conflict', detail: besides(sides.filter((other) => other !== side)) });
    }
  }
  return [...faults.values()].slice(0, 20);
}

function refused(context: Context, refusal: MatchRefusal, programmeIds: readonly string[]): Response {
  if (refusal.code === 'fact-conflict') return publicProblemReply(context, 'fact-conflict', conflictErrors(refusal));
  const errors = refusal.ids.slice(0, 20).map((id) => ({
    pointer: pointerTo('programmeIds', programmeIds.indexOf(id)),
    code: 'unknown-programme',
    detail: { zh: '没有这个政策项目', en: 'no such programme' },
  }));
  return publicProblemReply(context, 'unknown-programme', errors);
}

/** `POST /v1/matches`: a question, not a command; nothing is stored and nothing of the facts is logged. */
export function matchRoutes(app: Hono, read: CatalogueReader, now: () => Date): void {
  app.post(
    '/v1/matches',
    withCatalogue(read, async (context, catalogue) => {
      const body = await validatedBody(context, matchRequest);
      if (!body.ok) return body.refusal;
      const asOf = readDay(context, 'asOf', body.value.asOf, now());
      if (!asOf.ok) return asOf.refusal;
      const answer = match(catalogue, body.value, asOf.value);
      if (answer.ok) return reply(context, matchAnswer, answer.value);
      return answer.refusal.code === 'invalid-facts'
        ? publicProblemReply(context, 'invalid-request', factErrors(answer.refusal.refusals))
        : refused(context, answer.refusal, body.value.programmeIds ?? []);
    }),
  );
}
