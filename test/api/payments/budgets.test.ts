import { describe, expect, it } from 'vitest';
import type { ChangeView } from '../../../shared/contracts/ledger.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { BROADBAND } from '../../support/subsidy-house.ts';
import { paymentHouse } from './house.ts';

const house = paymentHouse();
const FEN = 600_000;
const WHY = '示例：年度调整';
const books = (path: string, person = 'payer') => house.as(person).get(`/v1/ledger/budgets${path}`);
/** The part of a community, so that the general one can be opened at the end of the year. */
const part = { programmeId: BROADBAND, fiscalYear: 2027, communityId: 'JS-320583-91', reason: WHY };
const nextYear = () => `${house.budgetId.replace('2026', '2027')}.${part.communityId}`;
const at = (budgetId: string, path = '') => `/v1/budgets/${budgetId}/changes${path}`;

const propose = async (person: string, budgetId: string, body: Record<string, unknown>) =>
  house.as(person).post(at(budgetId), { reason: WHY, ...body });
const proposed = async (person: string, budgetId: string, body: Record<string, unknown>): Promise<ChangeView> =>
  jsonOf(await propose(person, budgetId, body), 201);
/** The books are in the order of time: what comes after comes later. */
const later = () => {
  house.clock.now = new Date(house.clock.now.getTime() + 1_000);
};
const confirm = (person: string, { budgetId, id }: ChangeView) => {
  later();
  return house.as(person).post(at(budgetId, `/${id}/confirm`));
};
const changed = async (budgetId: string, body: Record<string, unknown>) =>
  jsonOf(await confirm('approver-2', await proposed('approver', budgetId, body)));

/** A bureau's budget of next year, by two of its people. */
async function openNextYear(amountFen = 1_000_000): Promise<string> {
  const opening = await jsonOf<ChangeView>(await house.as('approver').post('/v1/budgets', { ...part, amountFen }), 201);
  expect(opening).toMatchObject({ budgetId: nextYear(), kind: 'open', status: 'pending', mine: true });
  expect(await jsonOf(await confirm('reviewer-2', opening))).toMatchObject({
    change: { status: 'confirmed', decidedBy: { personId: 'reviewer-2' } },
    budget: { budgetId: nextYear(), open: true, availableFen: amountFen },
  });
  return opening.budgetId;
}

