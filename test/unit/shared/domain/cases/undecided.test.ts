import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseRecord } from '../../../../../shared/domain/cases/records.ts';
import { marked, undecidedIn, undecidedOfCall } from '../../../../../shared/domain/cases/runs/undecided.ts';
import { isEnd } from '../../../../../shared/domain/cases/states.ts';
import type { CivilDate } from '../../../../../shared/domain/kernel/civil-date.ts';
import { undecidedWrites } from '../../../../../shared/store/undecided-writes.ts';
import { aCaseIn } from '../../../../support/case-files.ts';
import { walk, walkPlan } from '../../../../support/case-walks.ts';

const CLOSES = '2026-12-31' as CivilDate;
/** Any case as one of a programme that shares pro rata: the machine does not ask by which rule it walks. */
const sharing = (record: CaseRecord): CaseRecord => ({
  ...record,
  terms: { limits: {}, ...record.terms, onBudgetExhausted: 'pro-rata', closesOn: CLOSES },
});
const pending = sharing(aCaseIn('decision_pending').record);
/** From a case as it was stored. */
const added = (before: CaseRecord | undefined, after: CaseRecord): Record<string, number> => {
  const [write, ...more] = undecidedWrites(before && marked(before), after);
  expect(more).toEqual([]);
  return write && 'count' in write ? { ...write.add } : {};
};

describe('how many of a call are undecided', () => {
  it('is moved by each step, never below zero, and is nought at every decision and every end', () =>
    fc.assert(
      fc.property(walkPlan, (plan) => {
        const counts: Record<string, number> = {};
        for (const { before, after } of walk(plan)) {
          const [was, is] = [sharing(before.record), sharing(after.record)];
          for (const [where, by] of Object.entries(added(was, is))) counts[where] = (counts[where] ?? 0) + by;
          const where = undecidedIn(is);
          const sum = Object.values(counts).reduce((all, n) => all + n, 0);
          expect(Object.values(counts).every((n) => n >= 0)).toBe(true);
          expect(sum).toBe(where === undefined ? 0 : 1);
          if (where !== undefined) expect(counts[where]).toBe(1);
          const over = isEnd(is.state) || ['draft', 'conditional', 'public_notice', 'disbursing', 'monitoring'].includes(is.state);
          expect(sum === 0).toBe(over || ['objection_review', 'contracting'].includes(is.state));
        }
      }),
      { numRuns: 120 },
    ));

  it('counts where a case is: whose place or community changes is counted there', () => {
    const where = undecidedIn(pending) ?? '';
    expect(where).toBe(`${CLOSES}.${pending.divisionCode}.${pending.applicant.communityId ?? ''}`);
    const moved = { ...pending, applicant: { ...pending.applicant, communityId: 'JS-9' } };
    expect(added(pending, moved)).toEqual({ [where]: -1, [undecidedIn(moved) ?? '']: 1 });
    expect(undecidedWrites(marked(pending), { ...pending, state: 'under_review' })).toEqual([]);
  });

  it('takes off a count only what the case is marked with: one from before there were counts is counted at its next step, or never', () => {
    const where = undecidedIn(pending) ?? '';
    expect(marked(pending)).toEqual({ ...pending, countedIn: where });
    expect(marked({ ...marked(pending), state: 'public_notice' })).toEqual({ ...pending, state: 'public_notice' });
    expect(undecidedWrites(pending, { ...pending, state: 'rejected' })).toEqual([]);
    expect(undecidedWrites(pending, { ...pending, state: 'under_review' })).toMatchObject([
      { add: { [where]: 1 }, startsAt: { [where]: 0 } },
    ]);
    expect(undecidedWrites(marked(pending), { ...pending, state: 'rejected' })).toMatchObject([
      { add: { [where]: -1 }, require: { [where]: 1 } },
    ]);
  });

  it('counts nobody where a waiting list is kept', () => {
    const queued: CaseRecord = { ...pending, terms: { limits: {}, onBudgetExhausted: 'waiting-list', closesOn: CLOSES } };
    expect(undecidedIn(queued)).toBeUndefined();
    expect(undecidedWrites(undefined, queued)).toEqual([]);
  });

  it('is summed over the places of the bureau and the communities that may draw on the part, of that call alone', () => {
    const counts = { '2026-12-31.320583.': 3, '2026-12-31.320583.JS-1': 2, '2026-12-31.320500.': 7, '2025-12-31.320583.': 5 };
    const ours = (place: string) => place === '320583';
    const [whole, divided] = [new Set<string>(), new Set(['JS-1'])];
    expect(undecidedOfCall(counts, pending, { communityId: null, ownParts: whole }, ours)).toBe(5);
    // Whose community has a part of its own has none in the general one.
    expect(undecidedOfCall(counts, pending, { communityId: null, ownParts: divided }, ours)).toBe(3);
    expect(undecidedOfCall(counts, pending, { communityId: 'JS-1', ownParts: divided }, ours)).toBe(2);
    const open = { ...pending, terms: { limits: {}, onBudgetExhausted: 'pro-rata' as const } };
    expect(undecidedIn(open)).toMatch(/^always\./);
    expect(undecidedOfCall({ 'always.320583.': 4 }, open, { communityId: null, ownParts: whole }, ours)).toBe(4);
  });
});
