import { describe, expect, it } from 'vitest';
import type { CaseFile } from '../../../../../shared/domain/cases/records.ts';
import type { StepDetail } from '../../../../../shared/domain/cases/step-input.ts';
import {
  aCaseIn,
  aDraft,
  attempt,
  FINDING,
  HOLDS,
  type Move,
  moved,
  OTHER_PAYEE,
  PEOPLE,
  UNMET,
  usual,
} from '../../../../support/case-files.ts';
import { appealed, because, ending, inHalves, proposed, REFUSE, refusing } from '../../../../support/cases-under-way.ts';

describe('an appeal', () => {
  const again: Move = { event: 'appeal', by: 'signatory', detail: because };
  it('that was dismissed is the last one', () => {
    const dismissed = moved(appealed(), { event: 'dismiss-appeal', by: 'appeals', detail: because });
    expect(attempt(dismissed, again)).toMatchObject({ ok: false, refusal: { code: 'appeal-decided' } });
  });

  it('that was upheld begins a round of its own, with an appeal of its own', () => {
    const upheld = moved(appealed(), { event: 'uphold-appeal', by: 'appeals', detail: because, brought: { holds: HOLDS } });
    const reviewed = moved(upheld, { ...usual(upheld, 'complete-review'), by: 'reviewer2' });
    const rejected = moved(reviewed, { event: 'reject', by: 'approver2', detail: UNMET });
    expect(attempt(rejected, again)).toMatchObject({ ok: true });
  });

  it('is made against a termination too, and begins a round of its own with what it held', () => {
    const ended = moved(ending(), { event: 'terminate', by: 'approver2', detail: because });
    const filed = moved(ended, again);
    expect(filed.record).toMatchObject({ state: 'terminated', clock: { owner: 'office' } });
    expect(filed.appeals).toMatchObject([{ state: 'filed', against: { event: 'terminate' } }]);
    expect(attempt(filed, { event: 'uphold-appeal', by: 'approver', detail: because })).toMatchObject({ ok: false });
    const upheld = moved(filed, { event: 'uphold-appeal', by: 'appeals', detail: because, brought: { holds: HOLDS } });
    expect(upheld.record).toMatchObject({ state: 'under_review', holds: HOLDS, decision: null, money: { held: {}, voidedFen: 360_000 } });
  });

  it('is not made where money was paid: decided anew, the whole would be paid once more', () => {
    const half = inHalves();
    const ended = moved(proposed(half, { event: 'terminate', by: 'approver', detail: because }), {
      event: 'terminate',
      by: 'approver2',
      detail: because,
    });
    expect(ended.record).toMatchObject({ state: 'terminated', clock: null, money: { postedFen: expect.any(Number) } });
    expect(ended.record.money.postedFen).toBeGreaterThan(0);
    expect(attempt(ended, again)).toMatchObject({ ok: false, refusal: { code: 'payment-sent' } });
  });
});

describe('a decision that did not stand', () => {
  const byTwo = (file: CaseFile, event: Move['event'], [one, other]: readonly [Move['by'], Move['by']], detail: StepDetail): CaseFile =>
    moved(moved(file, { event, by: one, detail }), { event, by: other, detail });
  const holders = ({ record }: CaseFile) => record.assigned.map(({ stage }) => stage);

  it('of the intake is made there anew: the body confirms, and it is admitted before it is reviewed', () => {
    const accepted = (['submit', 'accept-intake'] as const).reduce((file, name) => moved(file, usual(file, name)), aDraft());
    const refused = byTwo(accepted, 'refuse-intake', ['intake', 'intake2'], UNMET);
    const appealed = moved(refused, { event: 'appeal', by: 'signatory', detail: because });
    const upheld = moved(appealed, { event: 'uphold-appeal', by: 'appeals', detail: because, brought: { holds: HOLDS } });
    expect(upheld.record).toMatchObject({ state: 'completeness_check', holds: HOLDS, decision: null });
    expect(holders(upheld)).toEqual(['appeal']);
    expect(attempt(upheld, usual(upheld, 'admit'))).toMatchObject({ ok: false, refusal: { code: 'residence-unconfirmed' } });
    const confirmed = moved(upheld, usual(upheld, 'confirm'));
    expect(moved(confirmed, usual(confirmed, 'admit')).record.state).toBe('under_review');
  });

  it('is in nobody’s hands: a colleague reviews it after an appeal, and after an objection', () => {
    const appealedOf = moved(appealed(), { event: 'uphold-appeal', by: 'appeals', detail: because, brought: { holds: HOLDS } });
    const objectedTo = byTwo(aCaseIn('objection_review'), 'uphold-objection', ['notice', 'notice2'], FINDING);
    for (const upheld of [appealedOf, objectedTo]) {
      expect(holders(upheld)).not.toEqual(expect.arrayContaining(['review']));
      expect(holders(upheld)).not.toEqual(expect.arrayContaining(['decision']));
      expect(moved(upheld, { ...usual(upheld, 'complete-review'), by: 'reviewer2' }).record.state).toBe('decision_pending');
    }
  });

  it('is objected to anew once it is made again, by the same person once', () => {
    const object: Move = { event: 'object', by: 'citizen', detail: { name: '朱民', contact: '1', text: '仍不符合' } };
    const upheld = byTwo(aCaseIn('objection_review'), 'uphold-objection', ['notice', 'notice2'], FINDING);
    const reviewed = moved(upheld, { ...usual(upheld, 'complete-review'), by: 'reviewer2' });
    const again = moved(reviewed, usual(reviewed, 'approve'));
    const objected = moved(again, object);
    expect(objected.record.state).toBe('objection_review');
    expect(attempt(objected, object)).toMatchObject({ ok: false, refusal: { code: 'objection-repeated' } });
  });
});

