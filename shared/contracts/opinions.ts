import * as z from 'zod/mini';
import { DECLINE_GROUNDS, OPINION_LISTS, OPINION_VERDICTS } from '../domain/cases/opinions/opinion-terms.ts';
import { rule } from '../domain/kernel/rule.ts';
import { hash, id, text } from './fields.ts';
import { pageOf, pageQuery } from './page.ts';

/**
 * Opinions of specialists on the wire (`cases-api`): what a reviewer asks, and what a specialist is shown of a case and says of it. Money is
 * whole fen; days are days in Asia/Shanghai.
 */
const words = z.object({ zh: z.string(), en: z.string() });
const day = z.iso.date();
const instant = z.string();
const fen = z.int().check(z.nonnegative(), z.lte(10 ** 15));
const most = 40;
const ids = z
  .array(id)
  .check(z.maxLength(most))
  .check(z.refine((all) => new Set(all).size === all.length, rule('每一项只能写一次', 'must name each once')));

/** The bodies of the steps, `POST /v1/cases/{id}/<step>`. */
export const OPINION_BODIES = {
  'ask-opinion': z.strictObject({
    expertId: id,
    /** The office they were found with. */
    organisationId: id,
    question: text(2_000),
    /** Rows of the claim it is about; none: all of them. */
    lines: z._default(ids, []),
    /** Papers the claim names, which the specialist may open. */
    papers: z._default(ids, []),
    /** The last day that is in time; five working days unless it is said. */
    dueOn: z.optional(day),
  }),
  'withdraw-opinion': z.strictObject({ opinionId: id, reason: text(2_000) }),
  'accept-opinion': z.strictObject({ noConflict: z.literal(true) }),
  'give-opinion': z.strictObject({
    verdict: z.enum(OPINION_VERDICTS),
    reason: text(4_000),
    amounts: z._default(
      z
        .array(z.strictObject({ lineId: id, amountFen: fen }))
        .check(z.maxLength(most))
        .check(
          z.refine(
            (all) => new Set(all.map(({ lineId }) => lineId)).size === all.length,
            rule('每一行只能写一次', 'must name each row once'),
          ),
        ),
      [],
    ),
    /** Of what was seen: where it has changed since, the opinion is refused and it is looked at again. */
    basisHash: hash,
  }),
  'decline-opinion': z.strictObject({ ground: z.enum(DECLINE_GROUNDS), reason: z._default(text(1_000, 0), '') }),
} as const satisfies Record<string, z.ZodMiniType>;

/** `GET /v1/opinions`: what I am asked for by due date, what I gave, or what was taken back. */
export const opinionQuery = z.strictObject({ ...pageQuery, state: z._default(z.enum(OPINION_LISTS), 'asked') });
const opinionListItem = z.object({
  caseId: z.string(),
  opinionId: z.string(),
  programmeName: words,
  /** Null where it is judged without knowing whose case it is. */
  applicantName: z.nullable(z.string()),
  /** Null until it is declared that there is no conflict. */
  question: z.nullable(z.string()),
  askedAt: instant,
  dueOn: z.nullable(day),
  late: z.boolean(),
  declared: z.boolean(),
  givenAt: z.nullable(instant),
  /** When it was taken back, or was not needed any more. */
  closedAt: z.nullable(instant),
});
export const opinionList = pageOf(opinionListItem);

const paper = z.object({ id: z.string(), title: z.string(), mediaType: z.string(), sizeBytes: z.int(), canOpen: z.boolean() });
/**
 * `GET /v1/cases/{id}/opinion`: what a specialist is shown. First whose case it is and who takes part, which is what a conflict is recognised by;
 * question, rows, clauses and papers come once it is declared that there is none; of persons the family name, of numbers nothing.
 */
export const opinionView = z.object({
  caseId: z.string(),
  opinionId: z.string(),
  state: z.enum(['asked', 'given']),
  /** The case is at a step in which an opinion can be given now. */
  open: z.boolean(),
  programmeName: words,
  divisionCode: z.string(),
  applicantName: z.nullable(z.string()),
  /** Who else takes part: a conflict with them is one too. */
  others: z.array(z.string()),
  /** Who asks, and what: null until it is declared that there is no conflict. */
  askedBy: z.nullable(z.string()),
  question: z.nullable(z.string()),
  askedAt: instant,
  dueOn: z.nullable(day),
  late: z.boolean(),
  declaredAt: z.nullable(instant),
  /** Null until it is declared that there is no conflict. */
  matter: z.nullable(
    z.object({
      claim: z.unknown(),
      computedFen: z.nullable(z.int()),
      clauses: z.array(z.object({ id: z.string(), outcome: z.enum(['met', 'failed', 'unknown']), text: words, trusted: z.boolean() })),
      papers: z.array(paper),
    }),
  ),
  basisHash: z.string(),
  given: z.nullable(
    z.object({
      verdict: z.enum(OPINION_VERDICTS),
      amounts: z.array(z.object({ lineId: z.string(), amountFen: z.int() })),
      text: z.string(),
      givenAt: instant,
      sealHash: z.string(),
    }),
  ),
});

/** What a specialist learns of a step of theirs: the request, not the case. */
export const opinionReceipt = z.object({
  caseId: z.string(),
  opinionId: z.string(),
  state: z.enum(['asked', 'given', 'declined']),
  givenAt: z.nullable(instant),
  sealHash: z.nullable(z.string()),
});

/** `GET /v1/experts`: who can be asked, of the offices whose region covers mine. */
export const expertQuery = z.strictObject({ as: z.optional(id) });
const expertItem = z.object({ personId: z.string(), name: z.string(), organisationId: z.string(), organisationName: z.string() });
export const expertList = z.object({ items: z.array(expertItem) });
