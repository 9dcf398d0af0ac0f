import { useCallback, useRef, useState } from 'react';
import type { RouteKey } from '../../../shared/contracts/routes.ts';
import { type Answered, ApiFailure, ask } from '../api/client.ts';
import { addressOf } from './address.ts';

type CommandRoute = Exclude<RouteKey, `GET ${string}`>;
export type Sent = {
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The version one has seen, where the command changes something that has versions. */
  readonly etag?: string | undefined;
  /** Somebody else was quicker: reads again what is changed here, so that it can be sent on top of that. */
  readonly onStale?: () => void;
};

export type Command = {
  readonly busy: boolean;
  readonly failure: ApiFailure | undefined;
  /** The answer, or undefined when it was refused; the reason then stands in `failure`. */
  run<Answer = unknown>(route: CommandRoute, sent?: Sent): Promise<Answered<Answer> | undefined>;
  clear(): void;
};

/**
 * Sends commands one at a time. The same intent keeps its `Idempotency-Key` until it succeeds, so that a second press after a lost answer
 * cannot do it twice; another content is another intent.
 */
export function useCommand(): Command {
  const [state, setState] = useState<{ readonly busy: boolean; readonly failure?: ApiFailure }>({ busy: false });
  const intent = useRef({ content: '', key: '' });
  const run = useCallback(async <Answer>(route: CommandRoute, { params, body, etag, onStale }: Sent = {}) => {
    const path = addressOf(route, params);
    const text = body === undefined ? undefined : JSON.stringify(body);
    const content = `${route} ${path} ${text ?? ''}`;
    if (intent.current.content !== content) intent.current = { content, key: crypto.randomUUID() };
    setState({ busy: true });
    try {
      const answer = await ask<Answer>(path, {
        method: route.slice(0, route.indexOf(' ')),
        headers: {
          'idempotency-key': intent.current.key,
          ...(text !== undefined && { 'content-type': 'application/json' }),
          ...(etag !== undefined && { 'if-match': etag }),
        },
        ...(text !== undefined && { body: text }),
      });
      intent.current = { content: '', key: '' };
      setState({ busy: false });
      return answer;
    } catch (reason) {
      const failure = reason instanceof ApiFailure ? reason : new ApiFailure('unreadable');
      setState({ busy: false, failure });
      if (failure.code === 'stale-version') onStale?.();
      return undefined;
    }
  }, []);
  const clear = useCallback(() => setState({ busy: false }), []);
  return { ...state, failure: state.failure, run, clear };
}
