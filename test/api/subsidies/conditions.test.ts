import { expect, it } from 'vitest';
import type { CaseAnswer, CaseFileView } from '../../../shared/contracts/cases.ts';
import type { CaseCard } from '../../../shared/domain/cases/shown/card.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { expectProblem } from '../../support/api.ts';
import { houseWithDocuments } from '../../support/case-documents.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { paperOf } from '../../support/subsidy-house.ts';

const house = houseWithDocuments();
const fileOf = async (person: string, id: string) => jsonOf<CaseFileView>(await house.as(person).get(`/v1/cases/${id}/file`));
const papersOf = async (person: string, id: string) => {
  const { items } = await jsonOf<{ items: { id: string }[] }>(await house.as(person).get(`/v1/cases/${id}/papers`));
  return items.map((paper) => paper.id);
};
const openedBy = async (person: string, id: string, paper: string) =>
  (await house.as(person).post(`/v1/cases/${id}/papers/${paper}/links`)).status;
/** What a desk of the county is shown of a case; undefined: it does not wait there. */
async function seenAt(desk: string, person: string, id: string) {
  const { items } = await jsonOf<{ items: CaseCard[] }>(await house.as(person).get(`/v1/cases?queue=${desk}`));
  return items.find((item) => item.id === id);
}

const CONDITIONS = [{ text: '三十日内补交完税证明', dueOn: '2026-12-18', checkerRole: 'finance-reviewer' }];
/** A case of a firm that is approved on a condition; the firm has these papers beside those of its claim. */
async function approved(firm: string, papers: readonly Write[] = [], conditions = CONDITIONS): Promise<CaseAnswer> {
  const owner = `${firm}-owner`;
  const { claim } = await house.seedFirm(firm, owner, papers);
  const id = await house.drafted(firm, claim, owner);
  await house.taken(owner, id, 'submit');
  await house.taken('operator', id, 'confirm', {});
  await house.taken('intake', id, 'accept-intake');
  await house.taken('intake', id, 'admit');
  const { contentHash } = await house.taken('reviewer', id, 'complete-review', { verdict: 'support', reason: '齐全' });
  return house.taken('approver', id, 'approve-conditional', { contentHash, conditions });
}

it('is found met condition by condition, each by papers of the case or an official source', { timeout: 60_000 }, async () => {
  const two = [...CONDITIONS, { text: '完成住所登记', dueOn: '2026-12-31', checkerRole: 'finance-reviewer' }];
  const { id } = await approved('both', [paperOf('both', 'tax', 'other', '完税证明'), paperOf('both', 'beside', 'other')], two);
  await house.taken('both-owner', id, 'report-conditions', { reason: '完税证明见附件，住所登记已提交', evidence: ['tax'] });
  await house.taken('reviewer-2', id, 'take');
  const [tax = '', seat = ''] = (await fileOf('reviewer-2', id)).conditions.map((one) => one.id);
  const byPaper = { conditionId: tax, evidence: ['tax'] };
  const bySource = { conditionId: seat, source: '登记机关系统查询' };
  const tries: readonly (readonly [body: unknown, status: number, code: string, pointer?: string])[] = [
    [{}, 400, 'invalid-request', '/met'],
    [{ met: [] }, 409, 'conditions-open', '/met'],
    [{ met: [byPaper] }, 409, 'conditions-open', '/met'],
    [{ met: [byPaper, { conditionId: seat }] }, 422, 'conditions-unfounded', '/met/1/evidence'],
    [{ met: [byPaper, { conditionId: seat, source: ' ' }] }, 400, 'invalid-request', '/met/1/source'],
    [{ met: [byPaper, { ...bySource, conditionId: 'none' }] }, 422, 'conditions-unfounded', '/met/1/conditionId'],
    [{ met: [byPaper, byPaper, bySource] }, 422, 'conditions-unfounded', '/met/1/conditionId'],
    // A paper of the firm that is none of the case, and one that is nobody's.
    [{ met: [{ ...byPaper, evidence: ['tax', 'beside'] }, bySource] }, 422, 'unknown-document', '/met/0/evidence/1'],
    [{ met: [byPaper, { conditionId: seat, evidence: ['none'] }] }, 422, 'unknown-document', '/met/1/evidence/0'],
  ];
  for (const [body, status, code, pointer] of tries)
    await expectProblem(await house.take('reviewer-2', id, 'satisfy', body), status, code, ...(pointer === undefined ? [] : [pointer]));
  expect((await fileOf('auditor', id)).conditions.map(({ metAt }) => metAt)).toEqual([null, null]);

  await expectProblem(
    await house.take('reviewer-2', id, 'return-conditions', { reason: '缺', met: [byPaper, bySource] }),
    409,
    'conditions-all-met',
  );
  const half = await house.taken('reviewer-2', id, 'return-conditions', { reason: '住所还没有登记', met: [byPaper] });
  expect(half).toMatchObject({ state: 'conditional', owedBy: 'applicant' });
  expect((await fileOf('both-owner', id)).conditions).toMatchObject([
    { metAt: expect.any(String), found: { evidence: ['tax'], source: null } },
    { metAt: null, found: null },
  ]);
  await house.taken('both-owner', id, 'report-conditions', { reason: '住所登记已完成' });
  expect(await house.taken('reviewer-2', id, 'satisfy', { met: [bySource] })).toMatchObject({ state: 'public_notice' });
  expect((await fileOf('both-owner', id)).conditions[1]?.found).toEqual({ evidence: [], source: '登记机关系统查询' });
});

