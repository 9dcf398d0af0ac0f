import type { AggregateKind } from '../../domain/audit/entry.ts';
import { partition, SEPARATOR, sort } from './build.ts';
import { casePartition } from './cases.ts';
import { programmePartition } from './catalogue.ts';
import type { ItemKey, PartitionKey } from './key.ts';
import { organisationPartition } from './organisations.ts';
import { personPartition } from './people.ts';

/** A chain of audit entries in the table `journal`; the numbers sort as text. */
export const auditPartition = (kind: string, id: string): PartitionKey => partition('AUDIT', kind, id);
export const auditKey = (kind: string, id: string, seq: number): ItemKey => ({
  pk: auditPartition(kind, id),
  sk: sort('ENTRY', String(seq).padStart(12, '0')),
});
const HEAD_PARTITION: Readonly<Record<AggregateKind, (id: string) => PartitionKey>> = {
  organisation: organisationPartition,
  person: personPartition,
  case: casePartition,
  programme: programmePartition,
};
/** The head of an aggregate's chain of audit entries, which lies with its records. */
export const chainHeadKey = (kind: AggregateKind, id: string): ItemKey => ({ pk: HEAD_PARTITION[kind](id), sk: sort('HEAD') });
/** All seals of the journal, and what the checks of it found; in the table `journal`. */
export const SEALS: PartitionKey = partition('SEAL');
/** What the sort keys of seals begin with. */
export const SEAL_PREFIX = `FROM${SEPARATOR}`;
/** A seal by the minute it begins with, at which the one before ends: two of them can never follow the same one. They sort by time. */
export const sealKey = (from: string): ItemKey => ({ pk: SEALS, sk: sort('FROM', from) });
/** What the sort keys of checks begin with. */
export const CHECK_PREFIX = `CHECK${SEPARATOR}`;
/** What was found when journal and copies were compared, by the moment of the comparison. */
export const checkKey = (at: string): ItemKey => ({ pk: SEALS, sk: sort('CHECK', at) });
/** The one item that says what a database on one machine was first opened with. */
export const SEED_KEY: ItemKey = { pk: partition('SEED'), sk: sort('SEED') };
/** How far a worker has come in one of its lists. */
export const roundKey = (work: string, name: string): ItemKey => ({ pk: partition('ROUND', work), sk: sort('LIST', name) });
