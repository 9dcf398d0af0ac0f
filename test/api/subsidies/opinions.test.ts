import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import type { CaseAnswer, CaseFileView } from '../../../shared/contracts/cases.ts';
import type { expertList, opinionList, opinionReceipt, opinionView } from '../../../shared/contracts/opinions.ts';
import type { AuditEntry } from '../../../shared/domain/audit/entry.ts';
import { placeWrites } from '../../../shared/store/party-store.ts';
import { expectProblem } from '../../support/api.ts';
import { houseWithDocuments } from '../../support/case-documents.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { BROADBAND } from '../../support/subsidy-house.ts';

type View = z.infer<typeof opinionView>;
type Receipt = z.infer<typeof opinionReceipt>;
type List = z.infer<typeof opinionList>;
type Experts = z.infer<typeof expertList>;

const house = houseWithDocuments();
const QUESTION = '合同单价是否合理？';
const ASK = { expertId: 'expert', organisationId: 'joint', question: QUESTION, lines: ['l1'], papers: ['contract'] };

const fileOf = async (id: string, person = 'reviewer') => jsonOf<CaseFileView>(await house.as(person).get(`/v1/cases/${id}/file`));
const seen = async (id: string, person = 'expert') => jsonOf<View>(await house.as(person).get(`/v1/cases/${id}/opinion`));
const listed = async (person = 'expert', state = 'asked') =>
  (await jsonOf<List>(await house.as(person).get(`/v1/opinions?state=${state}`))).items;
const says = (person: string, id: string, step: string, body?: unknown) => house.as(person).post(`/v1/cases/${id}/${step}`, body);

/** A case of a firm of its own, in review by `reviewer`. */
async function inReview(firm: string): Promise<string> {
  const { claim } = await house.seedFirm(firm);
  const id = await house.drafted(firm, claim);
  await house.taken(`${firm}-owner`, id, 'submit');
  await house.taken('operator', id, 'confirm', {});
  await house.taken('intake', id, 'accept-intake');
  await house.taken('intake', id, 'admit');
  await house.taken('reviewer', id, 'take');
  return id;
}
const asked = async (firm: string, more: Record<string, unknown> = {}): Promise<string> => {
  const id = await inReview(firm);
  await house.taken('reviewer', id, 'ask-opinion', { ...ASK, ...more });
  return id;
};
const answer = async (id: string, more: Record<string, unknown> = {}) => ({
  verdict: 'partly',
  reason: '高于同期市场价约一成',
  amounts: [{ lineId: 'l1', amountFen: 1_000_000 }],
  basisHash: (await seen(id)).basisHash,
  ...more,
});
const declared = async (firm: string): Promise<string> => {
  const id = await asked(firm);
  expect((await says('expert', id, 'accept-opinion', { noConflict: true })).status).toBe(200);
  return id;
};

beforeAll(async () => {
  await house.seedOrganisation({
    id: 'joint',
    kind: 'joint_office',
    divisionCode: '320000',
    members: [
      { id: 'expert', roles: ['expert'] },
      { id: 'expert-2', roles: ['expert'] },
      { id: 'joint-officer', roles: ['joint-officer'] },
      { id: 'intake', roles: ['expert'] },
    ],
  });
  await house.seedOrganisation({
    id: 'joint-far',
    kind: 'joint_office',
    divisionCode: '320100',
    members: [{ id: 'expert-far', roles: ['expert'] }],
  });
});

