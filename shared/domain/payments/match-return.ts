import { type CivilDate, dayInShanghai } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type BatchContext, isSettled } from './batch.ts';
import { sameBooking } from './bookings.ts';
import { decidePayment, type PaymentEffect } from './payment.ts';
import { attemptOf } from './payment-guards.ts';
import type { BankWord, PaymentEvent } from './payment-moves.ts';
import type { AttemptOutcome, Batch, BatchLine, Contradiction, Payment, SettledAttempt } from './records.ts';
import type { ReturnFaultCode } from './return-faults.ts';
import { type BankOutcome, type ReturnFault, type ReturnFile, type ReturnRow, returnFault } from './return-file.ts';

/** What a refused file says against what is settled: for the log of refusals, and for `note_contradiction` on the payment. */
export type FoundContradiction = Pick<Contradiction, 'reference' | 'stands' | 'says' | 'fileHash' | 'row' | 'bankSerial' | 'bankAt'> & {
  readonly caseId: string;
  readonly paymentId: string;
};
export type MatchRefusal = {
  readonly code: 'return-file-refused';
  readonly faults: readonly ReturnFault[];
  readonly contradictions: readonly FoundContradiction[];
};
export type MatchOutcome =
  /** The very same file was taken in before: nothing to do, and no fault. */
  | { readonly kind: 'repeated' }
  | {
      readonly kind: 'applied';
      readonly batch: Batch;
      /** Those that moved. */
      readonly payments: readonly Payment[];
      readonly effects: readonly PaymentEffect[];
      /** Lines still without an outcome; at 0 the batch is reconciled. */
      readonly openLines: number;
    };

const SAYS: Readonly<Record<BankOutcome, AttemptOutcome>> = { success: 'paid', failed: 'failed', returned: 'returned' };

type Matched = { readonly row: ReturnRow; readonly index: number; readonly line: BatchLine; readonly payment: Payment };

const headFaults = (batch: Batch, { batchId, bodyHash }: ReturnFile): ReturnFault[] => {
  if (batchId !== batch.id) return [returnFault(1, '/batchId', 'wrong-batch')];
  if (batch.state !== 'sent' && batch.state !== 'reconciled') return [returnFault(1, '/batchId', 'batch-not-sent')];
  return bodyHash === batch.contentHash ? [] : [returnFault(2, '/bodyHash', 'wrong-hash')];
};

const accountFits = (said: string, sent: string): boolean => said === sent || (said.length === 4 && sent.endsWith(said));

/** The days on which the bank can have booked a line. */
interface BookingDays {
  /** Undefined: nobody has noted when it was sent. */
  readonly sent: CivilDate | undefined;
  readonly today: CivilDate;
}
/** Of a batch a worker sent, the day stands with its payments. */
function bookingDays({ sentBy }: Batch, payments: readonly Payment[], today: CivilDate): BookingDays {
  const sentAt = sentBy?.at ?? payments.find((one) => one.sentAt != null)?.sentAt;
  return { sent: sentAt == null ? undefined : dayInShanghai(new Date(sentAt)), today };
}

/** What a row says otherwise than the line it names. `before`: the rows before it that name a line there is. */
function rowFaults(
  row: ReturnRow,
  index: number,
  { before, line, days }: { readonly before: readonly ReturnRow[]; readonly line: BatchLine | undefined; readonly days: BookingDays },
): ReturnFault[] {
  const at = (field: keyof ReturnRow, code: ReturnFaultCode) => returnFault(row.row, `/rows/${index}/${field}`, code);
  if (!line) return [at('line', 'unknown-line')];
  const on = dayInShanghai(new Date(row.at));
  const checks: readonly (readonly [boolean, ReturnFault])[] = [
    [before.some((other) => other.line === row.line), at('line', 'line-repeated')],
    [before.some((other) => other.line > row.line), at('line', 'line-out-of-order')],
    [row.reference !== line.reference, at('reference', 'unknown-reference')],
    [row.amountFen !== line.amountFen, at('amountFen', 'amount-mismatch')],
    [!accountFits(row.account, line.payee.bankAccount), at('account', 'account-mismatch')],
    [before.some((other) => sameBooking(other.bankSerial, row.bankSerial)), at('bankSerial', 'serial-repeated')],
    [days.sent !== undefined && on < days.sent, at('at', 'time-before-sent')],
    [on > days.today, at('at', 'time-ahead')],
  ];
  return checks.filter(([broken]) => broken).map(([, fault]) => fault);
}

type Meaning = { readonly event: 'bank_paid' | 'bank_failed' | 'bank_returned' | 'bank_agrees' } | { readonly fault: ReturnFaultCode };

/** What was recovered in part does not come back whole beside it; of two that arrived, persons say which one came back. */
const OF_RETURNED = {
  recovered: { fault: 'returned-recovered' },
  twice: { fault: 'returned-paid-twice' },
  once: { event: 'bank_returned' },
} as const satisfies Record<string, Meaning>;

/** What the bank's word means for an attempt that has ended. */
function meaningOfSettled(
  { outcome, basis, bankSerial }: SettledAttempt,
  says: AttemptOutcome,
  stands: 'recovered' | 'twice' | 'once',
): Meaning {
  if (outcome === 'paid' && says === 'returned') return OF_RETURNED[stands];
  if (outcome !== says) return { fault: 'contradicts-settled' };
  return basis === 'statement' && bankSerial === null ? { event: 'bank_agrees' } : { fault: 'line-settled' };
}

