import { type ChainReader, createChainReader } from '../../shared/store/chain-store.ts';
import { createInvitationReader, type InvitationReader } from '../../shared/store/invitation-store.ts';
import { createListingReader, type ListingReader } from '../../shared/store/listing.ts';
import type { Stores } from '../../shared/store/open-stores.ts';

/** What every API reads through, and what this one alone does. */
export type PartyStores = Pick<Stores, 'organisations'> & ChainReader & InvitationReader & ListingReader;

export const openPartyStores = ({ client, tables: { main, journal }, organisations }: Stores): PartyStores => ({
  organisations,
  ...createChainReader(client, journal),
  ...createInvitationReader(client, main),
  ...createListingReader(client, main),
});