it('is reported by the applicant, answered by whoever checks it, and goes on once the conditions are met', {
  timeout: 60_000,
}, async () => {
  const tax = paperOf('life', 'tax', 'other', '完税证明');
  const { id, owedBy } = await approved('life', [tax, paperOf('life', 'beside', 'other')]);
  expect(owedBy).toBe('applicant');
  // The desk of those who approve has nothing to do with it any more.
  expect(await seenAt('decision', 'approver', id)).toBeUndefined();
  expect(await seenAt('monitoring', 'reviewer-2', id)).toMatchObject({ owedBy: 'applicant' });
  expect((await fileOf('life-owner', id)).actions).toContain('report-conditions');
  await house.taken('reviewer-2', id, 'take');
  expect([await papersOf('reviewer-2', id), await openedBy('reviewer-2', id, 'tax')]).toEqual([expect.not.arrayContaining(['tax']), 404]);
  await expectProblem(await house.take('reviewer-2', id, 'return-conditions', { reason: '缺' }), 409, 'conditions-unreported');

  const said = { reason: '已取得完税证明，见附件', evidence: ['tax', 'tax'] };
  const reported = await house.taken('life-owner', id, 'report-conditions', said);
  expect(reported).toMatchObject({ state: 'conditional', owedBy: 'condition-checker', waitsFor: { code: 'conditions-check' } });
  expect(reported.since).toBe(house.clock.now.toISOString());
  expect(await seenAt('monitoring', 'reviewer-2', id)).toMatchObject({ owedBy: 'condition-checker', dueOn: reported.dueOn });
  // Said twice, it is one report.
  await expectProblem(await house.take('life-owner', id, 'report-conditions', said), 409, 'conditions-reported');
  const [report, ...more] = (await fileOf('reviewer-2', id)).conditionReports;
  expect([report, more]).toMatchObject([{ text: said.reason, evidence: ['tax'], by: { organisationId: 'life' }, missing: null }, []]);
  // What was named is a paper of the case from now on, and what was not is not.
  expect(await papersOf('reviewer-2', id)).toContain('tax');
  expect([await openedBy('reviewer-2', id, 'tax'), await openedBy('reviewer-2', id, 'beside')]).toEqual([200, 404]);

  expect(await house.taken('reviewer-2', id, 'return-conditions', { reason: '缺第四季度' })).toMatchObject({ owedBy: 'applicant' });
  expect((await fileOf('life-owner', id)).conditionReports).toMatchObject([{ missing: { reason: '缺第四季度' } }]);
  await house.taken('life-owner', id, 'report-conditions', { reason: '第四季度已补在同一份证明里', evidence: ['tax'] });
  const [{ id: conditionId } = { id: '' }] = (await fileOf('reviewer-2', id)).conditions;
  const done = await house.taken('reviewer-2', id, 'satisfy', { met: [{ conditionId, evidence: ['tax'] }] });
  expect(done).toMatchObject({ state: 'public_notice', waitsFor: null });
  const { conditions, conditionReports } = await fileOf('life-preparer', id);
  expect(conditions).toMatchObject([{ metAt: expect.any(String), found: { evidence: ['tax'], source: null } }]);
  expect(conditionReports.map(({ missing }) => missing?.reason)).toEqual(['缺第四季度', undefined]);
});

