import { useCallback, useEffect, useState } from 'react';
import type { RouteKey } from '../../../shared/contracts/routes.ts';
import { type Answered, ApiFailure, ask } from '../api/client.ts';
import type { Resource } from '../api/use-resource.ts';
import { addressOf, type Query } from './address.ts';

export type Live<Data> = Resource<Data> & {
  /** The version that was read; an edit names it. */
  readonly etag: string | undefined;
  /** Asks again, and shows the old answer meanwhile. */
  reload(): void;
  /** Takes the answer of a command in the place of another question. */
  replace(answer: Answered<Data>): void;
};

type Held<Data> = { readonly path: string | null; readonly answer?: Answered<Data>; readonly failure?: ApiFailure };
type Read = RouteKey & `GET ${string}`;

const failureOf = (reason: unknown): ApiFailure => (reason instanceof ApiFailure ? reason : new ApiFailure('unreadable'));

/** What one may not see any more goes from the screen; else what stands there stays, with all that was typed on it. */
function afterFailure<Data>(before: Held<Data>, path: string, failure: ApiFailure): Held<Data> {
  const gone = failure.kind === 'denied' || failure.kind === 'not-found';
  return before.path === path && before.answer && !gone ? { ...before, failure } : { path, failure };
}

/** What the API answers to one who is signed in. Nothing is kept beyond the page: it may have changed, and the next person is another. */
export function useLive<Data>(route: Read | null, params: Readonly<Record<string, string>> = {}, query: Query = {}): Live<Data> {
  const path = route === null ? null : addressOf(route, params, query);
  const [held, setHeld] = useState<Held<Data>>({ path: null });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` is there to ask again.
  useEffect(() => {
    if (path === null) return;
    const abort = new AbortController();
    ask<Data>(path, {}, abort.signal).then(
      (answer) => setHeld({ path, answer }),
      (reason: unknown) => {
        if (!abort.signal.aborted) setHeld((before) => afterFailure(before, path, failureOf(reason)));
      },
    );
    return () => abort.abort();
  }, [path, attempt]);
  const reload = useCallback(() => setAttempt((count) => count + 1), []);
  const retry = useCallback(() => {
    setHeld({ path: null });
    setAttempt((count) => count + 1);
  }, []);
  const replace = useCallback((answer: Answered<Data>) => setHeld({ path, answer }), [path]);
  const current = held.path === path ? held : undefined;
  return {
    data: current?.answer?.body,
    etag: current?.answer?.etag,
    failure: current?.failure,
    loading: path !== null && current === undefined,
    retry,
    reload,
    replace,
  };
}

/** Asks again whenever `changes` counts up: something the answer depends on was done elsewhere on the page. */
export function useReloadOn({ reload }: Pick<Live<unknown>, 'reload'>, changes: number): void {
  useEffect(() => {
    if (changes > 0) reload();
  }, [changes, reload]);
}
