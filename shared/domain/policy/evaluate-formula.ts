import { type ExactFen, round, yuanText } from '../kernel/money.ts';
import { type AmountRange, ANYTHING, certain, either, highest, less, lowest, NOTHING, scaled, times, total } from './amount-range.ts';
import { leavesOf } from './criteria-tree.ts';
import { atLeast, definitionOf, evaluateCriterion, type Outcome } from './evaluate.ts';
import type { FactDictionary, Facts } from './fact.ts';
import type { CapScope, Formula, Tier } from './formula.ts';
import type { Bilingual, Clause, Confidence } from './text.ts';

/** One step of a computation, for the reader: what was done, and the amount (or range) after it. */
export type TraceStep = {
  readonly text: Bilingual;
  readonly range: AmountRange;
  readonly clause?: Clause | undefined;
  readonly confidence?: Confidence | undefined;
};

/** The terms of the tier that applies. */
export type Terms = { readonly rateCapBpOverLpr?: number | undefined; readonly termMonthsMax?: number | undefined };

export type Evaluation = {
  /** Absent when no tier (or no row of a table) can hold: there is nothing to compute. */
  readonly range: AmountRange | undefined;
  /** Whether a tier holds; absent for formulas without tiers or tables. */
  readonly tier: Outcome | undefined;
  readonly terms: Terms;
  readonly missing: readonly string[];
  readonly trace: readonly TraceStep[];
};

type Context = { readonly facts: Facts; readonly dictionary: FactDictionary };
type Said = { readonly text?: Bilingual | undefined; readonly clause?: Clause | undefined; readonly confidence?: Confidence | undefined };

const CAP_WORDS: Record<CapScope, Bilingual> = {
  item: { zh: '单项上限', en: 'at most, per item' },
  year: { zh: '年度上限', en: 'at most, per year' },
  person: { zh: '每人上限', en: 'at most, per person' },
  site: { zh: '单个场地上限', en: 'at most, per site' },
  project: { zh: '单个项目上限', en: 'at most, per project' },
  applicant: { zh: '单个申请人上限', en: 'at most, per applicant' },
  once: { zh: '一次性上限', en: 'at most, once' },
};

const yuan = (amount: ExactFen): string => yuanText(round(amount, 'half-up-to-fen')).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
const step = (range: AmountRange, said: Said, otherwise: Bilingual): TraceStep => ({
  text: said.text ?? otherwise,
  range,
  ...(said.clause && { clause: said.clause }),
  ...(said.confidence && { confidence: said.confidence }),
});

const plain = (range: AmountRange | undefined, ...trace: TraceStep[]): Evaluation => ({
  range,
  tier: undefined,
  terms: {},
  missing: [],
  trace,
});

/** Several parts, then one step over them. One part without an amount leaves the whole without one. */
function over(
  parts: readonly Evaluation[],
  combine: (ranges: AmountRange[]) => AmountRange,
  last?: (range: AmountRange) => TraceStep,
): Evaluation {
  const tiers = parts.flatMap((part) => part.tier ?? []);
  const ranges = parts.flatMap((part) => part.range ?? []);
  const range = ranges.length === parts.length ? combine(ranges) : undefined;
  return {
    range,
    tier: tiers.length > 0 ? atLeast(tiers.length, tiers) : undefined,
    terms: Object.assign({}, ...parts.map((part) => part.terms)),
    missing: [...new Set(parts.flatMap((part) => part.missing))],
    trace: [...parts.flatMap((part) => part.trace), ...(range && last ? [last(range)] : [])],
  };
}

/** A percentage as an exact fraction: `"0.3"` → 3/1000. */
function fraction(pct: string): [numerator: bigint, denominator: bigint] {
  const [whole = '0', decimals = ''] = pct.split('.');
  return [BigInt(whole + decimals), 100n * 10n ** BigInt(decimals.length)];
}

function moneyFact(fact: string, { facts, dictionary }: Context): Evaluation {
  const value = facts.get(fact);
  const { label } = definitionOf(dictionary, fact);
  if (value === undefined) return { ...plain(ANYTHING), missing: [fact] };
  const range = certain({ numerator: typeof value === 'number' ? BigInt(value) : 0n, denominator: 1n });
  return plain(range, step(range, {}, label));
}

