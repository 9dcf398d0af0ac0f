import { describe, expect, it } from 'vitest';
import type { CaseFileView } from '../../../shared/contracts/cases.ts';
import type { ClaimCheck } from '../../../shared/contracts/claims.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { BROADBAND, invoiceOf, paperOf, subsidyHouse } from '../../support/subsidy-house.ts';

const house = subsidyHouse();
type Problem = {
  readonly type: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly detail: string; readonly citation?: object }[];
};

/** More papers of a firm that is there, in one write as the product makes it. */
async function adds(firm: string, writes: readonly Write[]): Promise<void> {
  const file = await house.stores.organisations.readOrganisation(firm);
  const outcome = await house.stores.commands.commit({
    writes,
    head: file?.head,
    entry: {
      aggregate: { kind: 'organisation', id: firm },
      action: 'document.upload',
      at: house.clock.now.toISOString(),
      by: { personId: 'system', role: 'system', organisationId: null },
      changed: {},
    },
  });
  expect(outcome.kind).toBe('committed');
}

type Client = ReturnType<typeof house.as>;
/** All that is on file of a claim: the case, what is written, the chain, and how much of the budget there is. */
async function standingOf(own: Client, id: string) {
  const paths = [`/v1/cases/${id}`, `/v1/subsidies/claims/${id}`, `/v1/cases/${id}/file`, `/v1/cases/${id}/audit`];
  const read = paths.map(async (path) => jsonOf(await own.get(path)));
  return Promise.all([...read, house.readBudget()]);
}

type Claim = Record<string, unknown> & { lines: Record<string, unknown>[] };
/** Each: what is wrong with an otherwise good claim, the rule that says so, and the field. */
const WRONG: readonly (readonly [
  name: string,
  change: (claim: Claim, firm: string) => Promise<Claim> | Claim,
  code: string,
  pointer: string,
])[] = [
  [
    'an invoice overclaimed',
    (claim) => ({ ...claim, lines: [{ ...claim.lines[0], amountFen: 1_200_001 }] }),
    'invoice-overclaimed',
    '/lines/0/amountFen',
  ],
  [
    'an invoice dated outside the window',
    async (claim, firm) => {
      const old = invoiceOf(firm, '26320000999999999901', 500_000, { issuedOn: '2024-12-31' as never });
      await adds(firm, old.writes);
      return {
        ...claim,
        lines: [{ ...claim.lines[0], invoiceId: old.id, documentId: 'invoice-26320000999999999901', amountFen: 500_000 }],
      };
    },
    'invoice-outside-window',
    '/lines/0/invoiceId',
  ],
  [
    'an invoice nobody registered',
    (claim) => ({ ...claim, lines: [{ ...claim.lines[0], invoiceId: 'X.-.1' }] }),
    'not-your-invoice',
    '/lines/0/invoiceId',
  ],
  [
    'the same invoice twice',
    (claim) => ({ ...claim, lines: [claim.lines[0] ?? {}, { ...claim.lines[0], lineId: 'l2', amountFen: 1 }] }),
    'line-twice',
    '/lines/1/invoiceId',
  ],
  [
    'no proof of payment',
    (claim) => ({ ...claim, lines: [{ ...claim.lines[0], paymentProofDocumentId: undefined }] }),
    'field-missing',
    '/lines/0/paymentProofDocumentId',
  ],
  [
    'a proof that never came',
    async (claim, firm) => {
      await adds(firm, [
        paperOf(firm, 'announced', 'payment-proof', 'announced', { status: 'awaiting-upload', uploadUntil: '2099-01-01T00:00:00.000Z' }),
      ]);
      return { ...claim, lines: [{ ...claim.lines[0], paymentProofDocumentId: 'announced' }] };
    },
    'payment-proof',
    '/lines/0/paymentProofDocumentId',
  ],
  [
    'a proof that is none',
    (claim) => ({ ...claim, lines: [{ ...claim.lines[0], paymentProofDocumentId: 'contract' }] }),
    'payment-proof',
    '/lines/0/paymentProofDocumentId',
  ],
];

