import { crc32 } from 'node:zlib';
import type { Rejection } from '../../../shared/domain/documents/document.ts';
import { IMAGE_LIMITS } from '../../../shared/domain/documents/file-kinds.ts';
import { type PngHeader, pngDataFault, readPngHeader } from './inflate-png.ts';

const tooLarge = (width: number, height: number): boolean =>
  width > IMAGE_LIMITS.side || height > IMAGE_LIMITS.side || width * height > IMAGE_LIMITS.pixels;

/** Some cameras fill up with zeros; anything else behind the end is another file riding along. */
const onlyZeros = (bytes: Buffer): boolean => bytes.every((byte) => byte === 0);

const sizeFault = (width: number, height: number): readonly Rejection[] => {
  if (width === 0 || height === 0) return ['damaged'];
  return tooLarge(width, height) ? ['image-too-large'] : [];
};

const PNG_SIGNATURE_BYTES = 8;
const CHUNK_FRAME_BYTES = 12;

/** Reads IHDR: the picture it promises, or why there is none that we take. */
function promised(content: Buffer): { readonly header: PngHeader } | { readonly fault: readonly Rejection[] } {
  const header = content.length === 13 ? readPngHeader(content) : undefined;
  if (!header) return { fault: ['damaged'] };
  const fault = sizeFault(header.width, header.height);
  return fault.length > 0 ? { fault } : { header };
}

/**
 * PNG (ISO/IEC 15948): chunk by chunk with its checksum, IHDR first, IDAT somewhere, IEND last and nothing behind it; and as much data in
 * IDAT as width, height and depth ask for.
 */
export async function checkPng(bytes: Buffer): Promise<readonly Rejection[]> {
  let at = PNG_SIGNATURE_BYTES;
  let header: PngHeader | undefined;
  const data: Buffer[] = [];
  while (at + CHUNK_FRAME_BYTES <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    const end = at + CHUNK_FRAME_BYTES + length;
    if (end > bytes.length) return ['damaged'];
    const type = bytes.toString('latin1', at + 4, at + 8);
    const content = bytes.subarray(at + 8, at + 8 + length);
    if (crc32(bytes.subarray(at + 4, at + 8 + length)) !== bytes.readUInt32BE(at + 8 + length)) return ['damaged'];
    if ((header === undefined) !== (type === 'IHDR')) return ['damaged'];
    if (type === 'IHDR') {
      const said = promised(content);
      if ('fault' in said) return said.fault;
      header = said.header;
    }
    if (type === 'IDAT') data.push(content);
    if (type === 'IEND') {
      if (!header || data.length === 0) return ['damaged'];
      return onlyZeros(bytes.subarray(end)) ? pngDataFault(header, data) : ['trailing-data'];
    }
    at = end;
  }
  return ['damaged'];
}

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7;
/** Start of a frame, of any coding; C4, C8 and CC in that range are tables. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** The place of the next marker behind entropy-coded data, in which FF is followed by 00 or a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] as number;
    if (next !== 0x00 && next !== 0xff && !isRestart(next)) return at;
  }
  return -1;
}

/** JPEG (ISO/IEC 10918-1): marker by marker, with one frame and at least one scan, EOI last and nothing behind it. */
export function checkJpeg(bytes: Buffer): readonly Rejection[] {
  if (bytes[1] !== SOI) return ['damaged'];
  let at = 2;
  let frames = 0;
  let scans = 0;
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return ['damaged'];
    const marker = bytes[at + 1] as number;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === EOI) {
      if (frames !== 1 || scans === 0) return ['damaged'];
      return onlyZeros(bytes.subarray(at + 2)) ? [] : ['trailing-data'];
    }
    if (at + 4 > bytes.length) return ['damaged'];
    const length = bytes.readUInt16BE(at + 2);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return ['damaged'];
    if (isFrame(marker)) {
      if (length < 8) return ['damaged'];
      frames += 1;
      const fault = sizeFault(bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5));
      if (fault.length > 0) return fault;
    }
    at = end;
    if (marker === SOS) {
      scans += 1;
      at = endOfScan(bytes, end);
      if (at < 0) return ['damaged'];
    }
  }
  return ['damaged'];
}
