import { useEffect, useState } from 'react';
import type { WireDocument } from '../../../shared/contracts/documents.ts';

const ASKS_AGAIN_MS = 1_500;
const MOST_ASKED = 80;

/** While a file is being looked at, how it went is asked again by itself. */
export function useWatched(documents: readonly WireDocument[] | undefined, arrived: ReadonlySet<string>, reload: () => void): void {
  const [asked, setAsked] = useState(0);
  // A file sent in the last moment arrives at a paper whose form has ended by now.
  const isOnItsWay = ({ id, status }: WireDocument) => (status === 'awaiting-upload' || status === 'expired') && arrived.has(id);
  const pending = (documents ?? []).some((document) => document.status === 'checking' || isOnItsWay(document));
  useEffect(() => {
    if (!pending || asked >= MOST_ASKED) return;
    const timer = setTimeout(() => {
      setAsked(asked + 1);
      reload();
    }, ASKS_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [pending, asked, reload]);
}
