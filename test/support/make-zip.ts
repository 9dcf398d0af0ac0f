import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a crafted archive; what is not said is as an honest writer would have it. */
export interface CraftedEntry {
  readonly name: string;
  readonly content: string | Buffer;
  readonly stored?: boolean;
  /** What the headers claim the content's size to be. */
  readonly claimedBytes?: number;
  readonly flags?: number;
  /** The name in the local header, where it is to differ. */
  readonly localName?: string;
  /** Lists it as lying here, inside of what another entry holds, and writes nothing for it. */
  readonly listedAt?: number;
}
export interface CraftedZip {
  readonly prefix?: Buffer;
  readonly suffix?: Buffer;
  /** Says of every entry that it lies where the first does. */
  readonly overlapping?: boolean;
}

/** Writes a zip by hand, honest or not. */
export function makeZip(entries: readonly CraftedEntry[], { prefix, suffix, overlapping = false }: CraftedZip = {}): Buffer {
  const pieces: Buffer[] = prefix ? [prefix] : [];
  const directory: Buffer[] = [];
  let offset = prefix?.length ?? 0;
  const first = offset;
  for (const { name, content, stored = false, claimedBytes, flags = 0x0800, localName = name, listedAt } of entries) {
    const bytes = Buffer.from(content);
    const packed = stored ? bytes : deflateRawSync(bytes);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(stored ? 0 : 8, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claimedBytes ?? bytes.length, 18);
    const named = (text: string) => {
      const header = Buffer.from(common);
      header.writeUInt16LE(Buffer.byteLength(text), 22);
      return header;
    };
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), named(localName), Buffer.from(localName), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(listedAt ?? (overlapping ? first : offset), 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), named(name), tail, Buffer.from(name)]));
    if (listedAt !== undefined) continue;
    pieces.push(local);
    offset += local.length;
  }
  const table = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(table.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, table, end, ...(suffix ? [suffix] : [])]);
}
