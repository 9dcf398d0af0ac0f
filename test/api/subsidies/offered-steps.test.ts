import { describe, expect, it } from 'vitest';
import type { CaseFileView } from '../../../shared/contracts/cases.ts';
import { jsonOf } from '../../support/signed-in.ts';
import { subsidyHouse } from '../../support/subsidy-house.ts';

const house = subsidyHouse();
const OFFICERS = ['intake', 'reviewer', 'reviewer-2', 'approver', 'approver-2', 'notice', 'payer'] as const;
const BODIES: Readonly<Record<string, unknown>> = {
  take: undefined,
  'hand-back': { reason: '请同事办理' },
  hold: { ground: '等待登记机关答复', until: '2026-12-11' },
  'lift-hold': undefined,
};
/** Who has the case at the desk where it lies, and what they may do with it; nobody: no desk has anything to do. */
const STATES = [
  ['completeness_check', 'intake', ['hand-back', 'hold']],
  ['under_review', 'reviewer', ['hand-back', 'hold']],
  ['decision_pending', 'approver', ['hand-back', 'hold']],
  ['public_notice', null, []],
  // Who asked for a correction can call it off: they still have it. The time is the applicant's, which nobody holds.
  ['returned', 'intake', ['hand-back']],
] as const;

const offeredTo = async (person: string, id: string): Promise<string[] | undefined> => {
  const answer = await house.as(person).get(`/v1/cases/${id}/file`);
  if (answer.status !== 200) return undefined;
  return (await jsonOf<CaseFileView>(answer)).actions.filter((step) => step in BODIES);
};

describe('what a case offers to whoever has it on their desk', () => {
  it.each(STATES)('in %s is what it takes, and nothing else', async (state, holder, steps) => {
    const firm = `offered-${state.replace('_', '-')}`;
    const { id } = await house.brought(firm, state === 'returned' ? 'completeness_check' : state);
    if (state === 'returned')
      await house.taken('intake', id, 'return', { defects: [{ pointer: '/contractNumber', text: '合同号不清楚' }] });
    if (holder && (await offeredTo(holder, id))?.includes('hand-back') !== true) await house.taken(holder, id, 'take');

    let readers = 0;
    for (const person of OFFICERS) {
      const offered = await offeredTo(person, id);
      if (!offered) continue;
      readers += 1;
      if (person !== holder) expect(offered, `${person}: another desk has it, or none`).toEqual([]);
      for (const step of Object.keys(BODIES).filter((name) => !offered.includes(name))) {
        const answer = await house.take(person, id, step, BODIES[step]);
        expect([403, 409], `${step} by ${person}: ${await answer.text()}`).toContain(answer.status);
      }
    }
    expect(readers).toBeGreaterThan(0);

    if (!holder) return;
    expect((await offeredTo(holder, id))?.sort()).toEqual(steps);
    if ((steps as readonly string[]).includes('hold')) {
      await house.taken(holder, id, 'hold', BODIES.hold);
      expect((await offeredTo(holder, id))?.sort()).toEqual(['hand-back', 'lift-hold']);
      await house.taken(holder, id, 'lift-hold');
    }
    await house.taken(holder, id, 'hand-back', BODIES['hand-back']);
    await house.taken(holder, id, 'take');
  });
});
