import type { HolidayLists } from '../../../shared/domain/calendar/working-days.ts';
import { paid, payCase } from '../../../shared/domain/cases/pay-case.ts';
import type { Actor } from '../../../shared/domain/cases/records.ts';
import type { BatchContext } from '../../../shared/domain/payments/batch.ts';
import { matchReturn } from '../../../shared/domain/payments/match-return.ts';
import { attemptOf } from '../../../shared/domain/payments/payment-guards.ts';
import type { Batch, Payment, PaymentState } from '../../../shared/domain/payments/records.ts';
import type { BankOutcome, ReturnFile, ReturnRow } from '../../../shared/domain/payments/return-file.ts';
import { authorOfActor } from '../../../shared/http/case-people.ts';
import type { CaseReader } from '../../../shared/store/case-store.ts';
import type { Committer } from '../../../shared/store/commit.ts';
import { stepAudit, stepWrites } from '../../../shared/store/step-writes.ts';
import { followingStep } from './payer.ts';

export interface TakePorts {
  readonly cases: CaseReader;
  readonly commands: Committer;
}

/** A return file that was found right as a whole, and who takes it in. */
export interface TakeRun {
  readonly batch: Batch;
  readonly file: ReturnFile;
  readonly fileHash: string;
  /** The rows of all lines of the batch as they were read, in their order. */
  readonly payments: readonly Payment[];
  readonly by: Actor;
  readonly now: Date;
  readonly holidays: HolidayLists;
  readonly context: BatchContext;
}
export interface TakenLine {
  readonly line: number;
  readonly caseId: string;
  readonly paymentId: string;
  readonly state: PaymentState;
  readonly refusedBy: string | null;
}

/** Lines under way at a time: all of them move the counters of the same few budgets. */
const AT_ONCE = 4;
/** How often a line is decided anew because what it had read moved. */
const MOST_ROUNDS = 6;

/** Answered as what passes: whoever sends the file again goes on with the run. */
class Contended extends Error {
  override readonly name = 'ServiceUnavailable';
}

const SAYS: Readonly<Record<BankOutcome, string>> = { success: 'paid', failed: 'failed', returned: 'returned' };
const EVENT: Readonly<Record<BankOutcome, string>> = { success: 'payment-paid', failed: 'payment-failed', returned: 'payment-returned' };

/** Has this very word of the bank been taken in? A run that broke off finds so what it did. */
function isDone(payment: Payment, { reference, outcome, bankSerial }: ReturnRow): boolean {
  const attempt = attemptOf(payment, reference);
  return attempt?.outcome === SAYS[outcome] && attempt.bankSerial === bankSerial;
}

/** One line: read its case, decide, commit once. One Query and one transaction, and both again for what moved meanwhile. */
async function takeLine({ cases, commands }: TakePorts, run: TakeRun, row: ReturnRow): Promise<TakenLine> {
  const { batch, file, fileHash, by, now, context } = run;
  const line = batch.lines[row.line - 1];
  if (!line) throw new RangeError(`no line of batch ${batch.id}: ${row.line}`);
  const { caseId, paymentId } = line;
  const answer = (payment: Payment, refusedBy: string | null = null) => ({
    line: row.line,
    caseId,
    paymentId,
    state: payment.state,
    refusedBy,
  });
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const stored = await cases.readCase(caseId);
    const payment = stored?.file.payments.find(({ id }) => id === paymentId);
    if (!stored || !payment) throw new Error(`the payment of line ${row.line} of batch ${batch.id} is gone`);
    if (isDone(payment, row)) return answer(payment);
    const payments = run.payments.map((one, at) => (at === row.line - 1 ? payment : one));
    const matched = matchReturn(batch, payments, { ...file, rows: [row] }, fileHash, context);
    // Settled by two persons since the file was looked at: their word stands, and this line says so.
    if (!matched.ok) return answer(payment, matched.refusal.faults[0]?.code ?? 'payment-refuses');
    if (matched.value.kind === 'repeated') return answer(payment);
    const [moved] = matched.value.payments;
    if (!moved) throw new Error(`nothing moved: ${row.reference}`);
    const at = now.toISOString();
    const done = payCase(
      stored.file,
      { payment: moved, effects: matched.value.effects, event: EVENT[row.outcome] },
      { at, by: by.personId, reason: `${row.reference} ${row.bankSerial}` },
      [paid(by, at)],
      followingStep(now, run.holidays),
    );
    // Money that was asked back has come since the file was looked at.
    if (!done.ok && done.refusal === 'over-recovered') return answer(payment, done.refusal);
    if (!done.ok) throw new Error(`the ledger and the case of ${row.reference} do not agree: ${done.refusal}`);
    const { aggregate, changed } = stepAudit(stored.file, done.value);
    const outcome = await commands.commit({
      writes: stepWrites(stored.file, done.value, at),
      entry: {
        aggregate,
        action: 'batch.take-return',
        at,
        by: authorOfActor(by),
        changed: { ...changed, batch: batch.id, reference: row.reference, outcome: SAYS[row.outcome] ?? null, bankSerial: row.bankSerial },
      },
      head: stored.head,
    });
    if (outcome.kind === 'committed') return answer(done.value.file.payments.find(({ id }) => id === paymentId) ?? moved);
    if (outcome.kind === 'refused' && outcome.code !== 'duplicate-transfer')
      throw new Error(`the write of ${row.reference} was refused: ${outcome.code}`);
  }
  throw new Contended(`line ${row.line} was moved by others more often than it was tried`);
}

/**
 * Takes the lines of a return file in, each by itself and once: whoever sends the file again goes on where it stopped. For 40 lines at most
 * one Query and one transaction each, 4 at a time.
 */
export async function takeReturn(ports: TakePorts, run: TakeRun): Promise<readonly TakenLine[]> {
  const waiting = [...run.file.rows];
  const taken: TakenLine[] = [];
  const work = async (): Promise<void> => {
    for (let row = waiting.shift(); row; row = waiting.shift()) taken.push(await takeLine(ports, run, row));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return taken.sort((a, b) => a.line - b.line);
}
