import { round } from '../kernel/money.ts';
import { type Citation, cite, NOWHERE } from './citation.ts';
import type { Criterion, Leaf, Operand } from './criteria.ts';
import { childrenOf, isLeaf, leavesOf } from './criteria-tree.ts';
import { atLeast, combine, definitionOf, evaluateCriterion, evaluateLeaf, neededOf, type Outcome, requestGoesWell } from './evaluate.ts';
import { type Evaluation, evaluateFormula } from './evaluate-formula.ts';
import type { FactDictionary, Facts } from './fact.ts';
import type { Formula } from './formula.ts';
import { factsOf, partsOf, tiersOf } from './formula-parts.ts';
import type { Programme, ProgrammeVersion } from './programme.ts';
import { type FactWireValue, factOnWire } from './read-fact.ts';
import type { Bilingual, Confidence } from './text.ts';

export type Verdict = 'eligible' | 'ineligible' | 'unknown';

export type ClauseResult = {
  readonly id: string;
  readonly outcome: Outcome;
  /** null for what a programme does not write as a clause: its tiers, its amount, its adoption by a county. */
  readonly fact: string | null;
  readonly op: string | null;
  readonly required: Operand | null;
  readonly actual?: FactWireValue;
  readonly scope: 'applicant' | 'request';
  readonly text: Bilingual;
  readonly citation: Citation | null;
  readonly confidence: Confidence;
  readonly group: string | null;
};

export type GroupResult = {
  readonly id: string;
  readonly kind: 'all' | 'any' | 'atLeast' | 'not';
  readonly needed: number;
  readonly outcome: Outcome;
  readonly text: Bilingual | null;
  readonly group: string | null;
};

export type Judgement = {
  readonly verdict: Verdict;
  /** From the clauses about the applicant alone: clauses about one request are taken to go well. */
  readonly applicantVerdict: Verdict;
  readonly clauses: readonly ClauseResult[];
  readonly groups: readonly GroupResult[];
  /** Facts whose answer can still turn the verdict, in reading order; none once the verdict is no. */
  readonly missingFacts: readonly string[];
  readonly amount: Evaluation;
};

const VERDICTS: Record<Outcome, Verdict> = { met: 'eligible', failed: 'ineligible', unknown: 'unknown' };

const allOf = (outcomes: readonly Outcome[]): Outcome => atLeast(outcomes.length, outcomes);

/** A row of a table as a criterion: the choice has the word of the row, or one of several words. */
const rowLeaf = (by: string, words: string[], confidence: Confidence): Leaf => ({
  id: 'benefit.tier',
  fact: by,
  op: 'in',
  value: words,
  text: TIER_TEXT,
  clause: { ref: NOWHERE, quote: '-' },
  confidence,
});

/** "Some row holds": any word of the table will do, or each with the criteria its row brings along. */
function tableCriteria({ table, by, confidence = 'typical' }: Extract<Formula, { table: unknown }>): Criterion[] {
  const rows = Object.entries(table).map(([word, row]) => ({ word, inner: tierCriteria(row) }));
  if (rows.every(({ inner }) => inner.length === 0)) return [rowLeaf(by, Object.keys(table), confidence)];
  return [{ any: rows.map(({ word, inner }) => ({ all: [rowLeaf(by, [word], confidence), ...inner] })) }];
}

/** "Some tier holds", for every list of tiers and every table that always applies; a programme without them asks nothing here. */
export function tierCriteria(amount: Formula): Criterion[] {
  if ('tiers' in amount) return [{ any: amount.tiers.map((tier) => tier.when) }];
  return 'table' in amount ? tableCriteria(amount) : partsOf(amount).flatMap(tierCriteria);
}

type Walk = {
  readonly programme: Programme;
  readonly facts: Facts;
  readonly dictionary: FactDictionary;
  readonly clauses: ClauseResult[];
  readonly groups: GroupResult[];
};

function leafResult(leaf: Leaf, group: string | null, walk: Walk): ClauseResult {
  const definition = definitionOf(walk.dictionary, leaf.fact);
  const value = walk.facts.get(leaf.fact);
  return {
    id: leaf.id,
    outcome: evaluateLeaf(leaf, definition, value),
    fact: leaf.fact,
    op: leaf.op,
    required: leaf.value,
    ...(value !== undefined && { actual: factOnWire(definition, value) }),
    scope: definition.scope,
    text: leaf.text,
    citation: cite(walk.programme, leaf.clause),
    confidence: leaf.confidence,
    group,
  };
}

/** Walks the tree once, noting every clause and every group of alternatives; the outermost `all` is the page itself. */
function walkTree(node: Criterion, group: string | null, path: string, walk: Walk): Outcome {
  if (isLeaf(node)) {
    const result = leafResult(node, group, walk);
    walk.clauses.push(result);
    return result.outcome;
  }
  const isPage = path === '' && 'all' in node;
  const id = isPage ? group : `g${path}`;
  const place = walk.groups.length;
  const outcomes = childrenOf(node).map((child, index) => walkTree(child, id, `${path}.${index + 1}`, walk));
  const outcome = combine(node, outcomes);
  if (!isPage && id !== null) {
    const kind = 'all' in node ? 'all' : 'any' in node ? 'any' : 'not' in node ? 'not' : 'atLeast';
    walk.groups.splice(place, 0, { id, kind, needed: neededOf(node), outcome, text: node.text ?? null, group });
  }
  return outcome;
}

