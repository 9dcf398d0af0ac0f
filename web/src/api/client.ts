/** Why an answer did not come; each kind has a sentence of its own for the reader. */
export type FailureKind = 'offline' | 'timeout' | 'signed-out' | 'denied' | 'not-found' | 'refused' | 'server' | 'unreadable';

/** One field the server did not take: where (JSON pointer), which rule, and its sentence in the reader's language. */
export type FieldFault = { readonly pointer: string; readonly code: string; readonly detail: string };

/** What `application/problem+json` tells, as far as the pages use it. */
export type Refused = {
  readonly code?: string | undefined;
  readonly title?: string | undefined;
  readonly detail?: string | undefined;
  readonly faults?: readonly FieldFault[];
  /** The version there is now, where the one sent was stale. */
  readonly etag?: string | undefined;
};

export class ApiFailure extends Error {
  readonly kind: FailureKind;
  /** The server's own sentence, where it gave one. */
  readonly detail: string | undefined;
  /** The rule that refused: the last part of the problem's `type`. */
  readonly code: string | undefined;
  readonly title: string | undefined;
  readonly faults: readonly FieldFault[];
  readonly etag: string | undefined;
  constructor(kind: FailureKind, { code, title, detail, faults = [], etag }: Refused = {}) {
    super(detail ?? title ?? kind);
    this.kind = kind;
    this.code = code;
    this.title = title;
    this.detail = detail ?? title;
    this.faults = faults;
    this.etag = etag;
  }
}

const PATIENCE_MS = 15_000;

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

async function problemOf(response: Response): Promise<Refused> {
  const etag = response.headers.get('etag') ?? undefined;
  try {
    const problem: unknown = await response.json();
    if (typeof problem !== 'object' || problem === null) return { etag };
    const { type, title, detail, errors } = problem as Record<string, unknown>;
    const faults = Array.isArray(errors) ? (errors as FieldFault[]) : [];
    return { code: textOf(type)?.split('/').at(-1), title: textOf(title), detail: textOf(detail), faults, etag };
  } catch {
    return { etag };
  }
}

function kindOf(status: number): FailureKind {
  if (status === 401) return 'signed-out';
  if (status === 403) return 'denied';
  if (status === 404) return 'not-found';
  return status >= 500 ? 'server' : 'refused';
}

export type Answered<Body> = { readonly body: Body; readonly etag: string | undefined };

/** An answer that is none of refusal; throws `ApiFailure`, or the abort of `signal`. */
async function granted(path: string, init: RequestInit, signal: AbortSignal | undefined): Promise<Response> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  let response: Response;
  try {
    response = await fetch(path, {
      ...init,
      headers: { accept: 'application/json', 'accept-language': document.documentElement.lang, ...init.headers },
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    });
  } catch (reason) {
    if (signal?.aborted) throw reason;
    throw new ApiFailure(patience.aborted ? 'timeout' : 'offline');
  }
  if (!response.ok) throw new ApiFailure(kindOf(response.status), await problemOf(response));
  return response;
}

/** One request to our own API. Throws `ApiFailure`, or the abort of `signal`. The answer has the shape `Body`, which the API's tests hold. */
export async function ask<Body>(path: string, init: RequestInit = {}, signal?: AbortSignal): Promise<Answered<Body>> {
  const response = await granted(path, init, signal);
  const etag = response.headers.get('etag') ?? undefined;
  if (response.status === 204) return { body: undefined as Body, etag };
  try {
    return { body: (await response.json()) as Body, etag };
  } catch {
    throw new ApiFailure('unreadable');
  }
}

/** A file of our own API, byte for byte as it came: what is signed must not be written anew. */
export const askFile = async (path: string): Promise<Blob> => (await granted(path, {}, undefined)).blob();

/** Reads JSON from our own API. */
export const getJson = async <Body>(path: string, signal?: AbortSignal): Promise<Body> => (await ask<Body>(path, {}, signal)).body;
