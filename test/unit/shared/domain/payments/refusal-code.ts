import { decidePayment } from '../../../../../shared/domain/payments/payment.ts';
import type { Actor, CaseStanding, PaymentEvent } from '../../../../../shared/domain/payments/payment-moves.ts';
import type { Payment } from '../../../../../shared/domain/payments/records.ts';
import { context, refusalOf } from './fixtures.ts';

export const code = (from: Payment, event: PaymentEvent, by: Actor, standing: Partial<CaseStanding> = {}) =>
  refusalOf(decidePayment(from, event, context(by, standing))).code;
