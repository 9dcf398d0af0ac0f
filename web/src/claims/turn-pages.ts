import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { StepId } from './claim-forms.ts';
import type { DraftKeeper } from './draft-keeper.ts';

type Turning = {
  readonly step: StepId;
  /** Pages that were left once: what is empty there is said. */
  readonly left: ReadonlySet<StepId>;
  readonly heading: RefObject<HTMLHeadingElement | null>;
  /** To a page, or to the field of it that a pointer names. What is typed is saved on the way. */
  go(to: StepId, pointer?: string): void;
};

/** The pages of a claim as pages of the site: with addresses of their own, so that "back" goes back. */
export function useTurning(id: string, steps: readonly StepId[], keeper: DraftKeeper): Turning {
  const asked = new URLSearchParams(useSearch()).get('step');
  const [, navigate] = useLocation();
  const step = steps.find((one) => one === asked) ?? steps[0] ?? 'review';
  const heading = useRef<HTMLHeadingElement>(null);
  const goal = useRef<string>(undefined);
  const [left, setLeft] = useState<ReadonlySet<StepId>>(new Set());
  const go = useCallback(
    (to: StepId, pointer?: string) => {
      goal.current = pointer ?? '';
      setLeft((before) => new Set([...before, step, ...(pointer === undefined ? [] : [to])]));
      void keeper.flush();
      navigate(`/claims/${id}?step=${to}`);
    },
    [keeper, navigate, id, step],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever turned the page begins at its top, or at the field they came for.
  useEffect(() => {
    if (goal.current === undefined) return;
    const place = goal.current ? document.querySelector<HTMLElement>(`[data-pointer="${CSS.escape(goal.current)}"]`) : null;
    goal.current = undefined;
    window.scrollTo(0, 0);
    const control = place?.querySelector<HTMLElement>('input, select, textarea, button');
    (control ?? heading.current)?.focus({ preventScroll: true });
    place?.scrollIntoView({ block: 'center' });
  }, [step]);
  return { step, left, heading, go };
}