describe('a budget', () => {
  it('opens, grows, shrinks and closes by two natural persons, and its books show each step', { timeout: 60_000 }, async () => {
    const opened = await openNextYear();
    expect((await house.as('approver').post('/v1/budgets', { ...part, amountFen: 1 })).status).toBe(409);
    expect(await changed(opened, { kind: 'increase', amountFen: 500 })).toMatchObject({ budget: { availableFen: 1_000_500 } });
    expect(await changed(opened, { kind: 'decrease', amountFen: 100 })).toMatchObject({ budget: { availableFen: 1_000_400 } });
    expect(await changed(opened, { kind: 'close' })).toMatchObject({ budget: { open: false, availableFen: 0, allocatedFen: 0 } });
    expect((await propose('approver', opened, { kind: 'increase', amountFen: 1 })).status).toBe(409);

    const list = await jsonOf<{ items: { budgetId: string }[] }>(await books(''));
    expect(list.items.map(({ budgetId }) => budgetId)).toEqual([house.budgetId, opened]);
    const available = await jsonOf<{ items: { kind: string; amountFen: number; balanceFen: number }[] }>(
      await books(`/${opened}/statement?account=available`),
    );
    expect(available.items.map(({ kind, amountFen, balanceFen }) => [kind, amountFen, balanceFen])).toEqual([
      ['open', 1_000_000, 1_000_000],
      ['increase', 500, 1_000_500],
      ['decrease', -100, 1_000_400],
      ['close', -1_000_400, 0],
    ]);
    const paged: number[] = [];
    let cursor = '';
    do {
      const page = await jsonOf<{ items: { balanceFen: number }[]; nextCursor: string | null }>(
        await books(`/${opened}/statement?account=available&limit=2${cursor && `&cursor=${cursor}`}`),
      );
      paged.push(...page.items.map(({ balanceFen }) => balanceFen));
      cursor = page.nextCursor ?? '';
    } while (cursor !== '');
    expect(paged).toEqual(available.items.map(({ balanceFen }) => balanceFen));
    expect(await jsonOf(await books(`/${opened}/trial-balance`))).toMatchObject({ totalFen: 0, balanced: true, differences: [] });
    expect(await jsonOf(await books(`/${opened}/trial-balance`, 'auditor'))).toMatchObject({ balanced: true });
    expect(house.faults).toEqual([]);
  });

  it('is changed by nobody alone, whatever accounts they have', async () => {
    const change = await proposed('approver', house.budgetId, { kind: 'increase', amountFen: 1 });
    const before = await house.readBudget();
    expect((await confirm('approver', change)).status).toBe(403);
    await house.seedOrganisation({ id: 'x', kind: 'company', members: [{ id: 'stranger', roles: ['owner'] }] });
    expect((await confirm('stranger', change)).status).toBe(404);
    expect((await confirm('far-reviewer', change)).status).toBe(404);
    expect((await confirm('payer', change)).status).toBe(403);
    expect(await house.readBudget()).toEqual(before);
    const waits = await jsonOf<{ items: ChangeView[] }>(await house.as('reviewer').get('/v1/budgets/changes'));
    expect(waits.items.map(({ id, mine }) => [id, mine])).toEqual([[change.id, false]]);
    expect((await house.as('approver').post(at(house.budgetId, `/${change.id}/decline`), { reason: '金额有误' })).status).toBe(200);
    expect((await confirm('approver-2', change)).status).toBe(409);
    expect(await jsonOf(await house.as('reviewer').get('/v1/budgets/changes'))).toMatchObject({ items: [] });
    expect(await house.readBudget()).toEqual(before);
  });

  it('confirms a proposal once, whoever races for it', async () => {
    const change = await proposed('approver', house.budgetId, { kind: 'increase', amountFen: 7 });
    const before = await house.readBudget();
    const answers = await Promise.all(['approver-2', 'reviewer', 'reviewer-2', 'reviewer-3'].map((person) => confirm(person, change)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect(await house.readBudget()).toMatchObject({ availableFen: (before?.availableFen ?? 0) + 7 });
  });

  it.each([
    ['more than is left', { kind: 'decrease', amountFen: 10 ** 12 }, 409],
    ['nothing', { kind: 'increase', amountFen: 0 }, 400],
    ['half a fen', { kind: 'increase', amountFen: 0.5 }, 400],
    ['an unknown kind', { kind: 'give', amountFen: 1 }, 400],
    ['to itself', { kind: 'roll', amountFen: 1, toBudgetId: 'SELF' }, 422],
    ['to a budget that is not there', { kind: 'allot', amountFen: 1, toBudgetId: '2031.finance.nothing' }, 422],
    ['without a reason', { kind: 'close', reason: ' ' }, 400],
    ['with a field nobody knows', { kind: 'close', amountFen: 3 }, 400],
  ])('refuses a change by %s', async (_name, body, status) => {
    const before = await house.readBudget();
    const sent = 'toBudgetId' in body && body.toBudgetId === 'SELF' ? { ...body, toBudgetId: house.budgetId } : body;
    expect((await propose('approver', house.budgetId, sent)).status).toBe(status);
    expect(await house.readBudget()).toEqual(before);
  });
});

type Line = {
  transferId: string;
  kind: string;
  at: string;
  amountFen: number;
  budgetId: string;
  corrects: string | null;
  correctsAt: string | null;
  correctedAt: string | null;
  correctable: boolean;
};
const linesOf = async (budgetId: string): Promise<Line[]> =>
  (await jsonOf<{ items: Line[] }>(await books(`/${budgetId}/statement?account=available&limit=100`))).items;
const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { type: string }).type.replace('/problems/', '')];
const correction = ({ transferId, at: instant }: Pick<Line, 'transferId' | 'at'>) => ({ kind: 'correct', transferId, at: instant });

