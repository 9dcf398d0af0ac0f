import * as z from 'zod/mini';
import { CASE_LETTERS, OPINION_LETTERS, STANDING_LETTERS } from '../domain/cases/shown/letters.ts';
import { civilDate } from '../domain/kernel/civil-date.ts';
import { outcome, wireConfidence } from './match.ts';

/**
 * What stands in a letter of a case, in one language and ready to be set: whoever makes a letter says everything here, whoever sets it adds
 * only the fixed words around it. Amounts are whole fen, days civil dates in Asia/Shanghai, hashes SHA-256 in hexadecimal.
 */
type LetterKind = (typeof CASE_LETTERS)[number];
/** Letters that have to do with no sum. */
export const WITHOUT_AMOUNT = ['deadline', ...STANDING_LETTERS, ...OPINION_LETTERS] as const satisfies LetterKind[];
/** The kinds that say how much. */
export type SummedLetter = Exclude<LetterKind, (typeof WITHOUT_AMOUNT)[number]>;
const LETTER_LANGUAGES = ['zh', 'en'] as const;
/** A claim has at most 40 lines, and a sum takes a few steps more. */
export const MAX_LETTER_ROWS = 120;
export const MAX_LETTER_CLAUSES = 60;

const words = (longest: number) => z.string().check(z.minLength(1), z.maxLength(longest), z.regex(/\S/u));
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const fen = z.int();

/** Where a clause is written; the document as it is titled, without 《》. */
const letterCitation = z.strictObject({
  document: words(300),
  article: z.nullable(words(120)),
  quote: words(2000),
});

/** One clause of the programme and how the case stands to it. */
const letterClause = z.strictObject({
  text: words(1000),
  outcome,
  citation: z.nullable(letterCitation),
  confidence: wireConfidence,
});
export type LetterClause = z.infer<typeof letterClause>;

/** A step towards the amount, in order; null where it is a rule and no sum. Steps are not meant to add up: the last one is the total. */
const amountLine = z.strictObject({ label: words(500), amountFen: z.nullable(fen) });

/** Four last digits behind stars, as `maskAccount` makes it: a letter never holds a whole account number. */
const maskedAccount = z.string().check(z.regex(/^\*{2,}\d{0,4}$/, 'must be masked'));

export const letter = z.strictObject({
  kind: z.enum(CASE_LETTERS),
  language: z.enum(LETTER_LANGUAGES),
  title: words(120),
  /** The name of the institution the letter is from. */
  issuer: words(120),
  caseId: words(64),
  /** As the institution counts its letters: 融财补〔2026〕12号. */
  number: words(60),
  date: civilDate,
  addressee: words(200),
  paragraphs: z.array(words(4000)).check(z.minLength(1), z.maxLength(20)),
  /** The version the case is judged on, and the hash it is pinned by. */
  programme: z.strictObject({ name: words(200), version: words(60), hash: sha256 }),
  /** Empty in letters that judge nothing. */
  clauses: z.array(letterClause).check(z.maxLength(MAX_LETTER_CLAUSES)),
  amount: z.nullable(
    z.strictObject({
      lines: z.array(amountLine).check(z.maxLength(MAX_LETTER_ROWS)),
      /** What was granted or paid; in letters about money that must come back, what is owed on the day of the letter. */
      totalFen: fen.check(z.gte(0)),
    }),
  ),
  payee: z.nullable(z.strictObject({ name: words(200), bank: z.nullable(words(200)), account: maskedAccount })),
  /** Where and until when one can object or appeal. */
  remedy: z.nullable(words(4000)),
  seal: z.strictObject({
    /** Head of the case's audit chain when the letter was made. */
    chainHash: sha256,
  }),
});
export type Letter = z.infer<typeof letter>;
