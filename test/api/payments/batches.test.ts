import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BatchView } from '../../../shared/contracts/payments.ts';
import { refusalsKey } from '../../../shared/store/keys/people.ts';
import { expectProblem } from '../../support/api.ts';
import { returnFile, returnOfAll, wordOn } from '../../support/bank.ts';
import { injectFault } from '../../support/faults.ts';
import { jsonOf, type TestPerson } from '../../support/signed-in.ts';
import { PAPER_HASH, PAYER_ACCOUNT, paymentHouse } from './house.ts';

const house = paymentHouse();
const batches = '/v1/payments/batches';
const FEN = 600_000;
const JSON_TYPE = { headers: { 'content-type': 'application/json' } };

/** The same natural person as a colleague, under another account of the bureau. */
const TWIN: TestPerson = { id: 'payer-twin', personKey: 'person-payer' };
/** Who approved the case, as a payer. */
const APPROVER: TestPerson = { id: 'approver-pays', personKey: 'person-approver' };
/** Who owns the firm, as a payer. */
const OWNER: TestPerson = { id: 'owner-pays', personKey: 'person-mine-owner' };

/** The firm a case is about. */
const applicantOf = async (caseId: string): Promise<string> =>
  (await house.reader().readCase(caseId))?.file.record.applicant.organisationId ?? '';

let mine = '';
let others: string[] = [];
beforeAll(async () => {
  [mine = '', ...others] = await house.toBePaid('mine', 'other', 'third', 'fourth', 'fifth');
}, 60_000);

