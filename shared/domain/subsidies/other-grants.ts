import type { Hold } from '../cases/money/hold-row.ts';
import type { CaseCard } from '../cases/shown/card.ts';
import { isEnd } from '../cases/states.ts';
import type { Programme } from '../policy/programme.ts';
import { kindOfProgramme } from './kinds.ts';

/** What another programme has granted an applicant and paid, in fen, as the applicant's other cases have it. */
export interface OtherGrant {
  /** Approved and not given back: whoever deducts it does not wait until it is paid. Of a case that has ended, what was paid and kept. */
  readonly grantedFen: number;
  /** Paid, less what was recovered. */
  readonly paidFen: number;
  /** A claim under it is under way and has not been paid yet. */
  readonly pending: boolean;
}

/** What a programme has granted: for the costs of one year, or (null) in all. Undefined: it is not granted here, and nobody here knows. */
export type OtherGrants = (programmeId: string, year: number | null) => OtherGrant | undefined;

type Card = Pick<CaseCard, 'id' | 'programmeId' | 'state' | 'holds' | 'paidFen'>;
interface Offered {
  readonly programmes: readonly Programme[];
  readonly adopted: readonly Programme[];
}

/** May a case of this house be about it: is it one of the six subsidies, or given without application? */
export const isGrantedHere = (programme: Programme): boolean =>
  kindOfProgramme(programme) !== undefined || programme.versions.some(({ delivery }) => delivery?.mode === 'automatic');

/** The counter of what one programme has granted one applicant. */
export const grantedKey = (applicantId: string, programmeId: string): string => `granted/${applicantId}/${programmeId}`;
export const paidKey = (applicantId: string, programmeId: string): string => `paid/${applicantId}/${programmeId}`;

const isOf = (year: number | null, hold: Hold): boolean => hold.kind === 'granted' && (year === null || hold.year === year);
const sumOf = (holds: readonly Hold[]): number => holds.reduce((sum, { takeFen }) => sum + Number(takeFen ?? 0), 0);

/** What stands on that counter without this case's part: an approval that rests on it is good only as long as it does. */
export const onCounter = (cards: readonly Card[], caseId: string, programmeId: string, year: number | null): number =>
  sumOf(
    cards
      .filter((one) => one.id !== caseId && one.programmeId === programmeId)
      .flatMap(({ holds }) => holds.filter((hold) => isOf(year, hold))),
  );

/** A case by which a programme has paid the applicant (for the costs of `year`; null: whichever), and of which money is kept; undefined: none. */
export const paidBy = (cards: readonly Card[], caseId: string, programmeId: string, year: number | null): string | undefined =>
  cards.find(
    (one) => one.id !== caseId && one.programmeId === programmeId && (one.paidFen ?? 0) > 0 && one.holds.some((hold) => isOf(year, hold)),
  )?.id;

/**
 * Reads from an applicant's cases what its other programmes have granted and paid.
 * @param caseId the case that asks; its own grant is not another's
 */
export function otherGrants(cards: readonly Card[], caseId: string, { programmes, adopted }: Offered): OtherGrants {
  const here = new Set([...programmes, ...adopted].filter(isGrantedHere).map(({ id }) => id));
  return (programmeId, year) => {
    const others = cards.filter((one) => one.id !== caseId && one.programmeId === programmeId);
    if (others.length === 0 && !here.has(programmeId)) return undefined;
    const parts = others.map(({ state, holds, paidFen = 0 }) => {
      const granted = holds.filter(({ kind }) => kind === 'granted');
      const counted = granted.filter((hold) => isOf(year, hold));
      const paid = counted.length > 0 ? paidFen : 0;
      const waits = !isEnd(state) && paidFen === 0 && (granted.length === 0 || counted.length > 0);
      return { grantedFen: isEnd(state) ? paid : sumOf(counted), paidFen: paid, waits };
    });
    return {
      grantedFen: parts.reduce((sum, part) => sum + part.grantedFen, 0),
      paidFen: parts.reduce((sum, part) => sum + part.paidFen, 0),
      pending: parts.some(({ waits }) => waits),
    };
  };
}
