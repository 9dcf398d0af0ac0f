import { describe, expect, it } from 'vitest';
import type { CaseAnswer, CaseFileView } from '../../shared/contracts/cases.ts';
import type { BatchView } from '../../shared/contracts/payments.ts';
import { PAYER_ACCOUNT, paymentHouse } from '../api/payments/house.ts';
import { returnFile, wordOn } from '../support/bank.ts';
import { atOnce, firstAnswers, insist, tally } from '../support/insist.ts';
import { rememberReads } from '../support/remember-reads.ts';
import { jsonOf } from '../support/signed-in.ts';
import { BROADBAND } from '../support/subsidy-house.ts';

const MANY = 64;
const LONG = process.env.LONG !== undefined;
/** A life is 16 commands: in the long run they are a thousand keys and eight. */
const LIVES = LONG ? 63 : 1;
/** What is sent so many times in a short run too; of the others there is one each. */
const ALWAYS: readonly string[] = ['submit', 'approve', 'objections', 'returns'];
const AMOUNT_FEN = 600_000;
const APPROVED = new Date('2026-11-23T03:00:00.000Z');
/** Past the notice, which an objection makes longer. */
const AFTER_NOTICE = new Date('2026-12-14T02:00:00.000Z');
const CASES = '/v1/cases';
const BATCHES = '/v1/payments/batches';

const house = paymentHouse({ budgetFen: AMOUNT_FEN * (LIVES + 2) });
// Of 64 who ask the same at one moment one asks the engine: all decide on the same, which is when the most meet in the write.
rememberReads(house.client);
// Nobody may be turned away by the other 63; how long the one engine of a busy machine takes is another matter.
const { requestHandler } = house.client.config;
(requestHandler as { readonly updateHttpClientConfig?: (key: 'requestTimeout', ms: number) => void }).updateHttpClientConfig?.(
  'requestTimeout',
  60_000,
);

interface Command {
  readonly by: string;
  readonly path: string;
  readonly body?: unknown;
  readonly ifMatch?: number;
  readonly status?: 200 | 201;
  /** What it enters into the chains of the case and of the bureau, together. */
  readonly entries?: number;
}

/** How long the chains of a case and of the bureau are: what a command leaves there it leaves once. */
async function entriesOf(caseId: string | undefined): Promise<number> {
  const stored = caseId === undefined ? undefined : await house.reader().readCase(caseId);
  const bureau = await house.stores.organisations.readOrganisation('finance');
  return (stored?.head.seq ?? 0) + (bureau?.head.seq ?? 0);
}

/** One command under one key, from as many as are to send it: one effect, and one answer that all of them get. */
async function send<Body extends { readonly id: string }>(
  life: number,
  caseId: string | undefined,
  { by, path, body, ifMatch, status = 200, entries = 1 }: Command,
): Promise<Body> {
  const verb = path.slice(path.lastIndexOf('/') + 1);
  const many = LONG || ALWAYS.includes(verb) ? MANY : 1;
  const before = await entriesOf(caseId);
  const answers = await atOnce(many, () =>
    insist((key) => house.as(by).post(path, body, { ...(ifMatch !== undefined && { ifMatch }), key }), `${by}-${verb}-${life}`),
  );
  const texts = [...new Set(await Promise.all(answers.map(({ response }) => response.text())))];
  const what = `${verb}: ${texts.join('\n').slice(0, 1_000)}`;
  expect(tally(answers), what).toEqual({ [status]: many });
  expect(texts.length, what).toBe(1);
  const { seen, least } = firstAnswers(answers);
  expect([least, 1], what).toContain(seen);
  if (LONG)
    expect(
      answers.filter(({ turnedAway }) => turnedAway > 0),
      what,
    ).toEqual([]);
  const answer = JSON.parse(texts[0] ?? '') as Body;
  expect((await entriesOf(caseId ?? answer.id)) - before, what).toBe(entries);
  return answer;
}

