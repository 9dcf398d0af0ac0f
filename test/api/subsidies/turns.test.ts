import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import type { CaseAnswer, CaseFileView } from '../../../shared/contracts/cases.ts';
import { billFileKey, invoiceKey, registrationKey } from '../../../shared/store/keys/companies.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { invoiceOf, subsidyHouse, UNMET } from '../../support/subsidy-house.ts';

const house = subsidyHouse();
const fileOf = async (person: string, id: string) => jsonOf<CaseFileView>(await house.as(person).get(`/v1/cases/${id}/file`));
const answerOf = async (person: string, id: string) => jsonOf<CaseAnswer>(await house.as(person).get(`/v1/cases/${id}`));
const refused = async (answer: Response, status: number): Promise<{ type: string; errors?: { pointer: string; code: string }[] }> => {
  const text = await answer.text();
  expect(answer.status, text).toBe(status);
  return JSON.parse(text);
};
const approve = async (person: string, id: string) =>
  house.take(person, id, 'approve', { contentHash: (await answerOf(person, id)).contentHash });

describe('a correction', () => {
  it('is asked for by the desk that has the case, and called off by no other', async () => {
    const { id } = await house.brought('desked', 'under_review');
    const defects = { defects: [{ pointer: '/contractNumber', text: '合同号不清楚' }] };
    expect((await refused(await house.take('intake-2', id, 'return', defects), 403)).type).toBe('/problems/not-your-role');
    await house.taken('reviewer', id, 'return', defects);
    expect((await refused(await house.take('intake-2', id, 'cancel-correction', { reason: '不用补了' }), 403)).type).toBe(
      '/problems/not-your-role',
    );
    expect(await house.taken('reviewer', id, 'cancel-correction', { reason: '已核对' })).toMatchObject({ state: 'under_review' });
  });

  it('names every defect, stops the clock, is answered, and tells what was changed unasked', async () => {
    const { claim } = await house.seedFirm('corrected');
    const id = await house.drafted('corrected', claim);
    await house.taken('corrected-owner', id, 'submit');
    await house.taken('operator', id, 'confirm', {});
    await house.taken('intake', id, 'accept-intake');
    const back = await house.taken('intake', id, 'return', {
      defects: [
        { pointer: '/lines/0/amountFen', text: '金额与发票不符' },
        { pointer: '/contractNumber', text: '合同号不清楚' },
      ],
    });
    expect(back).toMatchObject({ state: 'returned', owedBy: 'applicant' });
    const [open] = back.openCorrections;
    expect(open?.defects.map(({ pointer }) => pointer)).toEqual(['/lines/0/amountFen', '/contractNumber']);

    const seen = await house.as('corrected-owner').get(`/v1/subsidies/claims/${id}`);
    const corrected = {
      ...claim,
      contractNumber: 'HT-2026-0001',
      monthsTo: '2026-05',
      lines: [{ ...(claim.lines as object[])[0], amountFen: 1_000_000 }],
    };
    await jsonOf(
      await house
        .as('corrected-owner')
        .put(`/v1/subsidies/claims/${id}`, { claim: corrected }, { ifMatch: seen.headers.get('etag') ?? '' }),
    );
    const half = await refused(
      await house.take('corrected-owner', id, 'resubmit', { answers: [{ defectId: open?.defects[0]?.id, kind: 'corrected', text: '' }] }),
      422,
    );
    expect(half.type).toBe('/problems/defects-unanswered');
    const answers = (open?.defects ?? []).map(({ id: defectId }) => ({ defectId, kind: 'corrected', text: '已改' }));
    expect(await house.taken('corrected-owner', id, 'resubmit', { answers })).toMatchObject({
      state: 'completeness_check',
      computedFen: 500_000,
    });
    const { corrections } = await fileOf('intake', id);
    expect(corrections).toMatchObject([
      { state: 'resolved', requestedChanges: ['/contractNumber', '/lines/0/amountFen'], unrequestedChanges: ['/monthsTo'] },
    ]);

    // What was there from the start is not asked for bit by bit.
    const defects = [
      { pointer: '/claim/monthsTo', text: '请说明' },
      { pointer: '/year', text: '年度不对' },
    ];
    const slow = await refused(await house.take('intake', id, 'return', { defects }), 422);
    expect(slow).toMatchObject({ type: '/problems/defect-not-new', errors: [{ pointer: '/defects/1/newBecause' }] });
    const newly = { pointer: '/year', text: '年度不对', newBecause: '税务机关的回函今天才到' };
    const second = await house.taken('intake', id, 'return', { defects: [newly] });
    expect(second.openCorrections).toMatchObject([{ dueOn: second.dueOn, defects: [newly] }]);
    const rows = (await fileOf('intake', id)).corrections;
    expect(rows.find(({ state }) => state === 'open')).toMatchObject({ dueOn: second.dueOn, defects: [newly] });
    const told = (await (await house.as('corrected-owner').get(`/v1/subsidies/claims/${id}`)).json()) as { correction: unknown };
    expect(told.correction).toMatchObject({ dueOn: second.dueOn, defects: [newly] });
  });

  it('stands in the order in which it was opened, also where many are of one moment', { timeout: 60_000 }, async () => {
    const { id } = await house.brought('at-once', 'under_review');
    const texts = ['一', '二', '三', '四', '五', '六'].map((nth) => `第${nth}次`);
    for (const text of texts) {
      await house.taken('reviewer', id, 'return', { defects: [{ pointer: '/contractNumber', text }] });
      await house.taken('reviewer', id, 'cancel-correction', { reason: '已核对' });
    }
    const { corrections } = await fileOf('reviewer', id);
    expect(new Set(corrections.map(({ openedAt }) => openedAt)).size).toBe(1);
    expect(corrections.map(({ defects }) => defects[0]?.text)).toEqual(texts);
  });

  it('can be cancelled, and what was written meanwhile does not count', async () => {
    const { claim } = await house.seedFirm('cancelled');
    const id = await house.drafted('cancelled', claim);
    await house.taken('cancelled-owner', id, 'submit');
    await house.taken('intake', id, 'accept-intake');
    await house.taken('intake', id, 'return', { defects: [{ pointer: '/contractNumber', text: '合同号不清楚' }] });
    const seen = await house.as('cancelled-owner').get(`/v1/subsidies/claims/${id}`);
    await jsonOf(
      await house
        .as('cancelled-owner')
        .put(`/v1/subsidies/claims/${id}`, { claim: { ...claim, contractNumber: 'X' } }, { ifMatch: seen.headers.get('etag') ?? '' }),
    );
    expect(await house.taken('intake', id, 'cancel-correction', { reason: '核对后无误' })).toMatchObject({ state: 'completeness_check' });
    const { claim: kept, corrections } = await fileOf('intake', id);
    expect(kept).toMatchObject({ contractNumber: 'HT-2026-001' });
    expect(corrections).toMatchObject([{ state: 'cancelled' }]);
  });
});

