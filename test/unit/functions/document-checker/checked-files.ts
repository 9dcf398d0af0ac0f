import { checkFile } from '../../../../functions/document-checker/use-cases/check-file.ts';
import { FILE_KINDS, type FileKind } from '../../../../shared/domain/documents/file-kinds.ts';

export const check = (kind: FileKind, bytes: Buffer, fileName = `材料.${FILE_KINDS[kind].extensions[0]}`) =>
  checkFile({ fileName, mediaType: FILE_KINDS[kind].mediaType, bytes });

/** The rows of a grey picture, unpacked. */
export const grey = (width: number, height: number): Buffer => Buffer.alloc((width + 1) * height);
