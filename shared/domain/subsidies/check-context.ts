import { type Document, statusAt, validityOn } from '../documents/document.ts';
import type { InvoiceRegistration } from '../documents/invoice.ts';
import type { DocumentKind } from '../documents/kind-names.ts';
import { KINDS_OF_PAPER } from '../documents/kinds.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import { yuanText } from '../kernel/money.ts';
import type { Outcome } from '../policy/evaluate.ts';
import type { ApplicantKind, Programme, ProgrammeVersion } from '../policy/programme.ts';
import type { Bilingual } from '../policy/text.ts';
import type { ClaimDraft, Strike } from './claim.ts';
import type { ClaimRule } from './claim-rules.ts';
import { type ClaimWindow, claimWindowOf } from './claim-window.ts';
import type { EventFiling } from './event-filing.ts';

/** What a claim is checked with. What is undefined was not looked up, and whatever hangs on it is unknown rather than wrong. */
export type CheckContext = {
  readonly programme: Programme;
  readonly version: ProgrammeVersion;
  readonly applicant: {
    readonly organisationId: string;
    /** Null: it has none, as a person. */
    readonly uscc: string | null;
    /** Who applies in their own name: as the sign-in vouches for them, with its key of the natural person. Null: an organisation. */
    readonly person: { readonly name: string; readonly key: string } | null;
    readonly appliesAs: ApplicantKind;
  };
  /** The day the claim is, or would be, handed in; in China. */
  readonly day: CivilDate;
  /** The same as an instant, RFC 3339 in UTC: an upload form that has ended by then counts for nothing. */
  readonly at: string;
  /** The day it was handed in first, where it is corrected: the call has to have been open then. */
  readonly handedInOn?: CivilDate | null | undefined;
  /** Invoices the applicant registered, by id. */
  readonly invoices?: ReadonlyMap<string, InvoiceRegistration> | undefined;
  /** What is left of each invoice beside this claim, by id, in fen; where it is not said, its amount. */
  readonly leftFen?: ReadonlyMap<string, number> | undefined;
  /** The applicant's papers, or at least all that the claim names. */
  readonly documents?: readonly Document[] | undefined;
  /** The filing the claim names; null: this applicant has none such. */
  readonly filing?: EventFiling | null | undefined;
  /** All the applicant has on file. */
  readonly filings?: readonly EventFiling[] | undefined;
  /** Of mentoring: the days on which other claims of the applicant have this mentor at this firm. */
  readonly sessionDays?: ReadonlySet<string> | undefined;
  readonly strikes?: readonly Strike[] | undefined;
};

/** One thing a check found: the field, and whether it is wrong or cannot be told yet. */
export type Finding = {
  readonly pointer: string;
  readonly outcome: Exclude<Outcome, 'met'>;
  readonly detail?: Bilingual | undefined;
  /** It will be told soon, by itself, and nothing is handed in before: a paper that is being checked. */
  readonly waits?: true;
};

/** One rule of the list. `at`: what it is about where nothing is wrong. `null`: the rule says nothing of this claim (yet). */
export type Check<Of extends ClaimDraft = ClaimDraft> = {
  readonly rule: ClaimRule;
  readonly at: string;
  readonly run: (claim: Of, context: CheckContext, struck: ReadonlySet<string>) => readonly Finding[] | null;
};

export const failed = (pointer: string, zh?: string, en?: string): Finding => ({
  pointer,
  outcome: 'failed',
  ...(zh !== undefined && en !== undefined && { detail: { zh, en } }),
});
export const unknown = (pointer: string, zh: string, en: string): Finding => ({ pointer, outcome: 'unknown', detail: { zh, en } });

/** The finding where the condition fails, else none. */
export const unless = (holds: boolean, finding: Finding): Finding[] => (holds ? [] : [finding]);

/** Every row whose key was seen before it. */
export function repeated<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const key = keyOf(row);
    const again = seen.has(key);
    seen.add(key);
    return again;
  });
}

export const windowOf = (claim: ClaimDraft, { version }: Pick<CheckContext, 'version'>): ClaimWindow | undefined =>
  claim.year === undefined ? undefined : claimWindowOf(version, claim.year);

const kindWords = (kinds: readonly DocumentKind[]): Bilingual => ({
  zh: `需要：${kinds.map((kind) => KINDS_OF_PAPER[kind].zh).join('、')}`,
  en: `needed: ${kinds.map((kind) => KINDS_OF_PAPER[kind].en).join(', ')}`,
});

/** Is the paper a field names there, of a kind that fits, checked, and valid on the day? Nothing is said of a field that is still empty. */
export function paperFindings(
  pointer: string,
  documentId: string | undefined,
  kinds: readonly DocumentKind[],
  { documents, day, at }: CheckContext,
): Finding[] {
  if (documentId === undefined) return [];
  if (documents === undefined) return [unknown(pointer, '材料尚未查到', 'the paper was not looked up')];
  const found = documents.find(({ id }) => id === documentId);
  if (!found) return [failed(pointer, '材料库中没有这份材料', 'there is no such paper in the vault')];
  if (!kinds.includes(found.kind)) {
    const { zh, en } = kindWords(kinds);
    return [failed(pointer, zh, en)];
  }
  const status = statusAt(found, at);
  if (status === 'awaiting-upload') return [failed(pointer, '文件还没有上传', 'the file was not uploaded yet')];
  if (status === 'checking')
    return [{ ...unknown(pointer, '材料还在检查，请稍候', 'the paper is being checked: wait a moment'), waits: true }];
  if (status !== 'clean') return [failed(pointer, '材料没有通过检查或已撤回', 'the paper was refused or withdrawn')];
  const { state } = validityOn(found, day);
  if (state === 'expired') return [failed(pointer, '材料已过期', 'the paper has expired')];
  return state === 'not-yet' ? [failed(pointer, '材料还没有生效', 'the paper does not hold yet')] : [];
}

/** Yuan for a sentence. */
export const yuanWords = (fen: number): string => yuanText(BigInt(fen));
