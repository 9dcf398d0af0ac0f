import { confirmOutcomeBody, findingBody, paymentAnswer, paymentList, stateOutcomeBody } from '../../../shared/contracts/payments.ts';
import { besidePayment } from '../../../shared/domain/cases/money/beside-payment.ts';
import { actOfPayer, payCase } from '../../../shared/domain/cases/money/pay-case.ts';
import type { PayerAct } from '../../../shared/domain/cases/records/actor.ts';
import type { CaseFile } from '../../../shared/domain/cases/records.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import { recoveriesAfter } from '../../../shared/domain/payments/beyond.ts';
import { decidePayment } from '../../../shared/domain/payments/payment.ts';
import { eventOfAnswer, referenceOf } from '../../../shared/domain/payments/payment-guards.ts';
import type { PaymentEvent } from '../../../shared/domain/payments/payment-moves.ts';
import type { Payment } from '../../../shared/domain/payments/records.ts';
import type { Api } from '../../../shared/http/api.ts';
import { actorOf } from '../../../shared/http/case-people.ts';
import { type Decision, etagOf, type Refusal } from '../../../shared/http/command.ts';
import { actorInRole, standingFor } from '../../../shared/http/payer.ts';
import { PROBLEMS } from '../../../shared/http/problems.ts';
import { reply } from '../../../shared/http/reply.ts';
import type { Allowed } from '../../../shared/http/request.ts';
import { NO_QUERY, validatedQuery } from '../../../shared/http/validate.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { lineBookingWrite } from '../../../shared/store/line-booking.ts';
import type { ReadBeside } from '../../../shared/store/payment-store.ts';
import { stepAudit, stepWrites } from '../../../shared/store/step-writes.ts';
import type { PaymentParts } from '../payment-parts.ts';
import { followingStep, signerIn } from '../use-cases/payer.ts';
import { showPayment } from '../use-cases/show.ts';
import { type GatheredCase, gatherCase, gatherForAct } from './gather-case.ts';

/** What the house is told where a finding about a bank line moves money. */
const TOLD: Readonly<Partial<Record<PaymentEvent['kind'], string>>> = {
  settle_arrived: 'payment-paid',
  settle_beyond: 'recovery-noticed',
  settle_gone: 'payment-returned',
  settle_one_gone: 'recovery-bounce',
};

/** The bookings of the bank that count for an attempt from now on, as somebody found out. */
const bookings = (before: Payment, { caseId, payerId, attempts }: Payment): Write[] =>
  attempts.flatMap((attempt) => {
    const { n, bankSerial } = attempt;
    const known = before.attempts.find((one) => one.n === n)?.bankSerial;
    if (bankSerial === null || bankSerial === known) return [];
    return [lineBookingWrite(payerId, caseId, referenceOf({ caseId, id: before.id, attempt: n }), bankSerial)];
  });

/**
 * Moves one payment of one case with everything that follows from it, in one write.
 * @param name what the case remembers that was done
 * @param lacking what else it wants, where the rules of paying have nothing against it
 */
function move(
  request: Allowed,
  state: GatheredCase,
  name: PayerAct,
  what: PaymentEvent | ((payment: Payment, file: CaseFile) => PaymentEvent),
  told: string,
  reason: string | null,
  lacking?: Refusal,
): Result<Decision<Write>, Refusal> {
  const { holidays } = state;
  const { file } = state.stored;
  const { record } = file;
  const payment = file.payments.find(({ id }) => id === request.param('paymentId'));
  if (!payment) return refuse({ code: 'not-found' });
  // The bureau that pays, and not one above it whose region covers this one.
  if (request.grounds.membership?.organisationId !== payment.payerId) return refuse({ code: 'not-your-role' });
  const at = request.now.toISOString();
  const standing = standingFor(request, record, state);
  if (standing.actedInCase.length > 0) return refuse({ code: 'acted-in-the-case' });
  if (standing.tiedToApplicant.length > 0) return refuse({ code: 'tied-to-applicant' });
  const context = { by: actorInRole(request), at, today: dayInShanghai(request.now), standing };
  const event = typeof what === 'function' ? what(payment, file) : what;
  const decided = decidePayment(payment, event, context);
  if (!decided.ok) return refuse(decided.refusal);
  if (lacking) return refuse(lacking);
  const by = actorOf(request);
  const act = { at, by: by.personId, reason, confirmedBy: payment.statement?.by.personId ?? null };
  const moved = { ...decided.value, event: TOLD[event.kind] ?? told };
  const recoveries = recoveriesAfter(file.recoveries, payment, decided.value.beyond, { at, today: context.today, by: signerIn(request) });
  const done = payCase({ ...file, recoveries }, moved, act, [actOfPayer(name, by, at)], followingStep(request.now, holidays));
  if (!done.ok) return refuse({ code: done.refusal });
  const after = done.value.file;
  const { aggregate, changed } = stepAudit(file, done.value);
  const kept = after.payments.find(({ id }) => id === payment.id) ?? decided.value.payment;
  return ok({
    writes: [...stepWrites(file, done.value, at), ...bookings(payment, decided.value.payment)],
    audit: { aggregate, changed: { ...changed, payment: payment.id, payment_state: kept.state }, ...(reason !== null && { reason }) },
    status: 200,
    body: paymentAnswer.parse({ caseId: record.id, caseState: after.record.state, payment: showPayment(kept, after) }),
  });
}

