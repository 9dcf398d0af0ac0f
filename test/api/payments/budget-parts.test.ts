import { describe, expect, it } from 'vitest';
import type { CaseAnswer } from '../../../shared/contracts/cases.ts';
import type { ChangeView } from '../../../shared/contracts/ledger.ts';
import { expectProblem } from '../../support/api.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { BROADBAND, subsidyHouse } from '../../support/subsidy-house.ts';

const house = subsidyHouse({ budgetFen: 600_000 });
const COMMUNITY = 'JS-320583-91';
const OTHER = 'JS-320583-92';
const FEN = 600_000;
const opening = { programmeId: BROADBAND, fiscalYear: 2026, communityId: COMMUNITY, amountFen: 900_000, reason: '分到社区' };
const runs = (person: string, query = '') => house.as(person).get(`/v1/approval-runs${query}`);
const itemOf = ({ id, contentHash }: CaseAnswer) => ({ caseId: id, contentHash });

interface Run {
  readonly id: string;
  readonly communityId: string | null;
  readonly mine: boolean;
  readonly drawn: number;
  readonly leftFen: number;
}
interface Preview {
  readonly availableFen: number;
  readonly parts: readonly { readonly budgetId: string; readonly communityId: string | null }[];
  readonly cases: readonly { readonly caseId: string; readonly grantedFen: number; readonly refusal: { readonly code: string } | null }[];
}

/** The part of a community, by two persons of the bureau. */
async function opened(body: Record<string, unknown>): Promise<string> {
  const change = await jsonOf<ChangeView>(await house.as('approver').post('/v1/budgets', body), 201);
  await jsonOf(await house.as('reviewer-2').post(`/v1/budgets/${change.budgetId}/changes/${change.id}/confirm`));
  return change.budgetId;
}
/** Changed in the same way. */
async function changed(budgetId: string, body: Record<string, unknown>): Promise<void> {
  const { id } = await jsonOf<ChangeView>(await house.as('approver').post(`/v1/budgets/${budgetId}/changes`, body), 201);
  await jsonOf(await house.as('reviewer-2').post(`/v1/budgets/${budgetId}/changes/${id}/confirm`));
}
const budget = async (id: string) =>
  jsonOf<{ availableFen: number; reservedFen: number }>(await house.as('payer').get(`/v1/ledger/budgets/${id}`));

describe('a budget that is opened', () => {
  it.each([
    ['of a programme nobody knows', { programmeId: 'no-such-programme' }, '/programmeId', 'unknown-programme'],
    ['of a programme of elsewhere', { programmeId: 'taicang-venue-rent-subsidy' }, '/programmeId', 'programme-elsewhere'],
    ['of a programme that lends', { programmeId: 'kunshan-kun-ke-dai' }, '/programmeId', 'gives-no-money'],
    ['of a year that is over', { fiscalYear: 2025 }, '/fiscalYear', 'year-not-open'],
    ['of a year after the next', { fiscalYear: 2028 }, '/fiscalYear', 'year-not-open'],
    ['for a community nobody knows', { communityId: 'JS-999999-91' }, '/communityId', 'unknown-community'],
    ['for a community of elsewhere', { communityId: 'JS-320102-91' }, '/communityId', 'community-elsewhere'],
  ])('is refused %s, and the field is named', async (_name, part, pointer, code) => {
    const answer = await house.as('approver').post('/v1/budgets', { ...opening, ...part });
    const { type, errors } = (await answer.json()) as { type: string; errors: { pointer: string; code: string }[] };
    expect([answer.status, type, errors]).toMatchObject([422, '/problems/budget-refused', [{ pointer, code }]]);
    expect(await jsonOf(await house.as('reviewer').get('/v1/budgets/changes'))).toMatchObject({ items: [] });
  });

  it('is no budget of a template its county has not adopted', async () => {
    const answer = await house.as('far-reviewer').post('/v1/budgets', { ...opening, communityId: null });
    expect([answer.status, await answer.json()]).toMatchObject([
      422,
      { errors: [{ pointer: '/programmeId', code: 'programme-elsewhere' }] },
    ]);
  });
});

