import { type CaseEvent, edgeFrom } from '../machine.ts';
import type { CaseFile, CaseRecord } from '../records.ts';
import { type CaseState, owedByOfState } from '../states.ts';
import type { CaseCard } from './card.ts';

const isOpenToAll = (event: CaseEvent, state: CaseState): boolean => edgeFrom(event, state)?.bothSides ?? false;

/**
 * Since when the office has something before a second person of its own: it may come to nothing, and is nobody's outside until it is carried out.
 * Where both sides sign, the other side reads what it is to sign.
 * @returns RFC 3339, the moment it was proposed; undefined: there is nothing of the kind
 */
export function withheldSince({ proposal, state }: Pick<CaseRecord, 'proposal' | 'state'>): string | undefined {
  return proposal && !isOpenToAll(proposal.event, state) ? proposal.at : undefined;
}

/** A case as the applicant and the body that confirms may know it: without what only waits for a second person, and without who proposed it. */
export function seenFromOutside(file: CaseFile): CaseFile {
  const { record } = file;
  const since = withheldSince(record);
  if (since === undefined) return file;
  const acts = record.acts.filter(({ event, at }) => event !== 'propose' || at !== since);
  return { ...file, record: { ...record, proposal: null, acts } };
}

/** The same of what lists show. */
export function cardFromOutside<Card extends Pick<CaseCard, 'proposed' | 'state' | 'owedBy'>>(card: Card): Card {
  const { proposed, state, owedBy } = card;
  if (proposed === null || isOpenToAll(proposed as CaseEvent, state)) return card;
  return { ...card, proposed: null, owedBy: owedBy === 'reviewers' ? owedByOfState(state) : owedBy };
}
