import type { Rejection } from '../../../shared/domain/documents/document.ts';
import {
  type Disguise,
  disguiseOf,
  type FileKind,
  kindByMediaType,
  kindByName,
  looksLike,
  MAX_FILE_BYTES,
} from '../../../shared/domain/documents/file-kinds.ts';
import { checkJpeg, checkPng } from './check-image.ts';
import { checkOfd } from './check-ofd.ts';
import { checkPdf } from './check-pdf.ts';
import { checkXlsx } from './check-xlsx.ts';

/** A file as it was announced and as it came. */
export interface FileToCheck {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

const CHECKS: Record<FileKind, (bytes: Buffer) => readonly Rejection[] | Promise<readonly Rejection[]>> = {
  pdf: checkPdf,
  ofd: checkOfd,
  xlsx: checkXlsx,
  jpg: checkJpeg,
  png: checkPng,
};

const AS_REJECTION: Record<Disguise, Rejection> = {
  svg: 'svg-refused',
  html: 'html-refused',
  executable: 'executable-refused',
  archive: 'archive-refused',
  'office-old': 'old-or-locked-office',
};

/**
 * Looks at a file from the outside in: size, extension against declared type, first bytes, structure, and what is active or hidden in it.
 * @returns why it is refused; nothing when it is clean. Never fails on a file, whatever is in it.
 */
export async function checkFile({ fileName, mediaType, bytes }: FileToCheck): Promise<readonly Rejection[]> {
  if (bytes.length === 0) return ['empty'];
  if (bytes.length > MAX_FILE_BYTES) return ['too-large'];
  const kind = kindByName(fileName);
  if (kind === undefined || kind !== kindByMediaType(mediaType)) return ['not-what-it-says'];
  if (!looksLike(kind, bytes)) {
    const disguise = disguiseOf(bytes);
    return disguise ? ['not-what-it-says', AS_REJECTION[disguise]] : ['not-what-it-says'];
  }
  return [...new Set(await CHECKS[kind](Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)))];
}
