import { type CompiledCatalogue, SECTIONS, type SectionName } from './layout.ts';

const MAGIC = 'RQPOLICY';
/** Goes up whenever the meaning of a section changes: bytes of another format are refused, never guessed at. */
const FORMAT = 1;
/** Read back wrong on a machine of the other byte order. */
const ORDER_MARK = 0x0102_0304;
const ALIGNMENT = 8;
const NAMES = Object.keys(SECTIONS) as SectionName[];
/** Magic, then format, order mark, number of sections, total length; then start and length in bytes of each section. */
const HEADER_BYTES = MAGIC.length + 4 * 4 + NAMES.length * 8;

const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

/** Writes a compiled catalogue as one run of bytes (little-endian), ready for `fromBytes`. */
export function toBytes(catalogue: CompiledCatalogue): Uint8Array {
  let total = aligned(HEADER_BYTES);
  const starts = NAMES.map((name) => {
    const start = total;
    total += aligned(catalogue[name].byteLength);
    return start;
  });
  const bytes = new Uint8Array(total);
  for (let unit = 0; unit < MAGIC.length; unit++) bytes[unit] = MAGIC.charCodeAt(unit);
  const header = [FORMAT, ORDER_MARK, NAMES.length, total];
  NAMES.forEach((name, index) => {
    const section = catalogue[name];
    header.push(starts[index] as number, section.byteLength);
    bytes.set(new Uint8Array(section.buffer, section.byteOffset, section.byteLength), starts[index]);
  });
  new Uint32Array(bytes.buffer, MAGIC.length, header.length).set(header);
  return bytes;
}

/** How many bytes at the start of a file tell where its parts lie. */
export const HEAD_BYTES = HEADER_BYTES;

/** From the head of a file: where the JSON of its programmes begins. All that answering needs stands before. */
export function sourceStart(head: Uint8Array): number {
  return new DataView(head.buffer, head.byteOffset).getUint32(HEADER_BYTES - 8, true);
}

/**
 * Reads back what `toBytes` wrote: every array is a view of the same memory, nothing is parsed. The bytes may end at `sourceStart`:
 * a large catalogue then answers without its programmes' JSON in memory. Bytes that do not start on a multiple of 8 in their buffer
 * are copied once, since views cannot be laid on them. Throws when they are not a catalogue of this format.
 */
export function fromBytes(bytes: Uint8Array): CompiledCatalogue {
  if (bytes.byteLength < HEADER_BYTES || String.fromCharCode(...bytes.subarray(0, MAGIC.length)) !== MAGIC) {
    throw new Error('these bytes are not a compiled catalogue');
  }
  const whole = bytes.byteOffset % ALIGNMENT === 0 ? bytes : new Uint8Array(bytes);
  const buffer = whole.buffer as ArrayBuffer;
  const header = new Uint32Array(buffer, whole.byteOffset + MAGIC.length, 4 + 2 * NAMES.length);
  const [format, mark, count, total] = header;
  if (mark !== ORDER_MARK) throw new Error('the compiled catalogue was written on a machine of the other byte order');
  if (format !== FORMAT || count !== NAMES.length) {
    throw new Error(`the compiled catalogue has format ${format}; this program reads format ${FORMAT}`);
  }
  const isWithoutSource = bytes.byteLength === header[2 + 2 * NAMES.length];
  if (total !== bytes.byteLength && !isWithoutSource)
    throw new Error(`the compiled catalogue should have ${total} bytes but has ${bytes.byteLength}`);
  const sections = NAMES.map((name, index) => {
    const start = header[4 + 2 * index] as number;
    const length = isWithoutSource && name === 'source' ? 0 : (header[5 + 2 * index] as number);
    const Kind = SECTIONS[name];
    if (start % ALIGNMENT !== 0 || start + length > bytes.byteLength || length % Kind.BYTES_PER_ELEMENT !== 0) {
      throw new Error(`the compiled catalogue is damaged: section ${name} lies outside it`);
    }
    return [name, new Kind(buffer, whole.byteOffset + start, length / Kind.BYTES_PER_ELEMENT)];
  });
  return Object.fromEntries(sections) as CompiledCatalogue;
}
