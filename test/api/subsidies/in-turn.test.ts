import { describe, expect, it } from 'vitest';
import type { CaseAnswer } from '../../../shared/contracts/cases.ts';
import { createCaseReader } from '../../../shared/store/case-store.ts';
import { expectProblem } from '../../support/api.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { BROADBAND, subsidyHouse } from '../../support/subsidy-house.ts';

interface Preview {
  readonly cases: readonly {
    readonly grantedFen: number;
    readonly refusal: { readonly code: string; readonly text: { readonly zh: string } } | null;
  }[];
}
const FEN = 600_000;
/** Not enough for one. */
const house = subsidyHouse({ budgetFen: 500_000 });
const budgetAt = (path: string) => `/v1/budgets/${house.budgetId}${path}`;
/** More or less money, as two persons say. */
async function change(kind: 'increase' | 'decrease', amountFen: number) {
  const { id } = await jsonOf<{ id: string }>(
    await house.as('approver').post(budgetAt('/changes'), { kind, amountFen, reason: '预算调整' }),
    201,
  );
  await jsonOf(await house.as('approver-2').post(budgetAt(`/changes/${id}/confirm`)));
}
interface WaitingList {
  readonly items: readonly { readonly caseId: string; readonly fits: boolean }[];
}
const waitingList = async () => (await jsonOf<WaitingList>(await house.as('reviewer').get(budgetAt('/waiting')))).items;
const approve = (person: string, { id, contentHash }: CaseAnswer) => house.take(person, id, 'approve', { contentHash });
const itemOf = ({ id, contentHash }: CaseAnswer) => ({ caseId: id, contentHash });
const asked = (...cases: CaseAnswer[]) => ({ programmeId: BROADBAND, items: cases.map(itemOf) });
const tried = async (wanted: unknown) => jsonOf<Preview>(await house.as('approver').post('/v1/approval-runs/preview', wanted));
const preview = (...cases: CaseAnswer[]) => tried(asked(...cases));
async function waits(firm: string): Promise<CaseAnswer> {
  house.clock.now = new Date(house.clock.now.getTime() + 60_000);
  const one = await house.brought(firm, 'decision_pending');
  await house.taken('approver-2', one.id, 'queue', { reason: '预算不足' });
  return one;
}

/** Its place on the list, after it was put there a minute later. */
async function waitingSince(id: string): Promise<unknown> {
  house.clock.now = new Date(house.clock.now.getTime() + 60_000);
  await house.taken('approver', id, 'queue', { reason: '预算不足' });
  return (await createCaseReader(house.client, house.names.main).readCase(id))?.file.record.waiting;
}

describe('an approval by itself', () => {
  it('overtakes nobody who waits, whoever approves at the same moment', { timeout: 90_000 }, async () => {
    const one = await house.brought('self-1', 'decision_pending');
    const other = await house.brought('self-2', 'decision_pending');
    const first = await waits('self-3');
    await change('increase', 1_300_000);
    const both = () => Promise.all([approve('approver', one), approve('approver-2', other)]);
    for (const refused of await both()) await expectProblem(refused, 409, 'others-wait');
    expect(await house.readBudget()).toMatchObject({ availableFen: 1_800_000, reservedFen: 0 });

    // It waits for nobody itself, and with it the line is gone.
    expect(await jsonOf(await approve('approver', first))).toMatchObject({ state: 'public_notice', waiting: false });
    expect((await both()).map(({ status }) => status)).toEqual([200, 200]);
    expect(await house.readBudget()).toMatchObject({ availableFen: 0, reservedFen: 1_800_000 });
  });

  it('is what is asked for where the budget suffices and nobody waits', { timeout: 60_000 }, async () => {
    await change('increase', FEN);
    const one = await house.brought('enough-1', 'decision_pending');
    await expectProblem(await house.take('approver', one.id, 'queue', { reason: '预算不足' }), 409, 'budget-suffices');
    await change('decrease', 1);
    const [since, again] = [await waitingSince(one.id), await waitingSince(one.id)];
    expect(since).toEqual({ since: expect.any(String), budgetId: house.budgetId });
    expect(again).toEqual(since);
    // Put on the list twice, it counts once: sent back, it leaves nobody waiting.
    await house.taken('approver', one.id, 'send-back', { reason: '补充核实' });
    await change('increase', 1);
    const next = await house.brought('enough-2', 'decision_pending');
    expect((await approve('approver', next)).status).toBe(200);
    expect(await house.readBudget()).toMatchObject({ availableFen: 0 });
  });
});

