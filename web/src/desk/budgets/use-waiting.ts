import { useMemo } from 'react';
import { lineOf } from '../../../../shared/domain/cases/runs/line-of.ts';
import { may, type Place } from '../../account/me.ts';
import { useLive, useReloadOn } from '../../account/use-live.ts';
import { desksOf } from '../places.ts';
import type { CaseList } from '../wire.ts';

/** By line (`lineOf`): how many cases wait for money of it. */
export type Waiting = ReadonlyMap<string, number>;

/** Which parts of budgets cases wait for, as far as the first page of the decision desk tells. */
export function useWaiting(place: Place, turns: number): { readonly waiting: Waiting; readonly loading: boolean } {
  const asks = desksOf(place).includes('decision') && may([place], 'budget.read-waiting', { organisationId: place.id });
  const live = useLive<CaseList>(asks ? 'GET /v1/cases' : null, {}, { queue: 'decision', as: place.id, limit: 100 });
  useReloadOn(live, turns);
  const { data, loading } = live;
  const waiting = useMemo(() => {
    const counts = new Map<string, number>();
    for (const { waitingFor } of data?.items ?? []) {
      if (waitingFor) counts.set(lineOf(waitingFor), (counts.get(lineOf(waitingFor)) ?? 0) + 1);
    }
    return counts;
  }, [data]);
  return { waiting, loading };
}
