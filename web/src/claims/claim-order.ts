import { isEnd } from '../../../shared/domain/cases/states.ts';
import type { ClaimList } from '../account/wire.ts';

export type ClaimCard = ClaimList['items'][number];

/** A draft, or a claim that came back: nobody else can go on with it. */
export const waitsForMe = ({ state, owedBy }: Pick<ClaimCard, 'state' | 'owedBy'>): boolean =>
  owedBy === 'applicant' && !isEnd(state) && state !== 'monitoring';

/** What the house drafted, and nobody has to write: it is confirmed or declined where it stands. */
export const isOffer = ({ instrument, state }: Pick<ClaimCard, 'instrument' | 'state'>): boolean =>
  instrument === 'automatic_subsidy' && state === 'draft';

export const claimAddress = (card: Pick<ClaimCard, 'id' | 'state'>): string =>
  card.state === 'draft' ? `/claims/${card.id}` : `/claims/${card.id}/status`;

/** What waits for me first, then what is under way, then what is over; the newest first. */
export function inOrder(cards: readonly ClaimCard[]): readonly ClaimCard[] {
  const rank = (card: ClaimCard) => (card.state === 'draft' ? 0 : isEnd(card.state) ? 3 : waitsForMe(card) ? 1 : 2);
  return cards.toSorted((a, b) => rank(a) - rank(b) || (a.since < b.since ? 1 : -1));
}
