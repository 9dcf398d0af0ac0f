import { kindByName, MAX_FILE_BYTES } from '../../../shared/domain/documents/file-kinds.ts';
import type { DocumentKind } from '../../../shared/domain/documents/kind-names.ts';
import { takesFile } from '../../../shared/domain/documents/kinds.ts';

/** What is wrong with a file before it is sent: a word of the refusals, or undefined. */
export function wrongFile(file: Pick<File, 'name' | 'size'>, kind: DocumentKind): 'kind' | 'not-for-this' | 'large' | 'empty' | undefined {
  const fileKind = kindByName(file.name);
  if (fileKind === undefined) return 'kind';
  if (!takesFile(kind, fileKind)) return 'not-for-this';
  if (file.size === 0) return 'empty';
  return file.size > MAX_FILE_BYTES ? 'large' : undefined;
}