describe('the end of a year', () => {
  it('leaves a proposal behind that nobody confirmed in its time', { timeout: 60_000 }, async () => {
    const then = house.clock.now;
    house.clock.now = new Date('2026-12-31T15:59:00.000Z');
    const opening = await jsonOf<ChangeView>(
      await house.as('approver').post('/v1/budgets', { ...part, fiscalYear: 2026, amountFen: 1 }),
      201,
    );
    house.clock.now = new Date('2026-12-31T16:00:00.000Z');
    const answer = await house.as('approver-2').post(at(opening.budgetId, `/${opening.id}/confirm`));
    expect([answer.status, await answer.json()]).toMatchObject([
      422,
      { type: '/problems/budget-refused', errors: [{ pointer: '/fiscalYear', code: 'year-not-open' }] },
    ]);
    house.clock.now = then;
    await jsonOf(await house.as('approver').post(at(opening.budgetId, `/${opening.id}/decline`), { reason: '已过年度' }));
  });

  it('rolls what nobody was promised and what cases hold into the next, and the payment follows', { timeout: 60_000 }, async () => {
    const [first = '', second = ''] = await house.toBePaid('rolls', 'with-the-bank');
    const batch = await house.sent([second]);
    const to = '2027';
    const opening = await jsonOf<ChangeView>(
      await house.as('approver').post('/v1/budgets', { programmeId: BROADBAND, fiscalYear: Number(to), amountFen: 0, reason: WHY }),
      201,
    );
    await jsonOf(await confirm('approver-2', opening));
    const before = await house.readBudget();
    expect(await changed(house.budgetId, { kind: 'roll', amountFen: 1_000, toBudgetId: opening.budgetId })).toMatchObject({
      budget: { availableFen: (before?.availableFen ?? 0) - 1_000 },
    });
    const change = await proposed('approver', house.budgetId, { kind: 'roll-reserved', toBudgetId: opening.budgetId });
    expect((await confirm('approver', change)).status).toBe(403);
    const done = await jsonOf<{ rolled: { caseId: string; amountFen: number; refusedBy: string | null }[] }>(
      await confirm('reviewer', change),
    );
    expect([...done.rolled].sort((a, b) => (a.caseId === first ? -1 : b.caseId === first ? 1 : 0))).toEqual([
      { caseId: first, amountFen: FEN, refusedBy: null },
      { caseId: second, amountFen: FEN, refusedBy: 'already-in-a-batch' },
    ]);
    expect(await house.readBudget()).toMatchObject({ reservedFen: FEN });
    expect(await jsonOf(await books(`/${opening.budgetId}`))).toMatchObject({ availableFen: 1_000, reservedFen: FEN });
    expect(await jsonOf(await books(`/${opening.budgetId}/explain?figure=reserved`))).toMatchObject({
      totalFen: FEN,
      groups: [{ caseId: first, amountFen: FEN, lines: [{ kind: 'roll', confirmedBy: 'reviewer' }] }],
      groupCount: 1,
      nextCursor: null,
    });
    expect(await house.paymentOf(first)).toMatchObject({ budgetId: opening.budgetId, fiscalYear: 2027 });
    expect(batch.lines[0]).toMatchObject({ budgetId: house.budgetId });
    const next = await house.sealed('payer', [first]);
    expect(next.lines[0]).toMatchObject({ budgetId: opening.budgetId, fiscalYear: 2027 });
    for (const budgetId of [house.budgetId, opening.budgetId])
      expect(await jsonOf(await books(`/${budgetId}/trial-balance`))).toMatchObject({ balanced: true, differences: [] });
    expect(house.faults).toEqual([]);
  });
});

