import type { Facts, FactValue } from './fact.ts';
import type { SizeClasses } from './reference.ts';

type Metrics = { readonly industry: string; readonly employees: string; readonly revenue: string; readonly assets: string };
type Thresholds = SizeClasses['industries'][number]['large'];

const numberOf = (value: FactValue | undefined): number | undefined => (typeof value === 'number' ? value : undefined);

/** Has a firm reached every threshold of a class? One metric below it settles the matter, however many are unknown. */
function reaches(thresholds: Thresholds, facts: Facts, metrics: Metrics): boolean | undefined {
  const tests: [needed: number | undefined, fact: string][] = [
    [thresholds.employees, metrics.employees],
    [thresholds.revenueCny === undefined ? undefined : thresholds.revenueCny * 100, metrics.revenue],
    [thresholds.assetsCny === undefined ? undefined : thresholds.assetsCny * 100, metrics.assets],
  ];
  let open = false;
  for (const [needed, fact] of tests) {
    if (needed === undefined) continue;
    const actual = numberOf(facts.get(fact));
    if (actual === undefined) open = true;
    else if (actual < needed) return false;
  }
  return open ? undefined : true;
}

/** The industry of the size standard for a GB/T 4754 code (`I6510`, `65`, `702`). */
function sizeIndustry(code: string, table: SizeClasses): SizeClasses['industries'][number] | undefined {
  const digits = code.replace(/^[A-T]/, '');
  const found = table.byIndustryCode[digits.slice(0, 3)] ?? table.byIndustryCode[digits.slice(0, 2)] ?? table.otherwise;
  return table.industries.find((industry) => industry.code === found);
}

const CLASSES = ['large', 'medium', 'small'] as const;

/**
 * 中小企业划型 (工信部联企业〔2011〕300号): large, medium, small are tried in turn and each needs every listed metric; what reaches none is micro.
 * Answers every class the facts at hand still leave open; all four while the industry is unknown.
 */
export function possibleSizeClasses(facts: Facts, metrics: Metrics, table: SizeClasses): string[] {
  const code = facts.get(metrics.industry);
  const industry = typeof code === 'string' ? sizeIndustry(code, table) : undefined;
  if (!industry) return [...CLASSES, 'micro'];
  const open: string[] = [];
  for (const name of CLASSES) {
    const reached = reaches(industry[name], facts, metrics);
    if (reached !== false) open.push(name);
    if (reached === true) return open;
  }
  return [...open, 'micro'];
}

/** The size class, once the facts leave only one. */
export function sizeClass(facts: Facts, metrics: Metrics, table: SizeClasses): string | undefined {
  const [only, ...others] = possibleSizeClasses(facts, metrics, table);
  return others.length === 0 ? only : undefined;
}
