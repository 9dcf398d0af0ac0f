import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FILE_KIND_NAMES, type FileKind } from '../../../../shared/domain/documents/file-kinds.ts';
import { makeJpeg, makeOfd, makePdf, makePng, makePngOf, makeXlsx, packedObjects, relationship } from '../../../support/make-files.ts';
import { check } from './checked-files.ts';

const HONEST: Record<FileKind, () => Buffer> = { pdf: makePdf, ofd: makeOfd, xlsx: makeXlsx, jpg: makeJpeg, png: makePng };

describe('honest files are clean', () => {
  it.each(FILE_KIND_NAMES)('%s', async (kind) => expect(await check(kind, HONEST[kind]())).toEqual([]));
  it('with an extension in capitals, and .jpeg', async () => {
    expect(await check('pdf', makePdf(), 'SCAN.PDF')).toEqual([]);
    expect(await check('jpg', makeJpeg(), 'photo.jpeg')).toEqual([]);
  });
  it('a PDF with packed objects, links to web pages and an incremental update', async () => {
    const link = { dictionary: '<< /Type /Annot /A << /S /URI /URI (https://example.org/100%) >> >>' };
    const first = makePdf([packedObjects('7 0 << /Type /Font >>'), link]);
    const update = `9 0 obj\n<< /Type /Annot >>\nendobj\nxref\n0 0\ntrailer\n<< /Root 1 0 R >>\nstartxref\n${first.length + 34}\n%%EOF`;
    expect(await check('pdf', Buffer.concat([first, Buffer.from(update)]))).toEqual([]);
  });
  it('a PDF with random bytes in a stream, whatever they look like', async () => {
    for (let round = 0; round < 20; round++) {
      const stream = randomBytes(200_000);
      expect(await check('pdf', makePdf([{ dictionary: `<< /Length ${stream.length} >>`, stream }]))).toEqual([]);
    }
  });
  it('a workbook whose cells link to pages and mails, with a picture and the settings of a printer', async () => {
    const more = [
      {
        name: 'xl/worksheets/_rels/sheet1.xml.rels',
        content: relationship('hyperlink', 'https://example.org/a', ' TargetMode="External"'),
      },
      { name: 'xl/media/image1.png', content: makePng() },
      { name: 'xl/printerSettings/printerSettings1.bin', content: Buffer.from([1, 2, 3]) },
    ];
    expect(await check('xlsx', makeXlsx(more))).toEqual([]);
  });
  it('images that end in zeros, as some cameras leave them', async () => {
    expect(await check('jpg', makeJpeg(2, 2, Buffer.alloc(64)))).toEqual([]);
    expect(await check('png', makePng(2, 2, Buffer.alloc(64)))).toEqual([]);
  });
  it('images as large as allowed', async () => {
    expect(await check('png', makePng(12_000, 4_166))).toEqual([]);
    expect(await check('jpg', makeJpeg(7_000, 7_000))).toEqual([]);
  });
  // The sizes are worked out by hand from ISO/IEC 15948, 8.2.
  it.each([
    ['one bit a pixel', { width: 9, height: 3, depth: 1 }, 3 * (1 + 2)],
    ['a palette of 16', { width: 5, height: 2, depth: 4, colourType: 3 }, 2 * (1 + 3)],
    ['true colour', { width: 3, height: 2, colourType: 2 }, 2 * (1 + 9)],
    ['grey with alpha, 16 bits', { width: 3, height: 2, colourType: 4, depth: 16 }, 2 * (1 + 12)],
    ['true colour with alpha, 16 bits', { width: 3, height: 2, colourType: 6, depth: 16 }, 2 * (1 + 24)],
    ['interlaced, 1 pixel', { width: 1, height: 1, interlace: 1 }, 2],
    ['interlaced, 8 x 8', { width: 8, height: 8, interlace: 1 }, 2 + 2 + 3 + 2 * 3 + 2 * 5 + 4 * 5 + 4 * 9],
    ['interlaced, 5 x 3, true colour', { width: 5, height: 3, colourType: 2, interlace: 1 }, 4 + 4 + 0 + 4 + 10 + 2 * 7 + 16],
  ] as const)('a PNG: %s', async (_what, header, size) => {
    expect(await check('png', makePngOf(header, deflateSync(Buffer.alloc(size))))).toEqual([]);
    expect(await check('png', makePngOf(header, deflateSync(Buffer.alloc(size - 1))))).toEqual(['image-data-differs']);
    expect(await check('png', makePngOf(header, deflateSync(Buffer.alloc(size + 1))))).toEqual(['image-data-differs']);
  });
  it('a PDF with millions of names', async () => {
    const many = Array.from({ length: 1_000_000 }, (_, at) => `/n${at}`).join('');
    expect(await check('pdf', makePdf([packedObjects(many), { dictionary: `<< ${many} >>` }]))).toEqual([]);
  });
});

describe('whatever bytes come', () => {
  const kinds = fc.constantFrom(...FILE_KIND_NAMES);

  it('nothing is thrown, and honest files with a piece cut out are refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        kinds,
        fc.double({ min: 0, max: 0.98, noNaN: true }),
        fc.integer({ min: 1, max: 40 }),
        async (kind, where, length) => {
          const honest = HONEST[kind]();
          const from = Math.floor(where * honest.length);
          const cut = Buffer.concat([honest.subarray(0, from), honest.subarray(from + length)]);
          const found = await check(kind, cut);
          if (kind !== 'pdf' && kind !== 'jpg') expect(found).not.toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('nothing is thrown for bytes changed anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(
        kinds,
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 20 }),
        async (kind, changes) => {
          const bytes = HONEST[kind]();
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          expect(Array.isArray(await check(kind, bytes))).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('a long file of one letter is looked through in no time', async () => {
    for (const letter of ['1', ' ', '/', '<', '(', '%']) {
      const stream = Buffer.alloc(4 * 1024 * 1024, letter);
      // What it costs, not how long a busy machine lets it wait.
      const started = process.cpuUsage();
      await check('pdf', makePdf([{ dictionary: `<< /Length ${stream.length} >>`, stream }, { dictionary: letter.repeat(1024 * 1024) }]));
      const { user, system } = process.cpuUsage(started);
      expect((user + system) / 1_000).toBeLessThan(3_000);
    }
  });
});
