import { crc32, deflateRawSync } from 'node:zlib';

/** A program for Windows as its first bytes have it, whatever its name says. */
export const program = (): Buffer =>
  Buffer.concat([Buffer.from('MZ'), Buffer.alloc(62), Buffer.from('This program cannot be run in DOS mode.')]);

const LOCAL = 0x04034b50;
const LISTED = 0x02014b50;
const END = 0x06054b50;
const DEFLATED = 8;

/** What both headers of an entry say: version, flags, method, time, check sum, sizes, and the length of the name. */
function commonHeader(name: string, content: Buffer, packed: Buffer): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(DEFLATED, 4);
  header.writeUInt32LE(crc32(content), 10);
  header.writeUInt32LE(packed.length, 14);
  header.writeUInt32LE(content.length, 18);
  header.writeUInt16LE(Buffer.byteLength(name), 22);
  return header;
}

const word = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

function zip(entries: readonly (readonly [name: string, content: Buffer])[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of entries) {
    const packed = deflateRawSync(content, { level: 9 });
    const header = commonHeader(name, content, packed);
    const file = Buffer.concat([word(LOCAL), header, Buffer.from(name), packed]);
    directory.push(Buffer.concat([word(LISTED), Buffer.from([20, 0]), header, Buffer.alloc(10), word(offset), Buffer.from(name)]));
    files.push(file);
    offset += file.length;
  }
  const table = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(table.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, table, end]);
}

const BOMB_BYTES = 24 * 1024 * 1024;

/** A small workbook that unpacks to a thousand times its size. */
export const zipBomb = (): Buffer =>
  zip([
    ['[Content_Types].xml', Buffer.from('<Types/>')],
    ['_rels/.rels', Buffer.from('<Relationships/>')],
    ['xl/workbook.xml', Buffer.from('<workbook/>')],
    ['xl/worksheets/sheet1.xml', Buffer.alloc(BOMB_BYTES, ' ')],
  ]);
