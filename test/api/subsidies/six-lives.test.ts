import { UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAuditApp } from '../../../functions/audit-api/app.ts';
import { auditParts } from '../../../functions/audit-api/audit-parts.ts';
import { verifyFile } from '../../../infra/cli/verify/verify-file.ts';
import { auditExport } from '../../../shared/contracts/audit-export.ts';
import type { CaseAnswer, CaseFileView } from '../../../shared/contracts/cases.ts';
import type { ClaimCheck } from '../../../shared/contracts/claims.ts';
import type { ChangeView } from '../../../shared/contracts/ledger.ts';
import type { BatchView } from '../../../shared/contracts/payments.ts';
import { budgetIdOf } from '../../../shared/domain/ledger/change-budget.ts';
import { transfer } from '../../../shared/domain/ledger/records.ts';
import { emptyProfile } from '../../../shared/domain/parties/registration.ts';
import { hashOfTransfer, transfersNamed } from '../../../shared/store/transfer-hash.ts';
import { auditHouse } from '../../support/audit-house.ts';
import { returnOfAll } from '../../support/bank.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { goodClaim, LIVES, LIVES_OF_PERSONS, type Life, programmeIdOf, type Sent } from '../../support/six-claims.ts';
import { paymentHouse } from '../payments/house.ts';

const APPLIED = '2026-11-23T03:00:00.000Z';
const AFTER_NOTICE = '2026-12-03T02:00:00.000Z';
const BUDGET_FEN = 20_000_000;

const house = paymentHouse({
  others: ({ stores, ports }) => ({
    'audit-api': createAuditApp(auditParts(stores, { readLeaves: (root) => audit.house.locked.readLeaves(root) }), ports),
  }),
});
const audit = auditHouse(house);

/** The offices of the city, for counties of it that have none of their own. */
const CITY = [
  [
    'scitech',
    'scitech_bureau',
    [
      ['intake', 'intake-officer'],
      ['scitech-officer', 'scitech-officer'],
    ],
  ],
  [
    'finance',
    'finance_bureau',
    [
      ['reviewer', 'finance-reviewer'],
      ['reviewer-2', 'finance-reviewer'],
      ['reviewer-3', 'finance-reviewer'],
      ['approver', 'finance-approver'],
      ['payer', 'finance-payer'],
      ['payer-2', 'finance-payer'],
    ],
  ],
] as const;

const ALL = [...LIVES, ...LIVES_OF_PERSONS];
const ownerOf = ({ name }: Life) => `life-${name}-owner`;
const idOf = ({ name }: Life) => `life-${name}`;
const claims = new Map<string, Sent>();
/** The case of each, by name. */
const lived = new Map<string, string>();
const budgetOf = ({ kind, offices }: Life) =>
  budgetIdOf({ programmeId: programmeIdOf(kind), fiscalYear: 2026, payerId: `${offices}finance`, communityId: null });

beforeAll(async () => {
  const StreamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' as const };
  await house.client.send(new UpdateTableCommand({ TableName: house.names.journal, StreamSpecification }));
  for (const [id, kind, members] of CITY)
    await house.seedOrganisation({
      id: `city-${id}`,
      kind,
      divisionCode: '320500',
      members: members.map(([person, role]) => ({ id: `city-${person}`, roles: [role] })),
    });
  for (const [at, life] of ALL.entries()) {
    const { claim, writes } = goodClaim(life.kind, idOf(life), at + 1, life);
    claims.set(life.name, claim);
    const profile = emptyProfile(life.divisionCode, APPLIED);
    const account = { bankName: '示例城南银行', bankAccount: `99005830000000001${at}7` };
    await house.seedOrganisation({
      ...{ id: idOf(life), kind: life.applicant, divisionCode: life.divisionCode, writes },
      profile: { ...profile, particulars: { ...profile.particulars, ...account } },
      ...(life.person && { name: '沈示例' }),
      members: [{ id: ownerOf(life), roles: ['owner', 'signatory'], ...(life.person && { personKey: life.person.key }) }],
    });
  }
}, 60_000);

/** Two persons of the bureau that pays a kind open its budget, unless it is there. */
async function openBudget(life: Life): Promise<void> {
  // Of a second claim of its kind it is open.
  if (life.kind === 'broadband' || life.person) return;
  const opening = { programmeId: programmeIdOf(life.kind), fiscalYear: 2026, amountFen: BUDGET_FEN, reason: '年初下达' };
  const { id, budgetId } = await jsonOf<ChangeView>(await house.as(`${life.offices}approver`).post('/v1/budgets', opening), 201);
  expect(budgetId).toBe(budgetOf(life));
  await jsonOf(await house.as(`${life.offices}reviewer-3`).post(`/v1/budgets/${budgetId}/changes/${id}/confirm`));
}

/** A draft begun empty, written in one go, wrong first and then right. */
async function written(life: Life): Promise<string> {
  const { kind, wrong } = life;
  const owner = house.as(ownerOf(life));
  const begun = { organisationId: idOf(life), programmeId: programmeIdOf(kind) };
  const { id } = await jsonOf<{ id: string }>(await owner.post('/v1/subsidies/claims', begun), 201);
  const path = `/v1/subsidies/claims/${id}`;
  const save = async (claim: Sent) =>
    jsonOf(await owner.put(path, { claim }, { ifMatch: (await owner.get(path)).headers.get('etag') ?? '' }));
  const check = async () => jsonOf<ClaimCheck>(await owner.get(`${path}/check`));

  const [, change, rule, pointer] = wrong;
  const good = claims.get(life.name) as Sent;
  await save(change(good));
  const failed = (await check()).items.filter(({ hard, outcome }) => hard && outcome === 'failed');
  expect(failed.map((one) => `${one.rule} ${one.pointer}`)).toEqual([`${rule} ${pointer}`]);
  const refusal = await jsonOf(await house.take(ownerOf(life), id, 'submit'), 422);
  expect(refusal).toMatchObject({ type: '/problems/claim-refused', errors: [{ code: rule, pointer }] });
  expect((await jsonOf<CaseAnswer>(await owner.get(`/v1/cases/${id}`))).state).toBe('draft');

  await save(good);
  expect((await check()).items.filter(({ hard, outcome }) => hard && outcome !== 'met')).toEqual([]);
  return id;
}

