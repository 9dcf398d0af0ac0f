import { dayInShanghai } from '../kernel/civil-date.ts';
import type { OrganisationFile, Residence } from './records.ts';

type Residences = Pick<OrganisationFile, 'residences'>;

/**
 * The carriers and community operators a company sits with, or says it does: what the access policy calls `confirmingBodies`. One whose
 * interval is past confirms nothing any more.
 */
export function confirmingBodies({ residences }: Residences, now: Date): readonly string[] {
  const today = dayInShanghai(now);
  const current = ({ status, until }: Residence) => status !== 'ended' && (until === null || today < until);
  return [...new Set(residences.filter(current).map(({ bodyId }) => bodyId))];
}
