import { beforeAll, describe, expect, it } from 'vitest';
import type { CaseAnswer, CaseFileView } from '../../shared/contracts/cases.ts';
import { countCalls } from '../support/faults.ts';
import { jsonOf } from '../support/signed-in.ts';
import { BROADBAND, subsidyHouse } from '../support/subsidy-house.ts';

const house = subsidyHouse();

/** One step: who takes it, on which reads beside identity and the kept answer (a Query each), what it is sent with. */
type Row = readonly [step: string, person: string, queries: number, body?: ((answer: CaseAnswer) => unknown) | undefined, batches?: number];

/** What a step of the table looks at beside the case, whatever it is, is one BatchGetItem. */
const PLAIN: readonly Row[] = [
  ['submit', 'owner', 2],
  ['confirm', 'operator', 1, () => ({ text: '' }), 1],
  ['accept-intake', 'intake', 1, undefined, 1],
  ['return', 'intake', 1, () => ({ defects: [{ pointer: '/contractNumber', text: '不清楚' }] }), 1],
  [
    'resubmit',
    'owner',
    2,
    ({ openCorrections }) => ({ answers: openCorrections[0]?.defects.map(({ id }) => ({ defectId: id, kind: 'corrected', text: '' })) }),
  ],
  ['admit', 'intake', 1, undefined, 1],
  ['take', 'reviewer', 2],
  ['strike-line', 'reviewer', 2, () => ({ lineId: 'l1', reason: '核对' })],
  ['restore-line', 'reviewer', 2, () => ({ lineId: 'l1' })],
  ['recount', 'reviewer', 2],
  // Beside the case, the place of the specialist in their office.
  ['ask-opinion', 'reviewer', 1, () => ({ expertId: 'expert', organisationId: 'joint', question: '合理吗？', papers: ['contract'] }), 1],
  ['accept-opinion', 'expert', 2, () => ({ noConflict: true })],
  ['decline-opinion', 'expert', 2, () => ({ ground: 'no-time' })],
  ['complete-review', 'reviewer', 1, () => ({ verdict: 'support', reason: '齐全' }), 1],
  ['approve', 'approver', 1, ({ contentHash }) => ({ contentHash }), 1],
  ['change-payee', 'owner', 2, () => ({ bankName: '示例银行', bankAccount: '9900583000000000025' })],
  ['withdraw', 'owner', 1, () => ({ reason: '' }), 1],
];

