import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import type { CaseFileView } from '../../../shared/contracts/cases.ts';
import type { ReEvaluationView } from '../../../shared/contracts/re-evaluation.ts';
import { besideCaseKey } from '../../../shared/store/keys/cases.ts';
import { sourceKey } from '../../../shared/store/keys/companies.ts';
import { expectProblem } from '../../support/api.ts';
import { readLooksAt } from '../../support/case-documents.ts';
import { countCalls, injectFault } from '../../support/faults.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { subsidyHouse, UNMET } from '../../support/subsidy-house.ts';

const house = subsidyHouse();
const path = (id: string) => `/v1/cases/${id}/re-evaluation`;
const asked = async (person: string, id: string) => jsonOf<ReEvaluationView>(await house.as(person).get(path(id)));
const fileOf = async (id: string) => jsonOf<CaseFileView>(await house.as('auditor').get(`/v1/cases/${id}/file`));

const logOf = (firm: string) => readLooksAt(house, firm);

/** The bureau says something else of a firm than when its claim was handed in. */
const restated = (firm: string, fact: string, value: unknown) =>
  house.client.send(
    new UpdateCommand({
      TableName: house.names.main,
      Key: sourceKey(firm, 'bureau', 'scitech'),
      UpdateExpression: 'SET facts.#fact.#value = :value, facts.#fact.statedAt = :at, facts.#fact.since = :since',
      ExpressionAttributeNames: { '#fact': fact, '#value': 'value' },
      ExpressionAttributeValues: { ':value': value, ':at': '2026-11-22T02:00:00.000Z', ':since': '2026-11-20' },
    }),
  );

