import type { Formula } from '../../../shared/domain/policy/formula.ts';
import type { Words } from './use-words.ts';

type FactLabels = (id: string) => string;

/**
 * A formula in one plain phrase: "50% of the rent paid, at most 100,000 yuan a year".
 * Tiers are left to the table beside it. `label` gives the name of a fact in the reader's language.
 */
export function describeFormula(node: Formula, words: Words, label: FactLabels): string {
  const { t, money } = words;
  const inner = (part: Formula) => describeFormula(part, words, label);
  const list = (parts: readonly Formula[]) => parts.map(inner).join(t('formula.comma'));
  if ('yuan' in node) return money(Math.round(node.yuan * 100));
  if ('fact' in node) return label(node.fact);
  if ('share' in node) return t('formula.share', { pct: node.pct, of: inner(node.share) });
  if ('min' in node) return t('formula.min', { list: list(node.min) });
  if ('max' in node) return t('formula.max', { list: list(node.max) });
  if ('sum' in node) return t('formula.sum', { list: list(node.sum) });
  if ('perUnit' in node) {
    const counted = t('formula.perUnit', { each: inner(node.perUnit), count: label(node.count) });
    return node.atMost === undefined ? counted : t('formula.atMost', { of: counted, count: node.atMost });
  }
  if ('cap' in node) return t('formula.cap', { of: inner(node.cap), at: inner(node.at), per: t(`capPer.${node.per}`) });
  if ('deduct' in node) return t('formula.deduct', { from: inner(node.from), deduct: inner(node.deduct) });
  if ('ceiling' in node) return inner(node.ceiling);
  if ('tiers' in node) return t('formula.tiers');
  if ('table' in node) return t('formula.table', { by: label(node.by) });
  return t('formula.interest', {
    of: inner(node.interest),
    rate: typeof node.rateBp === 'number' ? `${node.rateBp / 100}%` : label(node.rateBp),
    days: label(node.days),
  });
}
