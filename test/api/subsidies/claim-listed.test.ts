import { beforeAll, describe, expect, it } from 'vitest';
import type { CaseFileView } from '../../../shared/contracts/cases.ts';
import type { ClaimListed } from '../../../shared/contracts/claim-listed.ts';
import type { ClaimCheck } from '../../../shared/contracts/claims.ts';
import { expectProblem } from '../../support/api.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { invoiceOf, subsidyHouse } from '../../support/subsidy-house.ts';

const house = subsidyHouse();
const listFor = async (person: string, id: string) => jsonOf<ClaimListed>(await house.as(person).get(`/v1/subsidies/claims/${id}/list`));
const linesOf = ({ items }: Pick<ClaimCheck, 'items'>) =>
  items.map(({ rule, pointer, outcome, hard, text, detail }) => ({ rule, pointer, outcome, hard, text, detail }));

describe('the list of a case', () => {
  const ids: { first: string; second: string } = { first: '', second: '' };
  let written: ClaimCheck;

  beforeAll(async () => {
    const { claim } = await house.seedFirm('listed');
    const lines = claim.lines as Record<string, unknown>[];
    const part = (amountFen: number, months: object) => ({ ...claim, ...months, lines: [{ ...lines[0], amountFen }] });
    ids.first = await house.drafted('listed', part(600_000, { monthsFrom: '2026-01', monthsTo: '2026-03' }));
    await house.taken('listed-owner', ids.first, 'submit');
    ids.second = await house.drafted('listed', part(600_000, { monthsFrom: '2026-04', monthsTo: '2026-06' }));
    written = await jsonOf<ClaimCheck>(await house.as('listed-owner').get(`/v1/subsidies/claims/${ids.second}/check`));
    await house.taken('listed-owner', ids.second, 'submit');
    await house.taken('operator', ids.second, 'confirm', {});
    await house.taken('intake', ids.second, 'accept-intake');
    await house.taken('intake', ids.second, 'admit');
    await house.taken('reviewer', ids.second, 'take');
  });

  it('is the one the applicant filled the claim in by, word for word', async () => {
    expect(written.ready).toBe(true);
    const { items, day } = await listFor('reviewer', ids.second);
    expect(day).toBe(written.day);
    expect(linesOf({ items })).toEqual(linesOf(written));
    expect(items.length).toBeGreaterThan(10);
  });

  it('names the other claim on the same bill, and is ticked once the reviewer has answered it, with who and what', async () => {
    const flagged = async () => (await listFor('reviewer', ids.second)).items.filter(({ cases = [] }) => cases.length > 0);
    expect(await flagged()).toMatchObject([
      { rule: 'invoice-flag', pointer: '/lines/0/invoiceId', outcome: 'unknown', hard: false, cases: [ids.first], tick: null },
    ]);
    const { flags } = await jsonOf<CaseFileView>(await house.as('reviewer').get(`/v1/cases/${ids.second}/file`));
    expect(flags).toHaveLength(1);
    await house.taken('reviewer', ids.second, 'answer-flag', { flagId: flags[0]?.id, reason: '两件申请的月份不同' });
    expect(await flagged()).toMatchObject([{ outcome: 'unknown', tick: { name: '示例 reviewer', text: '两件申请的月份不同' } }]);
    const { items } = await listFor('reviewer', ids.second);
    expect(items.filter(({ tick }) => tick !== null)).toHaveLength(1);
  });

  it('leaves out what was struck, and stays as of the day it was handed in', async () => {
    await house.taken('reviewer', ids.second, 'strike-line', { lineId: 'l1', reason: '不符' });
    const { items, day } = await listFor('reviewer', ids.second);
    expect(items.some(({ pointer }) => pointer.startsWith('/lines/0'))).toBe(false);
    expect(day).toBe(written.day);
    await house.taken('reviewer', ids.second, 'restore-line', { lineId: 'l1' });
  });

  it('tells the body the applicant sits with nothing of its other claims, and strangers nothing at all', async () => {
    const { items } = await listFor('operator', ids.second);
    expect(items.length).toBeGreaterThan(10);
    expect(JSON.stringify(items)).not.toContain(ids.first);
    expect((await house.as('stranger').get(`/v1/subsidies/claims/${ids.second}/list`)).status).toBe(404);
    expect((await house.as('far-reviewer').get(`/v1/subsidies/claims/${ids.second}/list`)).status).toBe(404);
  });

  it('is there once a claim was handed in', async () => {
    const { claim } = await house.seedFirm('unlisted');
    const id = await house.drafted('unlisted', claim);
    await expectProblem(await house.as('unlisted-owner').get(`/v1/subsidies/claims/${id}/list`), 409, 'case-state');
  });
});

describe('two claims under one cap', () => {
  const ids: string[] = [];
  const beside = ({ items }: Pick<ClaimCheck, 'items'>) => items.filter(({ rule }) => rule === 'cap-shared');
  const checked = async (id: string) => jsonOf<ClaimCheck>(await house.as('capped-owner').get(`/v1/subsidies/claims/${id}/check`));
  const shared = (other: string) => [
    {
      pointer: '',
      outcome: 'unknown',
      hard: false,
      cases: [other],
      detail: { zh: `另有 1 件申请未决，共 15000 元（编号 ${other}）；合计最多 20000 元，先核准的先得` },
    },
  ];

  beforeAll(async () => {
    const bills = [1, 2].map((at) => invoiceOf('capped', `2632000055555555550${at}`, 3_000_000));
    const { claim } = await house.seedFirm(
      'capped',
      'capped-owner',
      bills.flatMap(({ writes }) => writes),
    );
    const [line] = claim.lines as Record<string, unknown>[];
    const months = [
      { monthsFrom: '2026-01', monthsTo: '2026-03' },
      { monthsFrom: '2026-04', monthsTo: '2026-06' },
    ];
    for (const [at, span] of months.entries()) {
      const lines = [{ ...line, invoiceId: bills[at]?.id, documentId: undefined, amountFen: 3_000_000 }];
      ids.push(await house.drafted('capped', { ...claim, ...span, lines }));
    }
  });

  it('say nothing of drafts, and of what is handed in how much it asks and what there is for all', async () => {
    const [first = '', second = ''] = ids;
    expect(beside(await checked(second))).toEqual([]);
    await house.taken('capped-owner', first, 'submit');
    const { computedFen, items, ready } = await checked(second);
    expect([computedFen, ready]).toEqual([1_500_000, true]);
    expect(beside({ items })).toMatchObject(shared(first));
    await house.taken('capped-owner', second, 'submit');
    for (const [own, other] of [ids, [...ids].reverse()] as const) {
      expect(beside(await listFor('capped-owner', own ?? ''))).toMatchObject(shared(other ?? ''));
      expect(beside(await listFor('operator', own ?? ''))).toEqual([]);
    }
  });

  it('are named to the reviewer, and no longer once the other is withdrawn', async () => {
    const [first = '', second = ''] = ids;
    await house.taken('operator', second, 'confirm', {});
    await house.taken('intake', second, 'accept-intake');
    await house.taken('intake', second, 'admit');
    await house.taken('reviewer', second, 'take');
    expect(beside(await listFor('reviewer', second))).toMatchObject(shared(first));
    await house.taken('capped-owner', first, 'withdraw', { reason: '不再申请' });
    expect(beside(await listFor('reviewer', second))).toEqual([]);
  });
});