describe('what would come of a claim today', () => {
  it('is the same while nothing changed, and is told clause by clause once something has; the case stands as it stood', async () => {
    const { id } = await house.brought('judged', 'under_review');
    await house.taken('reviewer', id, 'take');
    expect(await asked('reviewer', id)).toMatchObject({
      differs: false,
      why: null,
      pinned: { verdict: 'eligible', computedFen: 600_000 },
      today: { verdict: 'eligible', computedFen: 600_000 },
      clauses: [],
      trace: [],
      facts: [],
    });

    await restated('judged', 'firm.founded_on', '2020-03-01');
    const before = await fileOf(id);
    const answer = await asked('reviewer', id);
    expect(answer).toMatchObject({
      differs: true,
      pinned: { verdict: 'eligible', computedFen: 600_000, programmeHash: before.programmeHash },
      today: { verdict: 'ineligible', computedFen: 0, programmeHash: before.programmeHash },
      clauses: [
        {
          id: 'age',
          pinned: { outcome: 'met', actual: 20, required: 36, citation: { quote: expect.any(String) } },
          today: { outcome: 'failed', actual: 80, required: 36, masked: false },
        },
      ],
      facts: [
        {
          fact: 'firm.founded_on',
          masked: false,
          pinned: { value: '2025-03-01', source: 'bureau' },
          today: { value: '2020-03-01', source: 'bureau', since: '2026-11-20' },
        },
      ],
    });
    expect(answer.trace.length).toBeGreaterThan(0);
    expect(await fileOf(id)).toEqual(before);
    expect(before.appraisal?.verdict).toBe('eligible');
  });

  it('is told to whoever may read the file, and each look from outside is noted before it is answered', async () => {
    const { id } = await house.brought('noted', 'under_review');
    await restated('noted', 'firm.founded_on', '2024-12-01');
    for (const person of ['noted-owner', 'noted-preparer', 'operator', 'auditor'])
      expect((await asked(person, id)).differs, person).toBe(true);
    await expectProblem(await house.as('reviewer-2').get(path(id)), 403, 'not-allowed');
    expect((await house.as('far-reviewer').get(path(id))).status).toBe(404);
    expect((await house.anonymous.get(path(id))).status).toBe(401);
    expect((await house.as('noted-owner').get(`${path(id)}?x=1`)).status).toBe(400);
    const log = await logOf('noted');
    expect(log.map(({ personId, what, reason }) => [personId, what, reason]).sort()).toEqual([
      ['auditor', 'facts', `案号 case ${id}`],
      ['operator', 'facts', `案号 case ${id}`],
    ]);
    for (const { fieldGroups } of log) expect(fieldGroups).toEqual(expect.arrayContaining(['identity', 'place']));

    const repair = injectFault(house.client, ({ command }) => {
      if (command === 'PutItemCommand') throw new Error('the table is away');
    });
    const answer = await house.as('auditor').get(path(id));
    repair();
    expect(answer.status).toBeGreaterThanOrEqual(500);
    expect(await answer.text()).not.toContain('2024-12-01');
  });

  it('is nothing to ask of a draft', async () => {
    const { claim } = await house.seedFirm('unpinned');
    const id = await house.drafted('unpinned', claim);
    await expectProblem(await house.as('unpinned-owner').get(path(id)), 409, 'case-state');
    expect((await house.as('auditor').get(path(id))).status).toBe(404);
  });

  it('is nobody’s business outside once the case has ended, but while an appeal is open', async () => {
    const { id } = await house.brought('left', 'under_review');
    await house.taken('reviewer', id, 'take');
    await house.taken('left-owner', id, 'withdraw', {});
    await restated('left', 'firm.founded_on', '2020-03-01');
    const seen = (await logOf('left')).length;
    for (const person of ['reviewer', 'operator', 'auditor']) await expectProblem(await house.as(person).get(path(id)), 409, 'case-state');
    expect(await logOf('left')).toHaveLength(seen);
    expect((await asked('left-owner', id)).differs).toBe(true);

    const { id: appealed } = await house.brought('appealed', 'decision_pending');
    await house.taken('approver', appealed, 'reject', UNMET);
    await expectProblem(await house.as('approver').get(path(appealed)), 409, 'case-state');
    await house.taken('appealed-owner', appealed, 'appeal', { reason: '地址在社区内' });
    expect((await asked('approver', appealed)).differs).toBe(false);
  });

  it('is told with the correction once it was handed in again: what the programme asks for and was known otherwise, to each as far as it is theirs', async () => {
    const { id } = await house.brought('refreshed', 'under_review', 'refreshed-owner', { 'firm.employees': 9 });
    const back = await house.taken('reviewer', id, 'return', { defects: [{ pointer: '/contractNumber', text: '不清楚' }] });
    await restated('refreshed', 'firm.founded_on', '2024-12-01');
    // Nothing of this programme rests on how many work there.
    await restated('refreshed', 'firm.employees', 12);
    const seenBy = async (person: string) => (await jsonOf<CaseFileView>(await house.as(person).get(`/v1/cases/${id}/file`))).corrections;
    expect(await seenBy('reviewer')).toMatchObject([{ state: 'open', changedFacts: [] }]);
    const answers = back.openCorrections[0]?.defects.map((defect) => ({ defectId: defect.id, kind: 'disputed', text: '合同号无误' }));
    await house.taken('refreshed-owner', id, 'resubmit', { answers });
    const said = (value: string) => ({ value, source: 'bureau' });
    const founded = { fact: 'firm.founded_on', masked: false, before: said('2025-03-01'), after: said('2024-12-01') };
    for (const person of ['reviewer', 'operator', 'auditor', 'refreshed-owner'])
      expect(await seenBy(person), person).toMatchObject([
        { state: 'resolved', requestedChanges: [], unrequestedChanges: [], changedFacts: [founded] },
      ]);

    // Handed in again with nothing known otherwise.
    const again = await house.taken('reviewer', id, 'return', {
      defects: [{ pointer: '/year', text: '请核对', newBecause: '税务机关的回函今天才送到' }],
    });
    const once = again.openCorrections[0]?.defects.map((defect) => ({ defectId: defect.id, kind: 'disputed', text: '年度无误' }));
    await house.taken('refreshed-owner', id, 'resubmit', { answers: once });
    // Both were opened at the same moment: the clock of the house stands.
    const told = Object.fromEntries((await seenBy('reviewer')).map(({ defects, changedFacts }) => [defects[0]?.pointer, changedFacts]));
    expect(told).toMatchObject({ '/contractNumber': [founded], '/year': [] });
    expect(told['/year']).toEqual([]);
  });

  it('is told with the correction of a topic the reader may not see by its name and source alone', async () => {
    const { id } = await house.brought('masked', 'under_review');
    const back = await house.taken('reviewer', id, 'return', { defects: [{ pointer: '/contractNumber', text: '不清楚' }] });
    const answers = back.openCorrections[0]?.defects.map((defect) => ({ defectId: defect.id, kind: 'disputed', text: '合同号无误' }));
    await house.taken('masked-owner', id, 'resubmit', { answers });
    // No programme of today asks for all of these: what one would have kept is put beside the case as the step keeps it.
    const known = (value: unknown) => ({ value, source: 'register' });
    const kept = [
      { fact: 'firm.founded_on', before: known('2025-03-01'), after: known('2024-12-01') },
      { fact: 'firm.employees', before: null, after: known(12) },
      { fact: 'founder.first_time', before: known(false), after: known(true) },
    ];
    const [correction] = (await fileOf(id)).corrections;
    await house.client.send(
      new UpdateCommand({
        TableName: house.names.main,
        Key: besideCaseKey(id, 'CORRECTION', correction?.id ?? ''),
        UpdateExpression: 'SET changedFacts = :kept',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':kept': kept },
      }),
    );
    const masked = kept.map(({ fact, before, after }) => {
      const hidden = (one: typeof before) => one && { ...one, value: null };
      return { fact, masked: true, before: hidden(before), after: hidden(after) };
    });
    const plain = kept.map((one) => ({ ...one, masked: false }));
    const read = async (person: string) => (await house.as(person).get(`/v1/cases/${id}/file`)).text();
    const seen = async (person: string) => (JSON.parse(await read(person)) as CaseFileView).corrections[0]?.changedFacts;
    // Its own people all of it; officers all but what is about persons; the body it sits in what concerns its house.
    expect(await seen('masked-owner')).toEqual(plain);
    for (const officer of ['reviewer', 'auditor']) expect(await seen(officer), officer).toEqual([plain[0], plain[1], masked[2]]);
    expect(await seen('operator')).toEqual([plain[0], masked[1], masked[2]]);
  });

  it('costs two reads beside who asks, and one line of the log from outside', async () => {
    const { id } = await house.brought('counted', 'under_review');
    await house.taken('reviewer', id, 'take');
    const counts = countCalls(house.client);
    await asked('counted-owner', id);
    expect(counts).toEqual({ QueryCommand: 3 });
    await asked('reviewer', id);
    expect(counts).toEqual({ QueryCommand: 6, PutItemCommand: 1 });
  });
});