/** A claim from the draft to the end of its case, with an objection on the way. */
async function live(life: number): Promise<void> {
  house.clock.now = APPROVED;
  const firm = `twins-${life}`;
  const { claim } = await house.seedFirm(firm);
  const draft = { organisationId: firm, programmeId: BROADBAND, claim };
  const { id } = await send(life, undefined, { by: `${firm}-owner`, path: '/v1/subsidies/claims', body: draft, status: 201 });
  const step = async (by: string, verb: string, body?: unknown): Promise<CaseAnswer> => {
    const version = (await house.reader().readCase(id))?.file.record.version ?? 0;
    const answer = await send<CaseAnswer>(life, id, { by, path: `${CASES}/${id}/${verb}`, body, ifMatch: version });
    expect(answer.version).toBe(version + 1);
    return answer;
  };
  await step(`${firm}-owner`, 'submit');
  await step('operator', 'confirm', {});
  await step('intake', 'accept-intake');
  await step('intake', 'admit');
  const { contentHash } = await step('reviewer', 'complete-review', { verdict: 'support', reason: '齐全' });
  const before = await house.readBudget();
  await step('approver', 'approve', { contentHash });
  expect(await house.readBudget()).toMatchObject({ reservedFen: AMOUNT_FEN, transfers: (before?.transfers ?? 0) + 1 });

  const text = { contact: '13800000000', text: '该企业不在社区内' };
  await send(life, id, { by: `neighbour-${life}`, path: `/v1/notices/${id}/objections`, body: text, status: 201 });
  const { objections } = await jsonOf<CaseFileView>(await house.as('approver').get(`${CASES}/${id}/file`));
  expect(objections).toHaveLength(1);
  const unfounded = { objectionId: objections[0]?.id, reason: '核实不属实' };
  await step('notice', 'dismiss-objection', unfounded);
  expect(await step('notice-2', 'dismiss-objection', unfounded)).toMatchObject({ state: 'public_notice' });

  house.clock.now = AFTER_NOTICE;
  await house.tick(id);
  const { id: batchId, contentHash: bytes } = await send<BatchView>(life, id, {
    by: 'payer',
    path: BATCHES,
    body: { caseIds: [id], payerAccount: PAYER_ACCOUNT },
    status: 201,
  });
  await send(life, id, { by: 'payer-2', path: `${BATCHES}/${batchId}/approve`, body: { contentHash: bytes } });
  const sent = await send<BatchView>(life, id, { by: 'payer', path: `${BATCHES}/${batchId}/send` });
  const rows = sent.lines.map((line) => wordOn(line));
  // Of the file that it begins with it, of the file that it is through, and in between of the payment.
  await send(life, id, { by: 'payer', path: `${BATCHES}/${batchId}/returns`, body: { file: returnFile(sent, rows) }, entries: 3 });
  expect(await house.readBudget()).toMatchObject({ reservedFen: 0, paidFen: (before?.paidFen ?? 0) + AMOUNT_FEN });
  await step('reviewer-2', 'close');
  expect(await step('reviewer-3', 'close')).toMatchObject({ state: 'closed' });
}

describe(`${MANY} at once`, () => {
  it('of one command of one key are one of it, answered alike, whichever command from the draft to the end', {
    timeout: 120_000 * LIVES,
  }, async () => {
    for (let life = 0; life < LIVES; life++) await live(life);
    expect(house.faults).toEqual([]);
  });

  it('of two approvers, each with a key of their own: one of them approves, once', { timeout: 120_000 }, async () => {
    const pending = await house.brought('rivals', 'decision_pending');
    const before = (await house.readBudget())?.reservedFen ?? 0;
    const answers = await atOnce(MANY, (index) =>
      insist((key) =>
        house
          .as(index % 2 === 0 ? 'approver' : 'approver-2')
          .post(`${CASES}/${pending.id}/approve`, { contentHash: pending.contentHash }, { ifMatch: pending.version, key }),
      ),
    );
    const { 200: won, ...others } = tally(answers);
    expect(won).toBe(1);
    expect(Object.keys(others)).toEqual(['412']);
    expect(await house.readBudget()).toMatchObject({ reservedFen: before + AMOUNT_FEN });
  });
});
