import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiFailure, getJson } from './client.ts';

export type Resource<Data> = {
  /** The last answer; while another is awaited, the one before. */
  readonly data: Data | undefined;
  readonly failure: ApiFailure | undefined;
  readonly loading: boolean;
  retry(): void;
};

type Held = { readonly path: string | null; readonly data?: unknown; readonly failure?: ApiFailure };

const kept = new Map<string, unknown>();

/**
 * What the API answers at `path` (null: nothing is asked). Answers are kept while the page is open, so going back draws at once.
 * The first drawing never holds data, so that it equals the markup written at build time.
 */
export function useResource<Data>(path: string | null): Resource<Data> {
  const [held, setHeld] = useState<Held>({ path: null });
  const [attempt, setAttempt] = useState(0);
  const last = useRef<Data>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` is there to ask again.
  useEffect(() => {
    if (path === null) return;
    const known = kept.get(path);
    if (known !== undefined) {
      setHeld({ path, data: known });
      return;
    }
    const abort = new AbortController();
    getJson<Data>(path, abort.signal).then(
      (data) => {
        kept.set(path, data);
        setHeld({ path, data });
      },
      (reason: unknown) => {
        if (!abort.signal.aborted) setHeld({ path, failure: reason instanceof ApiFailure ? reason : new ApiFailure('unreadable') });
      },
    );
    return () => abort.abort();
  }, [path, attempt]);
  const retry = useCallback(() => {
    setHeld({ path: null });
    setAttempt((count) => count + 1);
  }, []);
  const current = held.path === path;
  if (current && held.data !== undefined) last.current = held.data as Data;
  return { data: last.current, failure: current ? held.failure : undefined, loading: path !== null && !current, retry };
}

/** A browser that comes back online asks again what failed for want of a connection. */
export function useRetryWhenOnline(resource: Resource<unknown>): void {
  const { failure, retry } = resource;
  useEffect(() => {
    if (failure?.kind !== 'offline') return;
    window.addEventListener('online', retry);
    return () => window.removeEventListener('online', retry);
  }, [failure, retry]);
}
