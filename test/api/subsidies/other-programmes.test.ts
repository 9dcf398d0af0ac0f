import { describe, expect, it } from 'vitest';
import type { CaseAnswer } from '../../../shared/contracts/cases.ts';
import { expectProblem } from '../../support/api.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { BROADBAND, invoiceOf, programmeBeside, subsidyHouse } from '../../support/subsidy-house.ts';

/** What a second programme of the county says of the broadband subsidy. */
const about = (kind: 'deduct' | 'prerequisite', zh: string, en: string) => ({
  exclusions: [
    {
      kind,
      programmes: [BROADBAND],
      text: { zh, en },
      clause: { ref: 'S00', article: '四(二)', quote: zh },
      confidence: 'invented' as const,
    },
  ],
});
/** Where these clauses are written, as every refusal by them has to say. */
const WRITTEN = { ref: 'S00', article: '四(二)', year: 2016, title: expect.stringContaining('众创社区') };
const TOP_UP = 'kunshan-line-top-up';
const ON_TOP = 'kunshan-line-on-top';
const house = subsidyHouse({
  beside: [
    programmeBeside(TOP_UP, about('deduct', '相应扣除宽带补贴', 'what the broadband subsidy grants is taken off')),
    programmeBeside(ON_TOP, about('prerequisite', '宽带补贴到账后方可享受', 'only where the broadband subsidy was paid')),
  ],
});

type File = {
  readonly appraisal: { readonly computedFen: number; readonly trace: { text: { en: string } }[]; readonly clauses: Clause[] };
};
type Clause = { readonly id: string; readonly outcome: string };
const fileOf = async (id: string, person: string) => jsonOf<File>(await house.as(person).get(`/v1/cases/${id}/file`));
/** Refused with this code, by these clauses or rules. */
async function refusedBy(answer: Response, status: number, code: string, errors: readonly Record<string, unknown>[]): Promise<void> {
  const body: unknown = await answer.clone().json();
  await expectProblem(answer, status, code);
  expect(body).toMatchObject({ errors });
}

/** A firm with a claim under the broadband subsidy (6,000 yuan) and one of 20,000 yuan of costs, on another line, under a second programme. */
async function firmWithTwo(firm: string, second: string) {
  const number = `2632${String(1_000_000_000_000_000 + Math.floor(Math.random() * 8e15))}`;
  const bill = invoiceOf(firm, number, 2_000_000);
  const { claim } = await house.seedFirm(firm, `${firm}-owner`, bill.writes);
  const [line] = claim.lines as Record<string, unknown>[];
  const lines = [{ ...line, invoiceId: bill.id, documentId: `invoice-${number}`, amountFen: 2_000_000 }];
  const first = await house.drafted(firm, claim);
  const other = await house.drafted(firm, { ...claim, lineNumber: `second-${firm}`, lines }, `${firm}-owner`, second);
  return { first, other, submit: (id: string) => house.take(`${firm}-owner`, id, 'submit') };
}

async function toDecision(firm: string, id: string, submitted?: boolean): Promise<CaseAnswer> {
  if (!submitted) await house.taken(`${firm}-owner`, id, 'submit');
  await house.taken('operator', id, 'confirm', { text: '在本社区办公' });
  await house.taken('intake', id, 'accept-intake');
  await house.taken('intake', id, 'admit');
  return house.taken('reviewer', id, 'complete-review', { verdict: 'support', reason: '材料齐全' });
}
const approve = async (id: string) => {
  const { contentHash } = await jsonOf<CaseAnswer>(await house.as('approver').get(`/v1/cases/${id}`));
  return house.take('approver', id, 'approve', { contentHash });
};

