import type { Bilingual } from '../policy/text.ts';

/** The kinds of file the vault takes, and no others: what they are called, what they declare to be, and how their first bytes read. */
export const FILE_KINDS = {
  pdf: { zh: 'PDF', en: 'PDF', extensions: ['pdf'], mediaType: 'application/pdf', magic: [[0x25, 0x50, 0x44, 0x46, 0x2d]] },
  // 版式文件, GB/T 33190-2016: a zip like the next, told apart by the parts inside.
  ofd: { zh: 'OFD', en: 'OFD', extensions: ['ofd'], mediaType: 'application/ofd', magic: [[0x50, 0x4b, 0x03, 0x04]] },
  jpg: { zh: 'JPG 图片', en: 'JPEG image', extensions: ['jpg', 'jpeg'], mediaType: 'image/jpeg', magic: [[0xff, 0xd8, 0xff]] },
  png: {
    zh: 'PNG 图片',
    en: 'PNG image',
    extensions: ['png'],
    mediaType: 'image/png',
    magic: [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  },
  xlsx: {
    zh: 'Excel 工作簿（xlsx）',
    en: 'Excel workbook (xlsx)',
    extensions: ['xlsx'],
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    magic: [[0x50, 0x4b, 0x03, 0x04]],
  },
} as const satisfies Record<
  string,
  Bilingual & { extensions: readonly string[]; mediaType: string; magic: readonly (readonly number[])[] }
>;

export type FileKind = keyof typeof FILE_KINDS;
export const FILE_KIND_NAMES = Object.keys(FILE_KINDS) as [FileKind, ...FileKind[]];
export const MEDIA_TYPES = FILE_KIND_NAMES.map((kind) => FILE_KINDS[kind].mediaType) as [string, ...string[]];

/** 20 MB: a scanned contract of a hundred pages fits, a film does not. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;

/** Limits on what is packed inside an OFD or XLSX (reliability research, section 11). */
export const ARCHIVE_LIMITS = { entries: 1_000, expandedBytes: 200 * 1024 * 1024, ratio: 100 } as const;

/** Limits on an image: a page scanned at 1,200 dpi fits, a pixel flood does not. */
export const IMAGE_LIMITS = { side: 12_000, pixels: 50_000_000 } as const;

/** The kind a file name claims by its last extension, or undefined. */
export function kindByName(fileName: string): FileKind | undefined {
  const extension = /\.([A-Za-z0-9]+)$/.exec(fileName)?.[1]?.toLowerCase();
  return FILE_KIND_NAMES.find((kind) => (FILE_KINDS[kind].extensions as readonly (string | undefined)[]).includes(extension));
}

/** The kind a media type claims, or undefined. */
export const kindByMediaType = (mediaType: string): FileKind | undefined =>
  FILE_KIND_NAMES.find((kind) => FILE_KINDS[kind].mediaType === mediaType);

const beginsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  bytes.length >= start.length && start.every((byte, at) => bytes[at] === byte);

/** Do the first bytes read as this kind's do? */
export const looksLike = (kind: FileKind, bytes: Uint8Array): boolean => FILE_KINDS[kind].magic.some((magic) => beginsWith(bytes, magic));

/** What a file is when it is none of ours: told apart only to say so. */
export type Disguise = 'svg' | 'html' | 'executable' | 'archive' | 'office-old';

const ascii = (text: string): number[] => [...text].map((char) => char.charCodeAt(0));

const DISGUISES: readonly { readonly is: Disguise; readonly magic: readonly number[] }[] = [
  { is: 'executable', magic: ascii('MZ') },
  { is: 'executable', magic: [0x7f, ...ascii('ELF')] },
  { is: 'executable', magic: [0xca, 0xfe, 0xba, 0xbe] },
  { is: 'executable', magic: [0xfe, 0xed, 0xfa, 0xce] },
  { is: 'executable', magic: [0xfe, 0xed, 0xfa, 0xcf] },
  { is: 'executable', magic: [0xcf, 0xfa, 0xed, 0xfe] },
  { is: 'executable', magic: [0xce, 0xfa, 0xed, 0xfe] },
  { is: 'executable', magic: ascii('#!') },
  { is: 'executable', magic: [0x4c, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00] },
  { is: 'executable', magic: [0x00, ...ascii('asm')] },
  { is: 'archive', magic: [0x50, 0x4b, 0x03, 0x04] },
  { is: 'archive', magic: [0x50, 0x4b, 0x05, 0x06] },
  { is: 'archive', magic: ascii('Rar!') },
  { is: 'archive', magic: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
  { is: 'archive', magic: [0x1f, 0x8b] },
  { is: 'archive', magic: ascii('BZh') },
  { is: 'archive', magic: [0xfd, ...ascii('7zXZ')] },
  { is: 'archive', magic: [0x28, 0xb5, 0x2f, 0xfd] },
  { is: 'archive', magic: ascii('MSCF') },
  // The container of .doc and .xls, and of workbooks locked with a password.
  { is: 'office-old', magic: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
];

const MARKUP: readonly { readonly is: Disguise; readonly says: RegExp }[] = [
  { is: 'svg', says: /<svg[\s>]/i },
  { is: 'html', says: /<(!doctype\s+html|html|script|iframe)[\s>]/i },
];
const LOOKED_AT = 1_024;

/** Names a file that is none of ours by its first bytes; undefined when they say nothing. */
export function disguiseOf(bytes: Uint8Array): Disguise | undefined {
  const known = DISGUISES.find(({ magic }) => beginsWith(bytes, magic))?.is;
  if (known) return known;
  // UTF-16 markup has a zero in every other place.
  const text = String.fromCharCode(...bytes.subarray(0, LOOKED_AT)).replaceAll('\0', '');
  return /^[\s\u00ef\u00bb\u00bf\u00fe\u00ff]*</.test(text) ? MARKUP.find(({ says }) => says.test(text))?.is : undefined;
}
