import type { Hold as Stored } from '../cases/money/hold-row.ts';
import { type HoldRefusalCode, REFUSAL_OF_KIND } from '../cases/money/holds.ts';
import type { Citation } from '../policy/citation.ts';
import type { Outcome } from '../policy/evaluate.ts';
import type { Bilingual, Confidence } from '../policy/text.ts';
import type { ClaimDraft, Strike } from './claim.ts';
import { linesOf, struckOf } from './claim-parts.ts';
import { CLAIM_RULES } from './claim-rules.ts';
import { filingNamedBy } from './event-filing.ts';
import type { Hold } from './holds.ts';
import { limitsOfClaim } from './limits-of-claim.ts';
import type { Foresee } from './list-of-claim.ts';
import { dayOfSlot } from './sessions-key.ts';

/** What is looked at of an applicant's other claim. One that ended without payment holds nothing. */
export interface OwnClaim {
  readonly id: string;
  readonly submittedOn: string | null;
  readonly holds: readonly Stored[];
}

/** What of a hold another claim has, in words; undefined: nothing. `null`: it is plain from the field itself. */
type Taken = Bilingual | null | undefined;
type Others = readonly Stored[];
type Of<Kind extends Hold['kind']> = Extract<Hold, { kind: Kind }>;

const same = (hold: Hold, others: Others): Others => others.filter(({ kind, key }) => kind === hold.kind && key === hold.key);
const anotherHolder = (hold: Of<'exclusion'> | Of<'bill'>, others: Others): Taken =>
  same(hold, others).some(({ holder }) => holder !== hold.holder) ? null : undefined;

function slotsTaken(hold: Of<'slots'>, others: Others): Taken {
  const taken = new Set(same(hold, others).flatMap(({ slots }) => [slots].flat()));
  const again = hold.slots.filter((slot) => taken.has(slot)).map(dayOfSlot);
  if (again.length === 0) return undefined;
  return { zh: again.join('、'), en: again.join(', ') };
}

function courseTaken(hold: Of<'course'>, others: Others): Taken {
  const before = same(hold, others);
  if (before.some(({ course }) => course === hold.course)) return { zh: '这门课', en: 'this course' };
  const inYear = before.filter(({ year }) => year === hold.year);
  if (hold.typesPerYear === null || inYear.length < hold.typesPerYear) return undefined;
  const courses = inYear.map(({ course }) => String(course));
  return { zh: `${hold.year} 年已有：${courses.join('、')}`, en: `in ${hold.year} already: ${courses.join(', ')}` };
}

function yearsTaken(hold: Of<'years'>, others: Others): Taken {
  const years = [...new Set(same(hold, others).map(({ year }) => Number(year)))].sort();
  if (new Set([...years, hold.year]).size <= hold.most) return undefined;
  return { zh: `${years.join('、')} 年`, en: years.join(', ') };
}

/** The same the write itself asks of the rows of holds (`shared/store/hold-store.ts`). Caps lower a claim and refuse none. */
const TAKEN: { readonly [Kind in Hold['kind']]: (hold: Of<Kind>, others: Others) => Taken } = {
  once: (hold, others) => (same(hold, others).length > 0 ? null : undefined),
  slots: slotsTaken,
  course: courseTaken,
  exclusion: anotherHolder,
  bill: anotherHolder,
  years: yearsTaken,
  cap: () => undefined,
};
const takenOf = (hold: Hold, others: Others): Taken => (TAKEN[hold.kind] as (hold: Hold, others: Others) => Taken)(hold, others);

/** Keys of the persons for whom the applicant's other claims have the very course already. */
export function trainedByOwn(limits: readonly Hold[], others: readonly OwnClaim[]): ReadonlySet<string> {
  const all = others.flatMap(({ holds }) => holds);
  const courses = limits.filter((hold): hold is Of<'course'> => hold.kind === 'course');
  const again = courses.filter((hold) => same(hold, all).some(({ course }) => course === hold.course));
  return new Set(again.map(({ key }) => key.slice(key.lastIndexOf('/') + 1)));
}

/** A line of the list about a hold (`check-claim.ts` has the others). */
export type HoldItem = {
  readonly rule: HoldRefusalCode | 'invoice-flag';
  readonly pointer: string;
  readonly outcome: Outcome;
  readonly hard: boolean;
  readonly text: Bilingual;
  readonly detail: Bilingual | null;
  readonly citation: Citation | null;
  readonly confidence: Confidence;
  /** The applicant's own claims that have it. */
  readonly cases: readonly string[];
};

