import { REMIND_BEFORE } from '../../../shared/domain/cases/clock/remind-before.ts';
import { isEnd } from '../../../shared/domain/cases/states.ts';
import type { ClaimList } from '../account/wire.ts';
import { shiftDay } from '../words/format.ts';

export type ClaimCard = ClaimList['items'][number];

/** A draft, or a claim that came back: nobody else can go on with it. */
export const waitsForMe = ({ state, owedBy }: Pick<ClaimCard, 'state' | 'owedBy'>): boolean =>
  owedBy === 'applicant' && !isEnd(state) && state !== 'monitoring';

/** What the house drafted, and nobody has to write: it is confirmed or declined where it stands. */
export const isOffer = ({ instrument, state }: Pick<ClaimCard, 'instrument' | 'state'>): boolean =>
  instrument === 'automatic_subsidy' && state === 'draft';

export const claimAddress = (card: Pick<ClaimCard, 'id' | 'state'>): string =>
  card.state === 'draft' ? `/claims/${card.id}` : `/claims/${card.id}/status`;

/** Mine to act, and about to lapse: from the day on which one is reminded of it. */
export function isClosing(card: Pick<ClaimCard, 'state' | 'owedBy'> & { readonly dueOn: string | null }, today: string): boolean {
  const before = REMIND_BEFORE[card.state];
  const mine = waitsForMe(card) || card.owedBy === 'both';
  return before !== undefined && card.dueOn !== null && mine && today >= shiftDay(card.dueOn, -before);
}

/** What waits for me and is not about to lapse yet: how much, and what of it ends first. */
export function waitingBeside(
  cards: readonly ClaimCard[],
  today: string,
): { readonly count: number; readonly first: ClaimCard | undefined } {
  const waiting = cards.filter((card) => waitsForMe(card) && !isClosing(card, today));
  const [first] = waiting
    .filter(({ dueOn, provisional }) => dueOn !== null && !provisional)
    .toSorted((a, b) => (a.dueOn ?? '').localeCompare(b.dueOn ?? ''));
  return { count: waiting.length, first };
}

/** What is about to lapse first, by its day; then drafts and what else waits for me, what is under way, what is over: the newest first. */
export function inOrder(cards: readonly ClaimCard[], today: string): readonly ClaimCard[] {
  const rank = (card: ClaimCard) =>
    isClosing(card, today) ? 0 : card.state === 'draft' ? 1 : isEnd(card.state) ? 4 : waitsForMe(card) ? 2 : 3;
  const byDay = (a: ClaimCard, b: ClaimCard) => (isClosing(a, today) ? (a.dueOn ?? '').localeCompare(b.dueOn ?? '') : 0);
  return cards.toSorted((a, b) => rank(a) - rank(b) || byDay(a, b) || b.since.localeCompare(a.since));
}