describe('the waiting list', () => {
  it('is in order of time, and says who fits when money comes', { timeout: 60_000 }, async () => {
    const wait = async (firm: string) => {
      later();
      const { id } = await house.brought(firm, 'decision_pending');
      expect(await house.taken('approver-2', id, 'queue', { reason: '预算用完' })).toMatchObject({ waiting: true });
      return id;
    };
    // Nobody is put on a list as long as there is money for them.
    const left = (await house.readBudget())?.availableFen ?? 0;
    await changed(house.budgetId, { kind: 'decrease', amountFen: left });
    const ids = [await wait('early'), await wait('late')];
    await changed(house.budgetId, { kind: 'increase', amountFen: left });
    const list = await jsonOf<{ items: { caseId: string; fits: boolean; amountFen: number }[] }>(
      await house.as('reviewer').get(`/v1/budgets/${house.budgetId}/waiting`),
    );
    expect(list.items.map(({ caseId, fits, amountFen }) => [caseId, fits, amountFen])).toEqual(ids.map((id) => [id, true, FEN]));
    for (const id of ids) await house.taken('approver', id, 'send-back', { reason: '补充核实' });
  });
});

describe('the books', () => {
  it('name the applicant and the programme of each case beside its number', { timeout: 60_000 }, async () => {
    const [paying = ''] = await house.toBePaid('named-in-books');
    const about = {
      caseId: paying,
      applicantName: expect.stringMatching(/named-in-books/),
      programmeName: expect.objectContaining({ zh: expect.stringMatching(/宽带/) }),
    };
    for (const person of ['payer', 'reviewer', 'auditor']) {
      const { items } = await jsonOf<{ items: { caseId: string | null }[] }>(
        await books(`/${house.budgetId}/statement?account=reserved&limit=100`, person),
      );
      expect(
        items.filter(({ caseId }) => caseId === paying),
        person,
      ).toEqual([expect.objectContaining(about)]);
      const { groups } = await jsonOf<{ groups: { caseId: string | null }[] }>(
        await books(`/${house.budgetId}/explain?figure=reserved`, person),
      );
      expect(
        groups.find(({ caseId }) => caseId === paying),
        person,
      ).toMatchObject(about);
    }
    const opened = await jsonOf<{ items: object[] }>(await books(`/${house.budgetId}/statement?account=appropriation&limit=1`));
    expect(opened.items).toEqual([expect.objectContaining({ caseId: null, applicantName: null, programmeName: null })]);
  });

  it('explains a figure page by page: every group once, in one order, under the same total', async () => {
    type Page = { totalFen: number; groupCount: number; nextCursor: string | null; groups: { holder: string | null; amountFen: number }[] };
    const page = async (query: string) => jsonOf<Page>(await books(`/${house.budgetId}/explain?figure=available${query}`));
    const whole = await page('');
    expect(whole.groupCount).toBe(whole.groups.length);
    expect(whole.groupCount).toBeGreaterThan(2);
    const walked: Page['groups'] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { groups, totalFen, groupCount, nextCursor }: Page = await page(`&limit=1${cursor && `&cursor=${cursor}`}`);
      expect([groups.length, totalFen, groupCount]).toEqual([1, whole.totalFen, whole.groupCount]);
      walked.push(...groups);
      cursor = nextCursor;
    }
    expect(walked).toEqual(whole.groups);
    expect(whole.groups.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(whole.totalFen);
    // A cursor belongs to its figure.
    const { nextCursor } = await page('&limit=1');
    expect((await books(`/${house.budgetId}/explain?figure=paid&cursor=${nextCursor}`)).status).toBe(400);
  });

  it('are added up stretch by stretch to the same trial balance, and compared with the counters at the end', async () => {
    type Page = { nextCursor: string | null; summed: number; entries: number; differences: object[]; accounts: object[] };
    const page = async (query: string) => jsonOf<Page>(await books(`/${house.budgetId}/trial-balance${query}`));
    const whole = await page('');
    expect(whole).toMatchObject({ nextCursor: null, summed: whole.entries, balanced: true, differences: [] });
    expect(whole.entries).toBeGreaterThan(5);
    const walked: Page[] = [];
    for (let cursor: string | null = ''; cursor !== null; cursor = walked.at(-1)?.nextCursor ?? null)
      walked.push(await page(`?limit=2${cursor && `&cursor=${cursor}`}`));
    expect(walked.map(({ summed }) => summed).slice(0, 2)).toEqual([2, 4]);
    expect(walked.length).toBeGreaterThanOrEqual(whole.entries / 2);
    expect(walked.at(-1)).toEqual(whole);
    const [first] = walked;
    expect((await books(`/${nextYear()}/trial-balance?cursor=${first?.nextCursor}`)).status).toBe(400);
  });

  it.each([
    ['a stranger', 'firm-owner', '', 403],
    ['another bureau', 'far-reviewer', '/ID', 404],
    ['an unknown account', 'payer', '/ID/statement?account=secret', 400],
    ['no account', 'payer', '/ID/statement', 400],
    ['a broken cursor', 'payer', '/ID/statement?account=paid&cursor=abc', 400],
    ['an unknown figure', 'payer', '/ID/explain?figure=all', 400],
    ['a parameter nobody knows', 'payer', '/ID/trial-balance?x=1', 400],
    ['a stretch that is too long', 'payer', '/ID/trial-balance?limit=1001', 400],
    ['a broken place of the sums', 'payer', '/ID/trial-balance?cursor=abc', 400],
    ['a budget that is not there', 'payer', '/2031.finance.nothing', 404],
    ['the lines of one that is not there', 'payer', '/2031.finance.nothing/statement?account=paid', 404],
    ['a figure of one that is not there', 'payer', '/2031.finance.nothing/explain?figure=paid', 404],
    ['the lines of another bureau', 'far-reviewer', '/ID/statement?account=paid', 404],
    ['a name that is none', 'auditor', '/nothing/statement?account=paid', 404],
  ])('refuse %s', async (_name, person, path, status) => {
    const answer = await books(path.replace('ID', house.budgetId), person);
    expect(answer.status).toBe(status);
  });
});