/** Who has it, by number and day: "这门课已在您另一件申请中（2026-05-03 提交，编号 …）". */
function heldIn(taken: Bilingual | null, claims: readonly OwnClaim[]): Bilingual {
  const zh = claims.map(({ id, submittedOn }) => `${submittedOn === null ? '' : `${submittedOn} 提交，`}编号 ${id}`).join('；');
  const en = claims.map(({ id, submittedOn }) => `${submittedOn === null ? '' : `handed in on ${submittedOn}, `}number ${id}`).join('; ');
  return {
    zh: `${taken?.zh ?? ''}已在您的另一件申请中（${zh}）`,
    en: `${taken === null ? 'it is' : `${taken.en}:`} in another claim of yours already (${en})`,
  };
}

/**
 * What of a claim the applicant's other claims hold already, rule by rule, before it is handed in: the write would refuse the same, with the
 * same rule, clause and field. What claims of others hold is not looked at: nobody learns from a draft for whom others have claimed.
 * @param limits of the claim (`limitsOfClaim`)
 * @param others the applicant's other claims
 */
export function heldByOwn(limits: readonly Hold[], others: readonly OwnClaim[]): HoldItem[] {
  const all = others.flatMap(({ holds }) => holds);
  const refusing = limits.filter(({ kind }) => kind !== 'cap');
  const line = (hold: Hold): HoldItem => ({
    rule: REFUSAL_OF_KIND[hold.kind],
    pointer: hold.pointer,
    outcome: 'met',
    hard: true,
    text: hold.text,
    detail: null,
    citation: hold.citation,
    confidence: hold.confidence,
    cases: [],
  });
  const wrong = refusing.flatMap((hold): HoldItem[] => {
    const taken = takenOf(hold, all);
    if (taken === undefined) return [];
    const holders = others.filter(({ holds }) => (hold.kind === 'years' ? same(hold, holds).length > 0 : takesPart(hold, holds)));
    return [{ ...line(hold), outcome: 'failed', detail: heldIn(taken, holders), cases: holders.map(({ id }) => id) }];
  });
  const broken = new Set(wrong.map(({ rule, text }) => `${rule} ${text.en}`));
  // One line for each rule that is met, however many rows it was asked of.
  const met = new Map(refusing.map((hold) => [`${REFUSAL_OF_KIND[hold.kind]} ${hold.text.en}`, line(hold)]));
  return [...wrong, ...[...met].filter(([said]) => !broken.has(said)).map(([, item]) => item)];
}

/** Does this claim alone have it, or a part of what used it up? */
const takesPart = (hold: Hold, holds: Others): boolean =>
  takenOf(hold, holds) !== undefined || (hold.kind === 'course' && same(hold, holds).some(({ year }) => year === hold.year));

/**
 * Bills of which another claim of the applicant has a part already: nothing is refused as long as both stay within the amount, but a reviewer
 * has to answer it (`second-claim` in `bill-flags.ts`), so the list says so.
 */
function sharedBills(claim: ClaimDraft, others: readonly OwnClaim[], strikes: readonly Strike[]): HoldItem[] {
  const { zh, en, confidence } = CLAIM_RULES['invoice-flag'];
  return linesOf(claim, struckOf(strikes)).flatMap(({ row, pointer }): HoldItem[] => {
    const holders = others.filter(({ holds }) => holds.some(({ kind, key }) => kind === 'invoice' && key === row.invoiceId));
    if (holders.length === 0) return [];
    const part = { zh: '这张发票的一部分', en: 'a part of this invoice' };
    return [
      {
        rule: 'invoice-flag',
        pointer: `${pointer}/invoiceId`,
        outcome: 'unknown',
        hard: false,
        text: { zh, en },
        detail: heldIn(part, holders),
        citation: null,
        confidence,
        cases: holders.map(({ id }) => id),
      },
    ];
  });
}

/** All of it for the list of one claim: what its applicant's other claims hold, share, and whom they have had in the course. */
export const foreseeOwn: Foresee = (claim, { record, applicant, programme, version, catalogue, asOf }) => {
  const strikes = record.struck.map(({ lineId, reason }) => ({ lineId, reason }));
  const others = applicant.cards.filter(({ id }) => id !== record.id);
  const limits = limitsOfClaim(claim, {
    programme,
    version,
    applicantId: applicant.file.organisation.id,
    asOf,
    // Caps refuse nothing: they lower what it comes to.
    computedFen: 0,
    caps: [],
    neighbours: [...catalogue.programmes, ...catalogue.adopted],
    filing: filingNamedBy(claim, applicant.filings),
    strikes,
  });
  return { items: [...sharedBills(claim, others, strikes), ...heldByOwn(limits, others)], trained: trainedByOwn(limits, others) };
};