/** A count as a range of whole numbers; unknown counts are anything from nothing up. */
function count(fact: string, { facts }: Context): { least: bigint; most: bigint | null; missing: string[] } {
  const value = facts.get(fact);
  if (value === undefined) return { least: 0n, most: null, missing: [fact] };
  const whole = typeof value === 'number' ? BigInt(Math.trunc(value)) : 0n;
  return { least: whole, most: whole, missing: [] };
}

/** The tiers that may apply: every one still open, up to and including the first that holds. */
function possibleTiers(tiers: readonly Tier[], { facts, dictionary }: Context): { tier: Tier; outcome: Outcome }[] {
  const possible: { tier: Tier; outcome: Outcome }[] = [];
  for (const tier of tiers) {
    const outcome = evaluateCriterion(tier.when, facts, dictionary);
    if (outcome !== 'failed') possible.push({ tier, outcome });
    if (outcome === 'met') break;
  }
  return possible;
}

function tiered(tiers: readonly Tier[], context: Context): Evaluation {
  const possible = possibleTiers(tiers, context);
  if (possible.length === 0) return { ...plain(undefined), tier: 'failed' };
  const settled = possible.length === 1 && possible[0]?.outcome === 'met';
  const parts = possible.map(({ tier }) => {
    const inner = evaluateFormula(tier.gives, context);
    return inner.range ? { ...inner, trace: [step(inner.range, tier, tier.text), ...inner.trace] } : inner;
  });
  const ranges = parts.flatMap((part) => part.range ?? []);
  const open = possible.filter(({ outcome }) => outcome === 'unknown').flatMap(({ tier }) => leavesOf(tier.when).map((leaf) => leaf.fact));
  const inner = parts.flatMap((part) => part.tier ?? []);
  return {
    range: ranges.length > 0 ? either(ranges) : undefined,
    tier: atLeast(1 + (inner.length > 0 ? 1 : 0), [
      atLeast(
        1,
        possible.map(({ outcome }) => outcome),
      ),
      ...(inner.length > 0 ? [atLeast(1, inner)] : []),
    ]),
    terms: settled ? { ...parts[0]?.terms, ...termsOf(possible[0]?.tier) } : {},
    missing: [...new Set([...open.filter((fact) => !context.facts.has(fact)), ...parts.flatMap((part) => part.missing)])],
    trace: settled ? (parts[0]?.trace ?? []) : parts.map((part) => part.trace[0]).filter((line) => line !== undefined),
  };
}

const termsOf = (tier: Tier | undefined): Terms => ({
  ...(tier?.rateCapBpOverLpr !== undefined && { rateCapBpOverLpr: tier.rateCapBpOverLpr }),
  ...(tier?.termMonthsMax !== undefined && { termMonthsMax: tier.termMonthsMax }),
});

function fromTable(node: Extract<Formula, { table: unknown }>, context: Context): Evaluation {
  const value = context.facts.get(node.by);
  if (value === undefined) {
    const rows = Object.values(node.table).map((row) => evaluateFormula(row, context));
    const ranges = rows.flatMap((row) => row.range ?? []);
    const missing = [...new Set([node.by, ...rows.flatMap((row) => row.missing)])];
    return { range: ranges.length > 0 ? either(ranges) : undefined, tier: 'unknown', terms: {}, missing, trace: [] };
  }
  const row = typeof value === 'string' ? node.table[value] : undefined;
  if (!row) return { ...plain(undefined), tier: 'failed' };
  const inner = evaluateFormula(row, context);
  const words = definitionOf(context.dictionary, node.by);
  const choice = words.choices?.find((entry) => entry.value === value);
  const said = { zh: `${words.label.zh}：${choice?.zh ?? value}`, en: `${words.label.en}: ${choice?.en ?? value}` };
  return { ...inner, tier: inner.tier ?? 'met', trace: inner.range ? [...inner.trace, step(inner.range, node, said)] : inner.trace };
}

