import { describe, expect, it } from 'vitest';
import { PROFILES } from '../../../../../shared/domain/cases/profiles.ts';
import type { CaseFile } from '../../../../../shared/domain/cases/records.ts';
import { type CaseTerms, levelsOf, termsOf } from '../../../../../shared/domain/cases/terms/terms.ts';
import { handling } from '../../../../../shared/domain/policy/handling.ts';
import { aCaseIn, anAppraisal, attempt, moved } from '../../../../support/case-files.ts';

const YUAN = 100;
const saying = (...aboveYuan: number[]): CaseTerms =>
  termsOf({ handling: handling.parse({ levels: { aboveYuan, confidence: 'invented' } }) } as never);
const signers = (fen: number, terms?: CaseTerms) =>
  levelsOf({ instrument: 'rent_subsidy', terms }, fen).map(({ level, role }) => [level, role]);
const persons = (count: number) => Array.from({ length: count }, (_, at) => [at + 1, 'finance-approver']);

describe('who signs which amount', () => {
  it.each<[yuan: number, own: number[] | null, count: number]>([
    [200_000, null, 1],
    [200_000.01, null, 2],
    [9_000_000, null, 2],
    [50_000, [50_000], 1],
    [50_000.01, [50_000], 2],
    [200_000.01, [50_000], 2],
    [200_000, [50_000, 200_000], 2],
    [200_000.01, [50_000, 200_000], 3],
    [9_000_000, [], 1],
    [0.01, [0], 2],
  ])('of %d yuan under %j: %d approver(s)', (yuan, own, count) => {
    expect(signers(Math.round(yuan * YUAN), own ? saying(...own) : undefined)).toEqual(persons(count));
  });
  it('is that of the house where the programme says nothing', () => {
    expect(termsOf({}).signsAboveFen).toBeUndefined();
    expect(levelsOf({ instrument: 'rent_subsidy', terms: termsOf({}) }, 99_999_999)).toEqual(PROFILES.rent_subsidy.levels);
  });
  it.each([[[2, 1]], [[1, 1]], [[-1]], [[1.5]], [[1, 2, 3, 4, 5]]])('is refused in the catalogue as %j', (aboveYuan) => {
    expect(handling.safeParse({ levels: { aboveYuan, confidence: 'invented' } }).success).toBe(false);
  });
});

describe('a case whose programme says so', () => {
  const file = (...aboveYuan: number[]): CaseFile => {
    const plain = aCaseIn('decision_pending');
    return { ...plain, record: { ...plain.record, terms: saying(...aboveYuan) } };
  };
  const sign = (of: CaseFile, event: 'approve' | 'approve-step', by: 'approver' | 'approver2') =>
    attempt(of, { event, by, detail: { contentHash: of.record.contentHash ?? '' } });
  const { computedFen } = anAppraisal();

  it('is signed by two other persons above the first amount, whatever is usual', () => {
    const two = file(Math.floor((computedFen ?? 0) / YUAN) - 1);
    expect(sign(two, 'approve', 'approver')).toMatchObject({ ok: false, refusal: { code: 'level-missing' } });
    const once = moved(two, { event: 'approve-step', by: 'approver', detail: { contentHash: two.record.contentHash ?? '' } });
    expect(sign(once, 'approve', 'approver')).toMatchObject({ ok: false, refusal: { code: 'four-eyes' } });
    expect(sign(once, 'approve', 'approver2')).toMatchObject({ ok: true });
  });
  it('is signed by one up to it', () => {
    const one = file(Math.floor((computedFen ?? 0) / YUAN));
    expect(sign(one, 'approve-step', 'approver')).toMatchObject({ ok: false, refusal: { code: 'level-done' } });
    expect(sign(one, 'approve', 'approver')).toMatchObject({ ok: true });
  });
});
