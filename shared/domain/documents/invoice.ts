import * as z from 'zod/mini';
import { civilDate } from '../kernel/civil-date.ts';
import type { Bilingual } from '../policy/text.ts';

const id = z.string().check(z.regex(/^[A-Za-z0-9._-]{1,64}$/));

/**
 * What names an invoice everywhere: the seller's code, the invoice code where there is one, and the number. The fully digital invoice
 * (数电票) has 20 digits and no code; older ones have a code of 10 or 12 digits and a number of 8 (`judge-invoice.ts` holds to it).
 */
export interface InvoiceIdentity {
  readonly sellerUscc: string;
  readonly code: string | null;
  readonly number: string;
}

/** The identity as one word; equal words are the same invoice. */
export const invoiceIdOf = ({ sellerUscc, code, number }: InvoiceIdentity): string => [sellerUscc, code ?? '-', number].join('.');

/** What a reviewer must answer before money is paid on an invoice: seen by the applicant who registers it, or by reviewers alone. */
export const OWN_FLAGS = {
  'same-file-other-number': { zh: '同一文件还登记了其他号码的发票', en: 'The same file was registered under another number too' },
  'seller-code-check-failed': {
    zh: '销售方代码的最后一位校验不符（GB 32100），请核对',
    en: 'The last character of the seller’s code does not check the others (GB 32100); look again',
  },
  'buyer-is-not-applicant': {
    zh: '购买方名称不是本单位的登记名称',
    en: 'The name of the buyer is not the registered name of this applicant',
  },
  'buyer-is-other': { zh: '购买方代码不是本单位的', en: 'The code of the buyer is not that of this applicant' },
} as const satisfies Record<string, Bilingual>;
export type OwnFlag = keyof typeof OWN_FLAGS;
/** Never told to an applicant: they speak of others. */
const REVIEWER_FLAGS = ['second-claim', 'several-applicants', 'amounts-differ'] as const;
export type InvoiceFlag = OwnFlag | (typeof REVIEWER_FLAGS)[number];

/** An invoice as one applicant registered it. */
export const invoiceRegistration = z.object({
  id: z.string(),
  organisationId: id,
  documentId: id,
  /** Of the file it was registered from. */
  sha256: z.string(),
  sellerUscc: z.string(),
  sellerName: z.nullable(z.string()),
  code: z.nullable(z.string()),
  number: z.string(),
  issuedOn: civilDate,
  buyerName: z.string(),
  buyerUscc: z.nullable(z.string()),
  amountFen: z.int().check(z.positive()),
  flags: z.array(z.enum(Object.keys(OWN_FLAGS) as [OwnFlag, ...OwnFlag[]])),
  registeredBy: id,
  registeredAt: z.string(),
  version: z.int().check(z.positive()),
});
export type InvoiceRegistration = z.infer<typeof invoiceRegistration>;

/**
 * One invoice over all applicants: what is claimed of it, and who says it is theirs. Claims move `claimedFen` and, of programmes that exclude
 * each other for a bill, which of them has it, in further fields; whoever writes the row anew keeps those.
 */
export const invoiceAccount = z.looseObject({
  id: z.string(),
  claimedFen: z.int().check(z.nonnegative()),
  applicants: z.array(z.object({ organisationId: id, amountFen: z.int(), documentId: id, registeredAt: z.string() })),
  version: z.int().check(z.positive()),
});
export type InvoiceAccount = z.infer<typeof invoiceAccount>;

/** A bill that is asked for over all applicants. `sha256`: of the file the asking applicant registered it from. */
export interface BillAsked {
  readonly id: string;
  readonly sha256?: string | undefined;
}
/** A bill as it stands over all applicants. */
export interface Bill extends InvoiceAccount {
  /** Whether anybody registered its file under another number too. */
  readonly sharesFile: boolean;
}

/** Nobody needs more, and a row must not grow without end. */
const MOST_APPLICANTS = 50;

/**
 * The account of an invoice after one more applicant registered it. It is taken in whoever registered it before: to refuse would tell
 * one applicant about another, and would let whoever comes first lock the true owner out. That there are several is a flag for reviewers.
 */
export function enterApplicant(account: InvoiceAccount | undefined, by: InvoiceRegistration): InvoiceAccount {
  const { id: invoice, organisationId, amountFen, documentId, registeredAt } = by;
  const entry = { organisationId, amountFen, documentId, registeredAt };
  if (!account) return { id: invoice, claimedFen: 0, applicants: [entry], version: 1 };
  const others = account.applicants.filter((other) => other.organisationId !== organisationId);
  return { ...account, applicants: [...others, entry].slice(-MOST_APPLICANTS), version: account.version + 1 };
}

/** Flags that show only when all applicants of an invoice are seen together; for reviewers. `ownFen`: what the claim in hand took of it. */
export const flagsOf = ({ applicants, claimedFen, sharesFile }: Bill, ownFen = 0): InvoiceFlag[] => [
  ...(sharesFile ? (['same-file-other-number'] as const) : []),
  ...(ownFen > 0 && claimedFen > ownFen ? (['second-claim'] as const) : []),
  ...(applicants.length > 1 ? (['several-applicants'] as const) : []),
  ...(new Set(applicants.map(({ amountFen }) => amountFen)).size > 1 ? (['amounts-differ'] as const) : []),
];

/** Other invoices of the same applicant that were registered from the very same file under another number. */
export const sharesFile = (sha256: string, invoiceId: string, registered: readonly InvoiceRegistration[]): boolean =>
  registered.some((other) => other.sha256 === sha256 && other.id !== invoiceId);
