import { actOfPayer, BATCH_ACTS, type BatchVerb, payCase, standingOf } from '../../../shared/domain/cases/money/pay-case.ts';
import { type Actor, SYSTEM } from '../../../shared/domain/cases/records/actor.ts';
import type { CaseFile } from '../../../shared/domain/cases/records.ts';
import { dayInShanghai } from '../../../shared/domain/kernel/civil-date.ts';
import { yuanCell } from '../../../shared/domain/payments/bank-file.ts';
import { type BatchContext, type BatchEvent, decideBatch, openBatch } from '../../../shared/domain/payments/batch.ts';
import { matchReturn } from '../../../shared/domain/payments/match-return.ts';
import type { Batch, Payment } from '../../../shared/domain/payments/records.ts';
import { RETURN_LAYOUT, readReturnFile } from '../../../shared/domain/payments/return-file.ts';
import { sha256Hex } from '../../../shared/store/artefact-parts.ts';
import { batchWrite, paymentWrites } from '../../../shared/store/payment-store.ts';
import { stepAudit, stepWrites } from '../../../shared/store/step-writes.ts';
import { actorIn, contextAt, type DemoCommit, entryOf, momentOf, type PlaySetting } from './play-setting.ts';
import type { DemoBatch } from './read-cases.ts';

/** The cases of a batch as they stand, by id; what a batch does to them is put back here. */
export type Files = Map<string, CaseFile>;

type Move = { readonly batch: Batch; readonly payments: readonly Payment[] };
const insist = <Value>(result: { ok: true; value: Value } | { ok: false; refusal: unknown }): Value => {
  if (!result.ok) throw new Error(`the demo batch cannot be moved: ${JSON.stringify(result.refusal)}`);
  return result.value;
};

/** The bank's word on every line: it was paid. As the bank would send it, so that its hash is that of a file. */
const returnOf = ({ id, contentHash, lines }: Batch, at: string) => {
  const rows = lines.map(({ line, reference, amountFen, payee }) => [
    String(line),
    reference,
    payee.bankAccount.slice(-4),
    yuanCell(amountFen),
    '成功',
    '',
    '',
    `SHILI${id.toUpperCase()}${line}`,
    at,
  ]);
  const { header, columns } = RETURN_LAYOUT;
  const records = [[header.batchId, id], [header.hash, contentHash ?? ''], columns, ...rows].map((cells, index) => ({
    row: index + 1,
    cells,
  }));
  const text = records.map(({ cells }) => cells.join(',')).join('\r\n');
  return { file: insist(readReturnFile(records)), fileHash: sha256Hex(text) };
};