describe('what a case may cost', () => {
  beforeAll(async () => {
    await house.seedOrganisation({
      id: 'joint',
      kind: 'joint_office',
      divisionCode: '320000',
      members: [{ id: 'expert', roles: ['expert'] }],
    });
  });

  const counts = countCalls(house.client);
  const spent = async (send: () => Promise<Response>): Promise<{ response: Response; calls: Record<string, number> }> => {
    const before = { ...counts };
    const response = await send();
    const calls = Object.entries(counts).map(([name, count]) => [name.replace('Command', ''), count - (before[name] ?? 0)] as const);
    return { response, calls: Object.fromEntries(calls.filter(([, count]) => count > 0)) };
  };
  /** By token: one Query tells who it is. Then the kept answer, at most two reads, and one transaction. */
  const command = (queries: number, batches = 0) => ({
    Query: 1 + queries,
    GetItem: 1,
    ...(batches > 0 && { BatchGetItem: batches }),
    TransactWriteItems: 1,
  });

  it('every step: the kept answer, two reads, one transaction', { timeout: 60_000 }, async () => {
    const { claim } = await house.seedFirm('counted', 'owner');
    // The catalogue and the calendar are read once and kept: the first request pays for them.
    await house.drafted('counted', claim, 'owner');
    const started = await spent(() =>
      house.as('owner').post('/v1/subsidies/claims', { organisationId: 'counted', programmeId: BROADBAND, claim }),
    );
    expect(started.response.status).toBe(201);
    expect(started.calls).toEqual(command(1));
    const { id } = (await started.response.json()) as { id: string };
    const saved = await spent(() => house.as('owner').put(`/v1/subsidies/claims/${id}`, { claim }, { ifMatch: 1 }));
    expect([saved.response.status, saved.calls]).toEqual([200, command(1)]);

    let answer = await jsonOf<CaseAnswer>(await house.as('owner').get(`/v1/cases/${id}`));
    for (const [step, person, queries, body, batches] of PLAIN) {
      const { response, calls } = await spent(() =>
        house.as(person).post(`/v1/cases/${id}/${step}`, body?.(answer), { ifMatch: answer.version }),
      );
      const told = await jsonOf<CaseAnswer>(response);
      // A specialist learns of the request alone: the version of the case is read again.
      answer = person === 'expert' ? await jsonOf<CaseAnswer>(await house.as('reviewer').get(`/v1/cases/${id}`)) : told;
      expect({ step, calls }).toEqual({ step, calls: command(queries, batches) });
    }
  });

  it('a review that nobody has taken on: no more than any other step', async () => {
    const { id, version } = await house.brought('counted-untaken', 'under_review');
    const verdict = { verdict: 'support', reason: '齐全' };
    const completed = await spent(() => house.as('reviewer-2').post(`/v1/cases/${id}/complete-review`, verdict, { ifMatch: version }));
    expect([completed.response.status, completed.calls]).toEqual([200, command(1, 1)]);
  });

  it('conditions: what is reported of them, whose papers the write itself looks at, and what is answered', async () => {
    const { id, contentHash, version } = await house.brought('counted-conditions', 'decision_pending');
    const conditions = [{ text: '补齐合同', dueOn: '2026-12-18', checkerRole: 'finance-reviewer' }];
    const rows: readonly Row[] = [
      ['approve-conditional', 'approver', 1, () => ({ contentHash, conditions }), 1],
      ['report-conditions', 'counted-conditions-owner', 1, () => ({ reason: '已补齐', evidence: ['contract', 'proof'] }), 1],
      ['return-conditions', 'reviewer-2', 1, () => ({ reason: '缺第二页' }), 1],
      ['report-conditions', 'counted-conditions-owner', 1, () => ({ reason: '已说明' }), 1],
      ['satisfy', 'reviewer-2', 1, () => ({ met: [{ conditionId, evidence: ['contract'] }] }), 1],
    ];
    let ifMatch = version;
    let conditionId = '';
    for (const [step, person, queries, body, batches] of rows) {
      const { response, calls } = await spent(() =>
        house.as(person).post(`/v1/cases/${id}/${step}`, body?.({} as CaseAnswer), { ifMatch }),
      );
      ifMatch = (await jsonOf<CaseAnswer>(response)).version;
      conditionId = (await jsonOf<CaseFileView>(await house.as('auditor').get(`/v1/cases/${id}/file`))).conditions[0]?.id ?? '';
      expect({ step, calls }).toEqual({ step, calls: command(queries, batches) });
    }
  });

  it('every question: at most two reads', async () => {
    const { id } = await house.brought('asked', 'public_notice');
    const { claim } = await house.seedFirm('writing');
    const draft = await house.drafted('writing', claim);
    const rows: readonly (readonly [path: string, person: string, queries: number])[] = [
      [`/v1/cases/${id}`, 'approver', 1],
      [`/v1/cases/${id}/audit`, 'approver', 2],
      [`/v1/subsidies/claims/${id}/list`, 'approver', 2],
      ['/v1/cases?queue=review', 'reviewer', 1],
      ['/v1/experts', 'reviewer', 1],
      ['/v1/opinions', 'expert', 1],
      ['/v1/cases?queue=confirmation', 'operator', 1],
      [`/v1/subsidies/claims/${draft}`, 'writing-owner', 1],
      [`/v1/subsidies/claims/${draft}/check`, 'writing-owner', 2],
      ['/v1/subsidies/claims?organisationId=writing', 'writing-owner', 1],
      ['/v1/subsidies/event-filings?organisationId=writing', 'writing-owner', 1],
    ];
    // And what others took of the invoices and caps the claim shares with them.
    expect((await spent(() => house.as('approver').get(`/v1/cases/${id}/file`))).calls).toEqual({ Query: 2, BatchGetItem: 1 });
    for (const [path, person, queries] of rows) {
      const { response, calls } = await spent(() => house.as(person).get(path));
      expect({ path, status: response.status, calls }).toEqual({ path, status: 200, calls: { Query: 1 + queries } });
    }
    const notices = await spent(() => house.anonymous.get('/v1/notices'));
    expect(notices.calls).toEqual({ Query: 1 });
  });
});
