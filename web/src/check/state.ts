import type { ApplicantKind } from '../../../shared/domain/policy/programme.ts';

export type AnswerValue = boolean | number | string | readonly string[] | null;

/** What someone has told us, in wire units. `skipped`: questions answered with "I don't know". */
export type Answers = {
  readonly applicant: ApplicantKind | null;
  readonly facts: Readonly<Record<string, AnswerValue>>;
  readonly skipped: readonly string[];
};

/** The answers, and the way to give another where they can be given on the page. */
export type Answering = { readonly answers: Answers; readonly answer?: (id: string, value: AnswerValue | undefined) => void };

export const NO_ANSWERS: Answers = { applicant: null, facts: {}, skipped: [] };

const STORED = 'rongqiao.check';
export const APPLICANTS: readonly ApplicantKind[] = [
  'enterprise',
  'person',
  'carrier',
  'training_provider',
  'investor',
  'fund',
  'community_operator',
];

const isValue = (value: unknown): value is AnswerValue =>
  value === null ||
  ['boolean', 'number', 'string'].includes(typeof value) ||
  (Array.isArray(value) && value.every((entry) => typeof entry === 'string'));

/** Reads answers from storage or a link; whatever is not an answer is left out. */
export function readAnswers(stored: unknown): Answers {
  if (typeof stored !== 'object' || stored === null) return NO_ANSWERS;
  const { applicant, facts, skipped } = stored as Record<string, unknown>;
  return {
    applicant: APPLICANTS.find((kind) => kind === applicant) ?? null,
    facts:
      typeof facts === 'object' && facts !== null
        ? (Object.fromEntries(Object.entries(facts).filter(([, value]) => isValue(value))) as Answers['facts'])
        : {},
    skipped: Array.isArray(skipped) ? skipped.filter((entry): entry is string => typeof entry === 'string') : [],
  };
}

/** Answers of this tab; they go when the tab goes. */
export function keptAnswers(): Answers {
  try {
    return readAnswers(JSON.parse(window.sessionStorage.getItem(STORED) ?? 'null'));
  } catch {
    return NO_ANSWERS;
  }
}

export function keepAnswers(answers: Answers): void {
  try {
    window.sessionStorage.setItem(STORED, JSON.stringify(answers));
  } catch {
    // Without storage the answers last until the page is left.
  }
}