/** Plays a batch as far as its story goes: what the bureau's chain gets, and what its cases get when the bank answers. Pure but for `files`. */
export function playBatch(setting: PlaySetting, story: DemoBatch, files: Files): DemoCommit[] {
  const commits: DemoCommit[] = [];
  const fileOf = (caseId: string): CaseFile => {
    const file = files.get(caseId);
    if (!file) throw new Error(`the demo batch ${story.id} pays ${caseId}, which is no case`);
    return file;
  };
  const livePayments = (): Payment[] => story.caseIds.flatMap((caseId) => fileOf(caseId).payments.slice(-1));
  const contextOf = (by: Actor, at: string): BatchContext => ({
    by: { kind: 'person', personId: by.personId, personKey: by.personKey, role: 'finance-payer' },
    at,
    today: dayInShanghai(new Date(at)),
    sha256Hex,
    standingOf: (caseId) => {
      const file = fileOf(caseId);
      const { concerned, organisationIds, holidays, today } = contextAt(setting, file, by, new Date(at), 0);
      return standingOf(file.record, { ...by, organisationIds }, concerned, { sha256Hex, holidays, today });
    },
  });

  /** Writes a move of the batch with its payments, and remembers in each case who paid. */
  const keep = (verb: BatchVerb, before: Batch | undefined, { batch, payments }: Move, by: Actor, at: string): Batch => {
    const act = actOfPayer(BATCH_ACTS[verb], by, at);
    commits.push({
      writes: [batchWrite(before, batch), ...paymentWrites(livePayments(), payments, act, `${batch.id}.${verb}`)],
      entry: entryOf(`batch.${verb}`, at, by, {
        aggregate: { kind: 'organisation', id: batch.payerId },
        changed: {
          batch: batch.id,
          from: before?.state ?? null,
          state: batch.state,
          contentHash: batch.contentHash,
          totalFen: batch.totalFen,
        },
      }),
    });
    for (const moved of payments) {
      const file = fileOf(moved.caseId);
      const record = { ...file.record, acts: [...file.record.acts, act] };
      files.set(moved.caseId, { ...file, record, payments: file.payments.map((one) => (one.id === moved.id ? moved : one)) });
    }
    return batch;
  };

  const when = (of: { at: string; by: string }, nth: number) => ({
    by: actorIn(setting, of.by, 'finance-payer'),
    at: momentOf(setting, of.at, nth).toISOString(),
  });
  const sealing = when(story.sealed, 0);
  const { id, payer: payerId, payerAccount } = story;
  const context = contextOf(sealing.by, sealing.at);
  const opened = insist(openBatch({ id, payerId, payerAccount }, livePayments(), context));
  let batch = keep(
    'seal',
    undefined,
    insist(decideBatch(opened.batch, opened.payments, { kind: 'seal' }, context)),
    sealing.by,
    sealing.at,
  );

  const moves: readonly (readonly [DemoBatch['approved'], (of: Batch) => BatchEvent & { readonly kind: BatchVerb }])[] = [
    [story.approved, ({ contentHash }) => ({ kind: 'approve', contentHash: contentHash ?? '' })],
    [story.sent, () => ({ kind: 'send' })],
  ];
  moves.forEach(([of, eventOf], index) => {
    if (!of) return;
    const { by, at } = when(of, index + 1);
    const event = eventOf(batch);
    batch = keep(event.kind, batch, insist(decideBatch(batch, livePayments(), event, contextOf(by, at))), by, at);
  });
  return story.answered ? [...commits, ...answered(setting, batch, when(story.answered, 3), files, contextOf)] : commits;
}

/** The bank's answer, taken in case by case, and the batch that is settled by it. */
function answered(
  setting: PlaySetting,
  batch: Batch,
  { by, at }: { readonly by: Actor; readonly at: string },
  files: Files,
  contextOf: (by: Actor, at: string) => BatchContext,
): DemoCommit[] {
  const { file, fileHash } = returnOf(batch, at);
  const lines = batch.lines.map(({ caseId }, index): DemoCommit => {
    const before = files.get(caseId) as CaseFile;
    const payments = batch.lines.flatMap((line) => files.get(line.caseId)?.payments.slice(-1) ?? []);
    const matched = insist(matchReturn(batch, payments, { ...file, rows: file.rows.slice(index, index + 1) }, fileHash, contextOf(by, at)));
    const [payment] = matched.kind === 'applied' ? matched.payments : [];
    if (matched.kind !== 'applied' || !payment) throw new Error(`the bank's word on ${caseId} changes nothing`);
    const follows = { ...contextAt(setting, before, SYSTEM, new Date(at), 0), brought: {} };
    const moved = { payment, effects: matched.effects, event: 'payment-paid' };
    const taken = insist(payCase(before, moved, { at, by: by.personId }, [actOfPayer('take-return', by, at)], follows));
    files.set(caseId, taken.file);
    return {
      writes: stepWrites(before, taken, at),
      entry: entryOf('batch.take-return', at, by, {
        aggregate: { kind: 'case', id: caseId },
        changed: { ...stepAudit(before, taken).changed, batch: batch.id, outcome: 'paid' },
      }),
    };
  });
  const settled: Batch = {
    ...batch,
    state: 'reconciled',
    taking: null,
    returns: [{ fileHash, lines: file.rows.length, at }],
    version: batch.version + 1,
  };
  const end = entryOf('batch.take-return', at, by, {
    aggregate: { kind: 'organisation', id: batch.payerId },
    changed: { batch: batch.id, fileHash, lines: file.rows.length, state: settled.state },
  });
  return [...lines, { writes: [batchWrite(batch, settled)], entry: end }];
}
