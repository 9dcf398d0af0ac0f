import { returnBody, returnReport } from '../../../shared/contracts/payments.ts';
import { ok, type Result, refuse } from '../../../shared/domain/kernel/result.ts';
import { isSettled } from '../../../shared/domain/payments/batch.ts';
import { type FoundContradiction, matchReturn } from '../../../shared/domain/payments/match-return.ts';
import type { Batch } from '../../../shared/domain/payments/records.ts';
import type { ReturnFile } from '../../../shared/domain/payments/return-file.ts';
import { sha256Hex } from '../../../shared/http/access-token.ts';
import type { Api } from '../../../shared/http/api.ts';
import { actorOf, authorOfActor } from '../../../shared/http/case-people.ts';
import type { Refusal } from '../../../shared/http/command.ts';
import { type GatheredBatch, gatherBatch } from '../../../shared/http/gather-batch.ts';
import { batchContext } from '../../../shared/http/payer.ts';
import type { Allowed } from '../../../shared/http/request.ts';
import { showBatch } from '../../../shared/http/show-batch.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { batchWrite } from '../../../shared/store/payment-store.ts';
import type { ReturnParts } from '../return-parts.ts';
import { noteContradictions } from '../use-cases/note-contradictions.ts';
import { onRow, readReturn } from '../use-cases/read-return.ts';
import { type TakenLine, takeReturn } from '../use-cases/take-return.ts';

/** `repeated`: taken in before · `open`: right, and to be taken in · `going-on`: begun, and to be gone on with. */
type Looked = Result<
  { readonly kind: 'repeated' | 'open' | 'going-on'; readonly file: ReturnFile },
  Refusal & { readonly contradictions?: readonly FoundContradiction[] }
>;

/** What a file is to this batch, as it stands: one wrong line refuses all of it. */
function look(text: string, fileHash: string, state: GatheredBatch, request: Allowed): Looked {
  const { batch, payments, lines } = state;
  const read = readReturn(text);
  if (!read.ok) return read;
  if (batch.taking)
    return batch.taking.fileHash === fileHash ? ok({ kind: 'going-on', file: read.value }) : refuse({ code: 'return-under-way' });
  const context = batchContext(
    request,
    lines.map(({ record }) => record),
    state,
  );
  const matched = matchReturn(batch, payments, read.value, fileHash, context);
  if (!matched.ok) {
    const { code, faults, contradictions } = matched.refusal;
    return refuse({ code, faults: faults.map(onRow), contradictions });
  }
  return ok({ kind: matched.value.kind === 'repeated' ? 'repeated' : 'open', file: read.value });
}

/** Marks the batch with the file that was found right, so that a run that breaks off is gone on with by whoever sends the file again. */
async function begin(request: Allowed, fileHash: string, { batch, head }: GatheredBatch, { commands }: ReturnParts): Promise<boolean> {
  const at = request.now.toISOString();
  const by = actorOf(request);
  const marked: Batch = { ...batch, taking: { fileHash, at }, version: batch.version + 1 };
  const outcome = await commands.commit({
    writes: [batchWrite(batch, marked)],
    entry: {
      aggregate: { kind: 'organisation', id: batch.payerId },
      action: 'batch.take-return',
      at,
      by: authorOfActor(by),
      changed: { batch: batch.id, fileHash, begins: true },
    },
    head,
  });
  return outcome.kind === 'committed';
}

interface Taken {
  readonly kind: 'repeated' | 'taken';
  readonly fileHash: string;
  readonly lines: readonly TakenLine[];
  readonly rows: number;
}

type State = GatheredBatch & { readonly taken: Result<Taken, Refusal> };

/** The bank's return file: all of it is right, or nothing of it is taken in; then line by line, each case by itself and once. */
export function returnRoutes(api: Api<Write>, parts: ReturnParts): void {
  const gather = async (request: Parameters<typeof gatherBatch>[0]): Promise<State | undefined> => {
    const gathered = await gatherBatch(request, parts);
    return gathered && { ...gathered, taken: refuse({ code: 'service-unavailable' }) };
  };

  api.command('POST /v1/payments/batches/{id}/returns', {
    body: returnBody,
    gather,
    run: async (request, state): Promise<State | undefined> => {
      const fileHash = sha256Hex(request.body.file);
      const looked = look(request.body.file, fileHash, state, request);
      const context = batchContext(
        request,
        state.lines.map(({ record }) => record),
        state,
      );
      const { holidays } = state;
      if (!looked.ok) {
        const { contradictions = [], ...refusal } = looked.refusal;
        await noteContradictions(parts, contradictions, { by: actorOf(request), now: request.now, holidays, context });
        return { ...state, taken: refuse(refusal) };
      }
      const { kind, file } = looked.value;
      const rows = file.rows.length;
      if (kind === 'repeated') return { ...state, taken: ok({ kind: 'repeated', fileHash, lines: [], rows }) };
      if (kind === 'open' && !(await begin(request, fileHash, state, parts))) return undefined;
      const { batch, payments } = state;
      const run = { batch, file, fileHash, payments, by: actorOf(request), now: request.now, holidays, context };
      const lines = await takeReturn(parts, run);
      // What the run did has moved batch, payments and chain.
      const now = await gatherBatch(request, parts);
      if (!now) throw new Error(`batch ${batch.id} is gone`);
      return { ...now, taken: ok({ kind: 'taken', fileHash, lines, rows }) };
    },
    decide: (request, { batch, payments, taken }) => {
      if (!taken.ok) return refuse(taken.refusal);
      const { kind, fileHash, lines, rows } = taken.value;
      const repeated = kind === 'repeated';
      const settled = isSettled(batch, payments);
      const putAside = lines.flatMap(({ line, refusedBy }) => (refusedBy === null ? [] : [`${line} ${refusedBy}`]));
      const at = request.now.toISOString();
      const after: Batch = repeated
        ? batch
        : {
            ...batch,
            taking: null,
            returns: [...batch.returns.filter((one) => one.fileHash !== fileHash), { fileHash, lines: rows, at }],
            state: settled ? 'reconciled' : batch.state,
            version: batch.version + 1,
          };
      const view = showBatch(after, payments);
      return ok({
        writes: repeated ? [] : [batchWrite(batch, after)],
        audit: {
          aggregate: { kind: 'organisation', id: batch.payerId },
          changed: {
            ...{ batch: batch.id, fileHash, repeated, lines: rows, state: after.state },
            ...(putAside.length > 0 && { putAside }),
          },
        },
        status: 200,
        body: returnReport.parse({
          fileHash,
          repeated,
          rows: lines,
          openLines: view.lines.filter(({ outcome }) => outcome === null).length,
          batch: view,
        }),
        version: after.version,
      });
    },
  });
}
