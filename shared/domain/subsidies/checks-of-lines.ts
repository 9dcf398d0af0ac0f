import { OWN_FLAGS } from '../documents/invoice.ts';
import type { DocumentKind } from '../documents/kind-names.ts';
import {
  type Check,
  type CheckContext,
  type Finding,
  failed,
  paperFindings,
  repeated,
  unknown,
  unless,
  windowOf,
  yuanWords,
} from './check-context.ts';
import type { ClaimDraft } from './claim.ts';
import { linesOf, type Placed, rowIdOf, rowsOf } from './claim-parts.ts';
import { type Line, MOST_CLAIM_LINES, MOST_PERSONS, type UtilityLine } from './claim-rows.ts';
import { kindOfProgramme, SUBSIDY_KINDS } from './kinds.ts';

type Bill = Placed<Line | UtilityLine>;

const LISTS = ['lines', 'trainees', 'sessions', 'household'] as const;
const expenseOf = (row: Line | UtilityLine): string => ('expense' in row ? row.expense : '');

/** A check of each bill of its own. */
const ofEach =
  (find: (bill: Bill, context: CheckContext, claim: ClaimDraft) => readonly Finding[]): Check['run'] =>
  (claim, context, struck) => {
    const bills = linesOf(claim, struck);
    return bills.length === 0 ? null : bills.flatMap((bill) => find(bill, context, claim));
  };

/** What the applicant registered of an invoice; undefined also where invoices were not looked up. */
const registered = ({ row }: Bill, { invoices }: CheckContext) => invoices?.get(row.invoiceId);

function overclaims(claim: ClaimDraft, context: CheckContext, struck: ReadonlySet<string>): Finding[] | null {
  const bills = linesOf(claim, struck).filter((bill) => registered(bill, context) !== undefined);
  if (bills.length === 0) return null;
  const taken = new Map<string, number>();
  return bills.flatMap((bill) => {
    const { invoiceId, amountFen } = bill.row;
    const whole = registered(bill, context)?.amountFen ?? 0;
    const left = Math.min(whole, context.leftFen?.get(invoiceId) ?? whole) - (taken.get(invoiceId) ?? 0);
    taken.set(invoiceId, (taken.get(invoiceId) ?? 0) + amountFen);
    const [zh, en] = [
      `这张发票还可申报 ${yuanWords(Math.max(0, left))} 元`,
      `${yuanWords(Math.max(0, left))} yuan of this invoice are left`,
    ];
    return unless(amountFen <= left, failed(`${bill.pointer}/amountFen`, zh, en));
  });
}

function flagged(bill: Bill, context: CheckContext): Finding[] {
  return (registered(bill, context)?.flags ?? []).map((of) => unknown(`${bill.pointer}/invoiceId`, OWN_FLAGS[of].zh, OWN_FLAGS[of].en));
}

/** For premises, water and energy the bill and its receipt are often one paper. */
const PROOFS: Record<'bill' | 'utility', readonly DocumentKind[]> = {
  bill: ['payment-proof'],
  utility: ['payment-proof', 'utility-bill'],
};

const personsOf = (claim: ClaimDraft): number => rowsOf(claim, 'trainees').length + rowsOf(claim, 'household').length;

