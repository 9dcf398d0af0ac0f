import { actOfPayer } from '../../../shared/domain/cases/money/pay-case.ts';
import type { BatchContext } from '../../../shared/domain/payments/batch.ts';
import { matchReturn } from '../../../shared/domain/payments/match-return.ts';
import { attemptOf } from '../../../shared/domain/payments/payment-guards.ts';
import type { Batch, Payment, PaymentState } from '../../../shared/domain/payments/records.ts';
import type { ReturnFaultCode } from '../../../shared/domain/payments/return-faults.ts';
import type { BankOutcome, ReturnFile, ReturnRow } from '../../../shared/domain/payments/return-file.ts';
import { type BankLine, type Booked, type Booking, type BookPorts, bookLine } from './book-line.ts';

/** A return file that was found right as a whole, and who takes it in. */
export interface TakeRun extends Pick<BankLine, 'by' | 'now' | 'holidays'> {
  readonly batch: Batch;
  readonly file: ReturnFile;
  readonly fileHash: string;
  /** The rows of all lines of the batch as they were read, in their order. */
  readonly payments: readonly Payment[];
  readonly context: BatchContext;
}
export interface TakenLine {
  readonly line: number;
  readonly caseId: string;
  readonly paymentId: string;
  readonly state: PaymentState;
  readonly refusedBy: ReturnFaultCode | null;
}

/** Lines under way at a time: all of them move the counters of the same few budgets. */
const AT_ONCE = 4;

const SAYS: Readonly<Record<BankOutcome, string>> = { success: 'paid', failed: 'failed', returned: 'returned' };
const EVENT: Readonly<Record<BankOutcome, string>> = { success: 'payment-paid', failed: 'payment-failed', returned: 'payment-returned' };

/** Has this very word of the bank been taken in? A run that broke off finds so what it did. */
function isDone(payment: Payment, { reference, outcome, bankSerial }: ReturnRow): boolean {
  const attempt = attemptOf(payment, reference);
  return attempt?.outcome === SAYS[outcome] && attempt.bankSerial === bankSerial;
}

/** What one row does to its payment as it stands now. */
function take(payment: Payment, row: ReturnRow, run: TakeRun): Booking | Booked {
  const { batch, file, fileHash, by, now, context } = run;
  if (isDone(payment, row)) return { payment, refusedBy: null };
  const payments = run.payments.map((one, at) => (at === row.line - 1 ? payment : one));
  const matched = matchReturn(batch, payments, { ...file, rows: [row] }, fileHash, context);
  // Settled by two persons since the file was looked at: their word stands, and this line says so.
  if (!matched.ok) return { payment, refusedBy: matched.refusal.faults[0]?.code ?? 'payment-refuses' };
  if (matched.value.kind === 'repeated') return { payment, refusedBy: null };
  const [moved] = matched.value.payments;
  if (!moved) throw new Error(`nothing moved: ${row.reference}`);
  return {
    decided: { payment: moved, effects: matched.value.effects },
    event: EVENT[row.outcome],
    reason: `${row.reference} ${row.bankSerial}`,
    acts: [actOfPayer('take-return', by, now.toISOString())],
    changed: { batch: batch.id, outcome: SAYS[row.outcome], bankSerial: row.bankSerial },
    bankSerial: row.bankSerial,
  };
}

async function takeLine(ports: BookPorts, run: TakeRun, row: ReturnRow): Promise<TakenLine> {
  const line = run.batch.lines[row.line - 1];
  if (!line) throw new RangeError(`no line of batch ${run.batch.id}: ${row.line}`);
  const { caseId, paymentId, reference } = line;
  const { by, now, holidays } = run;
  const { payment, refusedBy } = await bookLine(ports, { caseId, paymentId, reference, by, now, holidays }, (one) => take(one, row, run));
  return { line: row.line, caseId, paymentId, state: payment.state, refusedBy };
}

/**
 * Takes the lines of a return file in, each by itself and once: whoever sends the file again goes on where it stopped. For 40 lines at most
 * one Query and one transaction each, 4 at a time.
 */
export async function takeReturn(ports: BookPorts, run: TakeRun): Promise<readonly TakenLine[]> {
  const waiting = [...run.file.rows];
  const taken: TakenLine[] = [];
  const work = async (): Promise<void> => {
    for (let row = waiting.shift(); row; row = waiting.shift()) taken.push(await takeLine(ports, run, row));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return taken.sort((a, b) => a.line - b.line);
}
