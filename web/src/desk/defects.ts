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

export function useNewDefects(): Defects {
  const [marking, setMarking] = useState(false);
  const [found, setFound] = useState<ReadonlyMap<string, string>>(new Map());
  return useMemo(
    () => ({
      marking,
      found,
      start: () => setMarking(true),
      mark: (pointer, text) =>
        setFound((before) => {
          const others = [...before].filter(([other]) => other !== pointer);
          return new Map(
            text === undefined
              ? others
              : before.has(pointer)
                ? [...before].map(([other, old]) => [other, other === pointer ? text : old])
                : [...others, [pointer, text]],
          );
        }),
      stop: () => {
        setMarking(false);
        setFound(new Map());
      },
    }),
    [marking, found],
  );
}