/** What is asked of every claim, whatever its kind. */
export const COMMON_CHECKS: readonly Check[] = [
  {
    rule: 'other-kind',
    at: '/kind',
    run: (claim, { programme, version }) => {
      const fits = claim.kind === 'automatic' ? version.delivery?.mode === 'automatic' : kindOfProgramme(programme) === claim.kind;
      return unless(fits, failed('/kind'));
    },
  },
  {
    rule: 'not-an-applicant',
    at: '',
    run: (_claim, { programme, applicant }) => unless(programme.applicants.includes(applicant.appliesAs), failed('')),
  },
  {
    rule: 'outside-claim-window',
    at: '/year',
    run: (claim, context) => {
      const window = windowOf(claim, context);
      if (!window) return null;
      const { costsFrom, submitTo } = window;
      const late = failed(
        '/year',
        `${claim.year} 年度的费用在 ${costsFrom} 至 ${submitTo} 申报`,
        `costs of ${claim.year} are claimed from ${costsFrom} to ${submitTo}`,
      );
      const handedInOn = context.handedInOn ?? context.day;
      return unless(costsFrom <= handedInOn && handedInOn <= submitTo, late);
    },
  },
  {
    rule: 'too-many-lines',
    at: '/lines',
    run: (claim) =>
      (['lines', 'sessions'] as const).flatMap((name) =>
        unless(rowsOf(claim, name).length <= MOST_CLAIM_LINES, failed(`/${name}/${MOST_CLAIM_LINES}`)),
      ),
  },
  {
    rule: 'too-many-persons',
    at: '',
    run: (claim) =>
      unless(personsOf(claim) <= MOST_PERSONS, failed(`/${claim.kind === 'training' ? 'trainees' : 'household'}/${MOST_PERSONS}`)),
  },
  {
    rule: 'row-twice',
    at: '',
    run: (claim) => {
      const rows = LISTS.flatMap((name) => rowsOf(claim, name).map((row, at) => ({ row, pointer: `/${name}/${at}` })));
      return repeated(rows, ({ row }) => rowIdOf(row)).map(({ pointer }) => failed(pointer));
    },
  },
  {
    rule: 'no-lines',
    at: '/lines',
    run: (claim) => {
      if (claim.kind === 'automatic') return null;
      const counts = SUBSIDY_KINDS[claim.kind].countsBills && !(claim.kind === 'rent' && claim.premises === 'own');
      return counts ? unless((claim.lines?.length ?? 0) > 0, failed('/lines')) : null;
    },
  },
  {
    rule: 'line-twice',
    at: '/lines',
    run: (claim, _context, struck) =>
      repeated(linesOf(claim, struck), ({ row }) => `${row.invoiceId} ${expenseOf(row)}`).map(({ pointer }) =>
        failed(`${pointer}/invoiceId`),
      ),
  },
  {
    rule: 'not-your-invoice',
    at: '/lines',
    run: ofEach((bill, context) => {
      if (context.invoices === undefined) return [unknown(`${bill.pointer}/invoiceId`, '发票尚未查到', 'the invoice was not looked up')];
      return unless(registered(bill, context) !== undefined, failed(`${bill.pointer}/invoiceId`));
    }),
  },
  {
    rule: 'invoice-outside-window',
    at: '/lines',
    run: ofEach((bill, context, claim) => {
      const window = windowOf(claim, context);
      const issuedOn = registered(bill, context)?.issuedOn;
      if (!window || issuedOn === undefined) return [];
      const { costsFrom, costsTo } = window;
      const outside = failed(
        `${bill.pointer}/invoiceId`,
        `开票日期 ${issuedOn}，应在 ${costsFrom} 至 ${costsTo} 之间`,
        `dated ${issuedOn}, must lie between ${costsFrom} and ${costsTo}`,
      );
      return unless(costsFrom <= issuedOn && issuedOn <= costsTo, outside);
    }),
  },
  { rule: 'invoice-overclaimed', at: '/lines', run: overclaims },
  { rule: 'invoice-flag', at: '/lines', run: ofEach(flagged) },
  {
    rule: 'not-paid-yet',
    at: '/lines',
    run: ofEach((bill, { day }) => unless(bill.row.paidOn <= day, failed(`${bill.pointer}/paidOn`))),
  },
  {
    rule: 'payment-proof',
    at: '/lines',
    run: ofEach(({ row, pointer }, context) =>
      paperFindings(
        `${pointer}/paymentProofDocumentId`,
        row.paymentProofDocumentId,
        PROOFS['expense' in row ? 'utility' : 'bill'],
        context,
      ),
    ),
  },
];