describe('a reviewer', () => {
  it('finds the specialists of offices whose region covers the own one', async () => {
    const { items } = await jsonOf<Experts>(await house.as('reviewer').get('/v1/experts'));
    expect(items.map(({ personId }) => personId).sort()).toEqual(['expert', 'expert-2', 'intake']);
    expect(items[0]).toMatchObject({ organisationId: 'joint' });
    await expectProblem(await house.as('approver').get('/v1/experts'), 403, 'not-allowed');
    await expectProblem(await house.as('reviewer').get('/v1/experts?as=elsewhere'), 403, 'not-allowed');
  });

  it('asks by name, and completes the review once it is answered', async () => {
    const id = await declared('usual');
    await expectProblem(await house.take('reviewer', id, 'complete-review', { verdict: 'support', reason: '同意' }), 409, 'opinion-open');
    const waiting = await jsonOf<CaseAnswer>(await house.as('usual-owner').get(`/v1/cases/${id}`));
    expect(waiting).toMatchObject({ owedBy: 'experts', waitsFor: { code: 'opinion' } });
    expect((await fileOf(id)).opinions).toMatchObject([
      { kind: 'expert', state: 'asked', question: QUESTION, verdict: null, text: '', by: { role: 'expert' } },
    ]);

    const given = await jsonOf<Receipt>(await says('expert', id, 'give-opinion', await answer(id)));
    expect(given).toMatchObject({ caseId: id, state: 'given' });
    const file = await fileOf(id);
    expect(file.opinions).toMatchObject([
      { state: 'given', verdict: 'partly', amounts: [{ lineId: 'l1', amountFen: 1_000_000 }], outdated: false, sealHash: given.sealHash },
    ]);
    const done = await house.taken('reviewer', id, 'complete-review', { verdict: 'support', reason: '同意' });
    expect(done.state).toBe('decision_pending');
  });

  it('takes back what was asked, after which the case is not there for the specialist', async () => {
    const id = await asked('taken-back');
    const [opinion] = (await fileOf(id)).opinions;
    const opinionId = opinion?.id ?? '';
    await expectProblem(
      await house.take('reviewer', id, 'withdraw-opinion', { opinionId, reason: ' ' }),
      400,
      'invalid-request',
      '/reason',
    );
    await expectProblem(
      await house.take('reviewer', id, 'withdraw-opinion', { opinionId: 'another', reason: '逾期' }),
      409,
      'opinion-unknown',
    );
    await house.taken('reviewer', id, 'withdraw-opinion', { opinionId, reason: '逾期' });
    await expectProblem(await house.as('expert').get(`/v1/cases/${id}/opinion`), 404, 'not-found');
    await expectProblem(await says('expert', id, 'accept-opinion', { noConflict: true }), 404, 'not-found');
    expect((await listed()).filter(({ caseId }) => caseId === id)).toEqual([]);
    // It does not vanish: it is told that it was taken back, without the question nor why.
    const takenBack = (await listed('expert', 'withdrawn')).filter(({ caseId }) => caseId === id);
    expect(takenBack).toMatchObject([{ opinionId, question: null, declared: false, late: false, givenAt: null }]);
    expect(takenBack[0]?.closedAt).toEqual(expect.stringMatching(/^2026-/));
    expect(JSON.stringify(takenBack)).not.toContain('逾期');
    await house.taken('reviewer', id, 'ask-opinion', { ...ASK, expertId: 'expert-2' });
  });

  it('sees that an opinion was given on what has changed since', async () => {
    const id = await declared('changed');
    await says('expert', id, 'give-opinion', await answer(id));
    await house.taken('reviewer', id, 'strike-line', { lineId: 'l1', reason: '见专家意见' });
    expect((await fileOf(id)).opinions[0]?.outdated).toBe(false);
    await house.taken('reviewer', id, 'restore-line', { lineId: 'l1' });
    await house.taken('reviewer', id, 'return', { defects: [{ pointer: '/claim/contractNumber', text: '合同号有误' }] });
    const draft = await house.as('changed-owner').get(`/v1/subsidies/claims/${id}`);
    const { claim } = await jsonOf<{ claim: Record<string, unknown> }>(draft);
    const ifMatch = draft.headers.get('etag') ?? '';
    await jsonOf(
      await house.as('changed-owner').put(`/v1/subsidies/claims/${id}`, { claim: { ...claim, contractNumber: 'HT-2' } }, { ifMatch }),
    );
    const [defect] = (await fileOf(id, 'changed-owner')).corrections[0]?.defects ?? [];
    await house.taken('changed-owner', id, 'resubmit', { answers: [{ defectId: defect?.id, kind: 'corrected', text: '' }] });
    expect((await fileOf(id)).opinions[0]?.outdated).toBe(true);
  });

  describe('is refused', () => {
    let id = '';
    beforeAll(async () => {
      id = await inReview('refused');
    });
    type Row = [what: string, body: unknown, status: number, code: string, pointer?: string];
    const ROWS: Row[] = [
      ['who is nobody', { ...ASK, expertId: 'nobody' }, 422, 'expert-barred', '/expertId'],
      ['who is no specialist', { ...ASK, expertId: 'joint-officer' }, 422, 'expert-barred', '/expertId'],
      ['who is one of another region', { ...ASK, expertId: 'expert-far', organisationId: 'joint-far' }, 422, 'expert-barred', '/expertId'],
      ['who took the case in', { ...ASK, expertId: 'intake' }, 422, 'expert-barred', '/expertId'],
      ['oneself', { ...ASK, expertId: 'reviewer' }, 422, 'expert-barred', '/expertId'],
      ['no question', { ...ASK, question: ' ' }, 400, 'invalid-request', '/question'],
      ['a question without end', { ...ASK, question: '问'.repeat(2_001) }, 400, 'invalid-request', '/question'],
      ['a row that is none', { ...ASK, lines: ['l1', 'l9'] }, 422, 'unknown-line', '/lines/1'],
      ['a row twice', { ...ASK, lines: ['l1', 'l1'] }, 400, 'invalid-request', '/lines'],
      ['a paper the claim does not name', { ...ASK, papers: ['paper-of-another'] }, 422, 'unknown-document', '/papers/0'],
      ['today', { ...ASK, dueOn: '2026-11-23' }, 422, 'opinion-day-invalid', '/dueOn'],
      ['in a year', { ...ASK, dueOn: '2027-11-23' }, 422, 'opinion-day-invalid', '/dueOn'],
      ['no day', { ...ASK, dueOn: 'soon' }, 400, 'invalid-request', '/dueOn'],
      ['an unknown field', { ...ASK, secretly: true }, 400, 'invalid-request'],
    ];
    it.each<Row>(ROWS)('%s', async (_, body, status, code, pointer) => {
      const before = await fileOf(id);
      await expectProblem(await house.take('reviewer', id, 'ask-opinion', body), status, code, pointer);
      expect((await fileOf(id)).version).toBe(before.version);
    });

    it('twice the same person, and a colleague without the review', async () => {
      await house.taken('reviewer', id, 'ask-opinion', ASK);
      await expectProblem(await house.take('reviewer', id, 'ask-opinion', ASK), 422, 'expert-barred');
      await expectProblem(await house.take('reviewer-2', id, 'ask-opinion', { ...ASK, expertId: 'expert-2' }), 403, 'not-assigned');
      await expectProblem(await house.take('approver', id, 'ask-opinion', { ...ASK, expertId: 'expert-2' }), 403, 'not-allowed');
      await expectProblem(await house.take('far-reviewer', id, 'ask-opinion', ASK), 404, 'not-found');
    });
  });
});

