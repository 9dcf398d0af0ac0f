import type { Context } from 'hono';
import { approveBatchBody, batchView } from '../../../shared/contracts/payments.ts';
import { actOfPayer, BATCH_ACTS, type BatchVerb } from '../../../shared/domain/cases/money/pay-case.ts';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import { bankFileOf } from '../../../shared/domain/payments/bank-file.ts';
import { type BatchDecision, type BatchEvent, decideBatch } from '../../../shared/domain/payments/batch.ts';
import type { Payment } from '../../../shared/domain/payments/records.ts';
import { treasuryExportOf } from '../../../shared/domain/payments/treasury-export.ts';
import { sha256Hex } from '../../../shared/http/access-token.ts';
import type { Api } from '../../../shared/http/api.ts';
import { actorOf } from '../../../shared/http/case-people.ts';
import type { Decision, Refusal } from '../../../shared/http/command.ts';
import { type GatheredBatch, gatherBatch } from '../../../shared/http/gather-batch.ts';
import { batchContext } from '../../../shared/http/payer.ts';
import { PAYMENT_PROBLEMS } from '../../../shared/http/payment-problems.ts';
import { problemOf } from '../../../shared/http/public-problems.ts';
import type { Allowed } from '../../../shared/http/request.ts';
import { showBatch } from '../../../shared/http/show-batch.ts';
import { NO_QUERY, validatedQuery } from '../../../shared/http/validate.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { batchWrite, paymentWrites } from '../../../shared/store/payment-store.ts';
import type { PaymentParts } from '../payment-parts.ts';
import { blockedBy } from '../use-cases/payer.ts';

const merged = (all: readonly Payment[], moved: readonly Payment[]): Payment[] =>
  all.map((one) => moved.find(({ caseId, id }) => caseId === one.caseId && id === one.id) ?? one);

/** A case that is held, or that has left paying, keeps the whole batch where it is. */
function heldUp({ lines }: GatheredBatch): Refusal | undefined {
  const faults = lines.flatMap(({ record }, at) => {
    const code = blockedBy(record);
    return code ? [{ pointer: `/lines/${at}`, code, detail: { zh: PAYMENT_PROBLEMS[code].zh, en: PAYMENT_PROBLEMS[code].en } }] : [];
  });
  const [first] = faults;
  return first && { code: first.code, faults };
}

/** Moves the batch and all its payments by one event after another, in one write. */
function move(verb: BatchVerb, request: Allowed, state: GatheredBatch, events: readonly BatchEvent[]): Result<Decision<Write>, Refusal> {
  const { lines, batch: before, payments } = state;
  const context = batchContext(
    request,
    lines.map(({ record }) => record),
    state,
  );
  let now: Pick<BatchDecision, 'batch' | 'payments'> = { batch: before, payments };
  for (const event of events) {
    const decided = decideBatch(now.batch, now.payments, event, context);
    if (!decided.ok) return refuse(decided.refusal);
    now = { batch: decided.value.batch, payments: merged(now.payments, decided.value.payments) };
  }
  const changed = now.payments.filter((one) => !payments.includes(one));
  return ok({
    writes: [
      batchWrite(before, now.batch),
      ...paymentWrites(payments, changed, actOfPayer(BATCH_ACTS[verb], actorOf(request), context.at), `${before.id}.${verb}`),
    ],
    audit: {
      aggregate: { kind: 'organisation', id: before.payerId },
      changed: { batch: before.id, from: before.state, state: now.batch.state, contentHash: now.batch.contentHash },
    },
    status: 200,
    body: batchView.parse(showBatch(now.batch, now.payments)),
    version: now.batch.version,
  });
}

/** A file that a browser saves and never shows; nobody keeps it on the way. */
function attachment(context: Context, name: string, text: string): Response {
  return context.body(text, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
}

/** The second signature, sending, taking back, and the files for bank and treasury. */
export function batchMoveRoutes(api: Api<Write>, parts: PaymentParts): void {
  const gather = (request: Parameters<typeof gatherBatch>[0]) => gatherBatch(request, parts);

  api.command('POST /v1/payments/batches/{id}/approve', {
    body: approveBatchBody,
    gather,
    decide: (request, state) => {
      const held = heldUp(state);
      return held ? refuse(held) : move('approve', request, state, [{ kind: 'approve', contentHash: request.body.contentHash }]);
    },
  });

  api.command('POST /v1/payments/batches/{id}/send', {
    gather,
    decide: (request, state) => {
      const held = heldUp(state);
      return held ? refuse(held) : move('send', request, state, [{ kind: 'send' }]);
    },
  });

  // Once sealed it is never opened again to be changed: what is wrong with it is taken apart, and its payments are due as before.
  api.command('POST /v1/payments/batches/{id}/discard', {
    gather,
    decide: (request, state) => move('discard', request, state, [{ kind: 'send_back' }, { kind: 'discard' }]),
  });

  api.question('GET /v1/payments/batches/{id}/file', gather, ({ context }, { batch }) => {
    const query = validatedQuery(context, NO_QUERY);
    if (!query.ok) return query.refusal;
    const file = bankFileOf(batch);
    return file.ok ? attachment(context, `batch-${batch.id}.csv`, file.value) : problemOf(PAYMENT_PROBLEMS, context, 'batch-not-sent');
  });

  api.question('GET /v1/payments/batches/{id}/treasury-file', gather, ({ context }, { batch }) => {
    const query = validatedQuery(context, NO_QUERY);
    if (!query.ok) return query.refusal;
    return bankFileOf(batch).ok
      ? attachment(context, `treasury-${batch.id}.csv`, treasuryExportOf(batch, sha256Hex))
      : problemOf(PAYMENT_PROBLEMS, context, 'batch-not-sent');
  });
}
