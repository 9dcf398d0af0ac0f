import type { HolidayLists } from '../../../shared/domain/calendar/working-days.ts';
import type { Concerned } from '../../../shared/domain/cases/four-eyes.ts';
import { PAYABLE, type Payer, standingOf } from '../../../shared/domain/cases/pay-case.ts';
import type { CaseRecord } from '../../../shared/domain/cases/records.ts';
import type { StepContext } from '../../../shared/domain/cases/step.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import type { Role } from '../../../shared/domain/parties/kinds.ts';
import type { Membership, Principal } from '../../../shared/domain/parties/organisation.ts';
import type { BatchContext } from '../../../shared/domain/payments/batch.ts';
import type { Actor } from '../../../shared/domain/payments/payment-moves.ts';
import type { Signer } from '../../../shared/domain/payments/records.ts';
import { sha256Hex } from '../../../shared/http/access-token.ts';
import { concernedOf } from '../../../shared/http/case-people.ts';
import type { Allowed, Request } from '../../../shared/http/request.ts';
import { systemStep } from '../../../shared/http/system-step.ts';
import { newId } from '../../../shared/runtime/random.ts';
import type { Hands } from '../../../shared/store/hand-store.ts';

/** The bureau in whose name somebody pays: the first where they are a payer, or the one that is named. `as`: in another role there. */
export const bureauOf = ({ memberships }: Principal, named?: string, as: readonly Role[] = ['finance-payer']): Membership | undefined =>
  memberships.find(
    ({ organisationId, roles }) => roles.some((role) => as.includes(role)) && (named === undefined || organisationId === named),
  );

type Standing = Pick<Request, 'who' | 'now'> & Partial<Pick<Allowed, 'grounds'>>;

const payerOf = ({ who, grounds }: Standing): Payer => ({
  personKey: who.personKey,
  name: who.name,
  ...(grounds?.membership?.onBehalf && { onBehalf: grounds.membership.onBehalf }),
  organisationIds: who.memberships.map(({ organisationId }) => organisationId),
});

/** The same as it is signed with. */
export const signerIn = ({ who, grounds, now }: Pick<Allowed, 'who' | 'grounds' | 'now'>): Signer => ({
  personId: who.personId,
  personKey: who.personKey,
  at: now.toISOString(),
  ...(grounds.membership?.onBehalf && { onBehalf: grounds.membership.onBehalf }),
});

/** Who acts, as the rules of paying see them. The policy has let through nobody without a role. */
export const actorInRole = ({ who, grounds }: Allowed): Actor => ({
  kind: 'person',
  personId: who.personId,
  personKey: who.personKey,
  role: grounds.role as Role,
  ...(grounds.membership?.onBehalf && { onBehalf: grounds.membership.onBehalf }),
});

/** Whoever acts, and all in whose place they may: what is asked of where they belong. */
export const personKeysOf = ({ personKey, memberships }: Principal): readonly string[] => [
  ...new Set([personKey, ...memberships.flatMap(({ onBehalf }) => (onBehalf ? [onBehalf.personKey] : []))]),
];

/** Whom a case concerns: as it was pinned, and of those who act here whoever belongs to its applicant today, under whatever account. */
export const concernedBy = (request: Standing, record: CaseRecord, hands: Hands): Concerned =>
  concernedOf(record, { members: membersAmong(hands, record.applicant.organisationId) }, request);
const membersAmong = (hands: Hands, organisationId: string) =>
  [...hands].filter(([, places]) => places.has(organisationId)).map(([personKey]) => ({ personKey }));

/** What a request is judged by, beside the cases. */
export interface Known {
  readonly holidays: HolidayLists;
  readonly hands: Hands;
}

/** What a case says of this person and its payment. */
export const standingFor = (request: Standing, record: CaseRecord, { holidays, hands }: Known) =>
  standingOf(record, payerOf(request), concernedBy(request, record, hands), { sha256Hex, holidays, today: dayInShanghai(request.now) });

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

/** Why no money leaves this case now, whoever pays. */
export const blockedBy = ({ state, halt }: CaseRecord): 'case-state' | 'case-halted' | undefined =>
  PAYABLE.includes(state) ? (halt ? 'case-halted' : undefined) : 'case-state';

/** For the step that follows from a payment: the bank's word, so that nobody's hands are looked at. */
export const followingStep = (now: Date, holidays: HolidayLists): StepContext => systemStep(now, holidays, newId);
