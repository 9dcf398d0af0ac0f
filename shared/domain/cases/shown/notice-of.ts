import type { CaseFile, CaseRecord } from '../records.ts';
import type { PublicNotice } from './public-notice.ts';

const LIVE: Partial<Record<CaseRecord['state'], PublicNotice['status']>> = { public_notice: 'running', objection_review: 'paused' };
const PASSED: readonly CaseRecord['state'][] = ['contracting', 'disbursing', 'monitoring', 'closed', 'terminated'];

/** 张三 → 张*, 欧阳小明 → 欧***: enough to find oneself, not enough to be found. */
const maskedName = (name: string): string => `${name.slice(0, 1)}${'*'.repeat(Math.max(1, [...name].length - 1))}`;

/** What stands on the notice board of a case; `before` keeps what was published when the decision is taken back. */
export function noticeOf({ record }: CaseFile, before: CaseRecord | undefined): PublicNotice | null {
  const notice = record.notice ?? before?.notice ?? null;
  const amountFen = record.approvals.at(-1)?.amountFen ?? record.appraisal?.computedFen;
  if (!notice || amountFen == null) return null;
  const { id, programmeId, programmeName, divisionCode, applicant } = record;
  const status = record.notice ? (LIVE[record.state] ?? (PASSED.includes(record.state) ? 'over' : 'dropped')) : 'dropped';
  const applicantName = applicant.kind === 'individual' ? maskedName(applicant.name) : applicant.name;
  return { id, programmeId, programmeName, divisionCode, applicantName, applicantKind: applicant.kind, amountFen, ...notice, status };
}
