import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, expect } from 'vitest';
import { createPartiesApp } from '../../functions/parties-api/app.ts';
import type { CaseAnswer, CaseFileView } from '../../shared/contracts/cases.ts';
import type { BatchView } from '../../shared/contracts/payments.ts';
import { type FunctionName, ROUTE_LIST } from '../../shared/contracts/routes.ts';
import { dayInShanghai } from '../../shared/domain/kernel/civil-date.ts';
import { emptyProfile } from '../../shared/domain/parties/registration.ts';
import { invoiceKey } from '../../shared/store/keys/companies.ts';
import { personKey } from '../../shared/store/keys/people.ts';
import { PAYER_ACCOUNT, paymentHouse } from '../api/payments/house.ts';
import { returnFile, returnOfAll, wordOn } from './bank.ts';
import { jsonOf, personKeyOf } from './signed-in.ts';
import { goodClaim, programmeIdOf } from './six-claims.ts';
import { BROADBAND, UNMET } from './subsidy-house.ts';

/** The functions that carry a claim to its end; those of organisations have their own (`test/integration/parties/crashes.test.ts`). */
const FUNCTIONS: readonly FunctionName[] = [
  'subsidies-api',
  'appraisals-api',
  'cases-api',
  'approvals-api',
  'notices-api',
  'payments-api',
  'returns-api',
  'budgets-api',
];
/** Every command from the draft to the last payment, as the table of routes has them. */
export const CLAIM_COMMANDS: readonly string[] = ROUTE_LIST.filter(
  ({ function: name, kind }) => FUNCTIONS.includes(name) && /command|edit/u.test(kind),
).map(({ key }) => key);

type PaymentHouse = ReturnType<typeof paymentHouse>;
const START = new Date('2026-11-23T02:00:00.000Z');
const REVIEWED = { verdict: 'support', reason: '齐全' };
const WHY = { reason: '理由' };

export const claimLivesHouse = () =>
  paymentHouse({ others: ({ stores, ports }) => ({ 'parties-api': createPartiesApp({ stores, ports }) }) });

/**
 * Lives of claims between which each of `CLAIM_COMMANDS` is taken. Call it where the tests are declared.
 * @param plainly what a life is set up with goes through it
 */
