import { type HoldRefusalCode, type KeptHold, REFUSAL_OF_KIND } from '../cases/money/holds.ts';
import type { ApplicantFile } from '../instruments/applicant-file.ts';
import type { CivilDate } from '../kernel/civil-date.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { LoadedCatalogue } from '../matching/catalogue-artefact.ts';
import type { RuleRefusal } from '../parties/refusal.ts';
import { cite } from '../policy/citation.ts';
import type { Programme, ProgrammeVersion } from '../policy/programme.ts';
import type { Bilingual } from '../policy/text.ts';
import type { Claim, Strike } from './claim.ts';
import { linesOf, struckOf } from './claim-parts.ts';
import type { ClaimComputation } from './compute-claim.ts';
import { filingNamedBy } from './event-filing.ts';
import type { Hold, HoldRule } from './holds.ts';
import { limitsOfClaim, partsOfClaim } from './limits-of-claim.ts';
import { grantedKey, onCounter, paidBy, paidKey } from './other-grants.ts';
import { yearOf } from './other-programmes.ts';

export interface HoldsContext {
  readonly programme: Programme;
  readonly version: ProgrammeVersion;
  readonly applicant: Pick<ApplicantFile, 'cards' | 'invoices' | 'filings'> & {
    readonly file: { readonly organisation: { readonly id: string } };
  };
  /** An exclusion binds both sides, also where only the other one writes it down. */
  readonly catalogue: Pick<LoadedCatalogue, 'programmes' | 'adopted'>;
  readonly caseId: string;
  readonly asOf: CivilDate;
  /** Null while nobody knows what it comes to: then it takes no share of a cap. */
  readonly computation: Pick<ClaimComputation, 'computedFen' | 'caps'> | null;
  readonly strikes?: readonly Strike[] | undefined;
}

/** As a case machine wants them: what is taken when the claim is handed in, and the shares of caps and the grant that are taken when it is approved. */
export interface HoldsOfClaim {
  readonly holds: readonly KeptHold[];
  readonly caps: readonly KeptHold[];
}

/** The rule with the place it stands in, so that who is refused can look it up. */
function saidBy({ text, citation }: Pick<HoldRule, 'text' | 'citation'>): Bilingual {
  if (!citation) return text;
  const { title, ref, article } = citation;
  return {
    zh: `${text.zh}（${title === null ? ref : `《${title}》`}${article ?? ''}）`,
    en: `${text.en} (${title ?? ref}${article === null ? '' : `, ${article}`})`,
  };
}

/** By year, how many of the applicant's other claims hold it. */
function yearsSeen(key: string, { applicant, caseId }: HoldsContext): Record<string, number> {
  const others = applicant.cards.filter(({ id }) => id !== caseId).flatMap(({ holds }) => holds);
  const years = others.filter((hold) => hold.kind === 'years' && hold.key === key).map(({ year }) => String(year));
  return Object.fromEntries([...new Set(years)].sort().map((year) => [year, years.filter((one) => one === year).length]));
}

function keptOf(hold: Hold, context: HoldsContext): KeptHold {
  const { key, pointer } = hold;
  const held = { key, pointer, text: saidBy(hold), ...(hold.citation && { citation: hold.citation }) };
  switch (hold.kind) {
    case 'once':
      return { kind: 'once', ...held };
    case 'slots':
      return { kind: 'slots', ...held, slots: [...hold.slots] };
    case 'course':
      return { kind: 'course', ...held, course: hold.course, year: hold.year, typesPerYear: hold.typesPerYear };
    case 'exclusion':
    case 'bill':
      return { kind: hold.kind, ...held, holder: hold.holder };
    case 'years':
      return { kind: 'years', ...held, year: hold.year, seen: yearsSeen(key, context) };
    case 'cap':
      return { kind: 'cap', ...held, capFen: hold.capFen, takeFen: hold.takeFen };
  }
}

/** The parts a claim takes of its invoices, each with what this applicant registered. */
function partsOf(claim: Claim, { applicant, strikes = [] }: HoldsContext): KeptHold[] {
  const registered = new Map(applicant.invoices.map(({ id, amountFen }) => [id, amountFen]));
  const places = new Map(linesOf(claim, struckOf(strikes)).map(({ row, pointer }) => [row.invoiceId, pointer]));
  return [...partsOfClaim(claim, strikes)].map(([key, partFen]) => ({
    kind: 'invoice',
    key,
    partFen,
    ownFen: registered.get(key) ?? 0,
    pointer: `${places.get(key) ?? ''}/amountFen`,
    text: { zh: '各次申报合计不超过发票金额', en: 'all that is claimed of an invoice stays within its amount' },
  }));
}

