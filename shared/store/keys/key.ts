import type * as z from 'zod/mini';
import { LISTING, PARTITION_KEY, SORT_KEY } from '../table-names.ts';

/** A key as the files beside build it, and nobody else: each says of one subject which rows there are. */
export type PartitionKey = string & z.$brand<'PartitionKey'>;
export type SortKey = string & z.$brand<'SortKey'>;
export interface ItemKey {
  readonly [PARTITION_KEY]: PartitionKey;
  readonly [SORT_KEY]: SortKey;
}

/** A key as one word, to find its row among others by. */
export const rowName = ({ pk, sk }: { readonly pk: string; readonly sk: string }): string => `${pk}\n${sk}`;

/** Where a row stands in the index `listing`; a row without these attributes is in no list. */
export interface Listing {
  readonly [LISTING.partitionKey]: PartitionKey;
  readonly [LISTING.sortKey]: SortKey;
}
