/** The two tables and the names of their keys, as plain data: read by the store, by the local house and by the stacks. No SDK here. */
export const PARTITION_KEY = 'pk';
export const SORT_KEY = 'sk';

/** Logical names. `main` is written by commands, `journal` only ever grows (nobody may update or delete in it). */
export const TABLES = ['main', 'journal'] as const;
export type TableName = (typeof TABLES)[number];

/** The environment variable that tells a function the physical name of a table. */
export const TABLE_VARIABLE: Record<TableName, string> = { main: 'MAIN_TABLE', journal: 'JOURNAL_TABLE' };

/** The tables whose changes are streamed, with the whole item before and after each change. */
export const STREAMED_TABLES: readonly TableName[] = ['main', 'journal'];
export const STREAM_VIEW = 'NEW_AND_OLD_IMAGES';

/**
 * The one index of table `main`: what is listed, and in which order. For lists alone, never for permission or money, since it follows the
 * table a moment later. It holds what lists show and nothing else: a telephone number has no place in it.
 */
export const LISTING = {
  name: 'listing',
  partitionKey: 'listPk',
  sortKey: 'listSk',
  attributes: [
    'id',
    'kind',
    'name',
    'uscc',
    'usccStatus',
    'divisionCode',
    'createdAt',
    'teaser',
    'updatedAt',
    'operatorId',
    'status',
    'since',
    'industry',
    'card',
  ],
} as const;
