import type { CaseFileView } from '../../../shared/contracts/cases.ts';
import { APPEALABLE } from '../../../shared/domain/cases/states.ts';

type Ended = Pick<CaseFileView, 'state' | 'appeals' | 'dueOn' | 'provisional' | 'money'>;

/** Why a decision cannot be appealed against here any more, or never could; undefined: it can, it is, or there is none. */
export function noAppeal({ state, appeals, dueOn, provisional, money }: Ended, today: string): 'paid' | 'dismissed' | 'passed' | undefined {
  if (!APPEALABLE.includes(state) || appeals.some((appeal) => appeal.state === 'filed')) return undefined;
  // What was paid in part would be decided anew over the whole amount (decision 0021).
  if (money.postedFen > 0) return 'paid';
  if (appeals.some((appeal) => appeal.state === 'dismissed')) return 'dismissed';
  return dueOn !== null && !provisional && dueOn < today ? 'passed' : undefined;
}