describe('a batch', () => {
  it.each([
    ['an applicant', 'mine-owner', 403],
    ['an approver', 'approver', 403],
    ['a reviewer', 'reviewer', 403],
    ['an auditor', 'auditor', 403],
    ['nobody', '', 401],
  ])('is made by a payer, not by %s', async (_name, person, status) => {
    const caller = person === '' ? house.anonymous : house.as(person);
    expect((await caller.post(batches, { caseIds: [mine], payerAccount: PAYER_ACCOUNT })).status).toBe(status);
    expect(await house.paymentOf(mine)).toMatchObject({ state: 'drafted', batchId: null });
  });

  it.each<[string, unknown, number, string | undefined, string | undefined]>([
    ['no case', { caseIds: [] }, 400, '/caseIds', undefined],
    ['41 cases', { caseIds: Array.from({ length: 41 }, (_, at) => `c${at}`) }, 400, '/caseIds', undefined],
    ['an account that is none', { payerAccount: '12ab' }, 400, '/payerAccount', undefined],
    ['a field nobody knows', { totalFen: 1 }, 400, '/totalFen', undefined],
    ['a case that is not there', { caseIds: ['nothing'] }, 422, '/caseIds/0', 'unknown-payment'],
    ['a case twice', { caseIds: ['MINE', 'MINE'] }, 422, '/caseIds/1', 'payment-twice'],
  ])('is refused with %s', async (_name, more, status, pointer, code) => {
    const body = { caseIds: [mine], payerAccount: PAYER_ACCOUNT, ...(more as object) };
    const sent = JSON.stringify(body).replaceAll('MINE', mine);
    const { errors, type } = await jsonOf<{ type: string; errors: { pointer: string }[] }>(
      await house.as('payer').post(batches, sent, JSON_TYPE),
      status,
    );
    expect(errors.map((error) => error.pointer)).toContain(pointer);
    if (code !== undefined) expect(type).toBe(`/problems/${code}`);
    expect(await house.paymentOf(mine)).toMatchObject({ state: 'drafted', batchId: null });
  });

  it('is refused by who acted in the case or is tied to its applicant, under whatever account, and that is on record', async () => {
    for (const [person, code] of [
      [APPROVER, 'acted-in-the-case'],
      [OWNER, 'tied-to-applicant'],
    ] as const) {
      await house.makePayer(person);
      const answer = await house.as(person).post(batches, { caseIds: [mine], payerAccount: PAYER_ACCOUNT });
      expect(await jsonOf(answer, 403)).toMatchObject({ type: `/problems/${code}`, errors: [{ pointer: '/caseIds/0' }] });
      const due = await jsonOf<{ items: { caseId: string; blockedBy: string | null }[] }>(await house.as(person).get('/v1/payments/due'));
      expect(due.items.find(({ caseId }) => caseId === mine)?.blockedBy).toBe(code);
    }
    expect(await house.paymentOf(mine)).toMatchObject({ state: 'drafted', batchId: null });
    const row = refusalsKey(APPROVER.id, house.clock.now.toISOString().slice(0, 16));
    const { Item } = await house.client.send(new GetCommand({ TableName: house.names.main, Key: row }));
    expect(Item?.refused).toEqual([expect.objectContaining({ action: 'batch.seal', path: batches })]);
  });

  it('is refused to whoever belongs to an applicant today by any account of theirs, who joined after the claim, at each signature', {
    timeout: 60_000,
  }, async () => {
    const [id = ''] = await house.toBePaid('joined-later');
    await house.makePayer({ id: 'payer-4' });
    const applicant = await applicantOf(id);
    const batch = await house.sealed('payer', [id]);
    const refused = { type: '/problems/tied-to-applicant' };
    const approve = (person: string) => house.move(person, batch, 'approve', { contentHash: batch.contentHash });
    // The private accounts of two payers, each a member of the firm since today.
    for (const payer of ['payer', 'payer-2'])
      await house.join(applicant, { id: `${payer}-at-home`, personKey: `person-${payer}` }, ['preparer']);
    expect(await jsonOf(await approve('payer-2'), 403)).toMatchObject({ ...refused, errors: [{ pointer: '/lines/0' }] });
    await jsonOf(await approve('payer-3'));
    expect(await jsonOf(await house.move('payer', batch, 'send'), 403)).toMatchObject(refused);
    await jsonOf(await house.move('payer-3', batch, 'discard'));
    expect(await jsonOf(await house.seal('payer', [id]), 403)).toMatchObject({ ...refused, errors: [{ pointer: '/caseIds/0' }] });
    const { items } = await jsonOf<{ items: { caseId: string; blockedBy: string | null }[] }>(
      await house.as('payer').get('/v1/payments/due'),
    );
    expect(items.find(({ caseId }) => caseId === id)?.blockedBy).toBe('tied-to-applicant');
    // Alone, too: what is asked back, and what was sent.
    const sent = await jsonOf<BatchView>(
      await house.move('payer-3', await house.approved('payer-4', await house.sealed('payer-3', [id])), 'send'),
    );
    await jsonOf(await house.takeReturn('payer-3', sent, returnOfAll(sent)));
    await house.join(applicant, { id: 'reviewer-at-home', personKey: 'person-reviewer-2' }, ['preparer']);
    const notice = await house.as('reviewer-2').post(`/v1/cases/${id}/recoveries`, { paymentId: 'p1', ground: '发票虚开' });
    expect(await jsonOf(notice, 403)).toMatchObject({ type: '/problems/four-eyes', errors: [{ code: 'member-of-applicant' }] });
  });

  it('needs a second natural person, who approves exactly what was sealed', async () => {
    await house.makePayer(TWIN);
    const batch = await house.sealed('payer', [mine]);
    const approve = (person: string | TestPerson, contentHash: unknown = batch.contentHash) =>
      house.as(person).post(`${batches}/${batch.id}/approve`, { contentHash });
    expect(await jsonOf(await approve('payer'), 403)).toMatchObject({ type: '/problems/same-person-twice' });
    expect(await jsonOf(await approve(TWIN), 403)).toMatchObject({ type: '/problems/same-person-twice' });
    expect(await jsonOf(await approve(APPROVER), 403)).toMatchObject({ type: '/problems/acted-in-the-case' });
    expect(await jsonOf(await approve('payer-2', '0'.repeat(64)), 409)).toMatchObject({
      type: '/problems/content-changed',
      errors: [{ pointer: '/contentHash', code: 'content-changed' }],
    });
    expect((await approve('payer-2', 'short')).status).toBe(400);
    expect((await approve('approver')).status).toBe(403);
    expect((await approve('far-reviewer')).status).toBe(404);
    expect((await house.move('payer', batch, 'send')).status).toBe(409);
    expect(await house.readBatch(batch.id)).toEqual(batch);

    // What is sealed keeps its case from being taken back, and is not sealed again.
    expect((await house.take('mine-owner', mine, 'withdraw', {})).status).toBe(409);
    expect(await jsonOf(await house.seal('payer-2', [mine]), 409)).toMatchObject({ type: '/problems/payment-state' });
    await house.approved('payer-2', batch);
    expect((await approve('payer-3')).status).toBe(409);
    const gone = await jsonOf<BatchView>(await house.move('payer-3', batch, 'discard'));
    expect(gone).toMatchObject({ state: 'discarded', lines: [{ state: 'drafted' }] });
    expect(await house.paymentOf(mine)).toMatchObject({ state: 'drafted', batchId: null, attempt: 1 });
    expect((await house.move('payer', batch, 'send')).status).toBe(409);
  });

  it('shows its file to its payers alone', async () => {
    const [id = ''] = others;
    const batch = await house.sent([id]);
    for (const [person, status] of [
      ['payer-3', 200],
      ['approver', 403],
      ['auditor', 403],
      ['mine-owner', 404],
      ['far-reviewer', 404],
    ] as const) {
      for (const file of ['file', 'treasury-file'])
        expect((await house.as(person).get(`${batches}/${batch.id}/${file}`)).status, `${person} ${file}`).toBe(status);
    }
    const seen = await (await house.as('auditor').get(`${batches}/${batch.id}`)).text();
    expect(seen).toContain('****0017');
    expect(seen).not.toContain('9900583000000000017');
    expect(seen).not.toContain(PAYER_ACCOUNT);
    const list = await jsonOf<{ items: { id: string; state: string }[] }>(await house.as('payer-2').get(batches));
    expect(list.items.find(({ id: one }) => one === batch.id)).toMatchObject({ state: 'sent' });
    await jsonOf(await house.takeReturn('payer', batch, returnOfAll(batch)));
  });

  it('keeps a case on hold where it is', async () => {
    const id = others[1] ?? '';
    await house.taken('payer-3', id, 'hold', { ground: '等待法院裁定', until: '2026-12-20' });
    expect(await jsonOf(await house.seal('payer', [id]), 409)).toMatchObject({ type: '/problems/case-halted' });
    await house.taken('payer-3', id, 'lift-hold');
    const batch = await house.sealed('payer', [id]);
    await house.taken('payer-3', id, 'hold', { ground: '等待法院裁定', until: '2026-12-20' });
    expect((await house.move('payer-2', batch, 'approve', { contentHash: batch.contentHash })).status).toBe(409);
    await house.taken('payer-3', id, 'lift-hold');
    await house.approved('payer-2', batch);
    await jsonOf(await house.move('payer-2', batch, 'discard'));
  });

  it('is won by one of two payers who reach for the same payment', async () => {
    const id = others[2] ?? '';
    const answers = await Promise.all(['payer', 'payer-2', 'payer-3'].map((person) => house.seal(person, [id])));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const { batchId } = await house.paymentOf(id);
    const batch = await house.readBatch(batchId ?? '');
    const [first = '', second = ''] = ['payer', 'payer-2', 'payer-3'].filter((person) => person !== batch.sealedBy?.personId);
    const both = await Promise.all(
      [first, second].map((person) => house.move(person, batch, 'approve', { contentHash: batch.contentHash })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it.each(['before', 'after'] as const)(
    'survives a crash %s the write of each of its steps, and a retry finishes it once',
    { timeout: 60_000 },
    async (when) => {
      const [id = ''] = await house.toBePaid(`crash-${when}`);
      const crashed = async (send: (key: string) => Promise<Response>): Promise<Response> => {
        const key = `${when}-${Math.random()}`;
        const mend = injectFault(house.client, ({ command }) => (command.startsWith('TransactWrite') ? when : undefined));
        const first = await send(key);
        mend();
        house.faults.length = 0;
        // After the write the stored answer tells what became of it.
        expect(first.status >= 500).toBe(when === 'before');
        return send(key);
      };
      const sealed = await jsonOf<BatchView>(
        await crashed((key) => house.as('payer').post(batches, { caseIds: [id], payerAccount: PAYER_ACCOUNT }, { key })),
        201,
      );
      const step = (person: string, verb: string, body?: unknown) =>
        crashed((key) => house.as(person).post(`${batches}/${sealed.id}/${verb}`, body, { key }));
      await jsonOf(await step('payer-2', 'approve', { contentHash: sealed.contentHash }));
      await jsonOf(await step('payer', 'send'));
      const batch = await house.readBatch(sealed.id);
      await jsonOf(await house.takeReturn('payer', batch, returnOfAll(batch, '失败')));
      expect(
        await jsonOf(await crashed((key) => house.as('payer').post(`/v1/cases/${id}/payments/p1/retry`, undefined, { key }))),
      ).toMatchObject({
        payment: { state: 'drafted', attempt: 2 },
      });
      const before = await house.readBudget();
      const cancel = (person: string) =>
        crashed(async (key) => {
          const ifMatch = (await house.as(person).get(`/v1/cases/${id}`)).headers.get('etag') ?? '';
          return house.as(person).post(`/v1/cases/${id}/cancel-payment`, { reason: '申请人书面放弃' }, { key, ifMatch });
        });
      expect(await jsonOf(await cancel('payer'))).toMatchObject({ proposed: 'cancel-payment' });
      expect(await jsonOf(await cancel('payer-2'))).toMatchObject({ state: 'rejected' });
      expect(await house.readBudget()).toMatchObject({
        reservedFen: (before?.reservedFen ?? 0) - FEN,
        availableFen: (before?.availableFen ?? 0) + FEN,
      });
    },
  );
});

describe('a payment the bank is silent about', () => {
  it('is settled by two natural persons, and the bank may still agree', { timeout: 60_000 }, async () => {
    const [id = ''] = await house.toBePaid('silent');
    const batch = await house.sent([id]);
    const evidenceDocumentId = await house.keepPaper('bank-letter');
    const said = { outcome: 'paid', evidenceDocumentId, note: '银行书面确认已到账' };
    const evidenceSha256 = PAPER_HASH;
    expect((await house.onPayment('payer', id, 'retry')).status).toBe(409);
    expect((await house.take('payer', id, 'cancel-payment', { reason: '不等了' })).status).toBe(409);
    expect((await house.onPayment('payer', id, 'confirm-outcome', { outcome: 'paid', evidenceSha256 })).status).toBe(409);
    expect((await house.onPayment('silent-owner', id, 'state-outcome', said)).status).toBe(403);
    expect((await house.onPayment('approver', id, 'state-outcome', said)).status).toBe(403);
    await jsonOf(await house.onPayment('payer', id, 'state-outcome', said));
    expect((await house.onPayment('payer', id, 'confirm-outcome', { outcome: 'paid', evidenceSha256 })).status).toBe(403);
    expect((await house.onPayment('payer-2', id, 'confirm-outcome', { outcome: 'failed', evidenceSha256 })).status).toBe(409);
    expect(await jsonOf(await house.onPayment('approver-2', id, 'confirm-outcome', { outcome: 'paid', evidenceSha256 }))).toMatchObject({
      caseState: 'monitoring',
      payment: { state: 'paid', attempts: [{ basis: 'statement', outcome: 'paid', bankSerial: null }] },
    });
    const paidFen = (await house.readBudget())?.paidFen;
    // The bank's word comes late: the other way round it is refused, alike it is noted and books nothing more.
    const line = batch.lines[0];
    if (!line) throw new Error('no line');
    expect((await house.takeReturn('payer', batch, returnFile(batch, [wordOn(line, '失败')]))).status).toBe(422);
    expect(await jsonOf(await house.takeReturn('payer', batch, returnFile(batch, [wordOn(line)])))).toMatchObject({ openLines: 0 });
    expect((await house.readBudget())?.paidFen).toBe(paidFen);
    expect((await house.paymentOf(id)).attempts[0]?.bankSerial).toMatch(/^2026/);
  });

  it('is stated by a clean paper of the bureau that pays, and by no other', { timeout: 60_000 }, async () => {
    const [id = ''] = await house.toBePaid('evidence');
    await house.sent([id]);
    const applicant = await applicantOf(id);
    const ids = {
      'unknown-document': [
        'no-such-paper',
        await house.keepPaper('of-the-applicant', { organisationId: applicant }),
        await house.keepPaper('taken-back', { status: 'withdrawn' }),
        await house.keepPaper('turned-down', { status: 'rejected', sha256: null }),
      ],
      'document-not-clean': [
        await house.keepPaper('on-its-way', { status: 'awaiting-upload', sha256: null }),
        await house.keepPaper('looked-into', { status: 'checking', sha256: null }),
      ],
    };
    const state = (evidenceDocumentId: string) =>
      house.onPayment('payer', id, 'state-outcome', { outcome: 'failed', evidenceDocumentId, note: '银行书面确认未扣款' });
    for (const [code, papers] of Object.entries(ids))
      for (const paper of papers)
        await expectProblem(await state(paper), code === 'unknown-document' ? 422 : 409, code, '/evidenceDocumentId');
    expect(await house.paymentOf(id)).toMatchObject({ state: 'sent', statement: null });
    expect(await jsonOf(await state(await house.keepPaper('letter-of-the-bank')))).toMatchObject({
      payment: { statement: { outcome: 'failed', evidenceDocumentId: 'letter-of-the-bank' } },
    });
  });

  it('is confirmed on the very paper the first person named: exchanged or taken back since, it stands for nothing', {
    timeout: 60_000,
  }, async () => {
    const [id = ''] = await house.toBePaid('exchanged');
    await house.sent([id]);
    const shown = await house.keepPaper('bank-says-failed');
    const forged = await house.keepPaper('something-else', { sha256: 'b'.repeat(64) });
    const state = (person: string, evidenceDocumentId: string) =>
      house.onPayment(person, id, 'state-outcome', { outcome: 'failed', evidenceDocumentId, note: '银行书面确认未扣款' });
    const confirm = (evidenceSha256: string) => house.onPayment('payer-2', id, 'confirm-outcome', { outcome: 'failed', evidenceSha256 });
    await jsonOf(await state('payer', shown));
    const { statement } = await house.paymentOf(id);
    expect(statement).toMatchObject({ evidenceDocumentId: shown, evidenceSha256: PAPER_HASH });
    // While the second reads one paper, the first puts another in its place.
    await jsonOf(await state('payer', forged));
    await expectProblem(await confirm(statement?.evidenceSha256 ?? ''), 409, 'evidence-changed');
    expect(await house.paymentOf(id)).toMatchObject({ state: 'sent' });
    await jsonOf(await state('payer', await house.keepPaper('withdrawn-later', { sha256: 'c'.repeat(64) })));
    await house.keepPaper('withdrawn-later', { sha256: 'c'.repeat(64), status: 'withdrawn', version: 2 }, 1);
    await expectProblem(await confirm('c'.repeat(64)), 422, 'unknown-document', '/evidenceSha256');
    await jsonOf(await state('payer', shown));
    expect(await jsonOf(await confirm(PAPER_HASH))).toMatchObject({ payment: { state: 'failed' } });
  });

  it.each([
    ['an outcome nobody knows', 'state-outcome', { outcome: 'maybe', evidenceDocumentId: 'd', note: 'n' }, 400],
    ['no evidence', 'state-outcome', { outcome: 'paid', note: 'n' }, 400],
    ['a payment that is not there', 'retry', undefined, 404],
  ])('takes no %s', async (name, verb, body, status) => {
    const paymentId = name.includes('not there') ? 'p9' : 'p1';
    expect((await house.onPayment('payer', mine, verb, body, paymentId)).status).toBe(status);
  });
});