export function claimLives(house: PaymentHouse, plainly: <Result>(work: () => Promise<Result>) => Promise<Result> = (work) => work()) {
  const fileOf = async (id: string): Promise<CaseFileView> => jsonOf(await house.as('auditor').get(`/v1/cases/${id}/file`));
  const brought = (firm: string, to: string) => plainly(() => house.brought(firm, to));
  const toBePaid = (...firms: string[]) => plainly(() => house.toBePaid(...firms));
  const approve = (by: string, { id, contentHash }: CaseAnswer) => house.taken(by, id, 'approve', { contentHash });
  const ok = async (answer: Promise<Response>, status = 200) => jsonOf(await answer, status);
  /** Two persons: the first proposes, the second does it. */
  async function byTwo(first: string, second: string, id: string, step: string, body?: unknown): Promise<CaseAnswer> {
    await house.taken(first, id, step, body);
    return house.taken(second, id, step, body);
  }
  const said = (batch: BatchView, word: '成功' | '失败' | '退汇' = '成功') => returnOfAll(batch, word);
  const taken = (batch: BatchView, word?: '成功' | '失败' | '退汇') => ok(house.takeReturn('payer', batch, said(batch, word)));
  const objected = async (id: string, by: string) => {
    await ok(house.as(by).post(`/v1/notices/${id}/objections`, { contact: '13800000000', text: '不在社区内' }), 201);
    const { objections } = await fileOf(id);
    return { objectionId: objections[0]?.id, reason: '已核实' };
  };

  beforeAll(async () => {
    await house.seedOrganisation({
      id: 'joint',
      kind: 'joint_office',
      divisionCode: '320000',
      members: [
        { id: 'expert', roles: ['expert'] },
        { id: 'expert-2', roles: ['expert'] },
      ],
    });
    await house.seedOrganisation({
      id: 'headed',
      kind: 'finance_bureau',
      members: [
        { id: 'head', roles: ['owner'] },
        { id: 'hand', roles: ['finance-reviewer'] },
        { id: 'stand-in', roles: ['finance-payer'] },
        { id: 'second', roles: ['finance-payer'] },
      ],
    });
    // Whoever is given a case has signed in once.
    for (const id of ['hand', 'stand-in', 'second'])
      await house.client.send(
        new PutCommand({ TableName: house.names.main, Item: { ...personKey(id), name: `示例 ${id}`, personKey: personKeyOf({ id }) } }),
      );
    await plainly(async () => {
      const { claim, writes } = goodClaim('training', 'school', 1);
      const { particulars, ...profile } = emptyProfile('320583', START.toISOString());
      const account = { bankName: '示例银行', bankAccount: '9900583000000000025' };
      await house.seedOrganisation({
        id: 'school',
        kind: 'training_provider',
        members: [{ id: 'teacher', roles: ['owner', 'signatory'] }],
        profile: { ...profile, particulars: { ...particulars, ...account } },
        writes,
      });
      claims.set('school', claim);
      await house.seedOrganisation({ id: 'incubator', kind: 'carrier', members: [{ id: 'host', roles: ['owner', 'signatory'] }] });
    });
  });
  const claims = new Map<string, unknown>();

  /** Lives that between them take every command there is. */
  const lives: Readonly<Record<string, () => Promise<void>>> = {
    async 'from the draft over an objection to the closed case'() {
      const { claim } = await house.seedFirm('whole');
      const id = await house.drafted('whole', { kind: 'broadband' });
      const draft = `/v1/subsidies/claims/${id}`;
      const etag = (await house.as('whole-owner').get(draft)).headers.get('etag') ?? '';
      await ok(house.as('whole-preparer').put(draft, { claim }, { ifMatch: etag }));
      await house.taken('whole-owner', id, 'submit');
      await house.taken('operator', id, 'confirm', {});
      await house.taken('intake', id, 'accept-intake');
      const { openCorrections } = await house.taken('intake', id, 'return', { defects: [{ pointer: '/contractNumber', text: '不清楚' }] });
      const answers = openCorrections[0]?.defects.map((defect) => ({ defectId: defect.id, kind: 'corrected', text: '' }));
      await house.taken('whole-owner', id, 'resubmit', { answers });
      await house.taken('intake', id, 'admit');
      await house.taken('reviewer', id, 'take');
      await house.taken('reviewer', id, 'strike-line', { lineId: 'l1', ...WHY });
      await house.taken('reviewer', id, 'restore-line', { lineId: 'l1' });
      await house.taken('reviewer', id, 'recount');
      await house.taken('reviewer', id, 'complete-review', REVIEWED);
      await house.taken('approver', id, 'send-back', WHY);
      await approve('approver', await house.taken('reviewer', id, 'complete-review', REVIEWED));
      const finding = await objected(id, 'neighbour');
      expect(await byTwo('notice', 'notice-2', id, 'dismiss-objection', finding)).toMatchObject({ state: 'public_notice' });
      house.clock.now = new Date('2026-12-03T02:00:00.000Z');
      await house.tick(id);
      await taken(await house.sent([id]));
      expect(await byTwo('reviewer-2', 'reviewer-3', id, 'close')).toMatchObject({ state: 'closed' });
    },
    async 'at the desks: passed on, stood in for, handed back, held'() {
      const { id } = await brought('desks', 'under_review');
      await house.taken('head', id, 'reassign', { personId: 'hand', ...WHY });
      await plainly(async () => {
        const days = { from: '2026-11-23', until: '2026-12-10', ground: 'leave' };
        const asked = { principalId: 'hand', delegateId: 'stand-in', role: 'finance-reviewer', ...days };
        const { id: delegation } = await ok(house.as('hand').post('/v1/organisations/headed/delegations', asked), 201);
        await ok(house.as('second').post(`/v1/organisations/headed/delegations/${delegation}/confirm`));
      });
      await house.taken('stand-in', id, 'cover');
      await house.taken('stand-in', id, 'hold', { ground: '等待核查', until: '2026-12-01' });
      await house.taken('stand-in', id, 'lift-hold');
      await house.taken('stand-in', id, 'hand-back', WHY);
    },
    async 'a correction that is called off, a refusal at intake, and its appeal'() {
      const { id } = await brought('called-off', 'completeness_check');
      await house.taken('intake', id, 'return', { defects: [{ pointer: '/contractNumber', text: '不清楚' }] });
      await house.taken('intake', id, 'cancel-correction', WHY);
      expect(await byTwo('intake', 'intake-2', id, 'refuse-intake', UNMET)).toMatchObject({ state: 'ineligible' });
      await house.taken('called-off-owner', id, 'appeal', WHY);
      await house.taken('appeals', id, 'dismiss-appeal', WHY);
    },
    async 'a rejection and an appeal that is upheld; approved on conditions'() {
      const { id } = await brought('rejected', 'decision_pending');
      await house.taken('approver', id, 'reject', UNMET);
      await house.taken('rejected-owner', id, 'appeal', WHY);
      await house.taken('appeals', id, 'uphold-appeal', WHY);
      const { contentHash } = await house.taken('reviewer-2', id, 'complete-review', REVIEWED);
      const conditions = [{ text: '补齐合同', dueOn: '2026-12-18', checkerRole: 'finance-reviewer' }];
      await house.taken('approver-2', id, 'approve-conditional', { contentHash, conditions });
      await house.taken('rejected-owner', id, 'report-conditions', { reason: '合同已补签', evidence: ['contract'] });
      await house.taken('reviewer-3', id, 'return-conditions', WHY);
      const { conditions: open } = await fileOf(id);
      await house.taken('rejected-owner', id, 'report-conditions', { reason: '第二页已补' });
      await house.taken('reviewer-3', id, 'satisfy', { met: open.map((one) => ({ conditionId: one.id, evidence: ['contract'] })) });
    },
    async 'objections that are upheld, and a tip'() {
      const [again, gone] = [await brought('upheld', 'public_notice'), await brought('gone', 'public_notice')];
      await ok(house.anonymous.post(`/v1/notices/${again.id}/tips`, { text: '线路并未开通' }), 201);
      const { items } = await jsonOf<{ items: { id: string; caseId: string }[] }>(await house.as('notice').get('/v1/tips'));
      const tip = items.find(({ caseId }) => caseId === again.id);
      await ok(house.as('notice').post(`/v1/cases/${again.id}/tips/${tip?.id}/note`, { state: 'looked-into', note: '查过' }));
      expect(await byTwo('notice', 'notice-2', again.id, 'uphold-objection', await objected(again.id, 'neighbour'))).toMatchObject({
        state: 'under_review',
      });
      expect(await byTwo('notice', 'notice-2', gone.id, 'reject-on-objection', await objected(gone.id, 'neighbour'))).toMatchObject({
        state: 'rejected',
      });
    },
    async 'another account, withdrawn and applied for again'() {
      const { id } = await brought('other-account', 'public_notice');
      await house.taken('other-account-owner', id, 'change-payee', { bankName: '示例银行', bankAccount: '9900583000000000025' });
      await house.taken('other-account-owner', id, 'withdraw', WHY);
      await ok(house.as('other-account-owner').post(`/v1/cases/${id}/reapply`), 201);
    },
    async 'opinions, flags, and a fact only an office knows'() {
      const firm = await plainly(() => house.seedFirm('asked'));
      const other = { organisationId: 'somebody-else', amountFen: 900_000, documentId: 'd', registeredAt: '2026-11-01T00:00:00.000Z' };
      await house.client.send(
        new UpdateCommand({
          TableName: house.names.main,
          Key: { ...invoiceKey(firm.invoiceId) },
          UpdateExpression: 'SET applicants = list_append(applicants, :other), version = version + :one',
          ExpressionAttributeValues: { ':other': [other], ':one': 1 },
        }),
      );
      const id = await plainly(async () => {
        const drafted = await house.drafted('asked', firm.claim);
        await house.taken('asked-owner', drafted, 'submit');
        await house.taken('operator', drafted, 'confirm', {});
        await house.taken('intake', drafted, 'accept-intake');
        await house.taken('intake', drafted, 'admit');
        await house.taken('reviewer', drafted, 'take');
        return drafted;
      });
      const ask = (expertId: string) => ({ expertId, organisationId: 'joint', question: '合理吗？', papers: ['contract'] });
      // Who has declined is told by a repeat that it was done, and nothing of the case any more.
      const says = async (person: string, step: string, body: unknown) =>
        expect((await house.as(person).post(`/v1/cases/${id}/${step}`, body)).status, step).toBe(200);
      await house.taken('reviewer', id, 'ask-opinion', ask('expert'));
      const [first] = (await fileOf(id)).opinions;
      await house.taken('reviewer', id, 'withdraw-opinion', { opinionId: first?.id, ...WHY });
      await house.taken('reviewer', id, 'ask-opinion', ask('expert'));
      await house.taken('reviewer', id, 'ask-opinion', ask('expert-2'));
      await says('expert', 'accept-opinion', { noConflict: true });
      await says('expert-2', 'decline-opinion', { ground: 'no-time' });
      const { basisHash } = await jsonOf<{ basisHash: string }>(await house.as('expert').get(`/v1/cases/${id}/opinion`));
      await says('expert', 'give-opinion', { verdict: 'support', reason: '合理', amounts: [], basisHash });
      for (const flag of (await jsonOf<CaseFileView>(await house.as('reviewer').get(`/v1/cases/${id}/file`))).flags)
        await house.taken('reviewer', id, 'answer-flag', { flagId: flag.id, ...WHY });

      const school = { organisationId: 'school', programmeId: programmeIdOf('training'), claim: claims.get('school') };
      const { id: course } = await jsonOf<{ id: string }>(await house.as('teacher').post('/v1/subsidies/claims', school), 201);
      await plainly(async () => {
        await house.taken('teacher', course, 'submit');
        await house.taken('scitech-officer', course, 'confirm', {});
        await house.taken('intake', course, 'accept-intake');
        await house.taken('intake', course, 'admit');
        await house.taken('reviewer', course, 'take');
      });
      await house.taken('reviewer', course, 'settle-fact', {
        fact: 'training.provider_designated',
        value: true,
        evidence: ['form'],
        ...WHY,
      });
      const plan = { title: '示例路演', category: '产学研对接', plannedOn: '2027-01-20', place: '示例路 1 号', plannedSpendFen: 100_000 };
      await ok(house.as('host').post('/v1/subsidies/event-filings', { organisationId: 'incubator', ...plan }), 201);
    },
    async 'batches that are discarded, and payments that fail, are cancelled, are unclear, are contradicted'() {
      const [first = '', second = '', third = '', ended = ''] = await toBePaid('pay-1', 'pay-2', 'pay-3', 'pay-4');
      const sealed = await jsonOf<BatchView>(
        await house.as('payer').post('/v1/payments/batches', { caseIds: [first], payerAccount: PAYER_ACCOUNT }),
        201,
      );
      await ok(house.move('payer-3', sealed, 'discard'));
      const failed = await house.sent([first, second]);
      await taken(failed, '失败');
      await ok(house.onPayment('payer', first, 'retry'));
      const late = await house.sent([first]);
      // The bank says of the first try that it arrived, and then of the second that it failed.
      expect(
        (
          await house.takeReturn(
            'payer',
            failed,
            returnFile(
              failed,
              failed.lines.filter(({ caseId }) => caseId === first).map((line) => wordOn(line)),
            ),
          )
        ).status,
      ).toBe(422);
      await taken(late, '失败');
      await ok(house.onPayment('approver-2', first, 'answer-contradiction', { answer: 'arrived', finding: '银行书面答复' }));
      await house.taken('payer', second, 'cancel-payment', WHY);
      await house.taken('payer-2', second, 'keep-payment', WHY);
      expect(await byTwo('payer', 'payer-2', second, 'cancel-payment', WHY)).toMatchObject({ state: 'rejected' });
      await house.sent([third]);
      const evidenceDocumentId = await house.keepPaper('bank-letter');
      await ok(house.onPayment('payer', third, 'state-outcome', { outcome: 'paid', evidenceDocumentId, note: '书面确认' }));
      await ok(house.onPayment('approver-2', third, 'confirm-outcome', { outcome: 'paid', evidenceSha256: 'a'.repeat(64) }));
      expect(await byTwo('approver', 'approver-2', ended, 'terminate', WHY)).toMatchObject({ state: 'terminated' });
    },
    async 'money that is asked back'() {
      const ids = await toBePaid('back-1', 'back-2');
      await plainly(async () => taken(await house.sent(ids)));
      const [first = '', second = ''] = ids;
      const act = (person: string, id: string, verb: string, body?: unknown) =>
        ok(house.as(person).post(`/v1/cases/${id}/recoveries/r1/${verb}`, body));
      const notice = (id: string) =>
        ok(house.as('reviewer-2').post(`/v1/cases/${id}/recoveries`, { paymentId: 'p1', ground: '发票虚开' }), 201);
      await notice(first);
      await act('back-1-owner', first, 'agree');
      const repay = (amountFen: number) =>
        act('reviewer-2', first, 'repay', { bankSerial: `in-${amountFen}`, on: dayInShanghai(house.clock.now), amountFen });
      await repay(100_000);
      const wrong = { repayment: 1, ...WHY };
      await act('payer-3', first, 'propose-correction', wrong);
      await act('reviewer-2', first, 'refuse-correction', wrong);
      await act('payer-3', first, 'propose-correction', wrong);
      await act('approver-2', first, 'confirm-correction', { repayment: 1 });
      await notice(second);
      await act('back-2-owner', second, 'dispute', WHY);
      await act('reviewer-3', second, 'dismiss-dispute', WHY);
      await act('approver-2', second, 'propose-write-off', WHY);
      await act('reviewer-3', second, 'refuse-write-off', WHY);
      await act('reviewer-3', second, 'propose-write-off', WHY);
      await act('approver-2', second, 'confirm-write-off');
    },
    async 'budgets, the waiting list, and approvals of many'() {
      const next = { programmeId: BROADBAND, fiscalYear: 2027, communityId: 'JS-320583-91', amountFen: 1_000_000, ...WHY };
      const later = () => {
        house.clock.now = new Date(house.clock.now.getTime() + 1_000);
      };
      const changed = async (path: string, body: unknown, verb: 'confirm' | 'decline') => {
        later();
        const { id, budgetId } = await jsonOf<{ id: string; budgetId: string }>(await house.as('approver').post(path, body), 201);
        later();
        await ok(house.as('approver-2').post(`/v1/budgets/${budgetId}/changes/${id}/${verb}`, verb === 'decline' ? WHY : undefined));
      };
      await changed('/v1/budgets', next, 'decline');
      await changed('/v1/budgets', next, 'confirm');
      const [one, other] = [await brought('run-1', 'decision_pending'), await brought('run-2', 'decision_pending')];
      const available = (await house.readBudget())?.availableFen ?? 0;
      const here = `/v1/budgets/${house.budgetId}/changes`;
      await changed(here, { kind: 'decrease', amountFen: available - 100, ...WHY }, 'confirm');
      await house.taken('approver-2', one.id, 'queue', WHY);
      await house.taken('approver-2', other.id, 'queue', WHY);
      await changed(here, { kind: 'increase', amountFen: 5_000_000, ...WHY }, 'confirm');
      const items = [one, other].map(({ id, contentHash }) => ({ caseId: id, contentHash }));
      const run = await jsonOf<{ id: string }>(
        await house.as('approver').post('/v1/approval-runs', { programmeId: BROADBAND, items }),
        201,
      );
      await ok(house.as('approver').post(`/v1/approval-runs/${run.id}/cases/${one.id}`));
      await ok(house.as('approver').post(`/v1/approval-runs/${run.id}/close`));
    },
  };

  return Object.entries(lives).map(([name, live]): readonly [string, () => Promise<void>] => [
    name,
    async () => {
      house.clock.now = START;
      await live();
    },
  ]);
}