describe('four eyes', () => {
  it('lets nobody who reviewed approve, by whatever account', async () => {
    const { id } = await house.brought('eyes', 'decision_pending');
    await house.seedOrganisation({
      id: 'finance-b',
      kind: 'finance_bureau',
      members: [{ id: 'reviewer-as-approver', personKey: 'person-reviewer', roles: ['finance-approver'] }],
    });
    // The account carries the same natural person, whatever its id says.
    const same = { id: 'reviewer-as-approver', personKey: 'person-reviewer' };
    const seen = await house.as(same).get(`/v1/cases/${id}`);
    const { contentHash } = (await seen.json()) as CaseAnswer;
    const tried = await house.as(same).post(`/v1/cases/${id}/approve`, { contentHash }, { ifMatch: seen.headers.get('etag') ?? '' });
    expect((await refused(tried, 403)).errors).toMatchObject([{ code: 'acted-in-other-stage' }]);
  });

  it('refuses an approval of other content than was seen', async () => {
    const { id, contentHash } = await house.brought('replayed', 'decision_pending');
    // Seen, and changed since: money is to go to another account.
    const edited = await house.taken('replayed-owner', id, 'change-payee', { bankName: '示例城南银行', bankAccount: '6200000000000005' });
    expect(edited.contentHash).not.toBe(contentHash);
    const standing = async () => [await fileOf('replayed-owner', id), await house.readBudget()];
    const before = await standing();
    const { type, errors } = await refused(await house.take('approver', id, 'approve', { contentHash }), 409);
    expect([type, errors]).toMatchObject(['/problems/content-changed', [{ pointer: '/contentHash', code: 'content-changed' }]]);
    expect(await standing()).toEqual(before);
  });
});

