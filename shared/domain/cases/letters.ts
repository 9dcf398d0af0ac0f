import * as z from 'zod/mini';
import type { CaseEventMessage } from './case-event.ts';
import type { CaseFile } from './records.ts';

export const CASE_LETTERS = ['receipt', 'decision', 'payment', 'recovery', 'reminder'] as const;

/** A letter that was written about a case. What was sent is kept, never made again. */
export const caseLetter = z.object({
  /** `<kind>.<version>`. */
  id: z.string(),
  kind: z.enum(CASE_LETTERS),
  /** The attempt of the payment (`p1.1`) or the recovery it is about. */
  about: z.optional(z.string()),
  /** Head of the case's chain that stands in it. */
  chainHash: z.optional(z.string()),
  /** Of the case after the step it tells of. */
  version: z.int().check(z.positive()),
  sha256: z.string(),
  sizeBytes: z.int().check(z.positive()),
  at: z.string(),
});
export type CaseLetter = z.infer<typeof caseLetter>;

/** Steps that are answered by a letter. */
export const LETTER_OF = {
  'case.submit': 'receipt',
  'case.approve': 'decision',
  'case.approve-conditional': 'decision',
  'case.reject': 'decision',
  'case.reject-on-objection': 'decision',
  'case.refuse-intake': 'decision',
  // The bank's word, or that of two persons: with the step that follows from it, or without.
  'case.payment-paid': 'payment',
  'case.pay-done': 'payment',
  'case.recovery-noticed': 'recovery',
  'case.recovery-remind': 'reminder',
} as const satisfies Record<string, CaseLetter['kind']>;
export type LetterEvent = keyof typeof LETTER_OF;

export const isLetterEvent = (type: string): type is LetterEvent => Object.hasOwn(LETTER_OF, type);

/** Where its file lies in the vault: made of ids, so that nothing a person typed is part of it. */
export const letterObjectKey = (caseId: string, { kind, version }: Pick<CaseLetter, 'kind' | 'version'>): string =>
  `letters/${caseId}/${String(version).padStart(10, '0')}-${kind}.pdf`;

/** What a letter is about: its kind, the step it tells of, and the payment or recovery where it is one's. */
export type LetterAsked = Pick<CaseLetter, 'kind' | 'version' | 'about'>;
type About = (message: CaseEventMessage, file: CaseFile) => string | null | undefined;

/** A step of two persons is told of twice; the first time it has decided nothing. */
const UNDECIDED: readonly CaseEventMessage['state'][] = ['completeness_check', 'objection_review', 'decision_pending'];

/** The money a step moved is found by the moment of the step, whatever has happened since. */
const paidThen: About = ({ at }, { payments }) => {
  for (const { id, attempts } of payments) {
    const attempt = attempts.find((one) => one.outcome === 'paid' && one.at === at);
    if (attempt) return `${id}.${attempt.n}`;
  }
  return undefined;
};

/** Whether a letter follows, by kind: what it is about, null where that is the case itself; undefined: none does. */
const ABOUT: Readonly<Record<CaseLetter['kind'], About>> = {
  receipt: (_message, { record }) => (record.submittedOn === null ? undefined : null),
  decision: ({ type, state }, { record }) => (`case.${record.decision?.event}` === type && !UNDECIDED.includes(state) ? null : undefined),
  payment: paidThen,
  recovery: ({ at }, { recoveries }) => recoveries.find(({ noticedBy }) => noticedBy.at === at)?.id,
  reminder: ({ at }, { recoveries }) => recoveries.find(({ remindedAt }) => remindedAt === at)?.id,
};

/**
 * The letter a step asks for. None: where the first of two persons only proposed it, where what it did was taken back before the letter was written,
 * or where the step followed later from what a letter has told already.
 */
export function letterFor(message: CaseEventMessage, file: CaseFile): LetterAsked | undefined {
  const { type, version } = message;
  if (!isLetterEvent(type)) return undefined;
  const kind: CaseLetter['kind'] = LETTER_OF[type];
  const about = ABOUT[kind](message, file);
  return about === undefined ? undefined : { kind, version, ...(about !== null && { about }) };
}