describe('the part of a community', () => {
  it('pays its own cases, by one approval and by a run, and no others', { timeout: 60_000 }, async () => {
    const part = await opened(opening);
    const other = await opened({ ...opening, communityId: OTHER, amountFen: 900_000 });
    const one = await house.brought('part-1', 'decision_pending');
    const two = await house.brought('part-2', 'decision_pending');

    // Each word of it that is not the case's is refused by its own rule: also the general part, as its community has one of its own.
    for (const [budgetId, code] of [
      [other, 'other-community'],
      [house.budgetId, 'own-part'],
      [house.budgetId.replace('2026', '2025'), 'other-year'],
      [`2027.finance.${BROADBAND}.${COMMUNITY}`, 'other-year'],
      ['2026.finance.training-subsidy', 'other-programme'],
      [`2026.far-finance.${BROADBAND}`, 'other-bureau'],
    ] as const) {
      const answer = await house.take('approver', one.id, 'approve', { contentHash: one.contentHash, budgetId });
      expect([answer.status, await answer.json()], budgetId).toMatchObject([
        422,
        { type: `/problems/${code}`, errors: [{ pointer: '/budgetId', code }] },
      ]);
    }

    const wanted = { programmeId: BROADBAND, items: [itemOf(one), itemOf(two)], communityId: COMMUNITY };
    const preview = await jsonOf<Preview>(await house.as('approver').post('/v1/approval-runs/preview', wanted));
    expect(preview).toMatchObject({
      budgetId: part,
      communityId: COMMUNITY,
      availableFen: 900_000,
      parts: [{ budgetId: part, communityId: COMMUNITY }],
    });
    expect(preview.cases.map(({ grantedFen }) => grantedFen).sort()).toEqual([0, FEN]);
    for (const [communityId, code] of [
      [OTHER, 'other-community'],
      [null, 'own-part'],
    ] as const) {
      const elsewhere = await jsonOf<Preview>(await house.as('approver').post('/v1/approval-runs/preview', { ...wanted, communityId }));
      expect(elsewhere.cases.map(({ refusal }) => refusal?.code)).toEqual([code, code]);
      expect((await house.as('approver').post('/v1/approval-runs', { ...wanted, communityId })).status).toBe(409);
    }

    const run = await jsonOf<Run>(await house.as('approver').post('/v1/approval-runs', wanted), 201);
    expect(run).toMatchObject({ communityId: COMMUNITY, budgetId: part, mine: true, startedBy: { personId: 'approver' } });
    expect(await budget(part)).toMatchObject({ availableFen: 900_000 - FEN, reservedFen: FEN });
    expect(await budget(house.budgetId)).toMatchObject({ availableFen: 600_000, reservedFen: 0 });

    // The one beside it is not paid out of the general part, whoever approves it: its own has 300,000 left, and gets more by two persons.
    const rest = preview.cases.find(({ grantedFen }) => grantedFen === 0)?.caseId ?? '';
    const { contentHash } = rest === one.id ? one : two;
    const alone = () => house.take('approver', rest, 'approve', { contentHash });
    await expectProblem(await alone(), 409, 'budget-exhausted');
    await changed(house.budgetId, { kind: 'allot', toBudgetId: part, amountFen: 300_000, reason: '追加社区分额' });
    expect((await alone()).status).toBe(200);
    expect(await budget(part)).toMatchObject({ availableFen: 0, reservedFen: 2 * FEN });
    expect(await budget(house.budgetId)).toMatchObject({ availableFen: 300_000, reservedFen: 0 });

    // It is found again by everybody of the bureau who decides, and by nobody else; only who began it goes on with it.
    expect(await jsonOf(await runs('approver-2'))).toMatchObject({
      items: [{ id: run.id, communityId: COMMUNITY, cases: 1, drawn: 0, leftFen: FEN, mine: false, startedBy: { personId: 'approver' } }],
      nextCursor: null,
    });
    expect(JSON.stringify(await jsonOf(await runs('reviewer')))).not.toContain('personKey');
    expect(await jsonOf(await runs('far-reviewer'))).toMatchObject({ items: [] });
    expect([
      (await runs('payer')).status,
      (await runs('approver', '?as=far-finance')).status,
      (await runs('approver', '?state=lost')).status,
    ]).toEqual([403, 403, 400]);
    const drawn = rest === one.id ? two.id : one.id;
    expect((await house.as('approver').post(`/v1/approval-runs/${run.id}/cases/${drawn}`)).status).toBe(200);
    expect(await jsonOf(await runs('approver'))).toMatchObject({ items: [{ id: run.id, drawn: 1, leftFen: 0, mine: true }] });
    await jsonOf(await house.as('approver-2').post(`/v1/approval-runs/${run.id}/close`));
    expect(await jsonOf(await runs('approver'))).toMatchObject({ items: [] });
    expect(await jsonOf(await runs('approver', '?state=closed'))).toMatchObject({ items: [{ id: run.id, drawn: 1 }] });
    expect(house.faults).toEqual([]);
  });

  it('that is closed leaves its cases to the general part, and is nobody’s to name', { timeout: 60_000 }, async () => {
    await changed(`${house.budgetId}.${COMMUNITY}`, { kind: 'close', reason: '并回总额' });
    await changed(house.budgetId, { kind: 'increase', amountFen: 600_000, reason: '追加' });
    const three = await house.brought('part-3', 'decision_pending');
    const approve = (budgetId: string) => house.take('approver', three.id, 'approve', { contentHash: three.contentHash, budgetId });
    await expectProblem(await approve(`${house.budgetId}.${COMMUNITY}`), 409, 'budget-closed', '/budgetId');
    expect((await approve(house.budgetId)).status).toBe(200);
    expect(await budget(house.budgetId)).toMatchObject({ availableFen: 300_000, reservedFen: FEN });
  });
});
