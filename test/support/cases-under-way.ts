import type { CaseFile } from '../../shared/domain/cases/records.ts';
import type { StepDetail } from '../../shared/domain/cases/step-input.ts';
import type { CivilDate } from '../../shared/domain/kernel/civil-date.ts';
import {
  aCaseIn,
  aClause,
  aDraft,
  anAppraisal,
  BROUGHT,
  CLAIM,
  FINDING,
  MONDAY,
  type Move,
  moved,
  PATH,
  paid,
  usual,
} from './case-files.ts';

export const because = { reason: '理由' };

export const FIXED = { ...CLAIM, contractNumber: 'KD-2026-19', lines: [{ ...CLAIM.lines[0], amountFen: 170_000 }, CLAIM.lines[1]] };

export const refusing = (): CaseFile => {
  const file = aCaseIn('completeness_check');
  return { ...file, record: { ...file.record, appraisal: anAppraisal({ clauses: [aClause('registered', 'failed')] }) } };
};

export const proposed = (file: CaseFile, move: Move): CaseFile => moved(file, move);

export const REFUSE: Move = { event: 'refuse-intake', by: 'intake', detail: { clauses: ['registered'], ...because } };

export const upholding = (): CaseFile =>
  proposed(aCaseIn('objection_review'), { event: 'uphold-objection', by: 'notice', detail: FINDING });

export const ending = (): CaseFile => proposed(aCaseIn('disbursing'), { event: 'terminate', by: 'approver', detail: because });

/** The first of two equal instalments is paid. */
export const inHalves = (): CaseFile => {
  const release = { zh: '报告', en: 'report' };
  const appraisal = anAppraisal({ tranches: ['t1', 't2'].map((id) => ({ id, shareBp: 5000, release })) });
  const submitted = moved(aDraft(), { event: 'submit', by: 'signatory', brought: { ...BROUGHT, appraisal } });
  const due = PATH.slice(1).reduce((file, name) => moved(file, usual(file, name)), submitted);
  return moved(paid(due), { event: 'pay-done', by: 'system' });
};

export const appealed = (): CaseFile => moved(aCaseIn('rejected'), { event: 'appeal', by: 'signatory', detail: because });

export const answersTo = ({ corrections }: CaseFile): StepDetail => ({
  answers: (corrections.at(-1)?.defects ?? []).map(({ id }) => ({ defectId: id, kind: 'corrected' as const, text: '' })),
});

export const sign = (file: CaseFile): StepDetail => ({ contentHash: file.record.contentHash ?? '' });

export const big = (): CaseFile => {
  const file = moved(aDraft(), {
    event: 'submit',
    by: 'signatory',
    brought: { ...BROUGHT, appraisal: anAppraisal({ computedFen: 30_000_000 }) },
  });
  return (['accept-intake', 'confirm', 'admit', 'complete-review'] as const).reduce((at, name) => moved(at, usual(at, name)), file);
};

export const lastDay = ({ record }: CaseFile): CivilDate => record.clock?.shown?.day ?? MONDAY;
