import type { HolidayLists } from '../../../shared/domain/calendar/working-days.ts';
import { type Paid, payCase } from '../../../shared/domain/cases/money/pay-case.ts';
import type { Act, Actor } from '../../../shared/domain/cases/records/actor.ts';
import type { PaymentDecision } from '../../../shared/domain/payments/payment.ts';
import type { Payment } from '../../../shared/domain/payments/records.ts';
import type { ReturnFaultCode } from '../../../shared/domain/payments/return-faults.ts';
import { authorOfActor } from '../../../shared/http/case-people.ts';
import { systemStep } from '../../../shared/http/system-step.ts';
import { newId } from '../../../shared/runtime/random.ts';
import type { CaseReader } from '../../../shared/store/case-store.ts';
import type { Commitment, Committer } from '../../../shared/store/commit.ts';
import { LINE_REPEATED, lineBookingWrite } from '../../../shared/store/line-booking.ts';
import { stepAudit, stepWrites } from '../../../shared/store/step-writes.ts';

export interface BookPorts {
  readonly cases: CaseReader;
  readonly commands: Committer;
}

/** One line of a return file, and who takes it in. */
export interface BankLine {
  readonly caseId: string;
  readonly paymentId: string;
  readonly reference: string;
  readonly by: Actor;
  readonly now: Date;
  readonly holidays: HolidayLists;
}

/** What a line does to its payment as it stands; `act`: what the case remembers, `changed`: what its audit entry says of the line. */
export interface Booking {
  readonly decided: Pick<PaymentDecision, 'payment' | 'effects'>;
  readonly event: string;
  readonly reason?: string;
  readonly acts: readonly Act[];
  readonly changed: NonNullable<Commitment['entry']['changed']>;
  /** The bank's number of the booking that is counted with it. */
  readonly bankSerial?: string;
}
/** There is nothing to book, or it may not be; `refusedBy` says why. */
export type Booked = { readonly payment: Payment; readonly refusedBy: ReturnFaultCode | null };
type Decide = (payment: Payment) => Booking | Booked;

/** How often a line is decided anew because what it had read moved. */
const MOST_ROUNDS = 6;

/** Answered as what passes: whoever sends the file again goes on with the run. */
class Contended extends Error {
  override readonly name = 'ServiceUnavailable';
}

const kept = ({ file }: Paid, payment: Payment): Payment => file.payments.find(({ id }) => id === payment.id) ?? payment;

/**
 * The bank's word on one payment: its case is read, the word decided on, and all that follows committed once. One Query and one transaction, and
 * both again for what moved meanwhile.
 * @throws ServiceUnavailable where others moved it more often than it was tried
 */
export async function bookLine({ cases, commands }: BookPorts, line: BankLine, decide: Decide): Promise<Booked> {
  const { caseId, paymentId, reference, by, now, holidays } = line;
  const at = now.toISOString();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const stored = await cases.readCase(caseId);
    const payment = stored?.file.payments.find(({ id }) => id === paymentId);
    if (!stored || !payment) throw new Error(`the payment ${reference} is gone`);
    const booking = decide(payment);
    if (!('decided' in booking)) return booking;
    const { decided, event, reason, acts, changed, bankSerial } = booking;
    const act = { at, by: by.personId, ...(reason !== undefined && { reason }) };
    const done = payCase(stored.file, { ...decided, event }, act, acts, systemStep(now, holidays, newId));
    // Money that was asked back has come since the file was looked at.
    if (!done.ok && done.refusal === 'over-recovered') return { payment, refusedBy: 'returned-recovered' };
    if (!done.ok) throw new Error(`the ledger and the case of ${reference} do not agree: ${done.refusal}`);
    const step = stepAudit(stored.file, done.value);
    const outcome = await commands.commit({
      writes: [
        ...stepWrites(stored.file, done.value, at),
        ...(bankSerial === undefined ? [] : [lineBookingWrite(payment.payerId, caseId, reference, bankSerial)]),
      ],
      entry: {
        aggregate: step.aggregate,
        action: 'batch.take-return',
        at,
        by: authorOfActor(by),
        changed: { ...step.changed, ...changed, reference },
      },
      head: stored.head,
    });
    if (outcome.kind === 'committed') return { payment: kept(done.value, decided.payment), refusedBy: null };
    // The booking stands for another payment, or for money that came in: this line is put aside, and the others are booked.
    if (outcome.kind === 'refused' && outcome.code === LINE_REPEATED) return { payment, refusedBy: LINE_REPEATED };
    if (outcome.kind === 'refused' && outcome.code !== 'duplicate-transfer')
      throw new Error(`the write of ${reference} was refused: ${outcome.code}`);
  }
  throw new Contended(`${reference} was moved by others more often than it was tried`);
}
