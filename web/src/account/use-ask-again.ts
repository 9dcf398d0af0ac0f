import { useEffect, useState } from 'react';

/** What is not settled after two minutes, whoever waits asks for themselves. */
const LONGEST_MS = 120_000;

/** As long as something is pending, asks again by itself every so often. */
export function useAskAgain(pending: boolean, reload: () => void, everyMs: number): void {
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    if (!pending || asked >= LONGEST_MS / everyMs) return;
    const timer = setTimeout(() => {
      setAsked(asked + 1);
      reload();
    }, everyMs);
    return () => clearTimeout(timer);
  }, [pending, asked, reload, everyMs]);
}
