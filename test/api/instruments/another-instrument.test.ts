import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readHolidays } from '../../../shared/catalogue/read-holidays.ts';
import type { CaseAnswer, CaseFileView } from '../../../shared/contracts/cases.ts';
import type { ReEvaluationView } from '../../../shared/contracts/re-evaluation.ts';
import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import type { Programme, ProgrammeVersion } from '../../../shared/domain/policy/programme.ts';
import { invoiceKey } from '../../../shared/store/keys/companies.ts';
import { expectProblem } from '../../support/api.ts';
import { SCRATCH, SCRATCH_FACT, SCRATCH_FILING, withScratchInstrument } from '../../support/scratch-instrument.ts';
import { jsonOf } from '../../support/signed-in.ts';

const { BROADBAND, createApplicantReader, houseWithDocuments, newCase, standingOf, stepAudit, stepWrites, subsidyCatalogue } =
  await withScratchInstrument();
afterAll(() => vi.resetModules());

const house = houseWithDocuments();
const NOW = new Date('2026-11-23T02:00:00.000Z');
const OWNER = 'another-owner';

/** A draft of the other instrument, as a function of its own would begin it. */
async function begun(firm: string, claim: unknown): Promise<string> {
  const applicant = await createApplicantReader(house.client, house.names.main).readApplicant(firm);
  const programme = subsidyCatalogue.adopted.find(({ id }) => id === BROADBAND) as Programme;
  if (!applicant) throw new Error(`${firm} is not there`);
  const file = newCase({
    id: `case-of-${firm}`,
    instrument: SCRATCH,
    standing: standingOf(applicant.file, programme, programme.versions[0] as ProgrammeVersion, 'a'.repeat(64), NOW),
    claim,
    createdBy: OWNER,
    reapplyOf: null,
    now: NOW.toISOString(),
    today: '2026-11-23' as CivilDate,
    holidays: readHolidays(),
  });
  const taken = { file, event: 'draft' };
  const by = { personId: OWNER, role: 'owner', organisationId: firm };
  const entry = { ...stepAudit(undefined, taken), action: 'scratch.start', at: NOW.toISOString(), by };
  const writes = stepWrites(undefined, taken, NOW.toISOString());
  expect(await house.stores.commands.commit({ writes, head: undefined, entry })).toEqual({ kind: 'committed' });
  return file.record.id;
}