/** The leaves that keep a node open: unknown themselves, under nodes that are unknown. */
export function openLeaves(node: Criterion, facts: Facts, dictionary: FactDictionary): Leaf[] {
  if (evaluateCriterion(node, facts, dictionary) !== 'unknown') return [];
  return isLeaf(node) ? [node] : childrenOf(node).flatMap((child) => openLeaves(child, facts, dictionary));
}

/**
 * The clauses that tell something about the answer: where one of several ways is met, the other ways are left out. They were not needed, and
 * to read them as open or failed would be wrong.
 */
export function tellingClauses({ clauses, groups }: Pick<Judgement, 'clauses' | 'groups'>): ClauseResult[] {
  const groupOf = new Map(groups.map((group) => [group.id, group]));
  const isIdle = ({ group, outcome }: Pick<ClauseResult, 'group' | 'outcome'>): boolean => {
    const above = group === null ? undefined : groupOf.get(group);
    if (!above) return false;
    const isChoice = above.kind === 'any' || above.kind === 'atLeast';
    return (isChoice && above.outcome === 'met' && outcome !== 'met') || isIdle(above);
  };
  return clauses.filter((clause) => !isIdle(clause));
}

/** A clause the product adds to those the programme writes, without a fact of its own. */
const added = (id: string, outcome: Outcome, scope: 'applicant' | 'request', text: Bilingual, confidence: Confidence): ClauseResult => ({
  id,
  outcome,
  fact: null,
  op: null,
  required: null,
  scope,
  text,
  citation: null,
  confidence,
  group: null,
});

const TIER_TEXT: Bilingual = { zh: '属于其中一个支持档次', en: 'falls into one of the tiers' };
const AMOUNT_TEXT: Bilingual = { zh: '按规定计算出的金额大于零', en: 'the rule gives an amount above zero' };
const TEMPLATE_TEXT: Bilingual = {
  zh: '这是供各县（市、区）采用的模板，当地采用后才能申请',
  en: 'This is a template; it can be had once a county or district adopts it',
};

const scopeOf = (facts: readonly string[], dictionary: FactDictionary): 'applicant' | 'request' =>
  facts.some((fact) => definitionOf(dictionary, fact).scope === 'request') ? 'request' : 'applicant';

/** The clauses beside the programme's own: a tier must hold, the amount must not be nothing, a template must be adopted. */
function addedClauses(programme: Programme, version: ProgrammeVersion, amount: Evaluation, dictionary: FactDictionary): ClauseResult[] {
  const { amount: rule, confidence } = version.benefit;
  const clauses: ClauseResult[] = [];
  if (amount.tier !== undefined) {
    const tierFacts = tiersOf(rule).flatMap((tiers) => tiers.flatMap((tier) => leavesOf(tier.when).map((leaf) => leaf.fact)));
    const facts = tierFacts.length > 0 ? tierFacts : factsOf(rule);
    clauses.push(added('benefit.tier', amount.tier, scopeOf(facts, dictionary), TIER_TEXT, confidence));
  }
  if (amount.range?.max && round(amount.range.max, version.benefit.rounding) <= 0n) {
    clauses.push(added('benefit.amount', 'failed', scopeOf(factsOf(rule), dictionary), AMOUNT_TEXT, confidence));
  }
  if (programme.regionCode === null) clauses.push(added('template.adopted', 'unknown', 'applicant', TEMPLATE_TEXT, 'seed'));
  return clauses;
}

/** Judges one version of a programme on facts (derived ones included): every clause, the verdicts and the amount. Never throws on missing facts. */
export function judge(programme: Programme, version: ProgrammeVersion, facts: Facts, dictionary: FactDictionary): Judgement {
  const walk: Walk = { programme, facts, dictionary, clauses: [], groups: [] };
  const criteria = walkTree(version.criteria, null, '', walk);
  const amount = evaluateFormula(version.benefit.amount, { facts, dictionary });
  const extra = addedClauses(programme, version, amount, dictionary);
  const outcome = allOf([criteria, ...extra.map((clause) => clause.outcome)]);

  const tiers = tierCriteria(version.benefit.amount);
  const own = (node: Criterion) => evaluateCriterion(node, facts, dictionary, requestGoesWell);
  const applicant = allOf([
    own(version.criteria),
    ...tiers.map(own),
    ...extra.filter((clause) => clause.id !== 'benefit.tier' && clause.scope === 'applicant').map((clause) => clause.outcome),
  ]);

  const open = outcome === 'failed' ? [] : [version.criteria, ...tiers].flatMap((node) => openLeaves(node, facts, dictionary));
  return {
    verdict: VERDICTS[outcome],
    applicantVerdict: VERDICTS[applicant],
    clauses: [...walk.clauses, ...extra],
    groups: walk.groups,
    missingFacts: [...new Set(open.map((leaf) => leaf.fact))],
    amount,
  };
}
