import { expect } from 'vitest';
import { type MatchOutcome, matchReturn } from '../../../../../shared/domain/payments/match-return.ts';
import type { Payment } from '../../../../../shared/domain/payments/records.ts';
import type { ReturnFile, ReturnRow } from '../../../../../shared/domain/payments/return-file.ts';
import { accepted, batchContext, batchIn, type Held, paymentOf, SYSTEM, sha256Hex } from './fixtures.ts';

export const PAYMENTS = [paymentOf('C1', 100), paymentOf('C2', 250), paymentOf('C3', 399)];

export const sent = (payments: readonly Payment[] = PAYMENTS): Held => batchIn('sent', payments);

/** What a bank would answer: every line paid, unless told otherwise. */
export const answer = ({ batch }: Held, change: (row: ReturnRow) => Partial<ReturnRow> | null = () => ({})): ReturnFile => ({
  batchId: batch.id,
  bodyHash: batch.contentHash ?? '',
  rows: batch.lines.flatMap(({ line, reference, amountFen, payee }, index) => {
    const row: ReturnRow = {
      row: index + 4,
      line,
      reference,
      account: payee.bankAccount.slice(-4),
      amountFen,
      outcome: 'success',
      bankCode: '00',
      bankText: '交易成功',
      bankSerial: `S${line}`,
      at: '2026-11-23T01:00:00.000Z',
    };
    const changed = change(row);
    return changed === null ? [] : [{ ...row, ...changed }];
  }),
});

export const only =
  (line: number, more: Partial<ReturnRow> = {}) =>
  (row: ReturnRow) =>
    row.line === line ? more : null;

export let files = 0;

export const match = ({ batch, payments }: Held, file: ReturnFile, fileHash = sha256Hex(String(files++))) =>
  matchReturn(batch, payments, file, fileHash, batchContext(SYSTEM));

export const applied = (held: Held, file: ReturnFile, fileHash?: string): MatchOutcome & { kind: 'applied' } => {
  const outcome = accepted(match(held, file, fileHash));
  if (outcome.kind !== 'applied') expect.fail('repeated');
  return outcome;
};

/** The batch and all its rows after a file. */
export const takenIn = (held: Held, file: ReturnFile, fileHash?: string): Held => {
  const { batch, payments } = applied(held, file, fileHash);
  return { batch, payments: held.payments.map((old) => payments.find(({ caseId }) => caseId === old.caseId) ?? old) };
};
