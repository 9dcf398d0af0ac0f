import type { CivilDate } from '../kernel/civil-date.ts';
import type { Bilingual } from '../policy/text.ts';
import { type Document, statusAt, type Validity, validityOn } from './document.ts';
import type { DocumentKind } from './kind-names.ts';

/** One paper a programme asks for, in its own words. */
export type Requirement = { readonly kind: DocumentKind; readonly name: Bilingual };

export const PAPER_STATES = ['valid', 'expiring', 'checking', 'expired', 'missing'] as const;
export type PaperState = (typeof PAPER_STATES)[number];

export type PaperCheck = Requirement & {
  readonly state: PaperState;
  /** The papers that are there for it, the most useful first. */
  readonly documents: readonly { readonly document: Document; readonly validity: Validity }[];
};

const OF_VALIDITY: Record<Validity['state'], PaperState> = {
  valid: 'valid',
  'no-date': 'valid',
  expiring: 'expiring',
  expired: 'expired',
  // It is there, and no use on this day.
  'not-yet': 'missing',
};

/** What one paper counts for; undefined: nothing. One that was announced counts until its form has ended. */
function stateOf(document: Document, { state }: Validity, at: string): PaperState | undefined {
  const status = statusAt(document, at);
  if (status === 'clean') return OF_VALIDITY[state];
  return status === 'checking' || status === 'awaiting-upload' ? 'checking' : undefined;
}

/** `other` says nothing by itself: there the title must be the programme's own name of the paper. */
const serves = ({ kind, name }: Requirement, document: Document): boolean =>
  document.kind === kind && (kind !== 'other' || document.title === name.zh || document.title === name.en);

const rank = (state: PaperState): number => PAPER_STATES.indexOf(state);

/**
 * What a programme asks for beside what is there, kind by kind, so that the same paper is never asked for twice. A kind named several
 * times under several names is shown under each; one paper serves all of them.
 * @param day the day on which the papers must hold
 * @param at now, RFC 3339 in UTC
 */
export function checkPapers(
  requirements: readonly Requirement[],
  documents: readonly Document[],
  day: CivilDate,
  at: string,
): PaperCheck[] {
  return requirements.map((requirement) => {
    const found = documents
      .filter((document) => serves(requirement, document))
      .flatMap((document) => {
        const validity = validityOn(document, day);
        const state = stateOf(document, validity, at);
        return state ? [{ document, validity, state }] : [];
      })
      .sort((a, b) => rank(a.state) - rank(b.state) || b.document.uploadedAt.localeCompare(a.document.uploadedAt));
    return {
      kind: requirement.kind,
      name: requirement.name,
      state: found[0]?.state ?? 'missing',
      documents: found.map(({ document, validity }) => ({ document, validity })),
    };
  });
}
