import { describe, expect, it } from 'vitest';
import { nextTimer } from '../../../../../shared/domain/cases/clock/timers.ts';
import { eventsOf } from '../../../../../shared/domain/cases/edges.ts';
import { openStages } from '../../../../../shared/domain/cases/people/assign.ts';
import type { Actor } from '../../../../../shared/domain/cases/records/actor.ts';
import type { CaseFile } from '../../../../../shared/domain/cases/records.ts';
import { queueOf } from '../../../../../shared/domain/cases/shown/card.ts';
import type { StepDetail } from '../../../../../shared/domain/cases/step-input.ts';
import { addDays } from '../../../../../shared/domain/kernel/civil-date.ts';
import { attempt, MONDAY, moved, PEOPLE, paid, sentBack, sha256Hex, type Who, withHash } from '../../../../support/case-files.ts';
import { onTheWay, wayOf } from '../../../../support/case-walks.ts';
import { scratch } from '../../../../support/scratch-profiles.ts';

/** What the kernel does for kinds of case that are no subsidy, as far as the table alone does not say it. */
const EQUITY = scratch('scratch_equity');
const lengthOf = (name: Parameters<typeof scratch>[0]): number => wayOf(scratch(name)).length;
const whole = (name: Parameters<typeof scratch>[0]): CaseFile => onTheWay(scratch(name), lengthOf(name));
const equityIn = (state: string): CaseFile => {
  const found = wayOf(EQUITY)
    .map((_, count) => onTheWay(EQUITY, count + 1))
    .find(({ record }) => record.state === state);
  if (!found) throw new Error(`no way into ${state}`);
  return found;
};
const refusalOf = (
  file: CaseFile,
  event: 'approve' | 'sign' | 'complete-dd' | 'next-tranche' | 'complete-review',
  by: Who | Actor,
  detail: StepDetail,
) => {
  const done = attempt(file, { event, by, detail });
  return done.ok ? undefined : [done.refusal.code, ...(done.refusal.faults ?? []).map(({ code }) => code)];
};
const CONTRACT = { documentHash: sha256Hex('contract') };
const REPORT = { reason: '第一期已用完', evidence: ['paper-1'] };

