import { crc32, deflateSync } from 'node:zlib';
import { type CraftedEntry, type CraftedZip, makeZip } from './make-zip.ts';

/** Files of every kind the vault takes, written by hand so that a test says byte for byte what is wrong with one. */

export interface PdfObject {
  readonly dictionary: string;
  readonly stream?: Buffer;
}

const HONEST_PDF: readonly PdfObject[] = [
  { dictionary: '<< /Type /Catalog /Pages 2 0 R >>' },
  { dictionary: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>' },
  { dictionary: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>' },
  { dictionary: '<< /Length 44 >>', stream: Buffer.from('BT /F1 12 Tf 72 720 Td (融桥 example) Tj ET     ', 'latin1').subarray(0, 44) },
];

const textOn = (page: string): PdfObject => ({ dictionary: `<< /Length ${page.length} >>`, stream: Buffer.from(page, 'latin1') });
const utf16 = (text: string): string => Buffer.from(text, 'utf16le').swap16().toString('hex');

/**
 * An invoice as the tax office's programs write it, on a page of its own size: its Chinese letters by their codes alone, in a font that is
 * not in the file. A second page follows.
 */
export const invoicePdf = (title: string, line: string): Buffer =>
  makePdf([], {
    first: [
      { dictionary: '<< /Type /Catalog /Pages 2 0 R >>' },
      { dictionary: '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>' },
      ...[5, 6].map((content) => ({
        dictionary: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 610 400] /Resources << /Font << /F1 7 0 R /F2 8 0 R >> >> /Contents ${content} 0 R >>`,
      })),
      textOn(`BT /F2 22 Tf 60 330 Td <${utf16(title)}> Tj /F1 16 Tf 0 -60 Td (${line}) Tj ET 60 120 490 120 re S`),
      textOn('BT /F1 16 Tf 60 330 Td (second page) Tj ET'),
      { dictionary: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>' },
      { dictionary: '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [9 0 R] >>' },
      {
        dictionary:
          '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 10 0 R >>',
      },
      {
        dictionary:
          '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
      },
    ],
  });

/** A PDF with a classic table of objects; more objects come behind the first ones. */
export function makePdf(
  more: readonly PdfObject[] = [],
  { trailer = '', header = '%PDF-1.7\n', suffix = '', first = HONEST_PDF } = {},
): Buffer {
  const pieces: Buffer[] = [Buffer.from(header, 'latin1')];
  let at = header.length;
  const places: number[] = [];
  const add = (bytes: Buffer): void => {
    pieces.push(bytes);
    at += bytes.length;
  };
  const objects = [...first, ...more];
  for (const [index, { dictionary, stream }] of objects.entries()) {
    places.push(at);
    add(Buffer.from(`${index + 1} 0 obj\n${dictionary}\n`, 'latin1'));
    if (stream) add(Buffer.concat([Buffer.from('stream\n'), stream, Buffer.from('\nendstream\n')]));
    add(Buffer.from('endobj\n'));
  }
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const xref = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  const tail = `${xref}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer}>>\nstartxref\n${at}\n%%EOF\n${suffix}`;
  add(Buffer.from(tail, 'latin1'));
  return Buffer.concat(pieces);
}

/** Objects packed into a stream, as PDF 1.5 and later do. */
export const packedObjects = (content: string, type = '/Type /ObjStm '): PdfObject => {
  const stream = deflateSync(Buffer.from(content, 'latin1'));
  return { dictionary: `<< ${type}/N 1 /First 4 /Filter /FlateDecode /Length ${stream.length} >>`, stream };
};

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
};

/** More than any size we take; a larger claim is refused before anybody looks at the data. */
const MOST_IMAGE_BYTES = 51_000_000;

/** A grey PNG, with as much data as its size asks for. */
export const makePng = (width = 2, height = 2, suffix: Buffer = Buffer.alloc(0)): Buffer =>
  makePngOf({ width, height }, deflateSync(Buffer.alloc((width + 1) * height > MOST_IMAGE_BYTES ? 64 : (width + 1) * height)), suffix);

/** A PNG with whatever data there is, of any depth and colour type. */
export function makePngOf(
  { width = 2, height = 2, depth = 8, colourType = 0, interlace = 0 },
  data: Buffer,
  suffix: Buffer = Buffer.alloc(0),
): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colourType, 0, 0, interlace], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0)), suffix]);
}

/** The frame of a JPEG with a little data in its one scan. */
export function makeJpeg(width = 2, height = 2, suffix: Buffer = Buffer.alloc(0)): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  const scan = Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 0x3f, 0, 0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]);
  const jfif = Buffer.from([0xff, 0xe0, 0, 4, 0x4a, 0x46]);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), jfif, frame, scan, Buffer.from([0xff, 0xd9]), suffix]);
}

const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';
const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';

export const relationship = (type: string, target: string, mode = ''): string =>
  `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="http://x/relationships/${type}" Target="${target}"${mode}/></Relationships>`;

const HONEST_XLSX: readonly CraftedEntry[] = [
  {
    name: '[Content_Types].xml',
    content: `${XML}<Types xmlns="${TYPES}"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
  },
  { name: '_rels/.rels', content: relationship('officeDocument', 'xl/workbook.xml') },
  { name: 'xl/workbook.xml', content: `${XML}<workbook><sheets><sheet name="1" sheetId="1"/></sheets></workbook>` },
  {
    name: 'xl/worksheets/sheet1.xml',
    content: `${XML}<worksheet><sheetData><row><c><f>SUM(A1:A2)</f><v>3</v></c></row></sheetData></worksheet>`,
  },
];

const replacing = (honest: readonly CraftedEntry[], more: readonly CraftedEntry[]): readonly CraftedEntry[] => [
  ...honest.filter(({ name }) => !more.some((entry) => entry.name === name)),
  ...more,
];

/** A workbook; entries of the same name take the place of the honest ones. */
export const makeXlsx = (more: readonly CraftedEntry[] = [], how: CraftedZip = {}): Buffer => makeZip(replacing(HONEST_XLSX, more), how);

const OFD_NAMESPACE = 'http://www.ofdspec.org/2016';
const HONEST_OFD: readonly CraftedEntry[] = [
  {
    name: 'OFD.xml',
    content: `${XML}<ofd:OFD xmlns:ofd="${OFD_NAMESPACE}" Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
  },
  { name: 'Doc_0/Document.xml', content: `${XML}<ofd:Document xmlns:ofd="${OFD_NAMESPACE}"/>` },
  { name: 'Doc_0/Attachs/original_invoice.xml', content: `${XML}<EInvoice><Body/></EInvoice>` },
  { name: 'Doc_0/Signs/Sign_0/SignedValue.dat', content: Buffer.from([0x30, 0x82, 0x01, 0x02]) },
];

/** An OFD as an e-invoice is one. */
export const makeOfd = (more: readonly CraftedEntry[] = [], how: CraftedZip = {}): Buffer => makeZip(replacing(HONEST_OFD, more), how);
