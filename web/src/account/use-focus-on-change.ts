import { type RefObject, useEffect, useRef } from 'react';

/** For a heading (`tabIndex={-1}`): it takes the focus whenever what stands under it is another, as what had the focus may be gone; not at first sight. */
export function useFocusOnChange(what: unknown): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(what);
  useEffect(() => {
    if (before.current !== what) heading.current?.focus();
    before.current = what;
  }, [what]);
  return heading;
}
