import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import canonicalize from 'canonicalize';
import * as z from 'zod/mini';
import { hex32 } from '../domain/audit/seal.ts';
import { minuteOf } from '../domain/audit/windows.ts';
import { bytesOfCopy, type JournalCopy, leafOf, readCopy } from './journal-copy.ts';
import { createLockedObjects, FAILED, type LockedStoreOptions } from './locked-objects.ts';
import type { StoredSeal } from './seal-store.ts';

/** A copy where it lies: the minute it arrived in and what it is known by. */
export interface CopyPlace {
  readonly minute: string;
  readonly leaf: string;
}

const COPIES = 'copies/';
const minuteWord = (at: Date): string => minuteOf(at).toISOString().slice(0, 16).replaceAll(/[-:]/g, '');
const copyKey = ({ minute, leaf }: CopyPlace): string => `${COPIES}${minute}/${leaf}.json`;
const COPY_KEY = /^copies\/(\d{8}T\d{4})\/([0-9a-f]{64})\.json$/;
const leavesFile = z.object({ leaves: z.array(hex32) });

/** `20261123T0904` as the instant it stands for. */
const instantOf = (minute: string): Date => new Date(minute.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:00.000Z'));

export type LockedStore = ReturnType<typeof createLockedStore>;

/**
 * The locked storage of the journal: nothing in it is ever replaced or removed, by anybody, until its retention ends (S3 Object Lock in
 * compliance mode). A key is made of time and content, so the same thing kept twice is one object.
 */
export function createLockedStore({ bucket, ...options }: LockedStoreOptions) {
  const { client, withOurTime, put, get } = createLockedObjects({ bucket, ...options });

  /** Keys from a place on, up to a bound, both by the letters; a page per 1,000. */
  async function* keysBetween(after: string, before: string): AsyncGenerator<string> {
    for (let start = after; ; ) {
      withOurTime();
      const { Contents = [], IsTruncated = false } = await client.send(
        new ListObjectsV2Command({ Bucket: bucket, Prefix: COPIES, StartAfter: start }),
      );
      for (const { Key = '' } of Contents) {
        if (Key >= before) return;
        yield Key;
      }
      start = Contents.at(-1)?.Key ?? before;
      if (!IsTruncated) return;
    }
  }

  const placeOf = (key: string): CopyPlace | undefined => {
    const [, minute, leaf] = COPY_KEY.exec(key) ?? [];
    return minute !== undefined && leaf !== undefined ? { minute, leaf } : undefined;
  };

  return {
    /** Keeps what the stream told, under the minute it arrived in. */
    async keepCopy(arrivedAt: Date, copy: JournalCopy): Promise<CopyPlace> {
      const place = { minute: minuteWord(arrivedAt), leaf: leafOf(copy) };
      await put(copyKey(place), bytesOfCopy(copy));
      return place;
    },

    /** Where the copies lie that arrived in the minutes [from, to), in the order in which they are sealed. */
    async listCopies(from: Date, to: Date): Promise<CopyPlace[]> {
      const places: CopyPlace[] = [];
      for await (const key of keysBetween(`${COPIES}${minuteWord(from)}`, `${COPIES}${minuteWord(to)}`)) {
        const place = placeOf(key);
        if (place) places.push(place);
      }
      return places;
    },

    /** The minute of the oldest copy; undefined when there is none. */
    async oldestCopy(): Promise<Date | undefined> {
      const { value } = await keysBetween(COPIES, `${COPIES}~`).next();
      const place = typeof value === 'string' ? placeOf(value) : undefined;
      return place && instantOf(place.minute);
    },

    /** A copy, when there is one that can be read. */
    async readCopy(place: CopyPlace): Promise<JournalCopy | undefined> {
      const bytes = await get(copyKey(place));
      try {
        return bytes && readCopy(bytes);
      } catch {
        return undefined;
      }
    },

    /** The leaves of a window in their order, kept under their root before the seal names it. */
    keepLeaves: (root: string, leaves: readonly string[]): Promise<void> =>
      put(`leaves/${root}.json`, Buffer.from(canonicalize({ leaves }) as string)),

    async readLeaves(root: string): Promise<readonly string[] | undefined> {
      const bytes = await get(`leaves/${root}.json`);
      return bytes && leavesFile.parse(JSON.parse(Buffer.from(bytes).toString('utf8'))).leaves;
    },

    /** A seal as it was committed to the journal. */
    keepSeal: (seal: StoredSeal): Promise<void> =>
      put(`seals/${seal.from.replaceAll(/[-:]/g, '')}.json`, Buffer.from(canonicalize(seal) as string)),

    /** What could not be copied, whole as it came, for a person to look at. */
    keepFailed: (at: Date, id: string, record: unknown): Promise<void> =>
      put(`${FAILED}${minuteWord(at)}/${id.replaceAll(/[^A-Za-z0-9]/g, '-')}.json`, Buffer.from(JSON.stringify(record))),
  };
}
