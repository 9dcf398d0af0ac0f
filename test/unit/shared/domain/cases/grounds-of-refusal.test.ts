import { describe, expect, it } from 'vitest';
import type { CaseFile } from '../../../../../shared/domain/cases/records.ts';
import type { StepDetail } from '../../../../../shared/domain/cases/step-input.ts';
import { aCaseIn, aDraft, anAppraisal, attempt, BROUGHT, type Move, moved } from '../../../../support/case-files.ts';
import { failed, unknown } from './guard-cases.ts';

describe('what a refusal rests on', () => {
  it.each<[string, StepDetail, string[]]>([
    ['a clause that was judged met, and nothing found', { clauses: ['registered'] }, ['/clauses/0']],
    [
      'a finding that rests on nothing',
      { findings: [{ clause: 'registered', text: '已注销', evidence: [], source: ' ' }] },
      ['/findings/0/evidence'],
    ],
    [
      'a finding that says nothing',
      { findings: [{ clause: 'registered', text: ' ', evidence: ['paper'], source: null }] },
      ['/findings/0/evidence'],
    ],
    [
      'one clause of two without a finding',
      { clauses: ['resident'], findings: [{ clause: 'registered', text: '已注销', evidence: ['paper'], source: null }] },
      ['/clauses/0'],
    ],
    ['nothing at all', {}, ['/clauses']],
    [
      'a finding with the same paper twice',
      { findings: [{ clause: 'registered', text: '已注销', evidence: ['paper', 'paper'], source: null }] },
      ['/findings/0/evidence'],
    ],
  ])('refuses nobody on %s', (_name, cited, pointers) => {
    for (const [state, event, by] of [
      ['completeness_check', 'refuse-intake', 'intake'],
      ['decision_pending', 'reject', 'approver'],
    ] as const) {
      const done = attempt(aCaseIn(state), { event, by, detail: { ...cited, reason: '不符' } });
      expect(done).toMatchObject({ ok: false, refusal: { code: 'clause-not-failed' } });
      expect(done.ok ? [] : (done.refusal.faults ?? []).map(({ pointer }) => pointer)).toEqual(pointers);
    }
  });

  it('refuses on a finding with a paper, whoever of the office confirms it word for word', () => {
    const findings = [{ clause: 'resident', text: '现场无人办公', evidence: ['photo'], source: null }];
    const detail: StepDetail = { findings, reason: '未入驻' };
    const proposed = moved(aCaseIn('completeness_check'), { event: 'refuse-intake', by: 'intake', detail });
    expect(attempt(proposed, { event: 'refuse-intake', by: 'intake2', detail: { ...detail, reason: '未入驻社区' } })).toMatchObject({
      ok: false,
      refusal: { code: 'proposal-differs' },
    });
    const refused = moved(proposed, { event: 'refuse-intake', by: 'intake2', detail });
    expect(refused.record).toMatchObject({ state: 'ineligible', decision: { clauses: ['resident'], findings } });
    // The appeal keeps what it is against, also once the case is open again.
    const appealed = moved(refused, { event: 'appeal', by: 'signatory', detail: { reason: '当日外出' } });
    const upheld = moved(appealed, { event: 'uphold-appeal', by: 'appeals', detail: { reason: '成立' } });
    expect(upheld.record.decision).toBeNull();
    expect(upheld.appeals).toMatchObject([{ state: 'upheld', against: { event: 'refuse-intake', findings } }]);
  });

  it('names the clauses, the fields and the flags it is about', () => {
    const draft = aDraft();
    const faults = (file: CaseFile, move: Move) => {
      const done = attempt(file, move);
      return done.ok ? [] : (done.refusal.faults ?? []).map(({ pointer }) => pointer);
    };
    expect(faults(draft, { event: 'submit', by: 'signatory', brought: { ...BROUGHT, appraisal: failed } })).toEqual([
      '/clauses/registered',
    ]);
    expect(faults(aCaseIn('returned'), { event: 'resubmit', by: 'signatory', brought: BROUGHT })).toEqual(['/lines/0/amountFen']);
  });

  it('takes nothing to settle from what the company’s own facts say, but lets a reviewer settle their own word anew', () => {
    const settle = (value: boolean): Move => ({
      event: 'settle-fact',
      by: 'reviewer',
      detail: { fact: 'firm.registered', value, reason: '见证明', evidence: ['paper'] },
      brought: { appraisal: value ? anAppraisal() : failed },
    });
    const wrong = moved({ ...aCaseIn('under_review'), record: { ...aCaseIn('under_review').record, appraisal: unknown } }, settle(false));
    expect(wrong.record.appraisal?.verdict).toBe('ineligible');
    expect(moved(wrong, settle(true)).record).toMatchObject({
      appraisal: { verdict: 'eligible' },
      settled: [{ value: true, evidence: ['paper'] }],
    });
  });
});
