import type { CaseRecord } from '../cases/records.ts';
import type { ApplicantFile } from '../instruments/applicant-file.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import type { LoadedCatalogue } from '../matching/catalogue-artefact.ts';
import { APPLIES_AS } from '../parties/applicant.ts';
import type { APPLICANT_KINDS } from '../parties/kinds.ts';
import type { Programme, ProgrammeVersion } from '../policy/programme.ts';
import { type CheckItem, checkClaim } from './check-claim.ts';
import type { ClaimDraft } from './claim.ts';
import { filingNamedBy } from './event-filing.ts';
import { sessionDaysOf } from './sessions-key.ts';

export interface ListContext {
  readonly record: Pick<CaseRecord, 'id' | 'submittedOn' | 'struck'>;
  readonly applicant: ApplicantFile;
  /** What the applicant is, which has been looked at: only some kinds of organisations apply. */
  readonly kind: (typeof APPLICANT_KINDS)[number];
  readonly programme: Programme;
  readonly version: ProgrammeVersion;
  readonly catalogue: Pick<LoadedCatalogue, 'programmes' | 'adopted'>;
  /** The day it is, or was, handed in; and the day whose rules count. */
  readonly day: CivilDate;
  readonly asOf: CivilDate;
  readonly now: Date;
}

const ownPerson = ({ kind, name, createdByKey = '' }: ApplicantFile['file']['organisation']) =>
  kind === 'individual' ? { name, key: createdByKey } : null;

/** The applicant's claims beside this one. */
const othersOf = ({ cards }: ApplicantFile, caseId: string) => cards.filter(({ id }) => id !== caseId);

/** What the applicant's other claims leave of each invoice, in fen. What others claim of it the write itself finds out. */
function leftOfInvoices(applicant: ApplicantFile, caseId: string): ReadonlyMap<string, number> {
  const { invoices } = applicant;
  const parts = othersOf(applicant, caseId).flatMap(({ holds }) => holds.filter(({ kind }) => kind === 'invoice'));
  const taken = (id: string) => parts.reduce((sum, { key, partFen }) => (key === id ? sum + Number(partFen ?? 0) : sum), 0);
  return new Map(invoices.map(({ id, amountFen }) => [id, Math.max(0, amountFen - taken(id))]));
}

/** What handing in would be refused by because of the applicant's other claims, and for whom those have the course of this one. */
export interface Foreseen {
  readonly items: readonly CheckItem[];
  readonly trained: ReadonlySet<string>;
}
/** Looks ahead where somebody reads the list (`held-by-own.ts`); what hands a claim in need not, as its write is refused by the same. */
export type Foresee = (claim: ClaimDraft, context: ListContext) => Foreseen;

/**
 * The list of one claim on everything that is known of its applicant: the one function behind what the wizard shows, what submitting is refused
 * by, and what the reviewer goes through.
 */
export function listOfClaim(claim: ClaimDraft, context: ListContext, foresee?: Foresee): Foreseen {
  const { record, applicant, kind, programme, version, day, now } = context;
  const { organisation } = applicant.file;
  const checked = checkClaim(claim, {
    programme,
    version,
    applicant: { organisationId: organisation.id, uscc: organisation.uscc, person: ownPerson(organisation), appliesAs: APPLIES_AS[kind] },
    day,
    at: now.toISOString(),
    handedInOn: record.submittedOn,
    invoices: new Map(applicant.invoices.map((invoice) => [invoice.id, invoice])),
    leftFen: leftOfInvoices(applicant, record.id),
    documents: applicant.documents,
    filing: filingNamedBy(claim, applicant.filings),
    filings: applicant.filings,
    ...(claim.kind === 'mentoring' && { sessionDays: sessionDaysOf(claim, organisation.id, othersOf(applicant, record.id)) }),
    strikes: record.struck.map(({ lineId, reason }) => ({ lineId, reason })),
  });
  const { items = [], trained = new Set<string>() } = foresee?.(claim, context) ?? {};
  return { items: [...checked, ...items], trained };
}
