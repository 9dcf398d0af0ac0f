import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** On paper everything lies open: true while printing, after which whatever is still folded is unfolded; folded again afterwards. */
export function usePaper(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    let unfolded: HTMLDetailsElement[] = [];
    const before = () => {
      flushSync(() => setPrinting(true));
      unfolded = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
      for (const details of unfolded) details.open = true;
    };
    const after = () => {
      for (const details of unfolded) details.open = false;
      unfolded = [];
      setPrinting(false);
    };
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
  return printing;
}