describe('public money', () => {
  it('goes back when an objection is upheld, by two persons', async () => {
    const { id } = await house.brought('objected', 'public_notice');
    const before = (await house.readBudget())?.availableFen ?? 0;
    const objected = await house.as('neighbour').post(`/v1/notices/${id}/objections`, { contact: '13800000000', text: '该企业不在社区内' });
    await jsonOf(objected, 201);
    const { objections } = await fileOf('approver', id);
    // Whoever settles it learns who objects; the applicant learns that somebody does, in the file and in the chain.
    const own = await house.as('objected-owner').get(`/v1/cases/${id}/file`);
    const chain = await house.as('objected-owner').get(`/v1/cases/${id}/audit`);
    for (const text of [await own.text(), await chain.text()]) {
      expect(text).not.toContain('neighbour');
      expect(text).not.toContain('13800000000');
      expect(text).not.toContain('材料齐全');
    }
    const body = { objectionId: objections[0]?.id, reason: '核实属实' };
    expect(await house.taken('notice', id, 'reject-on-objection', body)).toMatchObject({
      state: 'objection_review',
      proposed: 'reject-on-objection',
    });
    expect((await refused(await house.take('notice', id, 'reject-on-objection', body), 403)).errors).toMatchObject([
      { code: 'proposed-it' },
    ]);
    expect(await house.taken('notice-2', id, 'reject-on-objection', body)).toMatchObject({ state: 'rejected' });
    expect((await house.readBudget())?.availableFen).toBe(before + 600_000);
  });

  it('goes back when the applicant withdraws, and what was claimed is free again', async () => {
    const { id } = await house.brought('leaving', 'public_notice');
    const before = (await house.readBudget())?.availableFen ?? 0;
    expect(await house.taken('leaving-owner', id, 'withdraw', { reason: '不再需要' })).toMatchObject({ state: 'withdrawn' });
    expect((await house.readBudget())?.availableFen).toBe(before + 600_000);
    const again = await house.as('leaving-owner').post(`/v1/cases/${id}/reapply`);
    const { id: next } = await jsonOf<{ id: string }>(again, 201);
    expect(await house.taken('leaving-owner', next, 'submit')).toMatchObject({ state: 'submitted' });
  });

  it('is applied for again by one case at a time, also at one moment', async () => {
    const { id } = await house.brought('once-again', 'submitted');
    await house.taken('once-again-owner', id, 'withdraw', { reason: '' });
    const reapply = () => house.as('once-again-owner').post(`/v1/cases/${id}/reapply`);
    const [one, two] = await Promise.all([reapply(), reapply()]);
    expect([one.status, two.status].sort()).toEqual([201, 409]);
    const [began, late] = one.status === 201 ? [one, two] : [two, one];
    const { id: next } = await jsonOf<{ id: string }>(began, 201);
    for (const answer of [late, await reapply()])
      expect(await refused(answer, 409)).toMatchObject({
        type: '/problems/claimed-already',
        errors: [{ pointer: '', detail: expect.stringContaining(next) }],
      });
    await house.taken('once-again-owner', next, 'withdraw', { reason: '' });
    expect((await reapply()).status).toBe(201);
  });
});

