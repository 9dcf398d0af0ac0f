import type { OnRecord, StreamStackOptions } from '../../shared/runtime/stream-stack.ts';
import { copyOf } from '../../shared/store/journal-copy.ts';
import type { LockedStore } from '../../shared/store/locked-store.ts';

export interface KeeperPorts {
  readonly locked: Pick<LockedStore, 'keepCopy' | 'keepFailed'>;
  readonly now: () => Date;
}

/** Copies each change of the journal to locked storage, and counts what should never have happened to it. */
export const createOnRecord =
  ({ locked, now }: KeeperPorts): OnRecord =>
  async (record) => {
    const copy = copyOf(record);
    if (!copy) return undefined;
    await locked.keepCopy(now(), copy);
    return copy.change === 'added' ? undefined : { JournalTampering: 1 };
  };

/** What cannot be copied is put aside whole. */
export const createKeepFailed =
  ({ locked, now }: KeeperPorts): NonNullable<StreamStackOptions['keepFailed']> =>
  (record) =>
    locked.keepFailed(now(), record.dynamodb?.SequenceNumber ?? 'unnumbered', record);
