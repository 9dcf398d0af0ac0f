import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { S3Error } from './s3-error.ts';

const INCOMING = '.incoming-';

export interface StoredObject {
  readonly key: string;
  readonly size: number;
  readonly etag: string;
}

/** The objects of one bucket as files of one folder, named by their encoded keys. */
export interface ObjectFiles {
  /** Takes a file in as it comes; cut off and forgotten as soon as it is longer than `max`, or shorter than `min` at its end. */
  write(key: string, content: AsyncIterable<Buffer>, size: { readonly min: number; readonly max: number }): Promise<StoredObject>;
  read(key: string): Promise<Buffer | undefined>;
  remove(key: string): Promise<void>;
  /** Every object there is, or those chosen by their keys. */
  list(choose?: (keys: string[]) => string[]): Promise<StoredObject[]>;
}

/** @param folder made when it is missing; half a file that a crash left there is cleared away */
export function createObjectFiles(folder: string): ObjectFiles {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (name.startsWith(INCOMING)) rmSync(join(folder, name));
  const pathOf = (key: string): string => join(folder, encodeURIComponent(key).replaceAll('.', '%2E'));
  const unlessMissing = async <Value>(work: Promise<Value>): Promise<Value | undefined> => {
    try {
      return await work;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  };

  return {
    async write(key, content, { min, max }) {
      const incoming = join(folder, `${INCOMING}${randomUUID()}`);
      const hash = createHash('md5');
      let size = 0;
      async function* measured(): AsyncGenerator<Buffer> {
        for await (const piece of content) {
          size += piece.length;
          if (size > max) throw new S3Error('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size');
          hash.update(piece);
          yield piece;
        }
        if (size < min) throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size');
      }
      try {
        await pipeline(Readable.from(measured()), createWriteStream(incoming));
        await rename(incoming, pathOf(key));
      } catch (error) {
        await rm(incoming, { force: true });
        throw error;
      }
      return { key, size, etag: hash.digest('hex') };
    },
    read: (key) => unlessMissing(readFile(pathOf(key))),
    remove: (key) => rm(pathOf(key), { force: true }),
    async list(choose = (keys) => keys) {
      const found: StoredObject[] = [];
      const names = readdirSync(folder).filter((name) => !name.startsWith(INCOMING));
      for (const key of choose(names.map(decodeURIComponent))) {
        const content = await unlessMissing(stat(pathOf(key)));
        if (content)
          found.push({
            key,
            size: content.size,
            etag: createHash('md5')
              .update(basename(pathOf(key)))
              .digest('hex'),
          });
      }
      return found;
    },
  };
}
