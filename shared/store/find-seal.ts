import { GRACE_MINUTES, WINDOW_MINUTES, windowOf } from '../domain/audit/windows.ts';
import type { LockedStore } from './locked-store.ts';
import type { SealStore, StoredSeal } from './seal-store.ts';

export interface SealFinderPorts {
  readonly seals: Pick<SealStore, 'readLast' | 'readFrom'>;
  readonly locked: Pick<LockedStore, 'readLeaves'>;
}

/** A seal, its leaves, and which of them is meant. */
export interface Sealed {
  readonly seal: StoredSeal;
  readonly leaves: readonly string[];
  readonly index: number;
}

/**
 * Under which seal does an entry lie?
 * @param leaf what it is known by: of an audit entry its hash
 * @param writtenAt RFC 3339; its copy arrived then or somewhat later
 * @returns undefined when it is not sealed yet, or was never copied
 */
export type SealFinder = (leaf: string, writtenAt: string) => Promise<Sealed | undefined>;

/** Clocks that differ, and copies that had to be tried again: an hour behind what it says, nobody looks any further. */
const MOST_SEALS = 1 + 60 / WINDOW_MINUTES;
const MINUTE_MS = 60_000;

/** Looks for seals, and remembers what it has read: use it for one request or run, not longer. */
export function createSealFinder({ seals, locked }: SealFinderPorts): SealFinder {
  const leavesByRoot = new Map<string, Promise<readonly string[] | undefined>>();
  const candidates = new Map<string, Promise<readonly StoredSeal[]>>();

  const readCandidates = async (since: string): Promise<readonly StoredSeal[]> => {
    const first = await seals.readLast(since);
    return seals.readFrom(first?.from, MOST_SEALS);
  };
  const once = <Value>(known: Map<string, Promise<Value>>, key: string, read: () => Promise<Value>): Promise<Value> => {
    const found = known.get(key) ?? read();
    known.set(key, found);
    return found;
  };

  return async (leaf, writtenAt) => {
    const since = windowOf(new Date(Date.parse(writtenAt) - GRACE_MINUTES * MINUTE_MS)).toISOString();
    for (const seal of await once(candidates, since, () => readCandidates(since))) {
      if (seal.count === 0) continue;
      const leaves = (await once(leavesByRoot, seal.root, () => locked.readLeaves(seal.root))) ?? [];
      const index = leaves.indexOf(leaf);
      if (index >= 0) return { seal, leaves, index };
    }
    return undefined;
  };
}
