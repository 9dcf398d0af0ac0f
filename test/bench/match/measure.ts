/**
 * One thing to be timed: `repeat` calls make one sample, so that even microseconds fill the clock; `rounds` samples at most. A `warm` one
 * is called once before each sample, untimed, so that the turn before does not count against it.
 */
export interface Subject {
  readonly name: string;
  readonly call: () => unknown;
  readonly repeat: number;
  readonly rounds: number;
  readonly warm: boolean;
}

export const median = (samples: readonly number[]): number => {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

/** No subject takes longer than this in all, whatever rounds it was given; three samples it always gets. */
const MOST_MS = 10_000;

/** Milliseconds a call, median over rounds in which the subjects take turns: what disturbs the machine disturbs them all. */
export async function takeTurns(subjects: readonly Subject[]): Promise<Map<string, number>> {
  const samples = new Map<string, number[]>(subjects.map((subject) => [subject.name, []]));
  for (const subject of subjects) for (let index = 0; index < subject.repeat; index++) await subject.call();
  const rounds = Math.max(...subjects.map((subject) => subject.rounds));
  for (let round = 0; round < rounds; round++) {
    for (const { name, call, repeat, rounds: own, warm } of subjects) {
      const taken = samples.get(name) ?? [];
      const isSpent = taken.length >= 3 && taken.reduce((sum, sample) => sum + sample * repeat, 0) > MOST_MS;
      if (round >= own || isSpent) continue;
      if (warm) await call();
      const start = performance.now();
      for (let index = 0; index < repeat; index++) {
        const answer = call();
        if (answer instanceof Promise) await answer;
      }
      taken.push((performance.now() - start) / repeat);
    }
  }
  return new Map([...samples].map(([name, taken]) => [name, median(taken)]));
}
