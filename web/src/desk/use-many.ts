import { useCallback, useRef, useState } from 'react';
import { ApiFailure, ask } from '../api/client.ts';

export type Outcome = { readonly id: string; readonly failure: ApiFailure | undefined };
export type Many = {
  readonly busy: boolean;
  readonly total: number;
  readonly outcomes: readonly Outcome[];
  /** Does one after the other, whatever becomes of the one before; `stop` ends it after the one under way. */
  run(ids: readonly string[], act: (id: string, key: string) => Promise<unknown>): Promise<readonly Outcome[]>;
  stop(): void;
  clear(): void;
};

/**
 * One command a case for many cases, in their order, with what came of each. A case keeps its `Idempotency-Key` until it succeeds, so
 * what broke off is taken up again without doing anything twice.
 */
export function useMany(): Many {
  const [state, setState] = useState<{ readonly busy: boolean; readonly total: number; readonly outcomes: readonly Outcome[] }>({
    busy: false,
    total: 0,
    outcomes: [],
  });
  const keys = useRef(new Map<string, string>());
  const going = useRef(false);
  const run = useCallback<Many['run']>(async (ids, act) => {
    going.current = true;
    const outcomes: Outcome[] = [];
    setState({ busy: true, total: ids.length, outcomes });
    for (const id of ids) {
      if (!going.current) break;
      const key = keys.current.get(id) ?? crypto.randomUUID();
      keys.current.set(id, key);
      const failure = await act(id, key).then(
        () => undefined,
        (reason: unknown) => (reason instanceof ApiFailure ? reason : new ApiFailure('unreadable')),
      );
      if (!failure) keys.current.delete(id);
      outcomes.push({ id, failure });
      setState({ busy: true, total: ids.length, outcomes: [...outcomes] });
    }
    going.current = false;
    setState({ busy: false, total: ids.length, outcomes: [...outcomes] });
    return outcomes;
  }, []);
  const stop = useCallback(() => {
    going.current = false;
  }, []);
  const clear = useCallback(() => setState({ busy: false, total: 0, outcomes: [] }), []);
  return { ...state, run, stop, clear };
}

/** Who has a case in hand is changed at the version of this moment: it has no content that could be taken by mistake. */
export const handle = (step: 'take' | 'cover' | 'reassign', body?: unknown) => async (id: string, key: string) => {
  const { etag } = await ask(`/v1/cases/${encodeURIComponent(id)}`);
  const text = body === undefined ? undefined : JSON.stringify(body);
  await ask(`/v1/cases/${encodeURIComponent(id)}/${step}`, {
    method: 'POST',
    headers: {
      'idempotency-key': key,
      ...(text !== undefined && { 'content-type': 'application/json' }),
      ...(etag !== undefined && { 'if-match': etag }),
    },
    ...(text !== undefined && { body: text }),
  });
};
