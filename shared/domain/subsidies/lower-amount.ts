import { yuanText } from '../kernel/money.ts';
import type { TraceLine } from '../matching/benefit.ts';
import { cite } from '../policy/citation.ts';
import type { Programme, ProgrammeVersion } from '../policy/programme.ts';
import type { Bilingual, Confidence } from '../policy/text.ts';
import type { Cap } from './caps-of-claim.ts';
import type { ClaimDraft } from './claim.ts';
import { linesOf, monthsOf, totalFen } from './claim-parts.ts';

/** An amount as far as it is known, in fen; `max` null: no upper end. */
export type Bounds = { readonly minFen: number; readonly maxFen: number | null };
/** A rule that takes something off: at most so much, or so much less; `null`: how much is not known. */
export type Lowering = {
  readonly text: Bilingual;
  readonly citation: TraceLine['citation'];
  readonly confidence: Confidence | null;
} & ({ readonly atMostFen: number } | { readonly lessFen: number | null });

const money = (fen: number): string => yuanText(BigInt(fen));
const FEN_PER_YUAN = 100;

function lowered({ minFen, maxFen }: Bounds, by: Lowering): Bounds {
  if ('atMostFen' in by)
    return { minFen: Math.min(minFen, by.atMostFen), maxFen: maxFen === null ? by.atMostFen : Math.min(maxFen, by.atMostFen) };
  if (by.lessFen === null) return { minFen: 0, maxFen };
  return { minFen: Math.max(0, minFen - by.lessFen), maxFen: maxFen === null ? null : Math.max(0, maxFen - by.lessFen) };
}

/** Applies what lowers, in its order; a step that changes nothing leaves no line in the trace. */
export function lowerAmount(start: Bounds, by: readonly Lowering[]): { readonly bounds: Bounds; readonly trace: readonly TraceLine[] } {
  let bounds = start;
  const trace: TraceLine[] = [];
  for (const step of by) {
    const next = lowered(bounds, step);
    if (next.minFen === bounds.minFen && next.maxFen === bounds.maxFen) continue;
    bounds = next;
    trace.push({ text: step.text, ...next, citation: step.citation, confidence: step.confidence });
  }
  return { bounds, trace };
}

const MONTHS_A_YEAR = 12;

/** What own premises bring is an amount for a year of twelve months (自有住房每月): the claim gets that of its own months. */
export function ownMonths(claim: ClaimDraft, { maxFen }: Bounds, version: ProgrammeVersion): Lowering[] {
  if (claim.kind !== 'rent' || claim.premises !== 'own' || maxFen === null) return [];
  const months = monthsOf(claim).length;
  if (months === 0) return [];
  return [
    {
      atMostFen: Math.floor((maxFen * Math.min(months, MONTHS_A_YEAR)) / MONTHS_A_YEAR / FEN_PER_YUAN) * FEN_PER_YUAN,
      text: { zh: `自有场地：${months} 个月`, en: `own premises: ${months} of 12 months` },
      citation: null,
      confidence: version.benefit.confidence,
    },
  ];
}

/**
 * Several firms on one site share the cap of the site by the rent each pays (reference.md section 8). The part of each is rounded down to
 * whole yuan, so that all parts together never exceed the cap. [rounding invented]
 */
export function siteShare(claim: ClaimDraft, struck: ReadonlySet<string>, programme: Programme, version: ProgrammeVersion): Lowering[] {
  const limit = version.benefit.limits.find(({ kind, per }) => kind === 'amount' && per === 'site');
  if (!limit || claim.kind !== 'rent' || claim.premises !== 'rented' || !claim.sharedWith || claim.siteRentFen === undefined) return [];
  const own = BigInt(Math.min(totalFen(linesOf(claim, struck)), claim.siteRentFen));
  const share = (BigInt(Math.round(limit.value)) * own) / BigInt(claim.siteRentFen);
  const [part, whole] = [money(Number(own)), money(claim.siteRentFen)];
  return [
    {
      atMostFen: Number(share) * FEN_PER_YUAN,
      text: {
        zh: `共用场地：上限 ${limit.value} 元按租金 ${part} / ${whole} 分配`,
        en: `shared site: ${limit.value} yuan split by rent, ${part} of ${whole}`,
      },
      citation: cite(programme, limit.clause),
      confidence: limit.confidence,
    },
  ];
}

/** What is left of each cap lowers the amount to it. A cap nobody has looked up is taken to be whole. */
export const capsLeft = (caps: readonly Cap[], left: ReadonlyMap<string, number>): Lowering[] =>
  caps.map(({ key, capFen, text, citation, confidence }) => {
    const rest = Math.max(0, Math.min(capFen, left.get(key) ?? capFen));
    return {
      atMostFen: rest,
      text: rest < capFen ? { zh: `${text.zh}，还剩 ${money(rest)} 元`, en: `${text.en}, ${money(rest)} yuan left` } : text,
      citation,
      confidence,
    };
  });
