import { inflateSync } from 'node:zlib';
import type { Rejection } from '../../../shared/domain/documents/document.ts';

/** Names of the PDF language (ISO 32000) that make a paper act, carry other files or hide what it is. */
const FORBIDDEN: Readonly<Record<string, Rejection>> = {
  JavaScript: 'active-content',
  JS: 'active-content',
  Launch: 'active-content',
  SubmitForm: 'active-content',
  ImportData: 'active-content',
  Rendition: 'active-content',
  RichMedia: 'active-content',
  RichMediaExecute: 'active-content',
  Movie: 'active-content',
  GoToR: 'active-content',
  XFA: 'active-content',
  EmbeddedFile: 'embedded-file',
  EmbeddedFiles: 'embedded-file',
  FileAttachment: 'embedded-file',
  GoToE: 'embedded-file',
  Encrypt: 'encrypted',
};

const NAME = /\/([^\0\t\n\f\r ()<>[\]{}/%]+)/g;
const HEADER = /^%PDF-(1\.[0-7]|2\.0)[\r\n ]/;
const TAIL_BYTES = 2_048;
const ZIP_END = Buffer.from('PK\x05\x06', 'latin1');
const ZIP_END_WITHIN = 65_557;

/** `#4a` in a name is its letter J: without this, /J#61vaScript would pass. */
const plainName = (name: string): string =>
  name.replaceAll(/#([0-9A-Fa-f]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** What tells a PDF from something else, and how its objects are packed. */
const REQUIRED = ['Root', 'Catalog', 'Pages', 'Page'] as const;
const PACKING = ['ObjStm', 'First', 'N', 'Filter', 'DecodeParms', 'DP'] as const;
const TELLING = new Set<string>([...Object.keys(FORBIDDEN), ...REQUIRED, ...PACKING]);

/** Those names of a text that tell us something. The others are passed over one by one: there may be millions of them. */
function namesIn(text: string): Set<string> {
  const found = new Set<string>();
  for (const [, name = ''] of text.matchAll(NAME)) {
    const plain = name.includes('#') ? plainName(name) : name;
    if (TELLING.has(plain)) found.add(plain);
  }
  return found;
}

/** A file is a sequence of objects; some carry a stream of bytes, whose dictionary stands before it. */
interface Stream {
  readonly dictionary: string;
  readonly body: Buffer;
}
interface Parts {
  /** Everything outside of streams. */
  readonly structure: readonly string[];
  readonly streams: readonly Stream[];
}

/** The word as a whole; `endstream` is another. Some writers leave a space before the end of the line. */
const STREAM = /(?<![A-Za-z])stream(?![A-Za-z])([ \t]*(?:\r\n|\n|\r))?/g;
const END = 'endstream';

/** The end of a stream's body: where its length says, if an `endstream` stands there, else at the next one. -1 when there is none. */
function endOfStream(text: string, dictionary: string, start: number): number {
  const length = Number(/\/Length\s+(\d+)(?!\s+\d+\s+R)/.exec(dictionary)?.[1] ?? Number.NaN);
  const said = start + length;
  if (said <= text.length && /^[\r\n ]{0,3}endstream/.test(text.slice(said, said + 12))) return said;
  return text.indexOf(END, start);
}

/** Takes a file apart without trusting its table of contents, so that nothing can stand beside what a reader would find by it. */
function takeApart(bytes: Buffer): Parts | undefined {
  const text = bytes.toString('latin1');
  const structure: string[] = [];
  const streams: Stream[] = [];
  let at = 0;
  STREAM.lastIndex = 0;
  for (let match = STREAM.exec(text); match; match = STREAM.exec(text)) {
    const before = text.slice(at, match.index);
    // Not where a stream begins, and yet a reader that is less strict might begin one here: then we would take packed bytes for text.
    if (!/>>\s*$/.test(before.slice(-64)) || match[1] === undefined) return undefined;
    const dictionary = before.slice(before.lastIndexOf(' obj') + 1);
    const start = match.index + match[0].length;
    const end = endOfStream(text, dictionary, start);
    if (end < 0) return undefined;
    structure.push(before);
    streams.push({ dictionary, body: bytes.subarray(start, end) });
    at = text.indexOf(END, end) + END.length;
    STREAM.lastIndex = at;
  }
  structure.push(text.slice(at));
  return { structure, streams };
}

const HIDDEN_OBJECT = /\b\d{1,10}\s+\d{1,5}\s+obj\b/;
const HIDDEN_FORM = /\/XFA\s*(\[|\d+\s+\d+\s+R)/;
/** Shorter names turn up in compressed bytes by chance. */
const TELLING_LETTERS = 6;

/**
 * What a body holds that no body should: by a bracket in a comment or in a text, a file can make us see a stream where a reader sees
 * objects. Such objects are found by their look.
 */
function hiddenIn(body: Buffer): readonly Rejection[] {
  const text = body.toString('latin1');
  if (HIDDEN_OBJECT.test(text)) return ['embedded-file'];
  return faultsOf([...namesIn(text)].filter((name) => name.length >= TELLING_LETTERS)).concat(
    HIDDEN_FORM.test(text) ? ['active-content'] : [],
  );
}

const faultsOf = (names: Iterable<string>): Rejection[] =>
  [...names].flatMap((name) => (Object.hasOwn(FORBIDDEN, name) ? [FORBIDDEN[name] as Rejection] : []));

/** Objects packed into a stream: by its type, or by what a reader needs to unpack it, which is all some readers look at. */
const isPacked = (names: ReadonlySet<string>): boolean => names.has('ObjStm') || (names.has('First') && names.has('N'));

/** The one way of packing that we unpack, and the one writers use for objects. */
const PLAIN_FLATE = /\/Filter\s*(?:\/(?:FlateDecode|Fl)(?=[\s/>])|\[\s*\/(?:FlateDecode|Fl)\s*\])/;
/** Objects take a few hundred bytes each. */
const MOST_PACKED_BYTES = 64 * 1024 * 1024;

/** The names inside the packed objects of an object stream, or why it cannot be read. */
function unpack({ dictionary, body }: Stream, room: number): { readonly text: string } | { readonly fault: Rejection } {
  const names = namesIn(dictionary);
  if (!names.has('Filter')) return { text: body.toString('latin1') };
  if (!PLAIN_FLATE.test(plainName(dictionary)) || names.has('DecodeParms') || names.has('DP')) return { fault: 'damaged' };
  try {
    return { text: inflateSync(body, { maxOutputLength: room }).toString('latin1') };
  } catch (error) {
    return { fault: (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'archive-too-large' : 'damaged' };
  }
}

/** The end of the file: `startxref`, a place inside where a table of objects stands, `%%EOF`, and nothing else. */
function tailFault(bytes: Buffer): Rejection | undefined {
  const tail = bytes.toString('latin1', Math.max(0, bytes.length - TAIL_BYTES));
  const end = tail.lastIndexOf('%%EOF');
  if (end < 0) return bytes.includes('%%EOF') ? 'trailing-data' : 'damaged';
  if (!/^[\s\0]*$/.test(tail.slice(end + 5))) return 'trailing-data';
  const place = Number(/startxref\s+(\d{1,10})\s*$/.exec(tail.slice(0, end))?.[1] ?? Number.NaN);
  if (!(place > 0 && place < bytes.length)) return 'damaged';
  return /^\s*(xref\b|\d+\s+\d+\s+obj\b)/.test(bytes.toString('latin1', place, place + 40)) ? undefined : 'damaged';
}

/**
 * PDF: whole from header to end, with a catalogue and pages, and neither script nor actions nor other files in it. Objects packed into
 * streams are unpacked and read like the others; what cannot be read is not taken.
 */
export function checkPdf(bytes: Buffer): readonly Rejection[] {
  if (!HEADER.test(bytes.toString('latin1', 0, 16))) return ['damaged'];
  const tail = tailFault(bytes);
  if (tail) return [tail];
  if (bytes.subarray(-ZIP_END_WITHIN).includes(ZIP_END)) return ['trailing-data'];
  const parts = takeApart(bytes);
  if (!parts) return ['damaged'];
  const names = new Set(parts.structure.flatMap((text) => [...namesIn(text)]));
  let room = MOST_PACKED_BYTES;
  for (const stream of parts.streams) {
    const hidden = hiddenIn(stream.body);
    if (hidden.length > 0) return hidden;
    if (!isPacked(namesIn(stream.dictionary))) continue;
    const packed = unpack(stream, room);
    if ('fault' in packed) return [packed.fault];
    room -= packed.text.length;
    for (const name of namesIn(packed.text)) names.add(name);
  }
  const found = faultsOf(names);
  // A locked file hides its strings from us, and with them what they do.
  if (found.length > 0) return found.includes('encrypted') ? ['encrypted'] : found;
  return ['Catalog', 'Pages', 'Page', 'Root'].every((name) => names.has(name)) ? [] : ['damaged'];
}