describe('a reviewer', () => {
  it('strikes a line for good, also where the claim comes back corrected', async () => {
    const { id } = await house.brought('stays', 'under_review');
    await house.taken('reviewer', id, 'strike-line', { lineId: 'l1', reason: '不是宽带费' });
    const back = await house.taken('reviewer', id, 'return', { defects: [{ pointer: '/contractNumber', text: '不清楚' }] });
    const answers = back.openCorrections[0]?.defects.map((defect) => ({ defectId: defect.id, kind: 'corrected', text: '' }));
    // Its only line is struck: what is left comes to nothing.
    expect((await refused(await house.take('stays-owner', id, 'resubmit', { answers }), 422)).type).toBe('/problems/clause-failed');
  });

  it('strikes a line with a reason, and the amount follows', async () => {
    const { id } = await house.brought('struck', 'under_review');
    const struck = await house.taken('reviewer', id, 'strike-line', { lineId: 'l1', reason: '不是宽带费' });
    expect(struck.computedFen).toBe(0);
    const restored = await house.taken('reviewer', id, 'restore-line', { lineId: 'l1' });
    expect(restored.computedFen).toBe(600_000);
    expect((await refused(await house.take('reviewer-2', id, 'strike-line', { lineId: 'l1', reason: '我也看看' }), 403)).type).toBe(
      '/problems/not-assigned',
    );
  });
});