const GRANTED = { zh: '本项目核准的金额', en: 'what this programme grants' };

/** One other programme that a clause names, and what that clause says. */
interface Named {
  readonly said: ProgrammeVersion['exclusions'][number];
  readonly id: string;
  readonly year: number | null;
}

/** What a clause about another programme rests on: where that is deducted, on all it has granted; where it must have paid, on a case that was paid. */
function restsOn({ said, id, year }: Named, { programme, applicant, caseId }: HoldsContext): KeptHold[] {
  const applicantId = applicant.file.organisation.id;
  const citation = cite(programme, said.clause);
  const held = { pointer: '', text: saidBy({ text: said.text, citation }), ...(citation && { citation }) };
  if (said.kind === 'deduct') {
    const seenFen = onCounter(applicant.cards, caseId, id, year);
    return [{ kind: 'seen', key: grantedKey(applicantId, id), ...held, year, seenFen }];
  }
  const paidCase = said.kind === 'prerequisite' ? paidBy(applicant.cards, caseId, id, year) : undefined;
  return paidCase === undefined ? [] : [{ kind: 'paid', key: paidKey(applicantId, id), ...held, caseId: paidCase }];
}

/** What an approval grants, for other programmes to count; and what it rests on of theirs, which must still be so when it is approved. */
function grantsOf(claim: Claim, context: HoldsContext): KeptHold[] {
  const { programme, version, applicant, computation } = context;
  const takeFen = computation?.computedFen ?? 0;
  const own = { key: grantedKey(applicant.file.organisation.id, programme.id), pointer: '', text: GRANTED };
  const named = version.exclusions.flatMap((said) =>
    said.programmes.filter((id) => id !== programme.id).map((id) => ({ said, id, year: yearOf(said, claim.year) })),
  );
  const granted = takeFen > 0 ? [{ kind: 'granted' as const, ...own, year: claim.year, takeFen }] : [];
  return [...granted, ...named.flatMap((one) => restsOn(one, context))];
}

/** The years an applicant would then have; refused from its own claims, which the same read brought. */
const isOverYears = (hold: Hold, kept: KeptHold): boolean =>
  hold.kind === 'years' && kept.kind === 'years' && new Set([...Object.keys(kept.seen), String(hold.year)]).size > hold.most;

/**
 * What a claim takes: of persons, sites, months, years and bills when it is handed in, of caps when it is approved. Whether others have taken
 * it the write itself finds out; what only the applicant's own claims tell is refused here.
 */
export function holdsOfClaim(claim: Claim, context: HoldsContext): Result<HoldsOfClaim, RuleRefusal<HoldRefusalCode>> {
  const { programme, version, applicant, catalogue, asOf, computation, strikes } = context;
  const limits = limitsOfClaim(claim, {
    programme,
    version,
    applicantId: applicant.file.organisation.id,
    asOf,
    computedFen: computation?.computedFen ?? 0,
    caps: computation?.caps ?? [],
    neighbours: [...catalogue.programmes, ...catalogue.adopted],
    filing: filingNamedBy(claim, applicant.filings),
    strikes,
  });
  const pairs = limits.map((hold) => ({ hold, kept: keptOf(hold, context) }));
  const over = pairs.filter(({ hold, kept }) => isOverYears(hold, kept));
  if (over.length > 0) {
    const code = REFUSAL_OF_KIND.years;
    return refuse({
      code,
      faults: over.map(({ hold, kept }) => ({ pointer: kept.pointer, code, detail: kept.text, citation: hold.citation })),
    });
  }
  const all = [...pairs.map(({ kept }) => kept), ...partsOf(claim, context)];
  const byKey = [...new Map(all.map((kept) => [`${kept.kind} ${kept.key}`, kept])).values()];
  return ok({
    holds: byKey.filter(({ kind }) => kind !== 'cap'),
    caps: [...byKey.filter((kept) => kept.kind === 'cap' && kept.takeFen > 0), ...grantsOf(claim, context)],
  });
}
