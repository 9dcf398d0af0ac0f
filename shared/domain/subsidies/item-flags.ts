import type { FlagRaised } from '../cases/step-input.ts';
import type { CheckItem } from './check-claim.ts';
import type { ClaimDraft } from './claim.ts';
import { sessionsOf } from './claim-parts.ts';

type About = (claim: ClaimDraft, applicantId: string, pointer: string) => string | undefined;
const filing: About = (claim) => (claim.kind === 'events' ? claim.filingId : undefined);
/** The day of a session: of several on one day there is one thing to answer. */
const sessionDay: About = (claim, _applicantId, at) =>
  claim.kind === 'mentoring' ? sessionsOf(claim, new Set()).find(({ pointer }) => `${pointer}/on` === at)?.row.on : undefined;

/** Lines of the list that stop nobody, but a reviewer has to say why it is right all the same; and what each is about. */
const PUT_TO_REVIEWER: Partial<Record<CheckItem['rule'], About>> = {
  'session-same-day': sessionDay,
  'event-other-day': filing,
  'event-same-day': filing,
  'event-beyond-plan': filing,
  'own-id-number': (_claim, applicantId) => applicantId,
};

/** The flag a line of the list raises; undefined: none. Of bills `bill-flags.ts` has them. */
export function flagOf({ rule, outcome, pointer }: CheckItem, claim: ClaimDraft, applicantId: string): FlagRaised | undefined {
  const about = outcome === 'unknown' ? PUT_TO_REVIEWER[rule]?.(claim, applicantId, pointer) : undefined;
  return about === undefined ? undefined : { id: `${rule}.${about}`, about };
}
