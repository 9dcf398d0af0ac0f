import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { ClaimView } from '../../../shared/contracts/claims.ts';
import { addressOf } from '../account/address.ts';
import { type Answered, ask } from '../api/client.ts';
import { DraftKeeper, type KeeperState } from './draft-keeper.ts';

type Kept = Parameters<ConstructorParameters<typeof DraftKeeper>[1]['store']['write']>[0];

/** What waits on this device to be sent, by claim. */
const storeOf = (id: string) => {
  const name = `rongqiao.claim.${id}`;
  return {
    read(): Kept {
      try {
        return JSON.parse(window.localStorage.getItem(name) ?? 'null') ?? undefined;
      } catch {
        return undefined;
      }
    },
    write(kept: Kept): void {
      try {
        if (kept === undefined) window.localStorage.removeItem(name);
        else window.localStorage.setItem(name, JSON.stringify(kept));
      } catch {
        // Storage may be switched off or full; what is typed is then kept by the page alone.
      }
    },
  };
};

const keeperOf = (answer: Answered<ClaimView>): DraftKeeper => {
  const { id } = answer.body;
  const path = addressOf('PUT /v1/subsidies/claims/{id}', { id });
  return new DraftKeeper(answer, {
    send: (content, etag, key) =>
      ask<ClaimView>(path, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', 'idempotency-key': key, 'if-match': etag },
        body: JSON.stringify(content),
      }),
    read: () => ask<ClaimView>(path),
    store: storeOf(id),
    newKey: () => crypto.randomUUID(),
    later: (run, ms) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
};

/** The keeper of one claim while its pages are open, and what it holds. */
export function useKeeper(answer: Answered<ClaimView>): { readonly keeper: DraftKeeper; readonly state: KeeperState } {
  // biome-ignore lint/correctness/useExhaustiveDependencies: one keeper for as long as the page is open; it knows later versions itself.
  const keeper = useMemo(() => keeperOf(answer), []);
  useEffect(() => {
    const send = () => void keeper.flush();
    window.addEventListener('online', send);
    return () => {
      window.removeEventListener('online', send);
      void keeper.flush();
      keeper.close();
    };
  }, [keeper]);
  return { keeper, state: useSyncExternalStore(keeper.subscribe, keeper.state) };
}