describe('a bill others know too', () => {
  /** Somebody else registers the same bill, under another amount. */
  async function registeredTwice(invoiceId: string): Promise<readonly string[]> {
    const other = { organisationId: 'somebody-else', amountFen: 900_000, documentId: 'd', registeredAt: '2026-11-01T00:00:00.000Z' };
    await house.client.send(
      new UpdateCommand({
        TableName: house.names.main,
        Key: { ...invoiceKey(invoiceId) },
        UpdateExpression: 'SET applicants = list_append(applicants, :other), version = version + :one',
        ExpressionAttributeValues: { ':other': [other], ':one': 1 },
      }),
    );
    return [`several-applicants.${invoiceId}`, `amounts-differ.${invoiceId}`];
  }
  /** The claim of a firm at the desk of the review, taken on by the reviewer. */
  async function inReview(firm: string, claim: Record<string, unknown>): Promise<string> {
    const id = await house.drafted(firm, claim);
    await house.taken(`${firm}-owner`, id, 'submit');
    return toReview(id);
  }
  async function toReview(id: string): Promise<string> {
    await house.taken('operator', id, 'confirm', {});
    await house.taken('intake', id, 'accept-intake');
    await house.taken('intake', id, 'admit');
    await house.taken('reviewer', id, 'take');
    return id;
  }
  const flagsOf = async (id: string, person = 'reviewer') => (await fileOf(person, id)).flags;
  const idsOf = async (id: string) => (await flagsOf(id)).map((flag) => flag.id);
  const answer = (id: string, flagId: string) => house.taken('reviewer', id, 'answer-flag', { flagId, reason: '已核对原件' });
  const complete = (id: string) => house.take('reviewer', id, 'complete-review', { verdict: 'support', reason: '齐全' });
  const barred = async (id: string) => expect((await refused(await complete(id), 409)).type).toBe('/problems/flags-open');
  /** Sent back for a trifle, and handed in again: disputed, or with another claim in its place. */
  async function sentBack(firm: string, id: string, claim?: Record<string, unknown>): Promise<void> {
    const back = await house.taken('reviewer', id, 'return', {
      defects: [{ pointer: '/contractNumber', text: '不清楚', newBecause: '上次退回时还没有看到合同原件' }],
    });
    if (claim) {
      const draft = await house.as(`${firm}-owner`).get(`/v1/subsidies/claims/${id}`);
      await jsonOf(
        await house.as(`${firm}-owner`).put(`/v1/subsidies/claims/${id}`, { claim }, { ifMatch: draft.headers.get('etag') ?? '' }),
      );
    }
    const answers = back.openCorrections[0]?.defects.map((defect) => ({ defectId: defect.id, kind: 'disputed', text: '没有错' }));
    await house.taken(`${firm}-owner`, id, 'resubmit', { answers });
  }

  it('is a flag the reviewer answers before the review is complete, and nothing the applicant is told', async () => {
    const { claim, invoiceId } = await house.seedFirm('flagged');
    const flags = await registeredTwice(invoiceId);
    const id = await inReview('flagged', claim);
    expect(await idsOf(id)).toEqual(flags);
    expect(await flagsOf(id, 'flagged-owner')).toEqual([]);
    await barred(id);
    for (const flag of flags) await answer(id, flag);
    expect((await complete(id)).status).toBe(200);
  });

  it('is a flag where its file was registered under another number by somebody else, before or after it was handed in', async () => {
    const sha256 = 'ab'.repeat(32);
    const { claim, invoiceId } = await house.seedFirm('filed');
    const update = (Key: object, UpdateExpression: string, values: object, field: string) =>
      house.client.send(
        new UpdateCommand({
          TableName: house.names.main,
          Key: { ...Key },
          UpdateExpression,
          ExpressionAttributeNames: { '#field': field },
          ExpressionAttributeValues: { ...values },
        }),
      );
    await update(registrationKey('filed', invoiceId), 'SET #field = :of', { ':of': sha256 }, 'sha256');
    await update(billFileKey(sha256), 'SET #field = :one', { ':one': 1 }, invoiceId);
    const id = await inReview('filed', claim);
    expect(await idsOf(id)).toEqual([]);
    await update(billFileKey(sha256), 'SET #field = :one', { ':one': 1 }, '91320583MA1EXAMPL4.-.26320000000000000001');
    expect(await idsOf(id)).toEqual([`same-file-other-number.${invoiceId}`]);
    expect(await flagsOf(id, 'filed-owner')).toEqual([]);
    await barred(id);
    await answer(id, `same-file-other-number.${invoiceId}`);
    expect((await complete(id)).status).toBe(200);
  });

  it('stays a flag where the claim is sent back, with its answer as long as the bill is named as it was', async () => {
    const { claim, invoiceId } = await house.seedFirm('returning');
    const flags = await registeredTwice(invoiceId);
    const id = await inReview('returning', claim);
    await sentBack('returning', id);
    expect(await idsOf(id)).toEqual(flags);
    await barred(id);
    for (const flag of flags) await answer(id, flag);
    await sentBack('returning', id);
    expect((await flagsOf(id)).map((flag) => flag.answer?.text)).toEqual(['已核对原件', '已核对原件']);
    // Less is claimed of it: what was answered was about another bill.
    const [line] = claim.lines as { amountFen: number }[];
    await sentBack('returning', id, { ...claim, lines: [{ ...line, amountFen: 1_100_000 }] });
    expect((await flagsOf(id)).map((flag) => flag.answer)).toEqual([null, null]);
    await barred(id);
  });

  it('is a flag for one of two at least, however close together they are handed in and reviewed', { timeout: 60_000 }, async () => {
    const number = '26320000999999999777';
    const drafts: string[] = [];
    const bill = invoiceOf('twin-1', number, 1_200_000);
    for (const firm of ['twin-1', 'twin-2', 'twin-3']) {
      // One account over all of them, and a registration of each.
      const { writes } = invoiceOf(firm, number, 1_200_000);
      const { claim } = await house.seedFirm(firm, `${firm}-owner`, firm === 'twin-1' ? writes : writes.slice(0, 2));
      const [line] = claim.lines as object[];
      const part = { ...line, invoiceId: bill.id, documentId: `invoice-${number}`, amountFen: 400_000 };
      drafts.push(await house.drafted(firm, { ...claim, lines: [part] }));
    }
    const [one = '', two = '', three = ''] = drafts;
    const second = `second-claim.${bill.id}`;
    const handIn = (firm: string, id: string) => house.take(`${firm}-owner`, id, 'submit');
    const both = await Promise.all([handIn('twin-1', one), handIn('twin-2', two)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    for (const id of [one, two]) expect(await idsOf(await toReview(id))).toEqual([second]);
    for (const id of [one, two]) await barred(id);
    for (const id of [one, two]) await answer(id, second);
    // What a third takes while these are completed is a flag of the third in any case: it is seen by whoever looks after it was taken.
    const [done, taken] = await Promise.all([complete(one), handIn('twin-3', three), complete(two)]);
    expect([done.status, taken.status]).toEqual([200, 200]);
    expect(await idsOf(await toReview(three))).toEqual([second]);
    await barred(three);
  });

  it('is a flag too where somebody registers it while it is reviewed, or a correction brings it in', async () => {
    const more = invoiceOf('swapping', '26320000999999999888', 1_200_000);
    const { claim, invoiceId } = await house.seedFirm('swapping', 'swapping-owner', more.writes);
    const id = await inReview('swapping', claim);
    expect(await idsOf(id)).toEqual([]);
    const later = await registeredTwice(invoiceId);
    expect(await idsOf(id)).toEqual(later);
    await barred(id);
    const swapped = await registeredTwice(more.id);
    const [line] = claim.lines as object[];
    await sentBack('swapping', id, { ...claim, lines: [{ ...line, invoiceId: more.id, documentId: 'invoice-26320000999999999888' }] });
    expect(await idsOf(id)).toEqual(swapped);
    await barred(id);
    for (const flag of swapped) await answer(id, flag);
    expect((await complete(id)).status).toBe(200);
    expect((await fileOf('reviewer', id)).flags.map((flag) => flag.answer?.text)).toEqual(['已核对原件', '已核对原件']);
  });
});

describe('an appeal', () => {
  it('is decided by somebody who had no part, and opens the case again', async () => {
    const { id } = await house.brought('appealing', 'decision_pending');
    expect(await house.taken('approver', id, 'reject', UNMET)).toMatchObject({ state: 'rejected' });
    expect(await house.taken('appealing-owner', id, 'appeal', { reason: '用途已在合同中写明' })).toMatchObject({
      state: 'rejected',
      owedBy: 'appeal-reviewer',
    });
    expect((await refused(await house.take('approver', id, 'uphold-appeal', { reason: '我改主意了' }), 403)).type).toBe(
      '/problems/not-allowed',
    );
    expect(await house.taken('appeals', id, 'uphold-appeal', { reason: '理由成立' })).toMatchObject({ state: 'under_review' });
  });

  it('is not upheld where another claim has the same months by now', async () => {
    const { id } = await house.brought('overtaken', 'decision_pending');
    await house.taken('approver', id, 'reject', UNMET);
    await house.taken('overtaken-owner', id, 'appeal', { reason: '用途已在合同中写明' });
    const { id: next } = await jsonOf<{ id: string }>(await house.as('overtaken-owner').post(`/v1/cases/${id}/reapply`), 201);
    await house.taken('overtaken-owner', next, 'submit');
    const answer = await refused(await house.take('appeals', id, 'uphold-appeal', { reason: '理由成立' }), 409);
    expect(answer.type).toBe('/problems/claimed-already');
    expect(await answerOf('appeals', id)).toMatchObject({ state: 'rejected' });
  });
});

describe('another account for the money', () => {
  it('voids the approval, gives the reservation back and cools off', async () => {
    const { id } = await house.brought('account', 'public_notice');
    const changed = await house.taken('account-owner', id, 'change-payee', {
      bankName: '示例城北银行',
      bankAccount: '9900583000000000025',
    });
    expect(changed).toMatchObject({ state: 'decision_pending' });
    expect((await refused(await approve('approver', id), 409)).type).toBe('/problems/payee-cooling-off');
  });
});