describe('a programme that deducts another one of the county', () => {
  it('takes off at submission what the other has granted by then', { timeout: 60_000 }, async () => {
    const { first, other } = await firmWithTwo('deduct-before', TOP_UP);
    await toDecision('deduct-before', first);
    expect((await approve(first)).status).toBe(200);
    await house.taken('deduct-before-owner', other, 'submit');
    const { appraisal } = await fileOf(other, 'deduct-before-owner');
    expect(appraisal.computedFen).toBe(400_000);
    expect(appraisal.trace.map(({ text }) => text.en)).toContain('what the broadband subsidy grants is taken off: less 6000 yuan');
    await toDecision('deduct-before', other, true);
    expect(await jsonOf<CaseAnswer>(await approve(other))).toMatchObject({ state: 'public_notice', computedFen: 400_000 });
  });

  it('is not approved on a sum that the other has changed since; counted again it is', { timeout: 60_000 }, async () => {
    const { first, other } = await firmWithTwo('deduct-between', TOP_UP);
    await toDecision('deduct-between', first);
    const counted = await toDecision('deduct-between', other);
    expect(counted.computedFen).toBe(1_000_000);
    expect((await approve(first)).status).toBe(200);

    await refusedBy(await approve(other), 409, 'other-grants-changed', [
      { code: 'other-grants-changed', detail: expect.stringContaining('相应扣除宽带补贴'), citation: WRITTEN },
    ]);
    expect(await jsonOf<CaseAnswer>(await house.as('reviewer').get(`/v1/cases/${other}`))).toMatchObject({
      state: 'decision_pending',
      version: counted.version,
    });

    await house.taken('approver', other, 'send-back', { reason: '另一项目已核准' });
    expect(await house.taken('reviewer', other, 'recount')).toMatchObject({ state: 'under_review', computedFen: 400_000 });
    await house.taken('reviewer', other, 'complete-review', { verdict: 'support', reason: '已重新核算' });
    expect(await jsonOf<CaseAnswer>(await approve(other))).toMatchObject({ state: 'public_notice', computedFen: 400_000 });
  });

  it('is approved as it was counted once the other has given back what it granted', { timeout: 60_000 }, async () => {
    const { first, other } = await firmWithTwo('deduct-back', TOP_UP);
    await toDecision('deduct-back', first);
    await toDecision('deduct-back', other);
    expect((await approve(first)).status).toBe(200);
    await expectProblem(await approve(other), 409, 'other-grants-changed');
    await house.taken('deduct-back-owner', first, 'withdraw', { reason: '不再需要' });
    expect(await jsonOf<CaseAnswer>(await approve(other))).toMatchObject({ computedFen: 1_000_000 });
  });

  it('never counts on less than was granted when both are approved at one moment', { timeout: 60_000 }, async () => {
    const { first, other } = await firmWithTwo('deduct-race', TOP_UP);
    await toDecision('deduct-race', first);
    await toDecision('deduct-race', other);
    const [one, two] = await Promise.all([approve(first), approve(other)]);
    expect(one.status).toBe(200);
    // Either it came before the other granted anything, or it has to be counted again.
    expect([200, 409]).toContain(two.status);
    const events = await jsonOf<{ acts: { event: string; at: string }[] }>(await house.as('reviewer').get(`/v1/cases/${other}/file`));
    expect(events.acts.some(({ event }) => event === 'approve')).toBe(two.status === 200);
  });
});

describe('a programme that presupposes another one of the county', () => {
  const clause = async (id: string) => (await fileOf(id, 'reviewer')).appraisal.clauses.find((one) => one.id === 'prerequisite.1')?.outcome;

  it('is refused by its clause where the other was not even asked for, and waits while it is under way', { timeout: 60_000 }, async () => {
    const { first, other, submit } = await firmWithTwo('on-top', ON_TOP);
    await house.taken('on-top-owner', first, 'withdraw', { reason: '' });
    await refusedBy(await submit(other), 422, 'clause-failed', [
      { pointer: '/clauses/prerequisite.1', code: 'prerequisite.1', detail: '宽带补贴到账后方可享受', citation: WRITTEN },
    ]);
  });
  it('is not approved before the other is paid', { timeout: 60_000 }, async () => {
    const { first, other } = await firmWithTwo('on-top-2', ON_TOP);
    await toDecision('on-top-2', first);
    await toDecision('on-top-2', other);
    expect(await clause(other)).toBe('unknown');
    expect((await approve(first)).status).toBe(200);
    await refusedBy(await approve(other), 422, 'clause-open', [{ code: 'prerequisite.1', citation: WRITTEN }]);
  });
});
