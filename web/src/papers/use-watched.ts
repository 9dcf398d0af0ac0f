import type { WireDocument } from '../../../shared/contracts/documents.ts';
import { useAskAgain } from '../account/use-ask-again.ts';

const ASKS_AGAIN_MS = 1_500;

/** While a file is being looked at, how it went is asked again by itself. */
export function useWatched(documents: readonly WireDocument[] | undefined, arrived: ReadonlySet<string>, reload: () => void): void {
  // A file sent in the last moment arrives at a paper whose form has ended by now.
  const isOnItsWay = ({ id, status }: WireDocument) => (status === 'awaiting-upload' || status === 'expired') && arrived.has(id);
  const pending = (documents ?? []).some((document) => document.status === 'checking' || isOnItsWay(document));
  useAskAgain(pending, reload, ASKS_AGAIN_MS);
}
