import type * as z from 'zod/mini';
import type { claimList } from '../../../shared/contracts/claims.ts';
import { isEnd } from '../../../shared/domain/cases/states.ts';

export type ClaimCard = z.infer<typeof claimList>['items'][number];

export const claimAddress = (card: Pick<ClaimCard, 'id' | 'state'>): string =>
  card.state === 'draft' ? `/claims/${card.id}` : `/claims/${card.id}/status`;

/** What waits for me first, then what is under way, then what is over; the newest first. */
export function inOrder(cards: readonly ClaimCard[]): readonly ClaimCard[] {
  const rank = (card: ClaimCard) => (card.state === 'draft' ? 0 : isEnd(card.state) ? 3 : card.owedBy === 'applicant' ? 1 : 2);
  return cards.toSorted((a, b) => rank(a) - rank(b) || (a.since < b.since ? 1 : -1));
}
