import {
  FILE_KINDS,
  type FileKind,
  kindByMediaType,
  kindByName,
  looksLike,
  MAX_FILE_BYTES,
} from '../../../shared/domain/documents/file-kinds.ts';
import type { LinkAnswer } from '../account/wire.ts';

/** The kinds of file the page draws itself; the others are saved and opened in their own programs. */
const DRAWN_KINDS = ['pdf', 'jpg', 'png'] as const satisfies readonly FileKind[];
type DrawnKind = (typeof DRAWN_KINDS)[number];
const isDrawn = (kind: FileKind | undefined): kind is DrawnKind => DRAWN_KINDS.some((one) => one === kind);

/** Can the page draw this file, by what is known of it before it is asked for? */
export const isDrawable = (file: { readonly fileName: string } | { readonly mediaType: string }): boolean =>
  isDrawn('fileName' in file ? kindByName(file.fileName) : kindByMediaType(file.mediaType));

/** Why a paper is not shown: each has a sentence of its own, and says what helps. */
export const FAILINGS = ['expired', 'missing', 'line', 'large', 'other', 'undrawable'] as const;
export type Failing = (typeof FAILINGS)[number];
export class PaperFailure extends Error {
  readonly why: Failing;
  constructor(why: Failing) {
    super(why);
    this.why = why;
  }
}

export type PaperFile = { readonly kind: DrawnKind; readonly bytes: Uint8Array<ArrayBuffer> };

/** The store says no in XML: its clock is the one that counts, not ours. */
async function refusalOf(response: Response): Promise<Failing> {
  const text = await response.text().catch(() => '');
  return /expired/i.test(text) ? 'expired' : 'missing';
}

/** All of a body, piece by piece. Stops reading what is larger than any file of the vault. */
async function bytesOf(response: Response, onShare: (share: number) => void): Promise<Uint8Array<ArrayBuffer>> {
  const announced = Number(response.headers.get('content-length') ?? 0);
  const reader = response.body?.getReader();
  if (!reader) throw new PaperFailure('line');
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (Math.max(size, announced) > MAX_FILE_BYTES) {
      await reader.cancel();
      throw new PaperFailure('large');
    }
    pieces.push(next.value);
    if (announced > 0) onShare(Math.min(size / announced, 1));
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

const hex = (digest: ArrayBuffer): string => [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * The bytes behind a link, if they are what was checked: of the kind the vault says, beginning as that kind does, and with the very hash
 * the check wrote down. Nothing else is handed on to be drawn.
 * @param onShare told 0 to 1 while they come
 * @throws PaperFailure with why not; an `AbortError` when it is no longer wanted
 */
export async function fetchPaper({ url, sha256 }: LinkAnswer, onShare: (share: number) => void, signal: AbortSignal): Promise<PaperFile> {
  try {
    const response = await fetch(url, { signal, credentials: 'omit', cache: 'no-store', redirect: 'error', referrerPolicy: 'no-referrer' });
    if (!response.ok) throw new PaperFailure(await refusalOf(response));
    const kind = kindByMediaType((response.headers.get('content-type') ?? '').split(';')[0] ?? '');
    if (!isDrawn(kind)) throw new PaperFailure('other');
    const bytes = await bytesOf(response, onShare);
    if (!looksLike(kind, bytes) || hex(await crypto.subtle.digest('SHA-256', bytes)) !== sha256) throw new PaperFailure('other');
    return { kind, bytes };
  } catch (reason) {
    if (reason instanceof PaperFailure || signal.aborted) throw reason;
    throw new PaperFailure('line');
  }
}

export const mediaTypeOf = (kind: DrawnKind): string => FILE_KINDS[kind].mediaType;
