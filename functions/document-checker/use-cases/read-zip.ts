import { crc32, inflateRawSync } from 'node:zlib';
import type { Rejection } from '../../../shared/domain/documents/document.ts';
import { ARCHIVE_LIMITS, disguiseOf } from '../../../shared/domain/documents/file-kinds.ts';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';

/** One file inside an archive, unpacked when asked for. */
export interface ZipEntry {
  readonly name: string;
  readonly content: Buffer;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
/** A data descriptor behind an entry's content: with its signature and 64-bit sizes, the longest there is. */
const LONGEST_DESCRIPTOR = 24;
const STORED = 0;
const DEFLATED = 8;
const FLAG_ENCRYPTED = 0x0001;
const FLAG_STRONG_ENCRYPTION = 0x0040;
const FLAG_MASKED_HEADERS = 0x2000;
const FLAG_UTF8 = 0x0800;
/** A field that gives an entry another name, for those who know it. */
const UNICODE_PATH = 0x7075;
const ALL_ONES_32 = 0xffffffff;

interface Listed {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
  /** Of the local header. */
  readonly offset: number;
}

/** Absolute, leading out of the folder, or with a letter no name of ours has: a path of the sender's own making. */
const isUnsafe = (name: string): boolean =>
  name === '' || /^[/\\]|^[A-Za-z]:|\\|\0/.test(name) || name.split('/').some((part) => part === '..' || part === '.');

/** Letters beyond ASCII mean one thing to one reader and another to the next, unless they are said to be UTF-8 and are. */
const isAmbiguous = (name: Buffer, flags: number): boolean =>
  name.some((byte) => byte > 0x7f) && (!(flags & FLAG_UTF8) || name.toString('utf8').includes('\ufffd'));

function namesAnew(extra: Buffer): boolean {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) if (extra.readUInt16LE(at) === UNICODE_PATH) return true;
  return false;
}

/** The table of contents at the very end; what claims to be larger than 4 GB or cut over several disks is none of ours. */
function listEntries(bytes: Buffer): Result<{ readonly listed: readonly Listed[]; readonly directory: number }, Rejection> {
  const end = bytes.length - END_BYTES;
  // A comment behind the end could be another file: none of the writers of these formats leaves one.
  if (end < 0 || bytes.readUInt32LE(end) !== END) return refuse(bytes.includes('PK\x05\x06', 0, 'latin1') ? 'trailing-data' : 'damaged');
  const count = bytes.readUInt16LE(end + 10);
  const size = bytes.readUInt32LE(end + 12);
  const directory = bytes.readUInt32LE(end + 16);
  if (count > ARCHIVE_LIMITS.entries) return refuse('archive-too-large');
  if (bytes.readUInt32LE(end + 4) !== 0 || bytes.readUInt16LE(end + 20) !== 0 || bytes.readUInt16LE(end + 8) !== count)
    return refuse('damaged');
  if (size === ALL_ONES_32 || directory === ALL_ONES_32 || directory + size !== end) return refuse('damaged');

  const listed: Listed[] = [];
  let at = directory;
  for (let index = 0; index < count; index++) {
    if (at + ENTRY_BYTES > end || bytes.readUInt32LE(at) !== ENTRY) return refuse('damaged');
    const flags = bytes.readUInt16LE(at + 8);
    if (flags & (FLAG_ENCRYPTED | FLAG_STRONG_ENCRYPTION | FLAG_MASKED_HEADERS)) return refuse('encrypted');
    const nameBytes = bytes.readUInt16LE(at + 28);
    const next = at + ENTRY_BYTES + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    if (next > end || bytes.readUInt16LE(at + 34) !== 0) return refuse('damaged');
    const name = bytes.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes);
    const extra = bytes.subarray(at + ENTRY_BYTES + nameBytes, at + ENTRY_BYTES + nameBytes + bytes.readUInt16LE(at + 30));
    if (isAmbiguous(name, flags) || namesAnew(extra)) return refuse('damaged');
    listed.push({
      name: name.toString('utf8'),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packedBytes: bytes.readUInt32LE(at + 20),
      bytes: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    });
    at = next;
  }
  return at === end ? ok({ listed, directory }) : refuse('damaged');
}