it('is reported by whoever signs for the applicant alone, in words, with clean papers of its own', { timeout: 60_000 }, async () => {
  const { id, version } = await approved('strict', [
    paperOf('strict', 'coming', 'other', '完税证明', { status: 'checking', sha256: null }),
    paperOf('strict', 'gone', 'other', '完税证明', { status: 'withdrawn' }),
  ]);
  await house.seedFirm('neighbour-of-strict', 'neighbour-of-strict', [paperOf('neighbour-of-strict', 'theirs', 'other')]);
  const tries: readonly (readonly [person: string, body: unknown, status: number, code: string, pointer?: string])[] = [
    ['strict-preparer', { reason: '已办' }, 403, 'not-allowed'],
    ['neighbour-of-strict', { reason: '已办' }, 404, 'not-found'],
    ['reviewer-2', { text: '已办' }, 403, 'not-allowed'],
    ['strict-owner', { reason: '' }, 400, 'invalid-request', '/reason'],
    ['strict-owner', { reason: ' \n ' }, 400, 'invalid-request', '/reason'],
    ['strict-owner', { reason: '很'.repeat(1_001) }, 400, 'invalid-request', '/reason'],
    ['strict-owner', { reason: '已办', evidence: ['contract', 'none'] }, 422, 'unknown-document', '/evidence/1'],
    ['strict-owner', { reason: '已办', evidence: ['theirs'] }, 422, 'unknown-document', '/evidence/0'],
    ['strict-owner', { reason: '已办', evidence: ['gone'] }, 422, 'unknown-document', '/evidence/0'],
    ['strict-owner', { reason: '已办', evidence: ['coming'] }, 422, 'unknown-document', '/evidence/0'],
  ];
  for (const [person, body, status, code, pointer] of tries)
    await expectProblem(
      await house.as(person).post(`/v1/cases/${id}/report-conditions`, body, { ifMatch: version }),
      status,
      code,
      ...(pointer === undefined ? [] : [pointer]),
    );
  expect((await fileOf('auditor', id)).version).toBe(version);
  // Who approved it does not say that the conditions are not met, and neither does who reviewed it.
  await house.taken('strict-owner', id, 'report-conditions', { reason: '已办' });
  for (const person of ['reviewer', 'approver'])
    expect((await house.take(person, id, 'return-conditions', { reason: '缺' })).status, person).toBe(403);
});

it('is one report where two click at the same moment, and where one is sent again', { timeout: 60_000 }, async () => {
  const { id, version } = await approved('twice');
  const send = (key?: string) =>
    house.as('twice-owner').post(`/v1/cases/${id}/report-conditions`, { reason: '已办' }, { ifMatch: version, ...(key && { key }) });
  const answers = await Promise.all([send('the-very-same-report-1'), send()]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  if (answers[0]?.status === 200) expect((await send('the-very-same-report-1')).status).toBe(200);
  expect((await fileOf('twice-owner', id)).conditionReports).toHaveLength(1);
});

it('may still be withdrawn, or have its account changed, while it is checked', { timeout: 60_000 }, async () => {
  const { id } = await approved('given-back');
  await house.taken('given-back-owner', id, 'report-conditions', { reason: '已办' });
  const account = { bankName: '示例银行', bankAccount: '9900583000000000025' };
  const changed = await house.taken('given-back-owner', id, 'change-payee', account);
  expect(changed).toMatchObject({ state: 'decision_pending', waitsFor: { code: 'cooling-off' } });
  const { id: other } = await approved('given-up');
  await house.taken('given-up-owner', other, 'report-conditions', { reason: '已办' });
  expect(await house.taken('given-up-owner', other, 'withdraw', { reason: '' })).toMatchObject({ state: 'withdrawn', dueOn: null });
});
