import type * as z from 'zod/mini';
import type { runList, runPreview, runView } from '../../../shared/contracts/approval-runs.ts';
import type { CaseAnswer } from '../../../shared/contracts/case-answer.ts';
import type { CaseFileView } from '../../../shared/contracts/case-file.ts';
import type { caseList } from '../../../shared/contracts/case-list.ts';
import type { casePaperList } from '../../../shared/contracts/documents.ts';
import type { noticeList, objectionAnswer } from '../../../shared/contracts/notices.ts';
import type { TraceLine } from '../../../shared/domain/matching/benefit.ts';

/** What the API answers about cases, as the pages read it: types only, so that no schema comes along. */
export type { CaseAnswer, CaseFileView };
export type CaseList = z.infer<typeof caseList>;
export type CaseItem = CaseList['items'][number];
export type RunPreview = z.infer<typeof runPreview>;
export type RunList = z.infer<typeof runList>;
export type RunView = z.infer<typeof runView>;
export type CasePapers = z.infer<typeof casePaperList>;
export type CasePaper = CasePapers['items'][number];
export type NoticeList = z.infer<typeof noticeList>;
export type Notice = NoticeList['items'][number];
export type ObjectionAnswer = z.infer<typeof objectionAnswer>;

/** How an amount comes about; the contract leaves the form of a line open. */
export const amountLines = (trace: readonly unknown[]): readonly TraceLine[] => trace as readonly TraceLine[];