/** Where an entry's content lies, from its local header, which must tell the same story as the table of contents. */
function locate(bytes: Buffer, entry: Listed, directory: number): { readonly start: number; readonly end: number } | undefined {
  const { offset, packedBytes } = entry;
  if (offset + LOCAL_BYTES > directory || bytes.readUInt32LE(offset) !== LOCAL) return undefined;
  const nameBytes = bytes.readUInt16LE(offset + 26);
  const name = bytes.toString('utf8', offset + LOCAL_BYTES, offset + LOCAL_BYTES + nameBytes);
  const start = offset + LOCAL_BYTES + nameBytes + bytes.readUInt16LE(offset + 28);
  const end = start + packedBytes;
  if (end > directory || name !== entry.name || bytes.readUInt16LE(offset + 8) !== entry.method) return undefined;
  return { start, end };
}

/** Entries one behind the other from the first byte to the table of contents: none over another, nothing between that is not listed. */
function layoutFault(places: readonly { readonly offset: number; readonly end: number }[], directory: number): Rejection | undefined {
  let free = 0;
  for (const { offset, end } of places.toSorted((a, b) => a.offset - b.offset)) {
    if (offset < free) return 'unsafe-archive';
    if (offset > free + (free === 0 ? 0 : LONGEST_DESCRIPTOR)) return 'trailing-data';
    free = end;
  }
  return directory > free + LONGEST_DESCRIPTOR ? 'trailing-data' : undefined;
}

function unpack(bytes: Buffer, { start, end }: { start: number; end: number }, entry: Listed): Buffer | undefined {
  const packed = bytes.subarray(start, end);
  try {
    const content = entry.method === STORED ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.bytes) });
    return content.length === entry.bytes && crc32(content) === entry.crc ? content : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reads a zip as strictly as its formats allow: at most 1,000 entries, 200 MB and a hundred times its size when unpacked (told before
 * anything is unpacked, and held to while it is), plain paths, nothing locked, overlapping or unlisted, and no archive or program inside.
 */
export function readZip(bytes: Buffer): Result<readonly ZipEntry[], Rejection> {
  const table = listEntries(bytes);
  if (!table.ok) return table;
  const { listed, directory } = table.value;
  if (listed.some(({ name }) => isUnsafe(name)) || new Set(listed.map(({ name }) => name.toLowerCase())).size !== listed.length)
    return refuse('unsafe-archive');
  if (listed.some(({ method, bytes: size }) => (method !== STORED && method !== DEFLATED) || size === ALL_ONES_32))
    return refuse('damaged');
  const expanded = listed.reduce((sum, entry) => sum + entry.bytes, 0);
  if (expanded > ARCHIVE_LIMITS.expandedBytes || expanded > bytes.length * ARCHIVE_LIMITS.ratio) return refuse('archive-too-large');

  const places = listed.map((entry) => locate(bytes, entry, directory));
  if (places.some((place) => place === undefined)) return refuse('damaged');
  const fault = layoutFault(
    listed.map(({ offset }, at) => ({ offset, end: places[at]?.end ?? 0 })),
    directory,
  );
  if (fault) return refuse(fault);

  const entries: ZipEntry[] = [];
  for (const [at, entry] of listed.entries()) {
    const content = unpack(bytes, places[at] as { start: number; end: number }, entry);
    if (!content) return refuse('damaged');
    const disguise = disguiseOf(content);
    if (disguise === 'executable') return refuse('executable-refused');
    if (disguise !== undefined) return refuse(disguise === 'archive' || disguise === 'office-old' ? 'embedded-file' : 'active-content');
    entries.push({ name: entry.name, content });
  }
  return ok(entries);
}

/** XML as these formats write it: UTF-8 without entities or a document type of its own, so that what we search is what a reader sees. */
export function readXml(content: Buffer): string | undefined {
  const text = content.toString('utf8');
  if (content.includes(0) || text.includes('\ufffd')) return undefined;
  if (/<!DOCTYPE|<!ENTITY/i.test(text) || /^[\s\ufeff]*<\?xml[^>]*encoding=["'](?!utf-?8["'])/i.test(text)) return undefined;
  return text;
}
