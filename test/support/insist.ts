import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** After so many turns without an answer something else is wrong than too much at once: with the pauses that is a minute and more. */
const MOST_TURNS = 30;

export interface Insisted {
  readonly response: Response;
  /** How often it was turned away before. */
  readonly turnedAway: number;
}

/**
 * Sends a command as its callers are told to: whoever is turned away with 503 comes again after the pause asked for, with the same
 * `Idempotency-Key`, so that nothing can happen twice and an answer that got lost is given again.
 * @param send one try under the key
 */
export async function insist(send: (key: string) => Promise<Response>, key: string = randomUUID()): Promise<Insisted> {
  for (let turnedAway = 0; ; turnedAway++) {
    const response = await send(key);
    if (response.status !== 503 || turnedAway === MOST_TURNS) return { response, turnedAway };
    await response.body?.cancel();
    // Not all at the same moment again.
    await sleep(Number(response.headers.get('retry-after') ?? 0) * 1_000 * (0.5 + Math.random()));
  }
}

/** So many of it at the same moment, by their number. */
export const atOnce = <Result>(count: number, act: (index: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => act(index)));

/** How many there are of each status. */
export function tally(answers: readonly Insisted[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { response } of answers) counts[response.status] = (counts[response.status] ?? 0) + 1;
  return counts;
}

/**
 * Whether the first answers are as many as they must be: one, which all others repeat. The one whose first answer was lost to a 503 is
 * given it again as a repeat, so that there may be none where somebody was turned away.
 */
export const firstAnswers = (answers: readonly Insisted[]): { readonly seen: number; readonly least: number } => ({
  seen: answers.filter(({ response }) => response.headers.get('idempotent-replayed') !== 'true').length,
  least: answers.some(({ turnedAway }) => turnedAway > 0) ? 0 : 1,
});
