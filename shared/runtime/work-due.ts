/** One thing whose day has come. */
export interface DueThing {
  /** One round: reads it and, where there is something to do, commits it. Throws where it should not fail. */
  readonly tryOnce: () => Promise<Round>;
  /** Counts a failure of it. @returns how many there have been since it last moved; undefined where it is gone */
  readonly noteFailure: () => Promise<number | undefined>;
  /** Takes it out of the list after so many failures. False: it has moved meanwhile. */
  readonly giveUp: (failures: number) => Promise<boolean>;
  /** What it is, for the log and the dead letter: ids, and nothing of what is in it. */
  readonly about: Readonly<Record<string, string>>;
  /** What kind of letter `npm run redrive` finds when it was given up. */
  readonly letter: string;
}
export interface Round {
  readonly done: boolean;
  /** It has yet another day behind it. */
  readonly more: boolean;
}
export const NOTHING_DUE: Round = { done: false, more: false };

export interface DuePorts {
  readonly letters: { keep(letter: unknown): Promise<void> };
  readonly reportFault: (error: unknown, about: Readonly<Record<string, string | number>>) => void;
  readonly now: () => Date;
}
export interface Worked {
  /** What was committed. */
  readonly done: number;
  readonly failed: boolean;
  /** It failed so often that it lies with the dead letters now, and is not tried again until a person says so. */
  readonly givenUp: boolean;
}

/** When nobody looked for long there may be several days behind it: a reminder, then its end. */
const MOST_ROUNDS = 8;
export const MOST_FAILURES = 5;

/** Does all that is due of one thing. Never throws but where the failure itself cannot be written down. */
export async function workThing({ tryOnce, noteFailure, giveUp, about, letter }: DueThing, ports: DuePorts): Promise<Worked> {
  let done = 0;
  try {
    for (let more = true; more && done < MOST_ROUNDS; ) {
      const round = await tryOnce();
      done += round.done ? 1 : 0;
      more = round.more;
    }
    return { done, failed: false, givenUp: false };
  } catch (error) {
    const failures = await noteFailure();
    ports.reportFault(error, { ...about, failures: failures ?? 0 });
    if (failures === undefined || failures < MOST_FAILURES) return { done, failed: true, givenUp: false };
    const why = error instanceof Error ? error.message.slice(0, 500) : 'something that is no error was thrown';
    await ports.letters.keep({ kind: letter, ...about, failures, why, at: ports.now().toISOString() });
    return { done, failed: true, givenUp: await giveUp(failures) };
  }
}

export const PAGE = 100;
/** What is not done by then is done in the next minute. */
const LONGEST_RUN_MS = 45_000;

export interface DueCounts {
  readonly due: number;
  readonly done: number;
  readonly failed: number;
  readonly givenUp: number;
}

/** Goes through a list of what is due, page by page and one by one: one that fails does not keep the others. */
export async function workThrough<Item>(
  readPage: (after: string | undefined) => Promise<{ readonly items: readonly Item[]; readonly last: string | null }>,
  work: (item: Item) => Promise<Worked>,
): Promise<DueCounts> {
  const started = performance.now();
  const counts = { due: 0, done: 0, failed: 0, givenUp: 0 };
  for (let after: string | undefined; ; ) {
    const page = await readPage(after);
    for (const item of page.items) {
      if (performance.now() - started > LONGEST_RUN_MS) return counts;
      const worked = await work(item);
      counts.due += 1;
      counts.done += worked.done;
      counts.failed += worked.failed ? 1 : 0;
      counts.givenUp += worked.givenUp ? 1 : 0;
    }
    if (page.last === null) return counts;
    after = page.last;
  }
}
