import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import canonicalize from 'canonicalize';
import { createLockedObjects, FAILED, type LockedStoreOptions } from './locked-objects.ts';

/** Where it stands that something was copied after all, by whom and when: under the lock too, as what failed cannot be removed there. */
const REDRIVEN = 'redriven/';

export interface Redone {
  readonly by: string;
  readonly at: string;
}

/** Changes of the journal the keeper could not copy and put aside in locked storage. For the command that does it again, never for a function. */
export function createFailedCopies(options: LockedStoreOptions) {
  const { client, withOurTime, put, get } = createLockedObjects(options);

  async function* namesUnder(prefix: string): AsyncGenerator<string> {
    for (let start: string | undefined; ; ) {
      withOurTime();
      const question = { Bucket: options.bucket, Prefix: prefix, ...(start !== undefined && { StartAfter: start }) };
      const { Contents = [], IsTruncated = false } = await client.send(new ListObjectsV2Command(question));
      for (const { Key = '' } of Contents) yield Key.slice(prefix.length);
      start = Contents.at(-1)?.Key;
      if (!IsTruncated || start === undefined) return;
    }
  }

  return {
    /** The names of those nobody has done again yet, oldest first. */
    async *list(): AsyncGenerator<string> {
      const redone = new Set<string>();
      for await (const name of namesUnder(REDRIVEN)) redone.add(name);
      for await (const name of namesUnder(FAILED)) if (!redone.has(name)) yield name;
    },
    /** The record as the stream told it. @throws Error where there is none of the name */
    async read(name: string): Promise<string> {
      const bytes = await get(`${FAILED}${name}`);
      if (!bytes) throw new Error(`nothing failed under the name ${name}`);
      return Buffer.from(bytes).toString('utf8');
    },
    noteRedone: (name: string, redone: Redone): Promise<void> => put(`${REDRIVEN}${name}`, Buffer.from(canonicalize(redone) as string)),
  };
}
export type FailedCopies = ReturnType<typeof createFailedCopies>;
