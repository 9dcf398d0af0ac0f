import type { Bilingual } from '../../policy/text.ts';
import type { CaseRecord } from '../records.ts';
import { isEnd } from '../states.ts';
import { type KeptHold, keptHold } from './holds.ts';

/** A sum that claims of several applicants share: a cap of a site, an invoice. What others took is a number; who they are is not told. */
export interface SharedLimit {
  readonly kind: 'cap' | 'invoice';
  /** The field of the claim it comes from. */
  readonly pointer: string;
  readonly text: Bilingual;
  readonly mostFen: number;
  /** Taken by claims other than this one. */
  readonly othersFen: number;
  /** What this claim takes, or would take when it is approved. */
  readonly ownFen: number;
  /** What is left does not suffice: an approval would be refused. */
  readonly exceeded: boolean;
}

type Counted = Extract<KeptHold, { kind: 'cap' | 'invoice' }>;
const isCounted = (hold: KeptHold): hold is Counted => hold.kind === 'cap' || hold.kind === 'invoice';

/** The sums a claim shares with others, of its invoices and of the caps it is to take when it is approved. None once the case has ended. */
export const countedHolds = ({ state, holds, caps }: Pick<CaseRecord, 'state' | 'holds' | 'caps'>): readonly Counted[] =>
  isEnd(state)
    ? []
    : [...new Map([...holds, ...caps].map((hold) => [`${hold.kind} ${hold.key}`, keptHold.parse(hold)])).values()].filter(isCounted);

/**
 * How much of each the others have taken.
 * @param usedFen what stands on each counter in all, in the order of `countedHolds`
 */
export function sharedLimits(record: Pick<CaseRecord, 'state' | 'holds' | 'caps'>, usedFen: readonly number[]): readonly SharedLimit[] {
  const taken = new Set(record.holds.map(({ kind, key }) => `${kind} ${key}`));
  return countedHolds(record).map((hold, at) => {
    const { kind, key, pointer, text } = hold;
    const [ownFen, mostFen] = hold.kind === 'cap' ? [hold.takeFen, hold.capFen] : [hold.partFen, hold.ownFen];
    const othersFen = Math.max(0, (usedFen[at] ?? 0) - (taken.has(`${kind} ${key}`) ? ownFen : 0));
    return { kind, pointer, text, mostFen, othersFen, ownFen, exceeded: othersFen + ownFen > mostFen };
  });
}