/** From the desk of the community to the approval. */
async function judged(life: Life, id: string): Promise<CaseAnswer> {
  const { offices, settled, person } = life;
  const by = (who: string) => `${offices}${who}`;
  await house.taken(ownerOf(life), id, 'submit');
  await house.taken(life.confirmer, id, 'confirm', { text: '情况属实' });
  await house.taken(by('intake'), id, 'accept-intake');
  await house.taken(by('intake'), id, 'admit');
  await house.taken(by('reviewer'), id, 'take');
  if (settled) {
    const { fact, paper } = settled;
    await house.taken(by('reviewer'), id, 'settle-fact', { fact, value: true, evidence: [paper], reason: '已核对名录' });
  }
  const { flags } = await jsonOf<CaseFileView>(await house.as(by('reviewer')).get(`/v1/cases/${id}/file`));
  expect(flags.map((flag) => flag.id)).toEqual(person?.flags ?? []);
  for (const flag of flags) await house.taken(by('reviewer'), id, 'answer-flag', { flagId: flag.id, reason: '与身份证明一致' });
  const { contentHash } = await house.taken(by('reviewer'), id, 'complete-review', { verdict: 'support', reason: '材料齐全' });
  expect((await house.take(by('reviewer'), id, 'approve', { contentHash })).status).toBe(403);
  return house.taken(by('approver'), id, 'approve', { contentHash });
}

/** Through the bank and its return file. */
async function paid({ offices }: Life, id: string): Promise<BatchView> {
  const by = (who: string) => `${offices}${who}`;
  const sealed = await house.sealed(by('payer'), [id]);
  await house.approved(by('payer-2'), sealed);
  const sent = await jsonOf<BatchView>(await house.move(by('payer'), sealed, 'send'));
  const file = returnOfAll(sent);
  return (await jsonOf<{ batch: BatchView }>(await house.takeReturn(by('payer'), sent, file))).batch;
}

interface Line {
  readonly caseId: string | null;
  readonly kind: string;
  readonly amountFen: number;
}
const linesOf = async (life: Life, account: string, id: string) => {
  const path = `/v1/ledger/budgets/${budgetOf(life)}/statement?account=${account}`;
  const { items } = await jsonOf<{ items: Line[] }>(await house.as('auditor').get(path));
  return items.filter(({ caseId }) => caseId === id).map(({ kind, amountFen }) => [kind, amountFen]);
};

describe.each(ALL)('a claim of $name', (life) => {
  it(`is refused with ${life.wrong[0]}, and lives from the draft to the last payment to the fen`, { timeout: 60_000 }, async () => {
    const { fen } = life;
    house.clock.now = new Date(APPLIED);
    await openBudget(life);
    const id = await written(life);
    expect(await judged(life, id)).toMatchObject({ state: 'public_notice', computedFen: fen });

    house.clock.now = new Date(AFTER_NOTICE);
    await house.tick(id);
    expect(await paid(life, id)).toMatchObject({ state: 'reconciled', totalFen: fen });
    expect(await house.caseOf(id)).toMatchObject({ state: 'monitoring' });
    const [one, other] = [`${life.offices}reviewer-2`, `${life.offices}reviewer-3`];
    expect(await house.taken(one, id, 'close')).toMatchObject({ state: 'monitoring', proposed: 'close' });
    expect(await house.taken(other, id, 'close')).toMatchObject({ state: 'closed' });

    const { money } = await jsonOf<CaseFileView>(await house.as(ownerOf(life)).get(`/v1/cases/${id}/file`));
    expect(money).toMatchObject({ reservedFen: fen, postedFen: fen, voidedFen: 0 });
    expect(await linesOf(life, 'reserved', id)).toEqual([
      ['reserve', fen],
      ['post', -fen],
    ]);
    expect(await linesOf(life, 'paid', id)).toEqual([['post', fen]]);
    const trial = await jsonOf(await house.as('auditor').get(`/v1/ledger/budgets/${budgetOf(life)}/trial-balance`));
    expect(trial).toMatchObject({ balanced: true, differences: [] });

    lived.set(life.name, id);
    expect(house.faults).toEqual([]);
  });
});

describe('once all is sealed', () => {
  beforeAll(async () => {
    await audit.copy();
    audit.later(7);
    await audit.seal();
  });

  it.each(ALL)('the file of the claim of $name proves each step and both transfers', async (life) => {
    const response = await house.as(ownerOf(life)).get(`/v1/cases/${lived.get(life.name)}/export`);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(verifyFile(bytes)).toMatchObject({ holds: true });
    const { entries, sealed, transfers } = auditExport.parse(JSON.parse(bytes.toString()));
    expect(sealed).toBe(entries.length);
    const moved = transfers.map(({ pk: _pk, sk: _sk, ...content }) => transfer.parse(content));
    expect(moved.map((one) => [one.kind, hashOfTransfer(one)])).toEqual([
      ['reserve', transfersNamed(entries).get(moved[0]?.id ?? '')],
      ['post', transfersNamed(entries).get(moved[1]?.id ?? '')],
    ]);
  });
});