describe('an instrument with a claim of its own goes through the common functions as they are', () => {
  let id = '';
  let invoiceId = '';
  const fileOf = async (person: string) => jsonOf<CaseFileView>(await house.as(person).get(`/v1/cases/${id}/file`));
  const refuses = async (person: string, step: string, body: unknown, status: number, code: string, pointer?: string) =>
    expectProblem(await house.take(person, id, step, body), status, code, pointer);

  beforeAll(async () => {
    ({ invoiceId } = await house.seedFirm('another'));
    await house.seedOrganisation({
      id: 'joint',
      kind: 'joint_office',
      divisionCode: '320000',
      members: [{ id: 'expert', roles: ['expert'] }],
    });
    const claim = {
      plan: '扩建试验线',
      instalments: [
        { no: 'first', sumFen: 300_000, shownBy: 'contract', bill: invoiceId },
        { no: 'second', sumFen: 200_000, shownBy: 'proof', bill: null },
      ],
      guarantor: { known: '示例担保', secret: '不给人看' },
    };
    id = await begun('another', claim);
  });

  it('is handed in by its own judge and shown as it says', async () => {
    const submitted = await house.taken(OWNER, id, 'submit');
    expect(submitted).toMatchObject({ instrument: SCRATCH, state: 'submitted', computedFen: 500_000 });
    const file = await fileOf(OWNER);
    expect(file.claim).toMatchObject({ plan: '扩建试验线', guarantor: '示例担保' });
    expect(JSON.stringify(file)).not.toContain('不给人看');
    expect(file.filing).toEqual(SCRATCH_FILING);
  });

  it('is not there for the function of another instrument', async () => {
    const path = `/v1/subsidies/claims/${id}`;
    await expectProblem(await house.as(OWNER).get(path), 404, 'not-found');
    await expectProblem(await house.as(OWNER).get(`${path}/check`), 404, 'not-found');
    const body = { claim: { kind: 'broadband' }, payee: null, interests: [] };
    await expectProblem(await house.as(OWNER).put(path, body, { ifMatch: 2 }), 404, 'not-found');
  });

  it('is admitted with a look at the bills it names', async () => {
    // Another claim has a fen more of the bill than this one asks for.
    const update = { UpdateExpression: 'SET claimedFen = :fen', ExpressionAttributeValues: { ':fen': 300_001 } };
    await house.client.send(new UpdateCommand({ TableName: house.names.main, Key: invoiceKey(invoiceId), ...update }));
    await house.taken('intake', id, 'accept-intake');
    await house.taken('intake', id, 'admit');
    await house.taken('reviewer', id, 'take');
    const { state, flags } = await fileOf('reviewer');
    expect(state).toBe('under_review');
    expect(flags.map((flag) => flag.id)).toEqual([`second-claim.${invoiceId}`]);
    await house.taken('reviewer', id, 'answer-flag', { flagId: `second-claim.${invoiceId}`, reason: '另一件已撤回' });
  });

  it('has its papers beside it, and no others', async () => {
    const { items } = await jsonOf<{ items: { id: string }[] }>(await house.as('reviewer').get(`/v1/cases/${id}/papers`));
    expect(items.map((paper) => paper.id).sort()).toEqual(['contract', 'proof']);
  });

  it('has its rows asked about, and judged by a specialist', async () => {
    const ask = { expertId: 'expert', organisationId: 'joint', question: '单价是否合理？', lines: ['first'], papers: ['proof'] };
    await refuses('reviewer', 'ask-opinion', { ...ask, lines: ['l1'] }, 422, 'unknown-line', '/lines/0');
    await refuses('reviewer', 'ask-opinion', { ...ask, lines: ['guarantor'] }, 422, 'unknown-line', '/lines/0');
    await refuses('reviewer', 'ask-opinion', { ...ask, papers: ['diary'] }, 422, 'unknown-document', '/papers/0');
    await house.taken('reviewer', id, 'ask-opinion', ask);
    const says = (step: string, body: unknown) => house.as('expert').post(`/v1/cases/${id}/${step}`, body);
    expect((await says('accept-opinion', { noConflict: true })).status).toBe(200);
    const seen = await jsonOf<{ matter: { claim: unknown }; basisHash: string }>(await house.as('expert').get(`/v1/cases/${id}/opinion`));
    expect(seen.matter.claim).toMatchObject({ judge: [{ no: 'first' }], papers: ['proof'] });
    const answer = { verdict: 'partly', reason: '略高', amounts: [{ lineId: 'first', amountFen: 300_001 }], basisHash: seen.basisHash };
    await expectProblem(await says('give-opinion', answer), 400, 'invalid-request', '/amounts/0/amountFen');
    expect((await says('give-opinion', { ...answer, amounts: [{ lineId: 'first', amountFen: 300_000 }] })).status).toBe(200);
  });

  it('is judged anew by its own judge when a row is struck or a fact settled', async () => {
    await refuses('reviewer', 'strike-line', { lineId: 'l1', reason: '重复' }, 422, 'unknown-line');
    expect(await house.taken('reviewer', id, 'strike-line', { lineId: 'second', reason: '重复' })).toMatchObject({ computedFen: 300_000 });
    const settle = { fact: SCRATCH_FACT, value: 30, evidence: ['contract'], reason: '见合同' };
    await refuses('reviewer', 'settle-fact', { ...settle, evidence: ['diary'] }, 422, 'unknown-document', '/evidence/0');
    await house.taken('reviewer', id, 'settle-fact', settle);
    expect((await fileOf('reviewer')).appraisal).toMatchObject({ verdict: 'eligible', computedFen: 300_000 });
  });

  it('is re-evaluated by its own judge', async () => {
    const view = await jsonOf<ReEvaluationView>(await house.as('reviewer').get(`/v1/cases/${id}/re-evaluation`));
    expect(view).toMatchObject({ differs: true, pinned: { computedFen: 300_000 }, today: { computedFen: 7 } });
  });

  it('comes back corrected, and goes on to a decision', async () => {
    await house.taken('reviewer', id, 'return', { defects: [{ pointer: '/plan', text: '请说明' }] });
    const [defect] = (await fileOf(OWNER)).corrections[0]?.defects ?? [];
    await house.taken(OWNER, id, 'resubmit', { answers: [{ defectId: defect?.id, kind: 'disputed', text: '已说明' }] });
    const done: CaseAnswer = await house.taken('reviewer', id, 'complete-review', { verdict: 'support', reason: '同意' });
    expect(done).toMatchObject({ state: 'decision_pending', computedFen: 300_000 });
  });
});