describe('a specialist', () => {
  it('sees whose case it is and who takes part; who asks what, rows, clauses and papers after the declaration', async () => {
    const id = await asked('bare');
    const before = await seen(id);
    expect(before).toMatchObject({
      state: 'asked',
      open: true,
      question: null,
      askedBy: null,
      matter: null,
      given: null,
      declaredAt: null,
    });
    expect(before.applicantName).toContain('bare');
    expect(before.others).toContain('示例电信');
    expect(JSON.stringify(before)).not.toContain(QUESTION);
    const entry = async () => (await listed()).find(({ caseId }) => caseId === id);
    expect(await entry()).toMatchObject({ question: null, declared: false, late: false });

    await expectProblem(await says('expert', id, 'give-opinion', await answer(id)), 409, 'conflict-undeclared');
    await expectProblem(await says('expert', id, 'accept-opinion', { noConflict: false }), 400, 'invalid-request', '/noConflict');
    await says('expert', id, 'accept-opinion', { noConflict: true });
    const { matter, declaredAt, question, askedBy } = await seen(id);
    expect([question, askedBy]).toEqual([QUESTION, expect.stringMatching(/./)]);
    expect(await entry()).toMatchObject({ question: QUESTION, declared: true });
    expect(declaredAt).not.toBeNull();
    expect(matter?.papers.map(({ id: paper }) => paper)).toEqual(['contract']);
    expect(matter?.claim).toMatchObject({ contractDocumentId: 'contract', lines: [{ lineId: 'l1', amountFen: 1_200_000 }] });
    // Papers that were not named to them, the payee, and what others say are not there.
    const text = JSON.stringify(matter);
    for (const hidden of ['proof', 'payee', '9900583000000000017', 'opinions']) expect(text).not.toContain(hidden);
  });

  it('sees nothing of the case beside it, and nothing of what another was asked', async () => {
    const id = await declared('apart');
    await house.taken('reviewer', id, 'ask-opinion', { ...ASK, expertId: 'expert-2', question: '另一个问题' });
    for (const path of ['', '/file', '/audit'])
      await expectProblem(await house.as('expert').get(`/v1/cases/${id}${path}`), 404, 'not-found');
    await says('expert', id, 'give-opinion', await answer(id, { reason: '只有我自己知道' }));
    expect(
      await house
        .as('expert-2')
        .get(`/v1/cases/${id}/opinion`)
        .then((response) => response.text()),
    ).not.toContain('只有我自己知道');
    expect(JSON.stringify(await seen(id))).not.toContain('另一个问题');
    await expectProblem(await house.as('joint-officer').get(`/v1/cases/${id}/opinion`), 404, 'not-found');
    await expectProblem(await house.as('reviewer').get(`/v1/cases/${id}/opinion`), 403, 'not-allowed');
  });

  it('gives one opinion, which stands', async () => {
    const id = await declared('once');
    const said = await answer(id);
    const key = 'the-same-key';
    const send = () => house.as('expert').post(`/v1/cases/${id}/give-opinion`, said, { key });
    const first = await jsonOf<Receipt>(await send());
    expect(await jsonOf<Receipt>(await send())).toEqual(first);
    await expectProblem(await says('expert', id, 'give-opinion', { ...said, verdict: 'support' }), 409, 'opinion-unknown');
    expect((await seen(id)).given).toMatchObject({ verdict: 'partly', text: said.reason, sealHash: first.sealHash });
    expect((await listed('expert', 'given')).find(({ caseId }) => caseId === id)).toMatchObject({ givenAt: first.givenAt });
    expect((await listed()).filter(({ caseId }) => caseId === id)).toEqual([]);
  });

  it('declines for a conflict, and is not asked again', async () => {
    const id = await asked('declines');
    await expectProblem(await says('expert', id, 'decline-opinion', { ground: 'weather' }), 400, 'invalid-request', '/ground');
    expect(await jsonOf<Receipt>(await says('expert', id, 'decline-opinion', { ground: 'conflict', reason: '同学' }))).toMatchObject({
      state: 'declined',
    });
    expect((await fileOf(id)).opinions).toMatchObject([{ state: 'declined', declined: 'conflict', closedReason: '同学' }]);
    await expectProblem(await house.take('reviewer', id, 'ask-opinion', ASK), 422, 'expert-barred');
    await expectProblem(await house.as('expert').get(`/v1/cases/${id}/opinion`), 404, 'not-found');
  });

  it('who has come to belong to the applicant gives none, and may step back', async () => {
    const id = await asked('joined');
    const file = await house.stores.organisations.readOrganisation('joined');
    if (!file) throw new Error('there is no such firm');
    const at = house.clock.now.toISOString();
    const member = {
      personId: 'xu',
      personKey: 'person-expert',
      name: '示例',
      roles: ['preparer' as const],
      from: at,
      until: null,
      version: 1,
    };
    const outcome = await house.stores.commands.commit({
      writes: placeWrites(file.organisation, member, 'absent'),
      head: file.head,
      entry: {
        aggregate: { kind: 'organisation', id: 'joined' },
        action: 'invitation.accept',
        at,
        by: { personId: 'xu', role: 'person', organisationId: null },
        changed: {},
      },
    });
    expect(outcome.kind).toBe('committed');
    await expectProblem(await says('expert', id, 'accept-opinion', { noConflict: true }), 403, 'four-eyes');
    expect((await says('expert', id, 'decline-opinion', { ground: 'conflict' })).status).toBe(200);
  });

  it('opens the papers that were named, after the declaration, and the applicant learns that one did', async () => {
    const id = await asked('papers');
    const open = (paper: string, person = 'expert') => house.as(person).post(`/v1/cases/${id}/opinion/papers/${paper}/links`);
    await expectProblem(await open('contract'), 404, 'not-found');
    await says('expert', id, 'accept-opinion', { noConflict: true });
    const link = await jsonOf<{ url: string; fileName: string }>(await open('contract'));
    expect(new URL(link.url).searchParams.get('X-Amz-Expires')).toBe('60');
    for (const [paper, person] of [
      ['proof', 'expert'],
      ['contract', 'expert-2'],
      ['contract', 'reviewer'],
    ] as const)
      expect([403, 404]).toContain((await open(paper, person)).status);
    const { Items = [] } = await house.client.send(
      new QueryCommand({
        TableName: house.names.main,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': 'ACCESS#papers' },
        ConsistentRead: true,
      }),
    );
    expect(Items).toMatchObject([{ personId: 'withheld', institutionId: 'joint', documentIds: ['contract'], reason: `案号 case ${id}` }]);
    expect(JSON.stringify(Items)).not.toContain('示例 expert');
  });

  describe('is refused', () => {
    let id = '';
    beforeAll(async () => {
      id = await declared('said-badly');
    });
    type Row = [what: string, more: Record<string, unknown>, status: number, code: string, pointer?: string];
    const ROWS: Row[] = [
      [
        'an amount above what is claimed',
        { amounts: [{ lineId: 'l1', amountFen: 1_200_001 }] },
        400,
        'invalid-request',
        '/amounts/0/amountFen',
      ],
      ['an amount of no row', { amounts: [{ lineId: 'l2', amountFen: 1 }] }, 422, 'unknown-line', '/amounts/0/lineId'],
      ['an amount below nothing', { amounts: [{ lineId: 'l1', amountFen: -1 }] }, 400, 'invalid-request', '/amounts/0/amountFen'],
      ['a row twice', { amounts: [1, 2].map((amountFen) => ({ lineId: 'l1', amountFen })) }, 400, 'invalid-request', '/amounts'],
      ['no reason', { reason: ' ' }, 400, 'invalid-request', '/reason'],
      ['a verdict of its own', { verdict: 'perhaps' }, 400, 'invalid-request', '/verdict'],
      ['another matter', { basisHash: '0'.repeat(64) }, 409, 'content-changed'],
      ['no matter', { basisHash: 'x' }, 400, 'invalid-request', '/basisHash'],
    ];
    it.each<Row>(ROWS)('%s', async (_, more, status, code, pointer) => {
      await expectProblem(await says('expert', id, 'give-opinion', await answer(id, more)), status, code, pointer);
      expect((await seen(id)).state).toBe('asked');
    });
  });

  it('gets pages of a list, and no cursor of another', async () => {
    const first = await jsonOf<List>(await house.as('expert').get('/v1/opinions?limit=1'));
    expect(first.items).toHaveLength(1);
    const next = await house.as('expert').get(`/v1/opinions?limit=1&cursor=${first.nextCursor}`);
    expect((await jsonOf<List>(next)).items[0]?.opinionId).not.toBe(first.items[0]?.opinionId);
    await expectProblem(await house.as('expert-2').get(`/v1/opinions?cursor=${first.nextCursor}`), 400, 'invalid-request', '/cursor');
    await expectProblem(await house.as('reviewer').get('/v1/opinions'), 403, 'not-allowed');
  });
});

