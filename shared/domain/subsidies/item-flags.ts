import type { FlagRaised } from '../cases/step-input.ts';
import type { CheckItem } from './check-claim.ts';
import type { ClaimDraft } from './claim.ts';

type About = (claim: ClaimDraft, applicantId: string) => string | undefined;
const filing: About = (claim) => (claim.kind === 'events' ? claim.filingId : undefined);

/** Lines of the list that stop nobody, but a reviewer has to say why it is right all the same; and what each is about. */
const PUT_TO_REVIEWER: Partial<Record<CheckItem['rule'], About>> = {
  'event-other-day': filing,
  'event-same-day': filing,
  'event-beyond-plan': filing,
  'own-id-number': (_claim, applicantId) => applicantId,
};

/** The flag a line of the list raises; undefined: none. Of bills `bill-flags.ts` has them. */
export function flagOf({ rule, outcome }: CheckItem, claim: ClaimDraft, applicantId: string): FlagRaised | undefined {
  const about = outcome === 'unknown' ? PUT_TO_REVIEWER[rule]?.(claim, applicantId) : undefined;
  return about === undefined ? undefined : { id: `${rule}.${about}`, about };
}
