import fc from 'fast-check';
import { imageSize } from 'image-size';
import { describe, expect, it } from 'vitest';
import { fromBuffer } from 'yauzl';
import { readZip, type ZipEntry } from '../../../../functions/document-checker/use-cases/read-zip.ts';
import { makeJpeg, makeOfd, makePng, makeXlsx } from '../../../support/make-files.ts';
import { makeZip } from '../../../support/make-zip.ts';

/** What a reader of somebody else's finds in an archive; it, too, refuses what leads out of the folder and what claims a wrong size. */
const asOthersRead = (bytes: Buffer): Promise<ZipEntry[]> =>
  new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (failed, zip) => {
      if (failed) return reject(failed);
      const entries: ZipEntry[] = [];
      zip.on('entry', (entry) => {
        zip.openReadStream(entry, (broken, stream) => {
          if (broken) return reject(broken);
          const pieces: Buffer[] = [];
          stream.on('data', (piece: Buffer) => pieces.push(piece)).on('error', reject);
          stream.on('end', () => {
            entries.push({ name: entry.fileName, content: Buffer.concat(pieces) });
            zip.readEntry();
          });
        });
      });
      zip.on('end', () => resolve(entries)).on('error', reject);
      zip.readEntry();
    });
  });

const ours = (bytes: Buffer): readonly ZipEntry[] | undefined => {
  const read = readZip(bytes);
  return read.ok ? read.value : undefined;
};

describe('whatever archive we take', () => {
  const name = fc.stringMatching(/^[a-z文件]{1,8}(\/[a-z]{1,5}){0,2}\.xml$/);
  const entry = fc.record({ name, content: fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)), stored: fc.boolean() });
  const entries = fc.uniqueArray(entry, { selector: (one) => one.name, maxLength: 8 });

  it('others read the very same in it', async () => {
    expect(await asOthersRead(makeXlsx())).toEqual(ours(makeXlsx()));
    expect(await asOthersRead(makeOfd())).toEqual(ours(makeOfd()));
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(entries, async (all) => {
        const bytes = makeZip(all);
        const read = ours(bytes);
        if (!read) return;
        taken += 1;
        expect(read).toEqual(await asOthersRead(bytes));
      }),
      { numRuns: 200 },
    );
    expect(taken).toBeGreaterThan(100);
  });

  it('so they do when bytes of it were changed and we still take it', async () => {
    const change = fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 }));
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const bytes = makeXlsx();
        for (const [at, by] of changes) bytes[at % bytes.length] = ((bytes[at % bytes.length] as number) + by) % 256;
        const read = ours(bytes);
        if (read) expect(read).toEqual(await asOthersRead(bytes));
        else refused += 1;
      }),
      { numRuns: 500 },
    );
    expect(refused).toBeGreaterThan(250);
  });
});

it.each([
  [1, 1],
  [40, 30],
  [12_000, 4_000],
])('others see the same size in our images: %i × %i', (width, height) => {
  expect(imageSize(makePng(width, height))).toMatchObject({ width, height, type: 'png' });
  expect(imageSize(makeJpeg(width, height))).toMatchObject({ width, height, type: 'jpg' });
});