function interest(node: Extract<Formula, { interest: unknown }>, context: Context): Evaluation {
  const principal = evaluateFormula(node.interest, context);
  const days = count(node.days, context);
  const rate =
    typeof node.rateBp === 'number' ? { least: BigInt(node.rateBp), most: BigInt(node.rateBp), missing: [] } : count(node.rateBp, context);
  const base = 10_000n * BigInt(node.dayCount);
  const result = over(
    [principal],
    ([range = ANYTHING]) => {
      const low = scaled(range, rate.least * days.least, base);
      return { min: low.min, max: rate.most === null || days.most === null ? null : scaled(range, rate.most * days.most, base).max };
    },
    (range) => step(range, node, interestWords(rate.most, days.most, node.dayCount)),
  );
  return { ...result, missing: [...new Set([...result.missing, ...rate.missing, ...days.missing])] };
}

const interestWords = (rateBp: bigint | null, days: bigint | null, dayCount: number): Bilingual => {
  const pct = rateBp === null ? '?' : String(Number(rateBp) / 100);
  return { zh: `× ${pct}% × ${days ?? '?'} 天 ÷ ${dayCount}`, en: `× ${pct}% × ${days ?? '?'} days ÷ ${dayCount}` };
};

/** Computes an amount as far as the facts allow: a certain amount, a range, or none because no tier can hold. Never throws on missing facts. */
export function evaluateFormula(node: Formula, context: Context): Evaluation {
  if ('yuan' in node) {
    const range = certain({ numerator: BigInt(Math.round(node.yuan * 100)), denominator: 1n });
    return plain(range, ...(node.text ? [step(range, node, node.text)] : []));
  }
  if ('fact' in node) return moneyFact(node.fact, context);
  if ('share' in node) {
    const [numerator, denominator] = fraction(node.pct);
    const words = { zh: `按 ${node.pct}% 计算`, en: `${node.pct} % of it` };
    return over(
      [evaluateFormula(node.share, context)],
      ([range = ANYTHING]) => scaled(range, numerator, denominator),
      (range) => step(range, node, words),
    );
  }
  const all = (nodes: readonly Formula[]) => nodes.map((part) => evaluateFormula(part, context));
  if ('min' in node) return over(all(node.min), lowest, (range) => step(range, {}, { zh: '取其中较低者', en: 'the lowest of these' }));
  if ('max' in node) return over(all(node.max), highest, (range) => step(range, {}, { zh: '取其中较高者', en: 'the highest of these' }));
  if ('sum' in node) return over(all(node.sum), total, (range) => step(range, {}, { zh: '合计', en: 'together' }));
  if ('perUnit' in node) {
    const units = count(node.count, context);
    const limit = node.atMost === undefined ? null : BigInt(node.atMost);
    const capped = (n: bigint | null) => (limit === null || (n !== null && n < limit) ? n : limit);
    const { label } = definitionOf(context.dictionary, node.count);
    const words = { zh: `× ${label.zh} ${capped(units.most) ?? '?'}`, en: `× ${label.en}: ${capped(units.most) ?? '?'}` };
    const result = over(
      [evaluateFormula(node.perUnit, context)],
      ([range = ANYTHING]) => times(range, capped(units.least) ?? 0n, capped(units.most)),
      (range) => step(range, node, words),
    );
    return { ...result, missing: [...new Set([...result.missing, ...units.missing])] };
  }
  if ('cap' in node) {
    return over(all([node.cap, node.at]), lowest, (range) => {
      const limit = evaluateFormula(node.at, context).range?.max ?? NOTHING;
      const words = CAP_WORDS[node.per];
      return step(range, node, { zh: `${words.zh} ${yuan(limit)} 元`, en: `${words.en}: ${yuan(limit)} yuan` });
    });
  }
  if ('deduct' in node) {
    return over(
      all([node.from, node.deduct]),
      ([from = ANYTHING, deduction = ANYTHING]) => less(from, deduction),
      (range) => step(range, node, { zh: '扣除已获同类资金', en: 'less other aid for the same thing' }),
    );
  }
  if ('ceiling' in node) {
    const ceiling = evaluateFormula(node.ceiling, context);
    if (!context.facts.has(node.asked)) return ceiling;
    return over([ceiling, moneyFact(node.asked, context)], lowest, (range) =>
      step(range, {}, { zh: '不超过申请金额', en: 'no more than is asked for' }),
    );
  }
  if ('tiers' in node) return tiered(node.tiers, context);
  if ('table' in node) return fromTable(node, context);
  return interest(node, context);
}
