import { type CivilDate, civilDate } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { badFields, type FieldFault, type RuleRefusal } from '../parties/refusal.ts';
import { normaliseCreditCode, readCreditCode } from '../parties/uscc.ts';
import type { InvoiceIdentity, OwnFlag } from './invoice.ts';

/** What an applicant types from an invoice, as far as a rule speaks of it. */
export interface InvoiceDraft extends InvoiceIdentity {
  readonly buyerName: string;
  readonly buyerUscc: string | null;
  readonly issuedOn: CivilDate;
}

/** The applicant an invoice is registered for. */
export interface Buyer {
  readonly name: string;
  /** Null: it has none, as a person. */
  readonly uscc: string | null;
}

const CREDIT_CODE = {
  zh: '应为 18 位统一社会信用代码：数字和大写字母，不用 I、O、S、V、Z，第 3 到 8 位为数字',
  en: 'must be a unified social credit code: 18 digits and capital letters without I, O, S, V and Z, characters 3 to 8 digits',
};
const NUMBER = { zh: '发票号码应为 20 位数字（数电票）或 8 位数字', en: 'must be 20 digits (fully digital invoice) or 8 digits' };
const CODE = { zh: '发票代码应为 10 位或 12 位数字', en: 'must be 10 or 12 digits' };
const NO_CODE = { zh: '20 位号码的数电票没有发票代码，请留空', en: 'an invoice with a number of 20 digits has no code; leave it out' };
const CODE_NEEDED = {
  zh: '8 位号码的发票须填写 10 位或 12 位发票代码',
  en: 'an invoice with a number of 8 digits has a code of 10 or 12 digits',
};
const OWN_INVOICE = { zh: '销售方不能是本单位：自己开具的发票不能作为支出', en: 'must not be the applicant: its own sale is no spending' };
const AHEAD = { zh: '开票日期在将来', en: 'must not lie ahead' };
const TOO_EARLY = { zh: '开票日期不能早于 2000-01-01', en: 'must not be before 2000-01-01' };

/** Before it no invoice of today's kinds was made; an earlier day is a slip of the hand. The figure is ours. */
const EARLIEST = civilDate.parse('2000-01-01');

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\s/gu, '');

/** A draft as it is kept and compared: codes and numbers half-width, without the spaces people group them by. */
export const normaliseInvoice = <Draft extends InvoiceDraft>(draft: Draft): Draft => ({
  ...draft,
  sellerUscc: normaliseCreditCode(draft.sellerUscc),
  buyerUscc: draft.buyerUscc === null ? null : normaliseCreditCode(draft.buyerUscc),
  code: draft.code === null ? null : plain(draft.code),
  number: plain(draft.number),
});

const numberFault = (number: string): FieldFault | undefined =>
  /^(\d{8}|\d{20})$/.test(number) ? undefined : { pointer: '/number', code: 'malformed-invoice-number', detail: NUMBER };

function codeFault({ code, number }: InvoiceIdentity): FieldFault | undefined {
  if (code === null) return number.length === 8 ? { pointer: '/code', code: 'invoice-code-needed', detail: CODE_NEEDED } : undefined;
  if (number.length === 20) return { pointer: '/code', code: 'invoice-without-code', detail: NO_CODE };
  return /^(\d{10}|\d{12})$/.test(code) ? undefined : { pointer: '/code', code: 'malformed-invoice-code', detail: CODE };
}

const creditCodeFault = (pointer: string, code: string | null): FieldFault | undefined =>
  code === null || readCreditCode(code).wellFormed ? undefined : { pointer, code: 'malformed-credit-code', detail: CREDIT_CODE };

function dateFault(issuedOn: CivilDate, today: CivilDate): FieldFault | undefined {
  if (issuedOn > today) return { pointer: '/issuedOn', code: 'issued-ahead', detail: AHEAD };
  return issuedOn < EARLIEST ? { pointer: '/issuedOn', code: 'issued-too-early', detail: TOO_EARLY } : undefined;
}

const present = (faults: readonly (FieldFault | undefined)[]): FieldFault[] => faults.filter((fault) => fault !== undefined);

/** The draft without what cannot be an invoice's, all faults of its form at once. Takes what `normaliseInvoice` gives. */
export function readInvoice<Draft extends InvoiceDraft>(draft: Draft): Result<Draft, RuleRefusal<'invalid-request'>> {
  const faults = present([
    creditCodeFault('/sellerUscc', draft.sellerUscc),
    numberFault(draft.number),
    codeFault(draft),
    creditCodeFault('/buyerUscc', draft.buyerUscc),
  ]);
  return faults.length > 0 ? refuse(badFields(faults)) : ok(draft);
}

/** Names are the same whatever the width of their letters and brackets, and wherever spaces stand. */
const nameAs = (name: string): string => plain(name).toUpperCase();

/**
 * Judges a well-formed draft by whom it is for: nobody claims what it sold itself, and no invoice is of another age. What may have its
 * reasons is a flag, which a reviewer must answer: a licence can carry a code that fails its check, and a firm its former name.
 */
export function judgeInvoice(draft: InvoiceDraft, buyer: Buyer, today: CivilDate): Result<OwnFlag[], RuleRefusal<'invoice-refused'>> {
  const ownSale: FieldFault = { pointer: '/sellerUscc', code: 'seller-is-applicant', detail: OWN_INVOICE };
  const faults = present([draft.sellerUscc === buyer.uscc ? ownSale : undefined, dateFault(draft.issuedOn, today)]);
  if (faults.length > 0) return refuse({ code: 'invoice-refused', faults });
  const seller = readCreditCode(draft.sellerUscc);
  const raised: readonly (readonly [OwnFlag, boolean])[] = [
    ['seller-code-check-failed', !(seller.wellFormed && seller.passes)],
    ['buyer-is-not-applicant', nameAs(draft.buyerName) !== nameAs(buyer.name)],
    ['buyer-is-other', buyer.uscc !== null && draft.buyerUscc !== null && draft.buyerUscc !== buyer.uscc],
  ];
  return ok(raised.filter(([, is]) => is).map(([flag]) => flag));
}
