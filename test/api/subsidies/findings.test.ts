import { beforeAll, describe, expect, it } from 'vitest';
import type { CaseAnswer, CaseFileView } from '../../../shared/contracts/cases.ts';
import { expectProblem } from '../../support/api.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { subsidyHouse } from '../../support/subsidy-house.ts';

/** A clause that was judged met and is found unmet: what shows it is named, and goes with the refusal wherever it goes. */
const house = subsidyHouse();
const fileOf = async (id: string, person = 'auditor') => jsonOf<CaseFileView>(await house.as(person).get(`/v1/cases/${id}/file`));
const finding = { clause: 'community', text: '现场核查：办公地址无人办公', evidence: ['contract'], source: null };
const said = { findings: [finding], reason: '未在社区办公' };
const OFFICIAL = { ...finding, evidence: [], source: '2026-11-20 现场核查记录 第 12 号' };

const WRONG: readonly (readonly [what: string, body: object, status: number, code: string, pointer: string])[] = [
  ['a clause nobody wrote', { ...said, findings: [{ ...finding, clause: 'x' }] }, 422, 'clause-unknown', '/findings/0/clause'],
  [
    'a paper of the applicant that is not of the case',
    { ...said, findings: [{ ...finding, evidence: ['contract', 'lease'] }] },
    422,
    'unknown-document',
    '/findings/0/evidence/1',
  ],
  ['nothing that shows it', { ...said, findings: [{ ...finding, evidence: [] }] }, 422, 'clause-not-failed', '/findings/0/evidence'],
  ['a clause that is met and no finding', { clauses: ['community'], reason: '不符' }, 422, 'clause-not-failed', '/clauses/0'],
  ['nothing cited', { reason: '不符' }, 422, 'clause-not-failed', '/clauses'],
  [
    'one paper twice',
    { ...said, findings: [{ ...finding, evidence: ['contract', 'contract'] }] },
    422,
    'clause-not-failed',
    '/findings/0/evidence',
  ],
  ['no words', { ...said, findings: [{ ...finding, text: ' ' }] }, 400, 'invalid-request', '/findings/0/text'],
  ['a field nobody knows', { ...said, findings: [{ ...finding, photo: 'x' }] }, 400, 'invalid-request', '/findings/0/photo'],
];

describe('a claim that is not admitted', () => {
  let id = '';
  beforeAll(async () => {
    id = (await house.brought('found', 'completeness_check')).id;
  });

  it.each(WRONG)('is not refused on %s', async (_what, body, status, code, pointer) => {
    const { version } = await fileOf(id);
    await expectProblem(await house.take('intake', id, 'refuse-intake', body), status, code, pointer);
    expect((await fileOf(id)).version).toBe(version);
  });

  it('is refused by two persons on one finding; the appeal carries it, and whoever decides on it reads it', async () => {
    expect(await house.taken('intake', id, 'refuse-intake', said)).toMatchObject({
      state: 'completeness_check',
      proposed: 'refuse-intake',
    });
    await expectProblem(await house.take('intake', id, 'refuse-intake', said), 403, 'four-eyes');
    const other = { ...said, findings: [{ ...finding, text: '地址不存在' }] };
    await expectProblem(await house.take('intake-2', id, 'refuse-intake', other), 409, 'proposal-differs');
    expect(await house.taken('intake-2', id, 'refuse-intake', said)).toMatchObject({ state: 'ineligible' });
    const decision = { event: 'refuse-intake', reason: said.reason, clauses: ['community'], findings: [finding] };
    expect(await fileOf(id, 'found-owner')).toMatchObject({ decision });
    await house.taken('found-owner', id, 'appeal', { reason: '核查当日全员外出参展' });
    expect(await house.taken('appeals', id, 'uphold-appeal', { reason: '成立' })).toMatchObject({ state: 'completeness_check' });
    expect(await fileOf(id, 'appeals')).toMatchObject({ decision: null, appeals: [{ state: 'upheld', against: decision }] });
  });

  it('rests on an official source as well as on a paper', async () => {
    const { id: visited } = await house.brought('visited', 'completeness_check');
    const detail = { ...said, findings: [OFFICIAL] };
    await house.taken('intake', visited, 'refuse-intake', detail);
    expect(await house.taken('intake-2', visited, 'refuse-intake', detail)).toMatchObject({ state: 'ineligible' });
  });
});

describe('a claim that is rejected', () => {
  it('is so by a clause: one that failed, or one that is found unmet', async () => {
    const pending: CaseAnswer = await house.brought('rejected', 'decision_pending');
    await expectProblem(await house.take('approver', pending.id, 'reject', { reason: '不符' }), 422, 'clause-not-failed');
    expect(await house.taken('approver', pending.id, 'reject', { findings: [OFFICIAL], reason: '不符' })).toMatchObject({
      state: 'rejected',
    });
    expect(await fileOf(pending.id)).toMatchObject({ decision: { clauses: ['community'], findings: [OFFICIAL] } });
  });
});
