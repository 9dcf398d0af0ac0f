import { describe, expect, it } from 'vitest';
import { deadline } from '../../../functions/letter-writer/use-cases/deadline-letter.ts';
import type { CaseAnswer } from '../../../shared/contracts/cases.ts';
import type { ClaimCheck } from '../../../shared/contracts/claims.ts';
import { dueTimer, timersOf } from '../../../shared/domain/cases/clock/timers.ts';
import type { CaseRecord } from '../../../shared/domain/cases/records.ts';
import type { CivilDate } from '../../../shared/domain/kernel/civil-date.ts';
import { createCaseReader } from '../../../shared/store/case-store.ts';
import { expectProblem } from '../../support/api.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { subsidyHouse } from '../../support/subsidy-house.ts';

/** Costs of 2026 are claimed to the end of March 2027: by the clock of the house, whatever the claim says. */
const house = subsidyHouse();
const on = (day: string) => {
  house.clock.now = new Date(`${day}T02:00:00.000Z`);
};
const LAST_DAY = '2027-03-31';
const DAY_AFTER = '2027-04-01';

/** Handed in on the last day, and returned for correction on the day after. */
async function returned(firm: string): Promise<{ id: string; claim: Record<string, unknown>; answer: CaseAnswer }> {
  on('2026-11-23');
  const { claim } = await house.seedFirm(firm);
  const id = await house.drafted(firm, claim);
  on(LAST_DAY);
  await house.taken(`${firm}-owner`, id, 'submit');
  on(DAY_AFTER);
  await house.taken('intake', id, 'accept-intake');
  return { id, claim, answer: await house.taken('intake', id, 'return', { defects: [{ pointer: '/contractNumber', text: '不清楚' }] }) };
}
const handInAgain = (firm: string, { id, openCorrections }: CaseAnswer) =>
  house.take(`${firm}-owner`, id, 'resubmit', {
    answers: openCorrections[0]?.defects.map((defect) => ({ defectId: defect.id, kind: 'corrected', text: '' })),
  });
async function corrected(firm: string, id: string, claim: Record<string, unknown>): Promise<ClaimCheck> {
  const owner = house.as(`${firm}-owner`);
  const seen = await owner.get(`/v1/subsidies/claims/${id}`);
  await jsonOf(await owner.put(`/v1/subsidies/claims/${id}`, { claim }, { ifMatch: seen.headers.get('etag') ?? '' }));
  return jsonOf<ClaimCheck>(await owner.get(`/v1/subsidies/claims/${id}/check`));
}
const isLate = ({ items }: ClaimCheck): boolean =>
  items.some(({ rule, outcome, pointer }) => rule === 'outside-claim-window' && outcome === 'failed' && pointer === '/year');

describe('a draft', () => {
  const shown = async (id: string) => {
    const { file } = (await createCaseReader(house.client, house.names.main).readCase(id)) ?? {};
    const { dueOn } = await jsonOf<CaseAnswer>(await house.as('near-owner').get(`/v1/cases/${id}`));
    return { dueOn, timers: timersOf(file?.record as CaseRecord).map((timer) => `${timer.on} ${timer.event}`) };
  };
  const save = async (id: string, claim: unknown, version: number) =>
    jsonOf(await house.as('near-owner').put(`/v1/subsidies/claims/${id}`, { claim }, { ifMatch: version }));

  it('is due on the last day of its call where that comes before its own; saved, it has its whole time again, and the last day of the year it is for then', async () => {
    on('2026-11-23');
    const { claim } = await house.seedFirm('near');
    on('2027-03-20');
    const id = await house.drafted('near', claim);
    expect(await shown(id)).toEqual({ dueOn: LAST_DAY, timers: ['2027-03-24 remind', `${DAY_AFTER} lapse`] });
    const { year: _, ...noYear } = claim;
    await save(id, noYear, 1);
    expect((await shown(id)).dueOn).toBe('2027-05-19');
    on('2027-03-30');
    await save(id, { ...claim, year: 2027, monthsFrom: '2027-01', monthsTo: '2027-03' }, 2);
    expect((await shown(id)).dueOn).toBe('2027-05-29');
    await save(id, claim, 3);
    // The day of the reminder has passed: it goes out at once, and the draft lies there until two days after it.
    expect(await shown(id)).toEqual({ dueOn: LAST_DAY, timers: ['2027-03-24 remind', `${DAY_AFTER} lapse`] });
  });

  it('of a call that closed is due on its own day: another year can still be claimed with it', async () => {
    on('2027-04-02');
    expect((await shown(await house.drafted('near', { kind: 'broadband', year: 2026 }))).dueOn).toBe('2027-06-01');
  });

  it('says in the reminder by which day the call closes', async () => {
    on('2027-03-24');
    const id = await house.drafted('near', { kind: 'broadband', year: 2026 });
    const stored = await createCaseReader(house.client, house.names.main).readCase(id);
    if (!stored) throw new Error('no case');
    const told = dueTimer(stored.file.record, '2027-03-24' as CivilDate);
    expect(told?.event).toBe('remind');
    const letter = deadline(stored, '2027-03-24' as CivilDate, '');
    expect(letter.paragraphs.join()).toContain('2027年3月31日前（含当日）');
    expect(letter.paragraphs.join()).toContain('申报窗口关闭');
    expect(letter.paragraphs.join()).not.toContain('草稿失效');
  });
});

describe('a call that has closed', () => {
  it('takes no claim any more: the rule, the field and the days are named, and it stays a draft', async () => {
    on('2026-11-23');
    const { claim } = await house.seedFirm('late');
    const id = await house.drafted('late', claim);
    on(DAY_AFTER);
    expect(isLate(await jsonOf<ClaimCheck>(await house.as('late-owner').get(`/v1/subsidies/claims/${id}/check`)))).toBe(true);
    const answer = await house.take('late-owner', id, 'submit');
    const { errors } = (await answer.clone().json()) as { errors: { detail: string }[] };
    expect(errors.map(({ detail }) => detail).join()).toContain(LAST_DAY);
    await expectProblem(answer, 409, 'window-closed', '/year');
    expect(await jsonOf(await house.as('late-owner').get(`/v1/cases/${id}`))).toMatchObject({ state: 'draft', version: 1 });
  });

  it('takes back what it returned, as long as it was handed in first in time', async () => {
    const { id, claim, answer } = await returned('corrected-late');
    expect(isLate(await corrected('corrected-late', id, { ...claim, contractNumber: 'HT-2026-0001' }))).toBe(false);
    expect(await jsonOf<CaseAnswer>(await handInAgain('corrected-late', answer))).toMatchObject({ state: 'completeness_check' });
  });

  it('takes nothing of another year in its place', async () => {
    const { id, claim, answer } = await returned('other-year');
    expect(isLate(await corrected('other-year', id, { ...claim, year: 2025, monthsFrom: '2025-01', monthsTo: '2025-06' }))).toBe(true);
    await expectProblem(await handInAgain('other-year', answer), 409, 'window-closed', '/year');
  });
});