/** What stands for money is a paper of the bureau itself, looked into and kept; anybody else's is as if it did not exist. */
function notEvidence(paper: ReadBeside['paper'], pointer: string): Refusal | undefined {
  const isKept = paper?.status === 'clean' && paper.sha256 !== null;
  if (isKept) return undefined;
  const isComing = paper?.status === 'awaiting-upload' || paper?.status === 'checking';
  const code = isComing ? 'document-not-clean' : 'unknown-document';
  const { zh, en } = PROBLEMS[code];
  return { code, faults: [{ pointer, code, detail: { zh, en } }] };
}

/** The payments of one case, and what is done with one of them outside a batch. */
export function paymentRoutes(api: Api<Write>, parts: PaymentParts): void {
  const gather = (request: Parameters<typeof gatherForAct>[0]) => gatherForAct(request, parts);

  api.question(
    'GET /v1/cases/{id}/payments',
    (request) => gatherCase(request, parts),
    ({ context }, { stored }) => {
      const query = validatedQuery(context, NO_QUERY);
      if (!query.ok) return query.refusal;
      context.header('etag', etagOf(stored.file.record.version));
      return reply(context, paymentList, { items: stored.file.payments.map((one) => showPayment(one, stored.file)) });
    },
  );

  api.command('POST /v1/cases/{id}/payments/{paymentId}/retry', {
    gather,
    decide: (request, state) => move(request, state, 'retry-payment', { kind: 'retry' }, 'payment-tried-again', null),
  });

  // Silence of the bank is no outcome: one person says what they found out, and a second one confirms it, on the very same paper.
  api.command('POST /v1/cases/{id}/payments/{paymentId}/state-outcome', {
    body: stateOutcomeBody,
    gather: (request, body) => gatherForAct(request, parts, () => body?.evidenceDocumentId),
    decide: (request, state) => {
      const { outcome, evidenceDocumentId, note } = request.body;
      const stated = { kind: 'state_outcome', outcome, evidenceDocumentId, evidenceSha256: state.paper?.sha256 ?? '', note } as const;
      return move(request, state, 'state-outcome', stated, 'payment-stated', note, notEvidence(state.paper, '/evidenceDocumentId'));
    },
  });

  api.command('POST /v1/cases/{id}/payments/{paymentId}/confirm-outcome', {
    body: confirmOutcomeBody,
    gather: (request) => gatherForAct(request, parts, ({ statement }) => statement?.evidenceDocumentId),
    decide: (request, state) => {
      const { outcome, evidenceSha256 } = request.body;
      const kind = outcome === 'paid' ? 'confirm_paid' : 'confirm_failed';
      // Taken back since it was stated, it stands for nothing.
      return move(
        request,
        state,
        'confirm-outcome',
        { kind, evidenceSha256 },
        `payment-${outcome}`,
        null,
        notEvidence(state.paper, '/evidenceSha256'),
      );
    },
  });

  // What arrived is settled on the late line, or asked back where something else arrived as well. That it did not may let money out again: a
  // second person gives the very same answer, and then it is done.
  api.command('POST /v1/cases/{id}/payments/{paymentId}/answer-contradiction', {
    body: findingBody,
    gather,
    decide: (request, state) => {
      const { answer, finding } = request.body;
      const event = (payment: Payment, file: CaseFile) => eventOfAnswer(payment, answer, finding, besidePayment(payment, file));
      return move(request, state, 'answer-contradiction', event, 'payment-contradiction-answered', finding);
    },
  });
}
