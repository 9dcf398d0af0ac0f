import type * as z from 'zod/mini';
import { batchBody, batchList, batchQuery, batchView, dueList, dueQuery } from '../../../shared/contracts/payments.ts';
import { actOfPayer, BATCH_ACTS } from '../../../shared/domain/cases/money/pay-case.ts';
import type { CaseCard } from '../../../shared/domain/cases/shown/card.ts';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import type { Subject } from '../../../shared/domain/parties/access.ts';
import { decideBatch, openBatch } from '../../../shared/domain/payments/batch.ts';
import { decidePayment } from '../../../shared/domain/payments/payment.ts';
import { contradictedOn } from '../../../shared/domain/payments/payment-guards.ts';
import { withBankSince } from '../../../shared/domain/payments/silence.ts';
import { regionPrefix } from '../../../shared/domain/policy/adopt.ts';
import type { Api } from '../../../shared/http/api.ts';
import { actorOf, personKeysOf } from '../../../shared/http/case-people.ts';
import { type Decision, etagOf, type Refusal } from '../../../shared/http/command.ts';
import { validatedPage, writeCursor } from '../../../shared/http/cursor.ts';
import { gatherBatch } from '../../../shared/http/gather-batch.ts';
import { batchContext, type Known } from '../../../shared/http/payer.ts';
import { PAYMENT_PROBLEMS } from '../../../shared/http/payment-problems.ts';
import { problemReply } from '../../../shared/http/problems.ts';
import { reply } from '../../../shared/http/reply.ts';
import type { Allowed } from '../../../shared/http/request.ts';
import { showBatch, showPayee } from '../../../shared/http/show-batch.ts';
import { NO_QUERY, validatedQuery } from '../../../shared/http/validate.ts';
import { newId } from '../../../shared/runtime/random.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { batchWrite, type PayableLine, paymentWrites, type ReadLines } from '../../../shared/store/payment-store.ts';
import type { PaymentParts } from '../payment-parts.ts';
import { blockedBy, bureauOf } from '../use-cases/payer.ts';

type Body = z.output<typeof batchBody>;
type Due = NonNullable<CaseCard['paying']> & { readonly card: CaseCard };

const dueOf = (card: CaseCard): Due[] => (card.paying ? [{ ...card.paying, card }] : []);

/** The code a batch of mine would be refused with on account of this line alone; null: it can be paid. */
function blockOf(request: Allowed, { record, payment }: PayableLine, known: Known): string | null {
  const { by, at, today, standingOf } = batchContext(request, [record], known);
  const context = { by, at, today, standing: standingOf(record.id) };
  const own = blockedBy(record);
  if (own) return own;
  const enlisted = decidePayment(payment, { kind: 'enlist', batchId: 'none' }, context);
  const signed = enlisted.ok ? decidePayment(enlisted.value.payment, { kind: 'sign_first' }, context) : enlisted;
  return signed.ok ? null : signed.refusal.code;
}

function faultsOf(lines: ReadLines['lines'], bureauId: string): Refusal | undefined {
  const faults = lines.flatMap((line, at) => {
    const code = !line || line.payment.payerId !== bureauId ? ('unknown-payment' as const) : blockedBy(line.record);
    return code ? [{ pointer: `/caseIds/${at}`, code, detail: PAYMENT_PROBLEMS[code] }] : [];
  });
  const [first] = faults;
  return first && { code: first.code, faults: faults.map(({ detail: { zh, en }, ...fault }) => ({ ...fault, detail: { zh, en } })) };
}

/** The lines of a batch are those of the cases that were asked for. */
const named = ({ code, faults = [] }: Refusal): Refusal => ({
  code,
  faults: faults.map((fault) => ({ ...fault, pointer: fault.pointer.replace('/lines/', '/caseIds/') })),
});

interface Gathered extends ReadLines {
  readonly holidays: Known['holidays'];
  readonly subject: Subject;
  readonly bureauId: string | undefined;
}

