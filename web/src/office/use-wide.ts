import { useSyncExternalStore } from 'react';

/** The same width as in companies.css. */
const WIDE = '(min-width: 60rem)';

function watch(onChange: () => void): () => void {
  const query = window.matchMedia(WIDE);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}

/** Is there room for a table of several columns? */
export const useWide = (): boolean => useSyncExternalStore(watch, () => window.matchMedia(WIDE).matches);
