import { describe, expect, it } from 'vitest';
import type { ClaimCheck } from '../../../shared/contracts/claims.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { BROADBAND, invoiceOf, paperOf, subsidyHouse } from '../../support/subsidy-house.ts';

const house = subsidyHouse();
type Problem = {
  readonly type: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[];
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
    const answer = await house.take(`${firm}-owner`, id, 'submit');
    const problem = (await answer.json()) as Problem;
    expect([answer.status, problem.type]).toEqual([422, '/problems/claim-refused']);
    expect(problem.errors?.map((error) => [error.code, error.pointer])).toContainEqual([code, pointer]);
    expect(await jsonOf(await house.as(`${firm}-owner`).get(`/v1/cases/${id}`))).toMatchObject({ state: 'draft', version: 1 });
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
