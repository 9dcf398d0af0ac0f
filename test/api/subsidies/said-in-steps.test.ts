import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CaseFileView } from '../../../shared/contracts/cases.ts';
import { writeCursor } from '../../../shared/http/cursor.ts';
import { documentKey, sourceKey } from '../../../shared/store/keys/companies.ts';
import { expectProblem } from '../../support/api.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { BROADBAND, paperOf, subsidyHouse } from '../../support/subsidy-house.ts';

/** What is named in a step has to be there, and to be told apart from what merely looks like it. */
const house = subsidyHouse();
type Row = [what: string, body: unknown, status: number, code: string, pointer?: string];
const fileOf = async (id: string, person = 'auditor') => jsonOf<CaseFileView>(await house.as(person).get(`/v1/cases/${id}/file`));
const TURNED = 'a\u202eb';

/** Each is refused by its name, and the case stands as it stood. */
async function refuses(person: string, id: () => string, step: string, [, body, status, code, pointer]: Row): Promise<void> {
  const before = await fileOf(id());
  await expectProblem(await house.take(person, id(), step, body), status, code, pointer);
  expect((await fileOf(id())).version).toBe(before.version);
}

describe('a reviewer', () => {
  let id = '';
  /** What the clause asks for that nobody can tell while the day of founding is not known. */
  const OPEN = 'firm.age_months';

  beforeAll(async () => {
    const { claim } = await house.seedFirm('unsaid');
    const diary = paperOf('unsaid', 'diary', 'other');
    if ('put' in diary) await house.client.send(new PutCommand({ TableName: house.names.main, Item: diary.put }));
    // Nobody says any more when it was founded.
    await house.client.send(
      new UpdateCommand({
        TableName: house.names.main,
        Key: sourceKey('unsaid', 'bureau', 'scitech'),
        UpdateExpression: 'REMOVE facts.#fact',
        ExpressionAttributeNames: { '#fact': 'firm.founded_on' },
      }),
    );
    id = await house.drafted('unsaid', claim);
    await house.taken('unsaid-owner', id, 'submit');
    await house.taken('operator', id, 'confirm', {});
    await house.taken('intake', id, 'accept-intake');
    await house.taken('intake', id, 'admit');
    // A paper that was taken back.
    await house.client.send(
      new UpdateCommand({
        TableName: house.names.main,
        Key: documentKey('unsaid', 'contract'),
        UpdateExpression: 'SET #status = :withdrawn',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':withdrawn': 'withdrawn' },
      }),
    );
  });

  const said = { fact: OPEN, value: 20, evidence: ['proof'], reason: '见合同' };
  const SETTLES: Row[] = [
    ['a fact nobody asks for', { ...said, fact: 'firm.staff' }, 422, 'clause-not-unknown', '/fact'],
    ['a fact that is known', { ...said, fact: 'firm.division_code' }, 422, 'clause-not-unknown', '/fact'],
    ['a fact of the language', { ...said, fact: 'constructor' }, 422, 'clause-not-unknown', '/fact'],
    ['a text for a number', { ...said, value: '20' }, 400, 'invalid-request', '/value'],
    ['half a month', { ...said, value: 20.5 }, 400, 'invalid-request', '/value'],
    [
      'a fact of another kind of applicant',
      { ...said, fact: 'carrier.division_code', value: '320583' },
      422,
      'clause-not-unknown',
      '/fact',
    ],
    ['another type', { ...said, value: { $ne: null } }, 400, 'invalid-request', '/value'],
    ['no value', { fact: OPEN, evidence: ['proof'], reason: '见合同' }, 400, 'invalid-request', '/value'],
    ['a value without end', { ...said, value: ['x'.repeat(3_000)] }, 400, 'invalid-request', '/value'],
    ['a paper nobody has', { ...said, evidence: ['proof', 'made-up'] }, 422, 'unknown-document', '/evidence/1'],
    ['a paper of the applicant that is not of the case', { ...said, evidence: ['proof', 'diary'] }, 422, 'unknown-document', '/evidence/1'],
    ['a paper that was taken back', { ...said, evidence: ['contract'] }, 422, 'unknown-document', '/evidence/0'],
  ];
  it.each<Row>(SETTLES)('settles no fact with %s', (...row) => refuses('reviewer', () => id, 'settle-fact', row));

  const STRIKES: Row[] = [
    ['a number of the claim', { lineId: 'HT-2026-001', reason: '核对' }, 422, 'unknown-line'],
    ['a paper of a row', { lineId: 'proof', reason: '核对' }, 422, 'unknown-line'],
    ['a field', { lineId: 'lines', reason: '核对' }, 422, 'unknown-line'],
  ];
  it.each<Row>(STRIKES)('strikes nothing that is no row: %s', (...row) => refuses('reviewer', () => id, 'strike-line', row));

  it('settles what is unknown, and settles it anew', async () => {
    await house.taken('reviewer', id, 'settle-fact', said);
    await house.taken('reviewer', id, 'settle-fact', { ...said, value: 21 });
    expect((await fileOf(id)).settled.map(({ fact, value }) => [fact, value])).toEqual([[OPEN, 21]]);
  });
});

