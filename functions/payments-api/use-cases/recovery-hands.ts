import { brokenRule, fourEyes } from '../../../shared/domain/cases/people/four-eyes.ts';
import type { CaseRecord } from '../../../shared/domain/cases/records.ts';
import { keysOf } from '../../../shared/domain/parties/hands.ts';
import { actorOf } from '../../../shared/http/case-people.ts';
import type { Refusal } from '../../../shared/http/command.ts';
import { concernedBy } from '../../../shared/http/payer.ts';
import type { Allowed } from '../../../shared/http/request.ts';
import type { GatheredCase } from '../routes/gather-case.ts';

/** Whether it is the applicant who acts. */
export const isOwn = ({ grounds }: Pick<Allowed, 'grounds'>): boolean => grounds.relation === 'same-organisation';

/** What somebody does with a case at hand without deciding it. */
const UNDECIDED: readonly string[] = ['take', 'cover', 'hand-back', 'reassign', 'recover'];

/**
 * Whose hands: payers keep to paying and what comes back of it, the others to following up what was paid. An approver has a case at hand as one
 * to decide, also where only a second word on money is asked of them: who decided nothing of it stays there, who did has acted elsewhere.
 */
export function stageOf(request: Allowed, { acts }: Pick<CaseRecord, 'acts'>): 'payment' | 'decision' | 'monitoring' {
  const by = actorOf(request);
  if (by.role === 'finance-payer') return 'payment';
  const own = acts.filter((act) => act.stage === 'decision' && keysOf(act.by).some((key) => keysOf(by).includes(key)));
  const undecided = own.length > 0 && own.every(({ event }) => UNDECIDED.includes(event));
  return by.role === 'finance-approver' && undecided ? 'decision' : 'monitoring';
}

/** Why this person of the bureau may not, though the role may. The applicant's side answers for itself. */
export function barred(request: Allowed, { stored, hands }: GatheredCase): Refusal | undefined {
  if (isOwn(request)) return undefined;
  const { record } = stored.file;
  const person = { ...actorOf(request), organisationIds: request.who.memberships.map(({ organisationId }) => organisationId) };
  const rule = brokenRule(record, stageOf(request, record), person, concernedBy(request, record, hands));
  if (rule) return fourEyes(rule);
  return record.budget?.payerId === request.grounds.membership?.organisationId ? undefined : { code: 'not-your-role' };
}