describe('a claim with something wrong', () => {
  it.each(WRONG)('%s: names the rule and the field, and nothing changes', async (name, change, code, pointer) => {
    const firm = `wrong-${WRONG.findIndex(([one]) => one === name)}`;
    const { claim } = await house.seedFirm(firm);
    const id = await house.drafted(firm, await change(claim as Claim, firm));
    const check = await jsonOf<ClaimCheck>(await house.as(`${firm}-owner`).get(`/v1/subsidies/claims/${id}/check`));
    expect(check.items.filter(({ hard, outcome }) => hard && outcome === 'failed').map((item) => [item.rule, item.pointer])).toContainEqual(
      [code, pointer],
    );
    expect(check.ready).toBe(false);
    const before = await standingOf(house.as(`${firm}-owner`), id);
    const answer = await house.take(`${firm}-owner`, id, 'submit');
    const problem = (await answer.json()) as Problem;
    expect([answer.status, problem.type]).toEqual([422, '/problems/claim-refused']);
    expect(problem.errors?.map((error) => [error.code, error.pointer])).toContainEqual([code, pointer]);
    expect(await standingOf(house.as(`${firm}-owner`), id)).toEqual(before);
  });

  it('a claim waits for a proof that is still being checked, and nothing changes', async () => {
    const { claim } = await house.seedFirm('waiting');
    await adds('waiting', [paperOf('waiting', 'in-check', 'payment-proof', 'in-check', { status: 'checking' })]);
    const lines = [{ ...(claim as Claim).lines[0], paymentProofDocumentId: 'in-check' }];
    const id = await house.drafted('waiting', { ...claim, lines });
    const check = await jsonOf<ClaimCheck>(await house.as('waiting-owner').get(`/v1/subsidies/claims/${id}/check`));
    expect(check).toMatchObject({ ready: false });
    const answer = await house.take('waiting-owner', id, 'submit');
    const problem = (await answer.json()) as Problem;
    expect([answer.status, problem.type]).toEqual([422, '/problems/claim-refused']);
    expect(problem.errors?.map(({ code, pointer }) => [code, pointer])).toContainEqual([
      'payment-proof',
      '/lines/0/paymentProofDocumentId',
    ]);
  });

  it('an amount above the cap is lowered to it, and says so', async () => {
    const { claim } = await house.seedFirm('capped');
    const big = invoiceOf('capped', '26320000999999999902', 9_000_000);
    await adds('capped', big.writes);
    const lines = [{ ...(claim as Claim).lines[0], invoiceId: big.id, documentId: 'invoice-26320000999999999902', amountFen: 9_000_000 }];
    const id = await house.drafted('capped', { ...claim, lines });
    const check = await jsonOf<ClaimCheck>(await house.as('capped-owner').get(`/v1/subsidies/claims/${id}/check`));
    expect(check.computedFen).toBe(2_000_000);
    expect(check.trace.map(({ text }) => text.zh).join('\n')).toMatch(/20000|上限/);
  });

  it('an amount above what a cap leaves is not admitted for less: it names the cap, its clause and the field, and waits for another signature', async () => {
    const bills = [1, 2].map((at) => invoiceOf('above', `2632000066666666660${at}`, 3_000_000));
    const writes = bills.flatMap((bill) => bill.writes);
    const { claim } = await house.seedFirm('above', 'above-owner', writes);
    const [first = '', second = ''] = await Promise.all(
      bills.map((bill, at) =>
        house.drafted('above', {
          ...claim,
          monthsFrom: `2026-0${at * 3 + 1}`,
          monthsTo: `2026-0${at * 3 + 3}`,
          lines: [{ ...(claim as Claim).lines[0], invoiceId: bill.id, documentId: undefined, amountFen: 3_000_000 }],
        }),
      ),
    );
    const own = house.as('above-owner');
    const checked = async () => jsonOf<ClaimCheck>(await own.get(`/v1/subsidies/claims/${second}/check`));
    const shownFen = (await checked()).computedFen;
    expect(shownFen).toBe(1_500_000);

    // Meanwhile the first one is approved, and takes of the cap of the year.
    await house.taken('above-owner', first, 'submit', { askedFen: 1_500_000 });
    await house.taken('operator', first, 'confirm', {});
    await house.taken('intake', first, 'accept-intake');
    await house.taken('intake', first, 'admit');
    const { contentHash } = await house.taken('reviewer', first, 'complete-review', { verdict: 'support', reason: '材料齐全' });
    await house.taken('approver', first, 'approve', { contentHash });

    const standing = () => standingOf(own, second);
    const before = await standing();
    const answer = await house.take('above-owner', second, 'submit', { askedFen: shownFen });
    const problem = (await answer.json()) as Problem;
    expect([answer.status, problem.type]).toEqual([422, '/problems/amount-above-cap']);
    expect(problem.errors).toMatchObject([
      {
        pointer: '/askedFen',
        code: 'amount-above-cap',
        detail: expect.stringMatching(/15000 元.*5000 元：.*上限.*还剩 5000 元/u),
      },
    ]);
    expect(await standing()).toEqual(before);
    const now = await checked();
    expect([now.computedFen, now.ready, now.trace.at(-1)?.maxFen]).toEqual([500_000, true, 500_000]);
    expect(await house.taken('above-owner', second, 'submit', { askedFen: 500_000 })).toMatchObject({
      state: 'submitted',
      computedFen: 500_000,
    });

    // The same where a correction is handed in.
    await house.taken('intake', second, 'accept-intake');
    await house.taken('intake', second, 'return', { defects: [{ pointer: '/contractNumber', text: '编号少一位' }] });
    const file = await jsonOf<CaseFileView>(await own.get(`/v1/cases/${second}/file`));
    const answers = (file.corrections[0]?.defects ?? []).map(({ id }) => ({ defectId: id, kind: 'disputed', text: '编号无误，见合同' }));
    const returned = await standing();
    const again = await house.take('above-owner', second, 'resubmit', { askedFen: 500_001, answers });
    expect([again.status, ((await again.json()) as Problem).errors?.map(({ pointer }) => pointer)]).toEqual([422, ['/askedFen']]);
    expect(await standing()).toEqual(returned);
    // What the rules give is given, also to whoever was shown less.
    expect(await house.taken('above-owner', second, 'resubmit', { askedFen: 1, answers })).toMatchObject({ computedFen: 500_000 });
    const unreadable = await house.take('above-owner', first, 'submit', { askedFen: 0.5 });
    expect([unreadable.status, ((await unreadable.json()) as Problem).errors?.map(({ pointer }) => pointer)]).toEqual([400, ['/askedFen']]);
  });

  it('a month another claim has already been handed in for is refused', async () => {
    const { claim } = await house.seedFirm('months');
    const first = await house.drafted('months', claim);
    await house.taken('months-owner', first, 'submit');
    const more = invoiceOf('months', '26320000999999999903', 600_000);
    await adds('months', more.writes);
    const lines = [{ ...(claim as Claim).lines[0], invoiceId: more.id, documentId: 'invoice-26320000999999999903', amountFen: 600_000 }];
    const second = await house.drafted('months', { ...claim, lines });
    const check = await jsonOf<ClaimCheck>(await house.as('months-owner').get(`/v1/subsidies/claims/${second}/check`));
    expect(check.ready).toBe(false);
    expect(check.items.filter(({ cases = [] }) => cases.length > 0)).toMatchObject([
      { rule: 'claimed-already', pointer: '/monthsFrom', outcome: 'failed', cases: [first] },
    ]);
    const answer = await house.take('months-owner', second, 'submit');
    expect([answer.status, ((await answer.json()) as Problem).type]).toEqual([409, '/problems/claimed-already']);
  });

  it('a preparer fills in and does not sign; a stranger does not know it is there', async () => {
    const { claim } = await house.seedFirm('signing');
    const id = await house.drafted('signing', claim, 'signing-preparer');
    expect((await house.take('signing-preparer', id, 'submit')).status).toBe(403);
    for (const person of ['stranger', 'intake', 'reviewer', 'operator'])
      expect((await house.as(person).get(`/v1/cases/${id}`)).status).toBe(404);
  });

  it('a trainee twice is refused by name of the row', async () => {
    await house.seedOrganisation({
      id: 'school',
      kind: 'training_provider',
      members: [{ id: 'teacher', roles: ['owner', 'signatory'] }],
      writes: [paperOf('school', 'certificate', 'qualification-certificate')],
    });
    const trainee = (traineeId: string) => ({
      traineeId,
      name: '钱示例',
      idNumber: '329900197602021014',
      certificateNumber: 'C-1',
      certificateDocumentId: 'certificate',
    });
    const claim = {
      kind: 'training',
      year: 2026,
      course: '创办企业培训(SYB)',
      startsOn: '2026-03-01',
      endsOn: '2026-03-10',
      trainees: [trainee('t1'), trainee('t2')],
    };
    const started = await house
      .as('teacher')
      .post('/v1/subsidies/claims', { organisationId: 'school', programmeId: 'community-training-subsidy', claim });
    const text = await started.text();
    expect(started.status, text).toBe(201);
    expect(text).not.toContain('329900197602021014');
    const { id } = JSON.parse(text) as { id: string };
    const check = await jsonOf<ClaimCheck>(await house.as('teacher').get(`/v1/subsidies/claims/${id}/check`));
    expect(check.items.filter(({ outcome }) => outcome === 'failed').map(({ rule, pointer }) => [rule, pointer])).toContainEqual([
      'trainee-twice',
      '/trainees/1',
    ]);
  });

  it('refuses a programme that is not open there, and one that is for others', async () => {
    await house.seedFirm('elsewhere');
    const none = await house
      .as('elsewhere-owner')
      .post('/v1/subsidies/claims', { organisationId: 'elsewhere', programmeId: 'nothing-of-the-kind' });
    expect([none.status, ((await none.json()) as Problem).type]).toEqual([409, '/problems/programme-not-open']);
    const others = await house
      .as('elsewhere-owner')
      .post('/v1/subsidies/claims', { organisationId: 'elsewhere', programmeId: 'community-mentor-subsidy' });
    expect([others.status, ((await others.json()) as Problem).type]).toEqual([422, '/problems/programme-for-others']);
    const foreign = await house.as('stranger').post('/v1/subsidies/claims', { organisationId: 'elsewhere', programmeId: BROADBAND });
    expect(foreign.status).toBe(404);
  });

  it('tells of a stale version what it is now, and loses nothing', async () => {
    const { claim } = await house.seedFirm('editors');
    const id = await house.drafted('editors', claim);
    expect((await house.as('editors-owner').put(`/v1/subsidies/claims/${id}`, { claim }, { ifMatch: 1 })).status).toBe(200);
    const late = await house
      .as('editors-preparer')
      .put(`/v1/subsidies/claims/${id}`, { claim: { ...claim, contractNumber: 'ANDERS' } }, { ifMatch: 1 });
    expect([late.status, late.headers.get('etag')]).toEqual([412, '"2"']);
    expect(
      (await house.as('editors-owner').put(`/v1/subsidies/claims/${id}`, { claim: { ...claim, unheard: 1 } }, { ifMatch: 2 })).status,
    ).toBe(400);
  });
});
