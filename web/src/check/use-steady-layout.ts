import { useEffect, useRef, useState } from 'react';
import { type GroupedResults, RESULT_GROUPS, type ResultGroup } from './group-results.ts';

type Layout = ReadonlyMap<ResultGroup, readonly string[]>;

/** A press on a label takes the focus away for a moment before it gives it back. */
const PATIENCE_MS = 400;

const layoutOf = (groups: GroupedResults): Layout =>
  new Map(RESULT_GROUPS.map((group) => [group, groups[group].map((result) => result.programmeId)]));

/**
 * Where each programme stands on screen. While someone answers inside one, everything stays in its place, so that nothing jumps from
 * under the fingers; the words and numbers change at once, the places when the answering is over.
 */
export function useSteadyLayout(groups: GroupedResults): { readonly layout: Layout; onEdit(): void; onEditEnd(): void } {
  const [frozen, setFrozen] = useState<Layout | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    layout: frozen ?? layoutOf(groups),
    onEdit: () => {
      clearTimeout(timer.current);
      setFrozen((before) => before ?? layoutOf(groups));
    },
    onEditEnd: () => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setFrozen(null), PATIENCE_MS);
    },
  };
}
