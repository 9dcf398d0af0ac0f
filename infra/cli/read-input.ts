import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';

/** What the system says of a file that cannot be read or written, in words. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: '没有这个文件或目录 there is no such file or directory',
  EISDIR: '这是目录 it is a directory',
  EACCES: '没有权限 not allowed',
};

/** A sentence for a file operation that failed. */
export function fileError(file: string, error: unknown): Error {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return new Error(`${file}: ${REASONS[code] ?? message}`);
}

/**
 * The text of a file, or of standard input for `-`. A byte order mark is dropped.
 * @throws Error with a sentence for the reader when it cannot be read or is not UTF-8
 */
export async function readInput(file: string): Promise<string> {
  const bytes = file === '-' ? await buffer(process.stdin) : readBytes(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error(`${file}: 不是 UTF-8 编码（在 Excel 中另存为“CSV UTF-8”）it is not UTF-8 (in Excel: save as "CSV UTF-8")`);
  }
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw fileError(file, error);
  }
}