describe('an entry that was wrong', () => {
  it('is compensated by a second one, by two persons and once, and each line names the other', { timeout: 60_000 }, async () => {
    const { budgetId } = house;
    const before = await house.readBudget();
    await changed(budgetId, { kind: 'increase', amountFen: 4_200 });
    const wrong = (await linesOf(budgetId)).find(({ amountFen }) => amountFen === 4_200) as Line;
    expect(wrong).toMatchObject({ kind: 'increase', correctable: true, correctedAt: null, corrects: null, budgetId });

    const [change, second] = [
      await proposed('approver', budgetId, correction(wrong)),
      await proposed('reviewer', budgetId, correction(wrong)),
    ];
    expect(change).toMatchObject({
      kind: 'correct',
      amountFen: 4_200,
      toBudgetId: null,
      corrects: { transferId: wrong.transferId, at: wrong.at, reason: WHY, label: { zh: '追加预算' } },
    });
    expect(await codeOf(await confirm('approver', change))).toEqual([403, 'same-person']);
    expect((await house.readBudget())?.availableFen).toBe((before?.availableFen ?? 0) + 4_200);
    expect(await jsonOf(await confirm('approver-2', change))).toMatchObject({ change: { status: 'confirmed' } });
    expect(await house.readBudget()).toMatchObject({ availableFen: before?.availableFen, allocatedFen: before?.allocatedFen });
    // Asked in the write: the second proposal was laid before the first was confirmed.
    expect(await codeOf(await confirm('approver-2', second))).toEqual([409, 'already-corrected']);
    expect(await codeOf(await propose('approver', budgetId, correction(wrong)))).toEqual([409, 'already-corrected']);

    const lines = await linesOf(budgetId);
    const newer = lines.find(({ corrects }) => corrects === wrong.transferId) as Line;
    expect(newer).toMatchObject({ kind: 'correct', amountFen: -4_200, correctsAt: wrong.at, correctable: false });
    expect(lines.find(({ transferId }) => transferId === wrong.transferId)).toEqual({
      ...wrong,
      correctedAt: newer.at,
      correctable: false,
    });
    expect(await codeOf(await propose('approver', budgetId, correction(newer)))).toEqual([409, 'cannot-be-corrected']);
    expect(await jsonOf(await books(`/${budgetId}/trial-balance`))).toMatchObject({ balanced: true, differences: [] });
    const explained = await jsonOf<{ totalFen: number }>(await books(`/${budgetId}/explain?figure=available`));
    expect(explained.totalFen).toBe(before?.availableFen);
    await jsonOf(await house.as('reviewer').post(at(budgetId, `/${second.id}/decline`), { reason: '已更正' }));
    expect(house.faults).toEqual([]);
  });

  it('moves what went to a part back from it, corrected where it was made, as long as it is still there', { timeout: 60_000 }, async () => {
    const { budgetId } = house;
    const opening = await jsonOf<ChangeView>(
      await house
        .as('approver')
        .post('/v1/budgets', { programmeId: BROADBAND, fiscalYear: 2026, communityId: part.communityId, amountFen: 0, reason: WHY }),
      201,
    );
    await jsonOf(await confirm('approver-2', opening));
    const before = await house.readBudget();
    await changed(budgetId, { kind: 'allot', toBudgetId: opening.budgetId, amountFen: 900 });
    const wrong = (await linesOf(opening.budgetId)).find(({ kind }) => kind === 'allot') as Line;
    expect(wrong).toMatchObject({ budgetId, amountFen: 900, correctable: true });
    expect(await codeOf(await propose('approver', opening.budgetId, correction(wrong)))).toEqual([422, 'entry-of-another-budget']);

    const change = await proposed('approver', budgetId, correction(wrong));
    expect(change).toMatchObject({ toBudgetId: opening.budgetId, amountFen: 900 });
    await changed(opening.budgetId, { kind: 'decrease', amountFen: 1 });
    expect(await codeOf(await confirm('approver-2', change))).toEqual([409, 'budget-exhausted']);
    expect(await codeOf(await propose('approver', budgetId, correction(wrong)))).toEqual([409, 'budget-exhausted']);
    await changed(opening.budgetId, { kind: 'increase', amountFen: 1 });
    expect(await jsonOf(await confirm('approver-2', change))).toMatchObject({ budget: { availableFen: before?.availableFen } });
    expect(await jsonOf(await books(`/${opening.budgetId}`))).toMatchObject({ availableFen: 0, allocatedFen: 0 });
  });

  it('is named where it cannot be compensated', async () => {
    const before = await house.readBudget();
    const [opened] = await linesOf(house.budgetId);
    expect(opened).toMatchObject({ kind: 'open', correctable: false });
    expect(await codeOf(await propose('approver', house.budgetId, correction(opened as Line)))).toEqual([409, 'cannot-be-corrected']);
    const unknown = await propose('approver', house.budgetId, { ...correction(opened as Line), transferId: 'no-such-entry' });
    expect([unknown.status, await unknown.json()]).toMatchObject([
      422,
      { type: '/problems/entry-unknown', errors: [{ pointer: '/transferId', code: 'entry-unknown' }] },
    ]);
    expect((await propose('far-reviewer', house.budgetId, correction(opened as Line))).status).toBe(404);
    expect((await propose('payer', house.budgetId, correction(opened as Line))).status).toBe(403);
    expect(await house.readBudget()).toEqual(before);
  });
});