describe('equity', () => {
  it('is judged by two under seal before it is looked into', () => {
    const file = onTheWay(EQUITY, 3);
    expect(refusalOf(file, 'complete-review', 'reviewer', { verdict: 'support', reason: '同意' })).toEqual(['opinions-missing']);
    expect(equityIn('due_diligence').opinions.map(({ kind }) => kind)).toEqual(['expert', 'review']);
  });

  it('is looked into by somebody else, who leaves a report with papers', () => {
    const file = equityIn('due_diligence');
    expect([queueOf(file), openStages(file)]).toEqual(['diligence', ['diligence']]);
    expect(refusalOf(file, 'complete-dd', 'reviewer', REPORT)).toEqual(['four-eyes', 'acted-in-other-stage']);
    expect(refusalOf(file, 'complete-dd', 'investigator', { reason: ' ', evidence: [] })).toEqual([
      'report-missing',
      'report-missing',
      'report-missing',
    ]);
    const [report] = equityIn('decision_pending').opinions.filter(({ kind }) => kind === 'diligence');
    expect(report).toMatchObject({ state: 'given', papers: ['paper-1'], by: PEOPLE.investigator });
    expect(report?.sealHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is signed level by level, each by its own role', () => {
    const file = equityIn('decision_pending');
    expect(refusalOf(file, 'approve', 'fund', withHash(file))).toEqual(['above-authority', 'level-1']);
    expect(refusalOf(file, 'approve', 'partner', withHash(file))).toEqual(['level-missing']);
    const first = moved(file, { event: 'approve-step', by: 'partner', detail: withHash(file) });
    expect(refusalOf(first, 'approve', { ...PEOPLE.fund, role: 'investment-partner' }, withHash(first))).toEqual([
      'above-authority',
      'level-2',
    ]);
    expect(refusalOf(first, 'approve', { ...PEOPLE.partner, role: 'fund-manager' }, withHash(first))).toEqual([
      'four-eyes',
      'signed-before',
    ]);
    expect(moved(first, { event: 'approve', by: 'fund', detail: withHash(first) }).record).toMatchObject({
      state: 'contracting',
      money: { reservedFen: 360_000 },
    });
  });

  it('is contracted by both sides on one document, and by none who decided', () => {
    const file = equityIn('contracting');
    expect([queueOf(file), openStages(file)]).toEqual(['contract', ['decision', 'contract']]);
    expect(refusalOf(file, 'sign', 'fund', CONTRACT)).toEqual(['four-eyes', 'acted-in-other-stage']);
    expect(refusalOf(file, 'sign', 'fund2', { documentHash: 'contract.pdf' })).toEqual(['documents-differ', 'documents-differ']);
    const one = moved(file, { event: 'sign', by: 'fund2', detail: CONTRACT });
    expect(one.record).toMatchObject({ state: 'contracting', contract: null });
    expect(refusalOf(one, 'sign', { ...PEOPLE.fund2, personId: 'x', personKey: 'key-of-x' }, CONTRACT)).toEqual([
      'four-eyes',
      'signed-other-side',
    ]);
    expect(refusalOf(one, 'sign', 'signatory', { documentHash: sha256Hex('another') })).toEqual(['proposal-differs']);
    const both = moved(one, { event: 'sign', by: 'signatory', detail: CONTRACT });
    expect(both.record).toMatchObject({
      state: 'disbursing',
      contract: { ...CONTRACT, signatures: [{ by: PEOPLE.fund2 }, { by: PEOPLE.signatory }] },
    });
  });

  it('is paid instalment by instalment, each after a report', () => {
    let file = whole('scratch_equity');
    expect(file.payments.map(({ amountFen }) => amountFen)).toEqual([119_988]);
    expect(refusalOf(file, 'next-tranche', 'fund2', { reason: '', evidence: [] })?.[0]).toBe('four-eyes');
    expect(refusalOf(file, 'next-tranche', { ...PEOPLE.guidance, role: 'fund-manager' }, { reason: '已用完' })).toEqual([
      'report-missing',
      'report-missing',
    ]);
    for (const _ of ['second', 'third']) {
      file = paid(moved(file, { event: 'next-tranche', by: 'guidance', detail: REPORT }));
      file = moved(file, { event: 'pay-done', by: 'payer' });
    }
    expect(file.payments.map(({ amountFen }) => amountFen)).toEqual([119_988, 119_988, 120_024]);
    expect(file.record.money).toMatchObject({ postedFen: 360_000, held: {} });
    expect(refusalOf(file, 'next-tranche', 'guidance', REPORT)).toEqual(['tranche-missing']);
  });

  it('pays an instalment again that the bank sent back, and releases no other by it', () => {
    const back = sentBack(whole('scratch_equity'));
    expect(nextTimer(back.record)?.event).toBe('pay-again');
    const again = moved(back, { event: 'pay-again', by: 'system' });
    expect(again.record).toMatchObject({ state: 'disbursing', released: 1 });
    expect(moved(paid(again), { event: 'pay-done', by: 'payer' }).record.money.postedFen).toBe(119_988);
  });
});

describe('a guarantee', () => {
  it('uses up a capacity while it runs, pays nothing, and gives it back when it is closed', () => {
    const file = whole('scratch_guarantee');
    expect(file).toMatchObject({ payments: [], record: { state: 'monitoring', money: { reservedFen: 360_000, postedFen: 0 } } });
    expect(eventsOf(file.record)).not.toContain('next-tranche');
    expect(nextTimer(file.record)?.event).toBe('recount');
    const closing = moved(file, { event: 'close', by: 'monitor' });
    expect(moved(closing, { event: 'close', by: 'monitor2', today: addDays(MONDAY, 30) }).record).toMatchObject({
      state: 'closed',
      money: { voidedFen: 360_000, held: {} },
    });
  });
});

describe('a loan of a bank', () => {
  it('takes nothing of ours, however it ends', () => {
    const file = whole('scratch_loan');
    expect(file).toMatchObject({ payments: [], record: { state: 'monitoring', budget: null, money: { reservedFen: 0 } } });
    const closing = moved(file, { event: 'close', by: 'monitor' });
    expect(moved(closing, { event: 'close', by: 'monitor2' }).record).toMatchObject({
      state: 'closed',
      money: { reservedFen: 0, voidedFen: 0 },
    });
  });

  it('needs no budget to be approved from', () => {
    const file = onTheWay(scratch('scratch_loan'), 4);
    const done = attempt(file, { event: 'approve', by: 'approver', detail: withHash(file), context: { budget: undefined as never } });
    expect(done).toMatchObject({ ok: true, value: { transfers: [], file: { record: { state: 'public_notice' } } } });
  });
});

describe('guidance money', () => {
  it('is on notice before it is contracted, and paid after', () => {
    const states = wayOf(scratch('scratch_guidance')).map((_, count) => onTheWay(scratch('scratch_guidance'), count + 1).record.state);
    expect([...new Set(states)]).toEqual([
      'submitted',
      'completeness_check',
      'under_review',
      'decision_pending',
      'public_notice',
      'contracting',
      'disbursing',
      'monitoring',
    ]);
  });
});