describe('the list of a part', () => {
  it('is of one that is open, and whoever is put on another keeps their turn', { timeout: 90_000 }, async () => {
    const { availableFen = 0 } = (await house.readBudget()) ?? {};
    if (availableFen > 0) await change('decrease', availableFen);
    const one = await house.brought('part-1', 'decision_pending');
    const part = `${house.budgetId}.JS-320583-91`;
    const inPart = () => house.take('approver', one.id, 'queue', { reason: '预算不足', budgetId: part });
    await expectProblem(await inPart(), 409, 'budget-closed', '/budgetId');
    const since = await waitingSince(one.id);

    const { communityId, programmeId } = { communityId: 'JS-320583-91', programmeId: BROADBAND };
    const opening = { programmeId, fiscalYear: 2026, communityId, amountFen: 1, reason: '分额' };
    const { id } = await jsonOf<{ id: string }>(await house.as('approver').post('/v1/budgets', opening), 201);
    await jsonOf(await house.as('approver-2').post(`/v1/budgets/${part}/changes/${id}/confirm`));
    // From now on it is paid from that part alone, and waits for it: whoever puts it on the list of the general one is told so.
    await expectProblem(
      await house.take('approver', one.id, 'queue', { reason: '预算不足', budgetId: house.budgetId }),
      422,
      'own-part',
      '/budgetId',
    );
    expect((await inPart()).status).toBe(200);
    const moved = (await createCaseReader(house.client, house.names.main).readCase(one.id))?.file.record.waiting;
    expect(moved).toEqual({ ...(since as object), budgetId: part });
    // Whose case it is stands there for whoever has taken it on; the others see that one waits.
    const namesFor = async (person: string) =>
      (await jsonOf<{ items: { applicantName: string }[] }>(await house.as(person).get(`/v1/budgets/${part}/waiting`))).items;
    expect(await namesFor('reviewer-3')).toEqual([expect.objectContaining({ applicantName: '示例****' })]);
    expect(await namesFor('approver')).toEqual([expect.objectContaining({ applicantName: '示例 part-1' })]);

    // It counts on the one list and on the other no more: nobody is kept waiting for the general part, once the community has no part.
    await change('increase', FEN);
    const next = await house.brought('part-2', 'decision_pending');
    await expectProblem(await approve('approver-2', next), 409, 'budget-exhausted');
    const close = { kind: 'close', reason: '并回总额' };
    const { id: closing } = await jsonOf<{ id: string }>(await house.as('approver').post(`/v1/budgets/${part}/changes`, close), 201);
    await jsonOf(await house.as('approver-2').post(`/v1/budgets/${part}/changes/${closing}/confirm`));
    expect((await approve('approver-2', next)).status).toBe(200);
    await house.taken('part-1-owner', one.id, 'withdraw', {});
  });
});

describe('an approval of many', () => {
  it('goes by the waiting list and not by what was ticked, as the page of the list says', { timeout: 90_000 }, async () => {
    await change('increase', 500_000);
    const reserved = (await house.readBudget())?.reservedFen;
    const early = await waits('turn-1');
    const late = await waits('turn-2');
    await change('increase', 400_000);
    expect(await waitingList()).toMatchObject([
      { caseId: early.id, fits: true },
      { caseId: late.id, fits: false },
    ]);

    const [left] = (await preview(late)).cases;
    expect(left).toMatchObject({ grantedFen: 0, refusal: { code: 'not-your-turn' } });
    expect(left?.refusal?.text.zh).toContain(early.id);
    await expectProblem(await house.as('approver').post('/v1/approval-runs', asked(late)), 409, 'nothing-to-approve');
    expect(await house.readBudget()).toMatchObject({ availableFen: 900_000, reservedFen: reserved });

    expect((await preview(late, early)).cases.map(({ grantedFen }) => grantedFen)).toEqual([0, FEN]);
    const run = await jsonOf<{ id: string; items: { caseId: string }[] }>(
      await house.as('approver').post('/v1/approval-runs', asked(late, early)),
      201,
    );
    expect(run.items).toMatchObject([{ caseId: early.id, grantedFen: FEN }]);
    await jsonOf(await house.as('approver').post(`/v1/approval-runs/${run.id}/cases/${early.id}`));
    expect(await waitingList()).toMatchObject([{ caseId: late.id }]);
    await house.taken('turn-2-owner', late.id, 'withdraw', {});
    expect(await waitingList()).toEqual([]);
  });

  it('holds money for a case once, however many begin a run over it', { timeout: 90_000 }, async () => {
    const before = (await house.readBudget())?.reservedFen ?? 0;
    await house.openYear(2027, 6_000_000);
    house.clock.now = new Date('2027-01-04T02:00:00.000Z');
    const wanted = asked(await house.brought('twice-1', 'decision_pending'), await house.brought('twice-2', 'decision_pending'));
    const start = (person: string) => house.as(person).post('/v1/approval-runs', wanted);
    const answers = await Promise.all([start('approver'), start('approver-2'), start('approver')]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    const [refused] = answers.filter(({ status }) => status === 409);
    expect(await refused?.json()).toMatchObject({
      type: '/problems/nothing-to-approve',
      errors: wanted.items.map((_, at) => ({ pointer: `/items/${at}`, code: 'in-open-run' })),
    });
    expect(await house.readBudget(2027)).toMatchObject({ reservedFen: 2 * FEN });

    const [run] = (await jsonOf<{ items: { id: string }[] }>(await house.as('approver').get('/v1/approval-runs'))).items;
    await jsonOf(await house.as('approver-2').post(`/v1/approval-runs/${run?.id}/close`));
    expect((await tried(wanted)).cases.map(({ grantedFen }) => grantedFen)).toEqual([FEN, FEN]);
    expect((await house.readBudget())?.reservedFen).toBe(before);
  });
});
