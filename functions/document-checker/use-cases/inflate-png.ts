import { Readable } from 'node:stream';
import { createInflate } from 'node:zlib';
import type { Rejection } from '../../../shared/domain/documents/document.ts';

/** What IHDR says of the picture, behind its width and height (ISO/IEC 15948, 11.2.2). */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colourType: number;
  readonly interlaced: boolean;
}

/** Samples of a pixel by colour type, and the depths the type comes in. */
const COLOURS: Readonly<Record<number, { readonly samples: number; readonly depths: readonly number[] }>> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
};

/** The seven passes of Adam7: the first column and row of each, and its steps. */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** Reads the 13 bytes of IHDR. Undefined: no such picture exists. */
export function readPngHeader(bytes: Buffer): PngHeader | undefined {
  const [depth, colourType, compression, filter, interlace] = bytes.subarray(8, 13) as unknown as [number, number, number, number, number];
  if (compression !== 0 || filter !== 0 || interlace > 1 || !COLOURS[colourType]?.depths.includes(depth)) return undefined;
  return { width: bytes.readUInt32BE(0), height: bytes.readUInt32BE(4), depth, colourType, interlaced: interlace === 1 };
}

/** How many bytes the picture has unpacked: each row begins with the number of its filter. */
function unpackedSize({ width, height, depth, colourType, interlaced }: PngHeader): number {
  const bitsOfPixel = depth * (COLOURS[colourType]?.samples ?? 0);
  const sizeOf = (columns: number, rows: number) => (columns === 0 ? 0 : rows * (1 + Math.ceil((columns * bitsOfPixel) / 8)));
  if (!interlaced) return sizeOf(width, height);
  return PASSES.map(([left, top, across, down]) =>
    sizeOf(Math.max(0, Math.ceil((width - left) / across)), Math.max(0, Math.ceil((height - top) / down))),
  ).reduce((sum, size) => sum + size, 0);
}

const INPUT_BYTES = 64 * 1024;

function* inSlices(parts: readonly Buffer[]): Generator<Buffer> {
  for (const part of parts) for (let at = 0; at < part.length; at += INPUT_BYTES) yield part.subarray(at, at + INPUT_BYTES);
}

/**
 * Unpacks the data of a picture and counts it against what its size asks for. Nothing of it is kept, and it ends at the first byte too many,
 * so that a bomb costs no more than an honest picture of its size.
 * @param parts what the IDAT chunks hold, in their order
 */
export async function pngDataFault(header: PngHeader, parts: readonly Buffer[]): Promise<readonly Rejection[]> {
  const wanted = unpackedSize(header);
  const packed = parts.reduce((sum, part) => sum + part.length, 0);
  const inflate = createInflate({ chunkSize: INPUT_BYTES });
  const source = Readable.from(inSlices(parts), { objectMode: true, highWaterMark: 1 });
  // The reader below hears of a fault of the packed data by itself.
  source.pipe(inflate);
  let size = 0;
  try {
    for await (const chunk of inflate) {
      size += (chunk as Buffer).length;
      if (size > wanted) return ['image-data-differs'];
    }
  } catch {
    return ['damaged'];
  } finally {
    source.destroy();
    inflate.destroy();
  }
  // What stands behind the end of the packed data is no part of the picture.
  return size === wanted && inflate.bytesWritten === packed ? [] : ['image-data-differs'];
}
