import type { CaseEvent } from '../../../../../shared/domain/cases/machine.ts';
import type { CaseFile } from '../../../../../shared/domain/cases/records.ts';
import type { StepDetail } from '../../../../../shared/domain/cases/step-input.ts';
import type { Payment } from '../../../../../shared/domain/payments/records.ts';
import { aCaseIn, aClause, anAppraisal, MONDAY, type Move, moved } from '../../../../support/case-files.ts';

export const failed = anAppraisal({ clauses: [aClause('registered', 'failed'), aClause('resident')] });

export const unknown = anAppraisal({ clauses: [aClause('registered', 'unknown'), aClause('resident')] });

export const hashed =
  (event: CaseEvent) =>
  (file: CaseFile): Move => ({ event, by: 'approver', detail: { contentHash: file.record.contentHash ?? '' } });

export const answered: StepDetail = { answers: [{ defectId: 'id-4-1', kind: 'corrected', text: '已更正' }] };

export const appealed = (): CaseFile => moved(aCaseIn('rejected'), { event: 'appeal', by: 'signatory', detail: { reason: '请复核' } });

export const monitored = (): CaseFile => aCaseIn('monitoring');

/** What a bank says late of an attempt that has ended, and nobody has answered. */
export const SAID_OTHERWISE: Payment['contradictions'][number] = {
  ...{ reference: 'case-1.p1.1', stands: 'failed', says: 'paid', fileHash: 'f'.repeat(64), row: 4 },
  ...{ at: `${MONDAY}T02:00:00.000Z`, answer: null },
};