describe('what is said with a step', () => {
  const REASON = '理由';
  const at: Record<string, string> = {};
  beforeAll(async () => {
    for (const state of ['submitted', 'completeness_check', 'decision_pending'])
      at[state] = (await house.brought(`said-${state}`, state)).id;
    const { claim } = await house.seedFirm('said-draft');
    at.draft = await house.drafted('said-draft', claim);
    const { claim: other } = await house.seedFirm('said-unconfirmed');
    at.unconfirmed = await house.drafted('said-unconfirmed', other);
    await house.taken('said-unconfirmed-owner', at.unconfirmed, 'submit');
  });

  const later = (dueOn: string) => ({
    contentHash: '0'.repeat(64),
    conditions: [{ text: '补交合同', dueOn, checkerRole: 'finance-reviewer' }],
  });
  it.each<[state: string, person: string, step: string, ...Row]>([
    [
      'completeness_check',
      'intake',
      'refuse-intake',
      'a clause nobody wrote',
      { clauses: ['x'], reason: REASON },
      422,
      'clause-unknown',
      '/clauses/0',
    ],
    [
      'decision_pending',
      'approver',
      'reject',
      'one clause of two',
      { clauses: ['age', 'ages'], reason: REASON },
      422,
      'clause-unknown',
      '/clauses/1',
    ],
    [
      'decision_pending',
      'approver',
      'reject',
      'a clause without end',
      { clauses: ['x'.repeat(65)], reason: REASON },
      400,
      'invalid-request',
      '/clauses/0',
    ],
    [
      'decision_pending',
      'approver',
      'approve-conditional',
      'a day far away',
      later('2029-01-01'),
      422,
      'conditions-missing',
      '/conditions/0/dueOn',
    ],
    [
      'decision_pending',
      'approver',
      'approve-conditional',
      'the last day of all',
      later('9999-12-31'),
      422,
      'conditions-missing',
      '/conditions/0/dueOn',
    ],
    ['submitted', 'said-submitted-owner', 'withdraw', 'a reason turned round', { reason: TURNED }, 400, 'invalid-request', '/reason'],
    ['unconfirmed', 'operator', 'confirm', 'a text turned round', { text: TURNED }, 400, 'invalid-request', '/text'],
    ['unconfirmed', 'scitech-officer', 'confirm', 'an office where a body confirms', { text: '' }, 403, 'not-your-role'],
  ])('%s: %s may not %s with %s', (state, person, step, ...row) => refuses(person, () => at[state] ?? '', step, row));

  const faulty = (pointer: string) => ({
    defects: [
      { pointer: '/contractNumber', text: '不清楚' },
      { pointer, text: '不清楚' },
    ],
  });
  it.each<[what: string, pointer: string]>([
    ['a field nobody knows', '/claim/contract'],
    ['a row it has not', '/lines/1/amountFen'],
    ['all its rows', '/claim/lines'],
    ['the whole claim', '/claim'],
    ['a clause it was not judged by', '/clauses/x'],
    ['every clause', '/clauses'],
    ['what stands beside it in part', '/payee/holderName'],
  ])('a defect names no place by %s', async (what, pointer) => {
    const id = at.completeness_check ?? '';
    await refuses('intake', () => id, 'return', [what, faulty(pointer), 422, 'unknown-field', '/defects/1/pointer']);
  });

  it('a defect names a row, what is lacking, the account, relatives, or a clause', async () => {
    const { id } = await house.brought('said-placed', 'completeness_check');
    const [clause] = (await fileOf(id)).appraisal?.clauses ?? [];
    const places = ['/claim/lines/0', '/lines/0/note', '/paperIds', '/payee', '/interests', `/clauses/${clause?.id}`];
    const back = await house.taken('intake', id, 'return', { defects: places.map((pointer) => ({ pointer, text: '不清楚' })) });
    expect(back.openCorrections[0]?.defects.map(({ pointer }) => pointer)).toEqual(places);
  });

  it('answers to a correction hold no hidden characters', async () => {
    const back = await house.taken('intake', at.completeness_check ?? '', 'return', {
      defects: [{ pointer: '/contractNumber', text: '不清楚' }],
    });
    const answers = back.openCorrections[0]?.defects.map(({ id }) => ({ defectId: id, kind: 'corrected', text: TURNED }));
    const answer = await house.take('said-completeness_check-owner', back.id, 'resubmit', { answers });
    await expectProblem(answer, 400, 'invalid-request', '/answers/0/text');
  });

  it('a run names each case once', async () => {
    const item = { caseId: at.decision_pending, contentHash: '0'.repeat(64) };
    const run = { programmeId: BROADBAND, items: [item, item] };
    for (const path of ['/v1/approval-runs', '/v1/approval-runs/preview'])
      await expectProblem(await house.as('approver').post(path, run), 400, 'invalid-request', '/items');
  });

  it('a draft is written while it is one, and not once it was withdrawn', async () => {
    const id = at.draft ?? '';
    const { claim } = await jsonOf<{ claim: unknown }>(await house.as('said-draft-owner').get(`/v1/subsidies/claims/${id}`));
    const { version } = await house.taken('said-draft-owner', id, 'withdraw', { reason: '' });
    const answer = await house.as('said-draft-owner').put(`/v1/subsidies/claims/${id}`, { claim }, { ifMatch: version });
    await expectProblem(answer, 409, 'claim-closed');
  });

  it('a page goes on where a list ended, and nowhere else', async () => {
    const cursor = (list: string, place: string) => writeCursor(list, place);
    const queue = (place: string) => `/v1/cases?queue=review&cursor=${cursor('cases review 320583', place)}`;
    const asked = (place: string) => `/v1/cases?queue=confirmation&cursor=${cursor('cases confirmation operator-body', place)}`;
    const notices = (place: string) => `/v1/notices?region=320583&cursor=${cursor('notices 320583', place)}`;
    for (const place of [
      'x',
      '#',
      '320583#2026-12-01#',
      '320583##x',
      '320583#2026-12-01#a#b',
      '320100#2026-12-01#x',
      `320583#2026-12-01#${'x'.repeat(65)}`,
    ]) {
      await expectProblem(await house.as('reviewer').get(queue(place)), 400, 'invalid-request', '/cursor');
      await expectProblem(await house.as('reviewer').get(notices(place)), 400, 'invalid-request', '/cursor');
    }
    for (const place of ['x', '#', '2026-11-23T00:00:00.000Z#', 'a#b#c'])
      await expectProblem(await house.as('operator').get(asked(place)), 400, 'invalid-request', '/cursor');
    for (const answer of [
      await house.as('reviewer').get(queue('320583#2026-12-01#x')),
      await house.as('reviewer').get(notices('320583#2026-12-01#x')),
      await house.as('operator').get(asked('2026-11-23T00:00:00.000Z#x')),
    ])
      expect(answer.status, await answer.text()).toBe(200);
  });
});
