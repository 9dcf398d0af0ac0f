import * as z from 'zod/mini';
import type { CaseEventMessage } from './case-event.ts';
import type { CaseFile } from './records.ts';

/** A letter that was written about a case. What was sent is kept, never made again. */
export const caseLetter = z.object({
  /** `<kind>.<version>`. */
  id: z.string(),
  kind: z.enum(['receipt', 'decision']),
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
} as const satisfies Record<string, CaseLetter['kind']>;
export type LetterEvent = keyof typeof LETTER_OF;

export const isLetterEvent = (type: string): type is LetterEvent => Object.hasOwn(LETTER_OF, type);

/** Where its file lies in the vault: made of ids, so that nothing a person typed is part of it. */
export const letterObjectKey = (caseId: string, { kind, version }: Pick<CaseLetter, 'kind' | 'version'>): string =>
  `letters/${caseId}/${String(version).padStart(10, '0')}-${kind}.pdf`;

/**
 * The letter a step asks for. None: where the first of two persons only proposed it, or where the decision was taken back before the letter was
 * written.
 */
export function letterFor(
  { type, version, state }: CaseEventMessage,
  { record }: CaseFile,
): Pick<CaseLetter, 'kind' | 'version'> | undefined {
  if (!isLetterEvent(type)) return undefined;
  const kind = LETTER_OF[type];
  const stands = kind === 'receipt' ? record.submittedOn !== null : `case.${record.decision?.event}` === type;
  // A step of two persons is told of twice; the first time it has decided nothing.
  const proposed = kind === 'decision' && (state === 'completeness_check' || state === 'objection_review' || state === 'decision_pending');
  return stands && !proposed ? { kind, version } : undefined;
}