const OF_OPEN: Readonly<Record<BankOutcome, Meaning>> = {
  success: { event: 'bank_paid' },
  failed: { event: 'bank_failed' },
  returned: { fault: 'returned-unpaid' },
};

const meaningOf = ({ row, line, payment }: Matched, { standingOf }: BatchContext): Meaning => {
  const settled = attemptOf(payment, line.reference);
  if (!settled) return OF_OPEN[row.outcome];
  const isRecovered = standingOf(payment.caseId).recovered.includes(payment.id);
  const isTwice = payment.attempts.some(({ beyond }) => beyond === true);
  return meaningOfSettled(settled, SAYS[row.outcome], isRecovered ? 'recovered' : isTwice ? 'twice' : 'once');
};

const wordOf = ({ reference, bankSerial, at, bankCode, bankText, outcome }: ReturnRow): BankWord => {
  const why = [bankCode, bankText].filter((text) => text !== '').join(' ');
  return { reference, bankSerial, bankAt: at, why: outcome === 'success' || why === '' ? null : why };
};

type Moved = { readonly payment: Payment; readonly effects: readonly PaymentEffect[] };

function move(matched: Matched, context: BatchContext): Result<Moved, ReturnFault> {
  const { row, index, payment } = matched;
  const faultAt = (code: ReturnFaultCode) => refuse(returnFault(row.row, `/rows/${index}/outcome`, code));
  const meaning = meaningOf(matched, context);
  if ('fault' in meaning) return faultAt(meaning.fault);
  const { by, at, today, standingOf } = context;
  const event: PaymentEvent = { kind: meaning.event, ...wordOf(row) };
  const decided = decidePayment(payment, event, { by, at, today, standing: standingOf(payment.caseId) });
  return decided.ok ? decided : faultAt('payment-refuses');
}

function contradictionOf(matched: Matched, fileHash: string, context: BatchContext): FoundContradiction[] {
  const { row, line, payment } = matched;
  const settled = attemptOf(payment, line.reference);
  if (!settled || !('fault' in meaningOf(matched, context)) || settled.outcome === SAYS[row.outcome]) return [];
  const { caseId, id: paymentId } = payment;
  const { row: at, bankSerial, at: bankAt } = row;
  return [
    {
      ...{ caseId, paymentId, reference: line.reference, stands: settled.outcome, says: SAYS[row.outcome] },
      ...{ fileHash, row: at, bankSerial, bankAt },
    },
  ];
}

/**
 * Takes in a return file as a whole or not at all (contract.md, "Payee": a return line matches batch, line, amount, account).
 * Lines come in the order of the batch, each at most once, each by a booking of its own between the day of sending and today; some may be
 * missing and come in a later file. What is settled stays settled:
 * the bank's word on it is refused, unless it is the first one on an attempt that two persons' statement has ended and agrees with it, or
 * sends back what was paid and of which nothing was recovered.
 * @param payments the current rows of all lines of the batch, in their order; some may be in a later attempt
 * @param fileHash SHA-256 of the bytes of the file
 * @returns what moves, all in one write; `repeated` for a file taken in before
 */
export function matchReturn(
  batch: Batch,
  payments: readonly Payment[],
  file: ReturnFile,
  fileHash: string,
  context: BatchContext,
): Result<MatchOutcome, MatchRefusal> {
  const refused = (faults: readonly ReturnFault[], contradictions: readonly FoundContradiction[] = []) =>
    refuse({ code: 'return-file-refused' as const, faults, contradictions });
  if (file.batchId === batch.id && batch.returns.some((taken) => taken.fileHash === fileHash)) return ok({ kind: 'repeated' });
  const head = headFaults(batch, file);
  if (head.length > 0) return refused(head);
  const lineOf = (row: ReturnRow): BatchLine | undefined => batch.lines.find(({ line }) => line === row.line);
  const days = bookingDays(batch, payments, context.today);
  const faults = file.rows.flatMap((row, index) =>
    rowFaults(row, index, { before: file.rows.slice(0, index).filter(lineOf), line: lineOf(row), days }),
  );
  if (faults.length > 0) return refused(faults);
  const matched = file.rows.map((row, index): Matched => {
    const line = lineOf(row);
    const payment = line && payments[line.line - 1];
    if (!line || payment?.caseId !== line.caseId || payment.id !== line.paymentId) throw new RangeError(`not the payments of ${batch.id}`);
    return { row, index, line, payment };
  });
  const outcomes = matched.map((one) => move(one, context));
  const broken = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.refusal]));
  if (broken.length > 0)
    return refused(
      broken,
      matched.flatMap((one) => contradictionOf(one, fileHash, context)),
    );
  const moved = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
  return ok(applied(batch, payments, moved, { fileHash, lines: file.rows.length, at: context.at }));
}

function applied(
  batch: Batch,
  payments: readonly Payment[],
  moved: readonly Moved[],
  taken: Batch['returns'][number],
): MatchOutcome & { readonly kind: 'applied' } {
  const byKey = new Map(moved.map(({ payment }) => [`${payment.caseId}.${payment.id}`, payment]));
  const now = payments.map((payment) => byKey.get(`${payment.caseId}.${payment.id}`) ?? payment);
  const openLines = batch.lines.filter((line) => !isSettled({ lines: [line] }, now)).length;
  const state = openLines === 0 ? 'reconciled' : batch.state;
  return {
    kind: 'applied',
    batch: { ...batch, state, returns: [...batch.returns, taken], version: batch.version + 1 },
    payments: moved.map(({ payment }) => payment),
    effects: moved.flatMap(({ effects }) => effects),
    openLines,
  };
}
