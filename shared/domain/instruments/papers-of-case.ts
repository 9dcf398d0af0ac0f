import type { CaseFile } from '../cases/records.ts';
import { contentsOf } from './contents-of.ts';

/**
 * Every paper that was handed in with a case: those its claim names, or named before it was corrected, and those a settled fact, a finding or
 * the decision rests on, and those that show that conditions are met. What an applicant has beside it is nobody's business here.
 */
export function papersOfCase({ record, corrections }: Pick<CaseFile, 'record' | 'corrections'>): ReadonlySet<string> {
  const { papers } = contentsOf(record);
  const claims = [record.claim, ...corrections.map(({ before }) => before)];
  const evidence = [...record.settled, ...(record.decision?.findings ?? []), ...(record.conditionReports ?? [])].flatMap(
    (one) => one.evidence,
  );
  return new Set([...claims.flatMap((claim) => [...papers(claim)]), ...evidence]);
}

/**
 * What became of a payment that the bank was silent about rests on a paper of the bureau that pays: whose it is, by paper. The applicant's case
 * does not have it; auditors open it, as what stands for money.
 */
export const evidenceOfPayments = ({ payments }: Pick<CaseFile, 'payments'>): ReadonlyMap<string, string> =>
  new Map(
    payments.flatMap(({ payerId, attempts, statement }) =>
      [...attempts, ...(statement ? [statement] : [])].flatMap(({ evidenceDocumentId: id }) =>
        id === null ? [] : [[id, payerId] as const],
      ),
    ),
  );

/** Of a paper that somebody names and `papersOfCase` does not know. */
export const NO_SUCH_PAPER = {
  zh: '不是随本案提交并已通过检查的材料',
  en: 'is no paper that was handed in with this case and found clean',
};