/** Opens a batch and seals it in one write: from then on it is what it is, or nothing. */
function seal(request: Allowed & { readonly body: Body }, gathered: Gathered): Result<Decision<Write>, Refusal> {
  const { payerAccount } = request.body;
  const { lines, bureauId } = gathered;
  if (bureauId === undefined) return refuse({ code: 'not-allowed' });
  const fault = faultsOf(lines, bureauId);
  if (fault) return refuse(fault);
  const known = lines as readonly PayableLine[];
  const context = batchContext(
    request,
    known.map(({ record }) => record),
    gathered,
  );
  const payments = known.map(({ payment }) => payment);
  const opened = openBatch({ id: newId(), payerId: bureauId, payerAccount }, payments, context);
  if (!opened.ok) return refuse(named(opened.refusal));
  const sealed = decideBatch(opened.value.batch, opened.value.payments, { kind: 'seal' }, context);
  if (!sealed.ok) return refuse(named(sealed.refusal));
  const { batch } = sealed.value;
  return ok({
    writes: [
      batchWrite(undefined, batch),
      ...paymentWrites(payments, sealed.value.payments, actOfPayer(BATCH_ACTS.seal, actorOf(request), context.at), `${batch.id}.seal`),
    ],
    audit: {
      aggregate: { kind: 'organisation', id: bureauId },
      changed: {
        batch: batch.id,
        state: batch.state,
        contentHash: batch.contentHash,
        count: batch.count,
        totalFen: batch.totalFen,
        references: batch.lines.map(({ reference }) => reference),
      },
    },
    status: 201,
    body: batchView.parse(showBatch(batch, sealed.value.payments)),
    version: batch.version,
    location: `/v1/payments/batches/${batch.id}`,
  });
}

/** What is to be paid, and the batches it is paid in. */
export function batchRoutes(api: Api<Write>, parts: PaymentParts): void {
  const { payments, lists } = parts;

  api.question(
    'GET /v1/payments/due',
    () => ({ subject: {} }),
    async (request) => {
      const { context, who } = request;
      const bureau = bureauOf(who, context.req.query('as'));
      const list = `due ${bureau?.organisationId}`;
      const query = validatedPage(context, dueQuery, list);
      if (!query.ok) return query.refusal;
      if (!bureau) return problemReply(context, 'not-allowed');
      const { items: cards, last } = await lists.readQueue('payment', regionPrefix(bureau.divisionCode ?? ''), query.value);
      const due = cards.flatMap(dueOf).filter(({ payerId }) => payerId === bureau.organisationId);
      const [{ lines, hands }, holidays] = await Promise.all([
        payments.readLines(
          due.map(({ card, paymentId }) => ({ caseId: card.id, paymentId })),
          { personKeys: personKeysOf(who) },
        ),
        parts.readHolidays(),
      ]);
      const items = lines.flatMap((line, at) => {
        const card = due[at]?.card;
        if (!line || !card) return [];
        const { id: paymentId, caseId, programmeId, amountFen, payee, state, attempt, batchId } = line.payment;
        const { programmeName } = line.record;
        const shown = { caseId, paymentId, programmeId, programmeName, amountFen, payee: showPayee(payee), state, attempt, batchId };
        const withBank = withBankSince(line.payment) ?? null;
        const contradictedPaymentId = contradictedOn(line.payment);
        return [
          {
            ...shown,
            withBankSince: withBank,
            dueOn: card.dueOn,
            blockedBy: blockOf(request, line, { holidays, hands }),
            contradictedPaymentId,
          },
        ];
      });
      return reply(context, dueList, { items, nextCursor: last === null ? null : writeCursor(list, last) });
    },
  );

  api.question(
    'GET /v1/payments/batches',
    () => ({ subject: {} }),
    async ({ context, who }) => {
      const bureau = bureauOf(who, context.req.query('as'), ['finance-payer', 'finance-approver']);
      const list = `batches ${bureau?.organisationId}`;
      const query = validatedPage(context, batchQuery, list);
      if (!query.ok) return query.refusal;
      if (!bureau) return problemReply(context, 'not-allowed');
      const { items, last } = await payments.readBatches(bureau.organisationId, query.value);
      return reply(context, batchList, { items, nextCursor: last === null ? null : writeCursor(list, last) });
    },
  );

  api.command('POST /v1/payments/batches', {
    body: batchBody,
    gather: async ({ who }, body): Promise<Gathered> => {
      const caseIds = body?.caseIds ?? [];
      const cards = await payments.readCards(caseIds);
      const paying = caseIds.map((id) => cards.get(id)?.paying ?? undefined);
      // In the name of the bureau that pays the first of them; a stranger's case is then as if it did not exist.
      const bureauId = (bureauOf(who, paying.find((one) => one)?.payerId) ?? bureauOf(who))?.organisationId;
      const asked = caseIds.map((caseId, at) => ({ caseId, paymentId: paying[at]?.paymentId ?? 'none' }));
      const [read, holidays] = await Promise.all([
        payments.readLines(asked, { personKeys: personKeysOf(who), bureauId }),
        parts.readHolidays(),
      ]);
      return { subject: {}, bureauId, holidays, ...read };
    },
    decide: seal,
  });

  api.question(
    'GET /v1/payments/batches/{id}',
    (request) => gatherBatch(request, parts),
    ({ context }, { batch, payments: rows }) => {
      const query = validatedQuery(context, NO_QUERY);
      if (!query.ok) return query.refusal;
      context.header('etag', etagOf(batch.version));
      return reply(context, batchView, showBatch(batch, rows));
    },
  );
}
