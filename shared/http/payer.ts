import type { HolidayLists } from '../domain/calendar/working-days.ts';
import { type Payer, standingOf } from '../domain/cases/money/pay-case.ts';
import type { Concerned } from '../domain/cases/people/four-eyes.ts';
import type { CaseRecord } from '../domain/cases/records.ts';
import { dayInShanghai } from '../domain/kernel/civil-date.ts';
import type { Hands } from '../domain/parties/hands.ts';
import type { Role } from '../domain/parties/kinds.ts';
import type { BatchContext } from '../domain/payments/batch.ts';
import type { Actor } from '../domain/payments/payment-moves.ts';
import { sha256Hex } from './access-token.ts';
import { concernedOf, membersAmong } from './case-people.ts';
import type { Allowed, Request } from './request.ts';

type Standing = Pick<Request, 'who' | 'now'> & Partial<Pick<Allowed, 'grounds'>>;

const payerOf = ({ who, grounds }: Standing): Payer => ({
  personKey: who.personKey,
  name: who.name,
  ...(grounds?.membership?.onBehalf && { onBehalf: grounds.membership.onBehalf }),
  organisationIds: who.memberships.map(({ organisationId }) => organisationId),
});

/** Who acts, as the rules of paying see them. The policy has let through nobody without a role. */
export const actorInRole = ({ who, grounds }: Allowed): Actor => ({
  kind: 'person',
  personId: who.personId,
  personKey: who.personKey,
  role: grounds.role as Role,
  ...(grounds.membership?.onBehalf && { onBehalf: grounds.membership.onBehalf }),
});

/** Whom a case concerns: as it was pinned, and of those who act here whoever belongs to its applicant today, under whatever account. */
export const concernedBy = (request: Standing, record: CaseRecord, hands: Hands): Concerned =>
  concernedOf(record, { members: membersAmong(hands, record.applicant.organisationId) }, request);

/** What a request is judged by, beside the cases. */
export interface Known {
  readonly holidays: HolidayLists;
  readonly hands: Hands;
}

/** What a case says of this person and its payment. */
export const standingFor = (request: Standing, record: CaseRecord, { holidays, hands }: Known) =>
  standingOf(record, payerOf(request), concernedBy(request, record, hands), { sha256Hex, holidays, today: dayInShanghai(request.now) });

/**
 * Who moves a batch, when, and what each of its cases says of them.
 * @param records of all its lines
 */
export function batchContext(request: Allowed, records: readonly CaseRecord[], known: Known): BatchContext {
  const byId = new Map(records.map((record) => [record.id, record]));
  const { now } = request;
  return {
    by: actorInRole(request),
    at: now.toISOString(),
    today: dayInShanghai(now),
    sha256Hex,
    standingOf: (caseId) => {
      const record = byId.get(caseId);
      if (!record) throw new RangeError(`the case was not read: ${caseId}`);
      return standingFor(request, record, known);
    },
  };
}