describe('an approval against an opinion', () => {
  const WHY = '单价高于同期市场价，但合同签于涨价之前，已向运营商核实';
  const opposed = async (firm: string): Promise<CaseAnswer> => {
    const id = await declared(firm);
    expect((await says('expert', id, 'give-opinion', await answer(id, { verdict: 'oppose' }))).status).toBe(200);
    return house.taken('reviewer', id, 'complete-review', { verdict: 'support', reason: '同意' });
  };

  it('says why, for those who decide and nobody else', { timeout: 60_000 }, async () => {
    const { id, contentHash } = await opposed('opposed');
    await house.taken('approver', id, 'take');
    expect(await fileOf(id, 'approver')).toMatchObject({ opposed: true });
    for (const body of [{}, { reason: undefined }])
      await expectProblem(await house.take('approver', id, 'approve', { contentHash, ...body }), 422, 'opposition-unanswered', '/reason');
    const conditions = [{ text: '补签合同', dueOn: '2026-12-18', checkerRole: 'finance-reviewer' }];
    await expectProblem(
      await house.take('approver', id, 'approve-conditional', { contentHash, conditions }),
      422,
      'opposition-unanswered',
      '/reason',
    );
    expect(await house.taken('approver', id, 'approve', { contentHash, reason: WHY })).toMatchObject({ state: 'public_notice' });
    expect((await fileOf(id, 'approver')).approvals).toMatchObject([{ level: 1, reason: WHY }]);
    const own = await fileOf(id, 'opposed-owner');
    expect(own).toMatchObject({ opposed: false, approvals: [{ level: 1, reason: null }], decision: { reason: '' } });
    const told = [JSON.stringify(own), await (await house.as('opposed-owner').get(`/v1/cases/${id}/audit`)).text()];
    for (const text of told) expect(text).not.toContain(WHY);
  });

  it('says why for each case of a run, which leaves out who has none', { timeout: 60_000 }, async () => {
    const [one, other] = [await opposed('opposed-1'), await opposed('opposed-2')];
    const plain = await house.brought('unopposed', 'decision_pending');
    const itemOf = ({ id: caseId, contentHash }: CaseAnswer) => ({ caseId, contentHash });
    const body = { programmeId: BROADBAND, items: [itemOf(plain), itemOf(one), { ...itemOf(other), reason: WHY }] };
    type Preview = { cases: { grantedFen: number; refusal: { code: string } | null }[] };
    const preview = await jsonOf<Preview>(await house.as('approver').post('/v1/approval-runs/preview', body));
    expect(preview.cases.map(({ refusal }) => refusal?.code ?? null)).toEqual([null, 'opposition-unanswered', null]);
    const run = await jsonOf<{ id: string; items: { caseId: string }[] }>(await house.as('approver').post('/v1/approval-runs', body), 201);
    expect(run.items.map(({ caseId }) => caseId)).toEqual([plain.id, other.id]);
    for (const { caseId } of run.items)
      expect((await house.as('approver').post(`/v1/approval-runs/${run.id}/cases/${caseId}`)).status).toBe(200);
    expect((await fileOf(other.id, 'auditor')).approvals).toMatchObject([{ reason: WHY }]);
    expect((await fileOf(plain.id, 'auditor')).approvals).toMatchObject([{ reason: null }]);
  });
});

describe('the applicant', () => {
  it('learns that a specialist is asked and has answered, neither who nor what', async () => {
    const id = await declared('told');
    await says('expert', id, 'give-opinion', await answer(id));
    const [file, chain] = await Promise.all([
      house.as('told-owner').get(`/v1/cases/${id}/file`),
      house.as('told-owner').get(`/v1/cases/${id}/audit`),
    ]);
    const view = await jsonOf<CaseFileView>(file);
    expect(view.opinions).toEqual([]);
    expect(view.acts.filter(({ stage }) => stage === 'opinion').map(({ name, event }) => [name, event])).toEqual([
      ['', 'accept-opinion'],
      ['', 'give-opinion'],
    ]);
    const text = await chain.text();
    for (const hidden of ['"personId":"expert"', 'person-expert', '示例 expert', '高于同期', QUESTION, 'partly'])
      expect(text).not.toContain(hidden);
    const { items } = JSON.parse(text) as { items: AuditEntry[] };
    const given = items.find(({ action }) => action === 'case.give-opinion');
    expect(given?.by).toEqual({ personId: 'withheld', role: 'expert', organisationId: null });
    expect(given?.changed.opinionSeal).toMatch(/^[0-9a-f]{64}$/);
  });
});
