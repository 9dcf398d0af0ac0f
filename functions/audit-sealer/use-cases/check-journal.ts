import { createSealFinder } from '../../../shared/store/find-seal.ts';
import { CHECK_PREFIX } from '../../../shared/store/keys/journal.ts';
import type { Check, Difference, StoredSeal } from '../../../shared/store/seal-store.ts';
import { compareWindow } from './compare-window.ts';
import type { SealerPorts } from './ports.ts';

/** Older seals a run looks at, and entries after which it takes no further one: the whole journal comes round in time, in pieces. */
const OLDER_SEALS = 50;
const ENOUGH_ENTRIES = 500;
/** Named in the row of a check; the count tells whether there are more. */
const MOST_NAMED = 50;

/** The seals whose turn it is: from where the last check left off to the newest, and on from the very first. */
async function olderSeals({ seals }: SealerPorts, last: Check | undefined, newest: StoredSeal): Promise<StoredSeal[]> {
  const ahead = last ? await seals.readFrom(last.to, OLDER_SEALS) : [];
  const again = ahead.length < OLDER_SEALS ? await seals.readFrom(undefined, OLDER_SEALS - ahead.length) : [];
  const turn = new Map([...ahead, ...again].map((seal) => [seal.number, seal]));
  turn.delete(newest.number);
  return [...turn.values()];
}

/**
 * Compares journal, copies and seals: the window that was just sealed, and a stretch of older ones. What it found becomes a row of the journal,
 * and by its count an alarm; nothing is put right, since only a person can say which of the two is true.
 * @param newest the seal of this run; without one (the run before has done it) nothing is compared
 */
export async function checkJournal(
  ports: SealerPorts,
  newest: StoredSeal | undefined,
): Promise<{ readonly compared: number; readonly found: number }> {
  if (!newest) return { compared: 0, found: 0 };
  const older = await olderSeals(ports, await ports.seals.readLastCheck(), newest);
  const findSeal = createSealFinder(ports);
  const differences: Difference[] = [];
  let compared = 0;
  const looked: StoredSeal[] = [];
  for (const seal of [newest, ...older]) {
    if (compared >= ENOUGH_ENTRIES && looked.length > 0) break;
    const result = await compareWindow({ ...ports, findSeal }, seal);
    compared += result.compared;
    differences.push(...result.differences);
    looked.push(seal);
  }
  const behind = looked.slice(1);
  const check: Check = {
    at: ports.now().toISOString(),
    from: behind[0]?.from ?? newest.from,
    to: behind.at(-1)?.to ?? newest.to,
    compared,
    differences: differences.slice(0, MOST_NAMED),
    found: differences.length,
  };
  if (!(await ports.seals.addCheck(check))) throw new Error(`there is a check ${CHECK_PREFIX}${check.at} already`);
  return { compared, found: differences.length };
}
