import { useSyncExternalStore } from 'react';

/** Papers of cases that were opened in this sitting: the house notes each opening with the applicant; this is for one's own overview alone. */
const opened = new Set<string>();
const watching = new Set<() => void>();
const watch = (told: () => void) => {
  watching.add(told);
  return () => watching.delete(told);
};

export function noteOpened(caseId: string, paperId: string): void {
  opened.add(`${caseId} ${paperId}`);
  for (const tell of watching) tell();
}

/** Was this paper of the case opened since the page was loaded? */
export function useOpened(caseId: string): (paperId: string) => boolean {
  useSyncExternalStore(watch, () => opened.size);
  return (paperId) => opened.has(`${caseId} ${paperId}`);
}