describe('a proposal', () => {
  it('changes nothing but itself', () => {
    const before = refusing();
    const done = attempt(before, REFUSE);
    expect(done).toMatchObject({ ok: true, value: { proposed: true, transfers: [], givenBack: [] } });
    if (!done.ok) return;
    const { proposal, acts, version, assigned, ...rest } = done.value.file.record;
    expect(proposal).toMatchObject({ event: 'refuse-intake', by: PEOPLE.intake });
    expect(before.record).toMatchObject(rest);
    expect([acts.length, version, assigned.length]).toEqual([
      before.record.acts.length + 1,
      before.record.version + 1,
      before.record.assigned.length,
    ]);
  });

  it('falls with any other step', () => {
    const file = moved(refusing(), REFUSE);
    expect(moved(file, { event: 'change-payee', by: 'signatory', brought: { payee: OTHER_PAYEE } }).record.proposal).toBeNull();
  });
});

describe('several objections', () => {
  const twice = (): CaseFile => moved(aCaseIn('objection_review'), { event: 'object', by: 'citizen2', detail: { text: '再议' } });
  const byTwo = (file: CaseFile, event: Move['event']): CaseFile =>
    moved(moved(file, { event, by: 'notice', detail: FINDING }), { event, by: 'notice2', detail: FINDING });
  const FINDINGS = ['dismiss-objection', 'uphold-objection', 'reject-on-objection'] as const;

  it('keep the notice standing still until the last is settled', () => {
    const two = twice();
    const settle = (file: CaseFile): CaseFile => {
      const [open] = file.objections.filter(({ state }) => state === 'open');
      const detail = { objectionId: open?.id ?? '', reason: '不成立' };
      return moved(moved(file, { event: 'dismiss-objection', by: 'notice', detail }), {
        event: 'dismiss-objection',
        by: 'notice2',
        detail,
      });
    };
    const one = settle(two);
    expect(one.record.state).toBe('objection_review');
    expect(settle(one).record.state).toBe('public_notice');
  });

  it('are all settled by the one that is upheld, so that the next notice can run', () => {
    const settled = { state: 'upheld', finding: '理由', version: 2 };
    for (const event of ['uphold-objection', 'reject-on-objection'] as const)
      expect(byTwo(twice(), event).objections).toMatchObject([settled, settled]);
  });

  it('are settled once each: one that is settled, or that never was, is refused', () => {
    const dismissed = byTwo(twice(), 'dismiss-objection');
    for (const event of FINDINGS)
      for (const detail of [FINDING, { ...FINDING, objectionId: 'none' }, because])
        expect(attempt(dismissed, { event, by: 'notice', detail })).toMatchObject({ ok: false, refusal: { code: 'objection-unknown' } });
  });

  it('come from different persons, through whichever account', () => {
    const again: Move = { event: 'object', by: { ...PEOPLE.citizen, personId: 'zhu-2', name: '朱一民' }, detail: { text: '再议' } };
    for (const file of [aCaseIn('objection_review'), byTwo(aCaseIn('objection_review'), 'dismiss-objection')])
      expect(attempt(file, again)).toMatchObject({ ok: false, refusal: { code: 'objection-repeated' } });
  });
});
