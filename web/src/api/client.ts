/** Why an answer did not come; each kind has a sentence of its own for the reader. */
export type FailureKind = 'offline' | 'timeout' | 'not-found' | 'refused' | 'server' | 'unreadable';

export class ApiFailure extends Error {
  readonly kind: FailureKind;
  /** The server's own sentence, where it gave one (`application/problem+json`). */
  readonly detail: string | undefined;
  constructor(kind: FailureKind, detail?: string) {
    super(detail ?? kind);
    this.kind = kind;
    this.detail = detail;
  }
}

const PATIENCE_MS = 15_000;

async function problemOf(response: Response): Promise<string | undefined> {
  try {
    const problem: unknown = await response.json();
    if (typeof problem !== 'object' || problem === null) return undefined;
    const { detail, title } = problem as { detail?: unknown; title?: unknown };
    return typeof detail === 'string' ? detail : typeof title === 'string' ? title : undefined;
  } catch {
    return undefined;
  }
}

function kindOf(status: number): FailureKind {
  if (status === 404) return 'not-found';
  return status >= 500 ? 'server' : 'refused';
}

/** Reads JSON from our own API. Throws `ApiFailure`, or the abort of `signal`. The body has the shape `Body`, which the API's tests hold. */
export async function getJson<Body>(path: string, signal?: AbortSignal): Promise<Body> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  let response: Response;
  try {
    response = await fetch(path, {
      headers: { accept: 'application/json', 'accept-language': document.documentElement.lang },
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    });
  } catch (reason) {
    if (signal?.aborted) throw reason;
    throw new ApiFailure(patience.aborted ? 'timeout' : 'offline');
  }
  if (!response.ok) throw new ApiFailure(kindOf(response.status), await problemOf(response));
  try {
    return (await response.json()) as Body;
  } catch {
    throw new ApiFailure('unreadable');
  }
}
