import type * as z from 'zod/mini';
import {
  correctionBody,
  correctionConfirmation,
  reasonBody,
  recoveryAnswer,
  recoveryList,
  recoveryNotice,
  repaymentBody,
} from '../../../shared/contracts/payments.ts';
import { brokenRule, fourEyes } from '../../../shared/domain/cases/four-eyes.ts';
import type { CaseFile, CaseRecord } from '../../../shared/domain/cases/records.ts';
import { type CivilDate, dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import { correctRecovery, recover } from '../../../shared/domain/ledger/case-money.ts';
import type { Transfer } from '../../../shared/domain/ledger/records.ts';
import type { LedgerAct } from '../../../shared/domain/ledger/transfer.ts';
import { keysOf } from '../../../shared/domain/parties/hands.ts';
import { counts } from '../../../shared/domain/payments/correct-repayment.ts';
import { isOpenRecovery, type Payment, type Recovery, type Repayment } from '../../../shared/domain/payments/records.ts';
import {
  decideRecovery,
  openRecovery,
  owedOn,
  RECOVERY_REFUSALS,
  type RecoveryEffect,
  type RecoveryEvent,
  type RecoveryEventKind,
  type RecoveryRefusal,
  type RecoveryRefusalCode,
} from '../../../shared/domain/payments/recovery.ts';
import { recoveryTermsOf } from '../../../shared/domain/payments/recovery-terms.ts';
import type { Api } from '../../../shared/http/api.ts';
import { actorOf } from '../../../shared/http/case-people.ts';
import type { Decision, Refusal } from '../../../shared/http/command.ts';
import { actorInRole, concernedBy } from '../../../shared/http/payer.ts';
import { reply } from '../../../shared/http/reply.ts';
import type { Allowed } from '../../../shared/http/request.ts';
import { NO_QUERY, validatedQuery } from '../../../shared/http/validate.ts';
import { bookingFreed, bookingWrite } from '../../../shared/store/booking-row.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { stepAudit, stepWrites } from '../../../shared/store/step-writes.ts';
import type { PaymentParts } from '../payment-parts.ts';
import { signerIn } from '../use-cases/payer.ts';
import { showRecovery } from '../use-cases/show-recovery.ts';
import { type GatheredCase, gatherCase, gatherForAct } from './gather-case.ts';

const isOwn = ({ grounds }: Pick<Allowed, 'grounds'>): boolean => grounds.relation === 'same-organisation';

/** What somebody does with a case at hand without deciding it. */
const UNDECIDED: readonly string[] = ['take', 'cover', 'hand-back', 'reassign', 'recover'];

/**
 * Whose hands: payers keep to paying and what comes back of it, the others to following up what was paid. An approver has a case at hand as one
 * to decide, also where only a second word on money is asked of them: who decided nothing of it stays there, who did has acted elsewhere.
 */
function stageOf(request: Allowed, { acts }: Pick<CaseRecord, 'acts'>): 'payment' | 'decision' | 'monitoring' {
  const by = actorOf(request);
  if (by.role === 'finance-payer') return 'payment';
  const own = acts.filter((act) => act.stage === 'decision' && keysOf(act.by).some((key) => keysOf(by).includes(key)));
  const undecided = own.length > 0 && own.every(({ event }) => UNDECIDED.includes(event));
  return by.role === 'finance-approver' && undecided ? 'decision' : 'monitoring';
}

/** Why this person of the bureau may not, though the role may. The applicant's side answers for itself. */
function barred(request: Allowed, { stored, hands }: GatheredCase): Refusal | undefined {
  if (isOwn(request)) return undefined;
  const { record } = stored.file;
  const person = { ...actorOf(request), organisationIds: request.who.memberships.map(({ organisationId }) => organisationId) };
  const rule = brokenRule(record, stageOf(request, record), person, concernedBy(request, record, hands));
  if (rule) return fourEyes(rule);
  return record.budget?.payerId === request.grounds.membership?.organisationId ? undefined : { code: 'not-your-role' };
}

interface Moved {
  readonly before: Recovery | undefined;
  readonly after: Recovery;
  readonly event: string;
  readonly money?: CaseFile['record']['money'];
  readonly transfers?: readonly Transfer[];
  readonly reason?: string | undefined;
  /** The repayment whose correction it is about, by its number. */
  readonly repayment?: number | undefined;
}

/** The bookings of the bureau's bank that a repayment takes, or that its correction frees. */
function bookingWrites(payerId: string | undefined, { before, after }: Pick<Moved, 'before' | 'after'>): readonly Write[] {
  if (!before || payerId === undefined) return [];
  const isNew = (_one: Repayment, at: number): boolean => before.repayments[at] === undefined;
  const isFreed = (one: Repayment, at: number): boolean => !isNew(one, at) && !counts(one) && counts(before.repayments[at] ?? one);
  return [
    ...after.repayments.filter(isNew).map((one) => bookingWrite(payerId, after, one)),
    ...after.repayments.filter(isFreed).map((one) => bookingFreed(payerId, after, one)),
  ];
}

/** A recovery with what it moves, as one write and one answer. */
function commit(request: Allowed, { stored: { file } }: GatheredCase, moved: Moved): Decision<Write> {
  const { before, after, event, money, transfers = [], reason, repayment } = moved;
  const { record } = file;
  const at = request.now.toISOString();
  const act = { event: 'recover' as const, stage: stageOf(request, record), by: actorOf(request), at };
  const own = isOwn(request);
  const acted = { ...act, stage: own ? ('applicant' as const) : act.stage };
  const next = { ...record, money: money ?? record.money, acts: [...record.acts, acted], version: record.version + 1 };
  const recoveries = before ? file.recoveries.map((one) => (one === before ? after : one)) : [...file.recoveries, after];
  const taken = { file: { ...file, record: next, recoveries }, event, transfers };
  const { aggregate, changed } = stepAudit(file, taken);
  const owed = owedOn(after, dayInShanghai(request.now));
  return {
    writes: [...stepWrites(file, taken, at), ...bookingWrites(record.budget?.payerId, moved)],
    audit: {
      aggregate,
      changed: { ...changed, recovery: after.id, recovery_state: after.state, owedFen: owed.totalFen, ...(repayment && { repayment }) },
      ...(reason !== undefined && { reason }),
    },
    status: before ? 200 : 201,
    body: recoveryAnswer.parse({ caseId: record.id, recovery: showRecovery(after, dayInShanghai(request.now), own) }),
  };
}

/** The day on which the money arrived, as far as anybody has said. */
function paidOn({ attempts }: Payment): CivilDate | undefined {
  const attempt = attempts.findLast(({ outcome, beyond }) => outcome === 'paid' && !beyond);
  return attempt && dayInShanghai(new Date(attempt.bankAt ?? attempt.at));
}

function notice(
  request: Allowed & { readonly body: z.output<typeof recoveryNotice> },
  state: GatheredCase,
): Result<Decision<Write>, Refusal> {
  const { stored } = state;
  const bar = barred(request, state);
  if (bar) return refuse(bar);
  const { record, payments, recoveries } = stored.file;
  const { paymentId, ground } = request.body;
  const payment = payments.find(({ id }) => id === paymentId);
  const paid = payment && paidOn(payment);
  const booked = record.money.payments[paymentId];
  if (!payment || !paid || !booked || booked.postedFen === 0) return refuse({ code: 'nothing-to-recover' });
  if (recoveries.some((one) => one.paymentId === paymentId && !one.ofAttempt && isOpenRecovery(one)))
    return refuse({ code: 'recovery-state' });
  const opened = openRecovery(
    {
      caseId: record.id,
      id: `r${recoveries.length + 1}`,
      paymentId,
      ground,
      terms: recoveryTermsOf(stored.pins?.programme),
      paidOn: paid,
      noticedOn: dayInShanghai(request.now),
      noticedBy: signerIn(request),
    },
    { paidFen: booked.postedFen, recoveredFen: booked.recoveredFen },
  );
  if (!opened.ok) return refuse(opened.refusal);
  return ok(commit(request, state, { before: undefined, after: opened.value, event: 'recovery-noticed', reason: ground }));
}

/** What the books have of it: who proposed a correction entered it, and who acts now is the second person. */
const enter = (money: CaseFile['record']['money'], effect: RecoveryEffect, act: LedgerAct): ReturnType<typeof recover> =>
  effect.kind === 'recover'
    ? recover(money, effect, act)
    : correctRecovery(money, effect, { ...act, by: effect.proposedBy.personId, confirmedBy: act.by, reason: effect.reason });

function move(request: Allowed, state: GatheredCase, event: RecoveryEvent, reason?: string): Result<Decision<Write>, Refusal> {
  const { stored } = state;
  const before = stored.file.recoveries.find(({ id }) => id === request.param('recoveryId'));
  if (!before) return refuse({ code: 'not-found' });
  const bar = barred(request, state);
  if (bar) return refuse(bar);
  const at = request.now.toISOString();
  const decided = decideRecovery(before, event, {
    by: actorInRole(request),
    at,
    today: dayInShanghai(request.now),
    // Asked above, with everything the case knows.
    tiedToApplicant: [],
  });
  if (!decided.ok) return refuse(onField(decided.refusal));
  const { recovery: after, effects } = decided.value;
  let { money } = stored.file.record;
  const transfers: Transfer[] = [];
  for (const effect of effects) {
    const booked = enter(money, effect, {
      at,
      by: request.who.personId,
      reason: reason ?? null,
      auditOf: { kind: 'case', id: before.caseId },
    });
    if (!booked.ok) return refuse({ code: booked.refusal });
    money = booked.value.money;
    transfers.push(booked.value.transfer);
  }
  const told = `recovery-${event.kind.replaceAll('_', '-')}`;
  const repayment = 'repayment' in event ? event.repayment : undefined;
  return ok(commit(request, state, { before, after, event: told, money, transfers, reason, repayment }));
}

/** Refusals that are about one field of what was said. */
const FIELDS: Partial<Record<RecoveryRefusalCode, string>> = {
  'repayment-repeated': '/bankSerial',
  'repayment-out-of-order': '/on',
  'repayment-too-much': '/amountFen',
  'repayment-unknown': '/repayment',
  'repayment-corrected': '/repayment',
  'correction-proposed': '/repayment',
  'no-correction': '/repayment',
};
function onField({ code }: RecoveryRefusal): Refusal {
  const pointer = FIELDS[code];
  return pointer === undefined ? { code } : { code, faults: [{ pointer, code, detail: RECOVERY_REFUSALS[code] }] };
}

/** Those that take a reason, and those that take none. */
const WITH_REASON = {
  dispute: (reason: string): RecoveryEvent => ({ kind: 'dispute', reason }),
  'dismiss-dispute': (): RecoveryEvent => ({ kind: 'dismiss_dispute' }),
  'propose-write-off': (reason: string): RecoveryEvent => ({ kind: 'propose_write_off', reason }),
  'refuse-write-off': (): RecoveryEvent => ({ kind: 'refuse_write_off' }),
} as const;
const BARE = { agree: 'agree', 'confirm-write-off': 'confirm_write_off' } as const satisfies Record<string, RecoveryEventKind>;

/** Of a repayment that was entered wrongly: proposed with a reason, then refused with one or confirmed. */
const CORRECTIONS = { 'propose-correction': 'propose_correction', 'refuse-correction': 'refuse_correction' } as const;

/** Money that must come back: notice, the applicant's answer, what comes in with its interest, and what two persons give up or correct. */
export function recoveryRoutes(api: Api<Write>, parts: PaymentParts): void {
  const gather = (request: Parameters<typeof gatherForAct>[0]) => gatherForAct(request, parts);

  api.question(
    'GET /v1/cases/{id}/recoveries',
    (request) => gatherCase(request, parts),
    (request, { stored }) => {
      const { context, now } = request;
      const query = validatedQuery(context, NO_QUERY);
      if (!query.ok) return query.refusal;
      const today = dayInShanghai(now);
      return reply(context, recoveryList, {
        items: stored.file.recoveries.map((recovery) => showRecovery(recovery, today, isOwn(request))),
      });
    },
  );

  api.command('POST /v1/cases/{id}/recoveries', { body: recoveryNotice, gather, decide: notice });

  api.command('POST /v1/cases/{id}/recoveries/{recoveryId}/repay', {
    body: repaymentBody,
    gather,
    decide: (request, state) => {
      const { bankSerial, on, amountFen } = request.body;
      return move(request, state, { kind: 'repay', bankSerial, on, amountFen }, bankSerial);
    },
  });

  for (const name of Object.keys(WITH_REASON) as (keyof typeof WITH_REASON)[])
    api.command(`POST /v1/cases/{id}/recoveries/{recoveryId}/${name}`, {
      body: reasonBody,
      gather,
      decide: (request, state) => move(request, state, WITH_REASON[name](request.body.reason), request.body.reason),
    });

  for (const name of Object.keys(CORRECTIONS) as (keyof typeof CORRECTIONS)[])
    api.command(`POST /v1/cases/{id}/recoveries/{recoveryId}/${name}`, {
      body: correctionBody,
      gather,
      decide: (request, state) => move(request, state, { kind: CORRECTIONS[name], ...request.body }, request.body.reason),
    });

  api.command('POST /v1/cases/{id}/recoveries/{recoveryId}/confirm-correction', {
    body: correctionConfirmation,
    gather,
    decide: (request, state) => move(request, state, { kind: 'confirm_correction', ...request.body }),
  });

  for (const name of Object.keys(BARE) as (keyof typeof BARE)[])
    api.command(`POST /v1/cases/{id}/recoveries/{recoveryId}/${name}`, {
      gather,
      decide: (request, state) => move(request, state, { kind: BARE[name] }),
    });
}
