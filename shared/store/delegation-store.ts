import type { Rearranged } from '../domain/parties/carry-delegations.ts';
import type { Delegation, Organisation } from '../domain/parties/records.ts';
import type { Write } from './commit.ts';
import { delegationKey } from './keys/organisations.ts';
import { placeWrites } from './party-store.ts';

/** Delegations of an office with both rows of each place that changes with them, each as one version after what was read. */
export const rearrangedWrites = (organisation: Organisation, { delegations, members }: Rearranged): Write[] => [
  ...delegations.map(
    (one): Write => ({ put: { ...delegationKey(organisation.id, one.id), ...one }, expect: one.version > 1 ? one.version - 1 : 'absent' }),
  ),
  ...members.flatMap((member) => placeWrites(organisation, member, member.version - 1)),
];
export const delegationRemoval = ({ id }: Organisation, delegation: Delegation): Write => ({
  remove: delegationKey(id, delegation.id),
  expect: delegation.version,
});
