import type { CaseRecord } from '../../../shared/domain/cases/records.ts';
import { yuanText } from './say.ts';

/** The lists of a claim whose rows a reviewer may strike, as a letter calls a row of each. */
const ROWS = { lines: '费用', trainees: '学员', sessions: '辅导' } as const;
type Row = { readonly lineId?: unknown; readonly amountFen?: unknown };

/** A struck row by its place in the claim, which the applicant keeps, and its amount where it has one. */
function rowName(claim: unknown, lineId: string): string {
  for (const [list, name] of Object.entries(ROWS)) {
    const rows = ((claim ?? {}) as Record<string, readonly Row[] | undefined>)[list] ?? [];
    const at = rows.findIndex((row) => row.lineId === lineId);
    const fen = rows[at]?.amountFen;
    if (at >= 0) return `第 ${at + 1} 项${name}${typeof fen === 'number' ? `（${yuanText(fen)}元）` : ''}`;
  }
  return lineId;
}

/** What of a claim was struck, each with the reviewer's reason. */
export const notAccepted = ({ struck, claim }: CaseRecord): string[] =>
  struck.map(({ lineId, reason }) => `${rowName(claim, lineId)}：${reason}`);

/** Was all granted that the rules make of what was claimed: nothing struck, and nothing shared out? */
export const isWhole = ({ struck, appraisal, approvals }: CaseRecord): boolean =>
  struck.length === 0 && (approvals.at(-1)?.amountFen ?? 0) >= (appraisal?.computedFen ?? 0);
