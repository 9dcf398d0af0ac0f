import { createContext, useContext, useMemo, useState } from 'react';

/** What is wrong with which place of the claim, while a correction is written: all known defects go out at once. */
export type Defects = {
  /** Whether places can be marked just now. */
  readonly marking: boolean;
  readonly found: ReadonlyMap<string, string>;
  start(): void;
  /** Undefined takes the mark away. */
  mark(pointer: string, text: string | undefined): void;
  stop(): void;
};

const NONE: Defects = { marking: false, found: new Map(), start: () => undefined, mark: () => undefined, stop: () => undefined };
export const DefectContext = createContext<Defects>(NONE);
export const useDefects = (): Defects => useContext(DefectContext);

/** Another text for a place, at its place in the list; undefined takes it out. */
function marked(before: ReadonlyMap<string, string>, pointer: string, text: string | undefined): ReadonlyMap<string, string> {
  if (text === undefined) return new Map([...before].filter(([other]) => other !== pointer));
  return new Map(before).set(pointer, text);
}

export function useNewDefects(): Defects {
  const [marking, setMarking] = useState(false);
  const [found, setFound] = useState<ReadonlyMap<string, string>>(new Map());
  // The same functions whatever is marked: the form that marks starts and stops by them.
  const acts = useMemo<Pick<Defects, 'start' | 'mark' | 'stop'>>(
    () => ({
      start: () => setMarking(true),
      mark: (pointer, text) => setFound((before) => marked(before, pointer, text)),
      stop: () => {
        setMarking(false);
        setFound(new Map());
      },
    }),
    [],
  );
  return useMemo(() => ({ ...acts, marking, found }), [acts, marking, found]);
}
