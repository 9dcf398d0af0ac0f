import { round, yuanText } from '../kernel/money.ts';
import { cite } from '../policy/citation.ts';
import { evaluateCriterion } from '../policy/evaluate.ts';
import { evaluateFormula } from '../policy/evaluate-formula.ts';
import type { FactDictionary, Facts } from '../policy/fact.ts';
import type { CapScope, Formula } from '../policy/formula.ts';
import type { Programme, ProgrammeVersion } from '../policy/programme.ts';
import type { Clause, Confidence } from '../policy/text.ts';
import type { ClaimDraft } from './claim.ts';
import type { HoldRule } from './holds.ts';
import { siteKeyOf } from './site.ts';

/** A cap over several claims: which counter, and how much there is of it in all. */
export type Cap = HoldRule & { readonly key: string; readonly capFen: number };

type CapNode = Extract<Formula, { cap: Formula }>;
type Context = { readonly facts: Facts; readonly dictionary: FactDictionary };

/** The caps a formula puts on the whole amount, along the tier and the row that apply. A cap on a part of a sum limits that part alone. */
function capsOnWhole(node: Formula, context: Context): CapNode[] {
  if ('cap' in node) return [node, ...capsOnWhole(node.cap, context)];
  if ('ceiling' in node) return capsOnWhole(node.ceiling, context);
  if ('tiers' in node) {
    const tier = node.tiers.find(({ when }) => evaluateCriterion(when, context.facts, context.dictionary) === 'met');
    return tier ? capsOnWhole(tier.gives, context) : [];
  }
  if ('table' in node) {
    const row = node.table[String(context.facts.get(node.by))];
    return row ? capsOnWhole(row, context) : [];
  }
  return [];
}

/** What a cap of each scope counts over. `undefined`: over this claim alone, where the formula already holds to it. */
const KEYS: Record<CapScope, (claim: ClaimDraft, programmeId: string, applicantId: string) => string | undefined> = {
  year: ({ year }, programmeId, applicantId) => (year === undefined ? undefined : `cap/${programmeId}/${applicantId}/${year}`),
  applicant: (_claim, programmeId, applicantId) => `cap/${programmeId}/${applicantId}`,
  once: (_claim, programmeId, applicantId) => `cap/${programmeId}/${applicantId}/once`,
  // One claim is about one event; it is claimed once (`limits-of-claim.ts`).
  project: () => undefined,
  person: () => undefined,
  // Of mentoring the item is the firm that is mentored.
  item: (claim, programmeId, applicantId) =>
    claim.kind === 'mentoring' && claim.firm && claim.year !== undefined
      ? `cap/${programmeId}/${applicantId}/${claim.year}/firm/${claim.firm.uscc}`
      : undefined,
  // All firms of a site together, whoever they are.
  site: (claim, programmeId) =>
    (claim.kind === 'rent' || claim.kind === 'utilities') && claim.site && claim.year !== undefined
      ? `cap/${programmeId}/site/${siteKeyOf(claim.site)}/${claim.year}`
      : undefined,
};

/** Scopes in which all claims of one applicant count together: that another claim shares such a cap is told without its facts. */
const OF_APPLICANT: readonly CapScope[] = ['year', 'applicant', 'once'];
/** The scope of a cap that all claims of the applicant share, of the year or ever; undefined: it counts over a firm or a site. */
export const sharedScope = (key: string, claim: ClaimDraft, programmeId: string, applicantId: string): CapScope | undefined =>
  OF_APPLICANT.find((per) => KEYS[per](claim, programmeId, applicantId) === key);

const SCOPES: Record<CapScope, { readonly zh: string; readonly en: string }> = {
  year: { zh: '年度上限', en: 'at most, per year' },
  applicant: { zh: '单个申请人上限', en: 'at most, per applicant' },
  once: { zh: '一次性上限', en: 'at most, once' },
  project: { zh: '单个项目上限', en: 'at most, per project' },
  person: { zh: '每人上限', en: 'at most, per person' },
  item: { zh: '单项上限', en: 'at most, per item' },
  site: { zh: '单个场地上限', en: 'at most, per site' },
};

const wordsOf = (per: CapScope, fen: number) => ({
  zh: `${SCOPES[per].zh} ${yuanText(BigInt(fen))} 元`,
  en: `${SCOPES[per].en}: ${yuanText(BigInt(fen))} yuan`,
});

/**
 * The caps that reach over more than this claim: those of the formula that lie on the whole amount, and those among the limits of the
 * benefit. Of two on one counter the lower one counts. `facts` are those the claim is judged by (a cap may depend on a grade).
 */
export function capsOfClaim(
  claim: ClaimDraft,
  { programme, version, applicantId }: { readonly programme: Programme; readonly version: ProgrammeVersion; readonly applicantId: string },
  context: Context,
): Cap[] {
  const caps = new Map<string, Cap>();
  const add = (per: CapScope, capFen: number, clause: Clause | undefined, confidence: Confidence, text = wordsOf(per, capFen)) => {
    const key = KEYS[per](claim, programme.id, applicantId);
    if (key === undefined || (caps.get(key)?.capFen ?? Number.POSITIVE_INFINITY) <= capFen) return;
    caps.set(key, { key, capFen, pointer: '', text, citation: cite(programme, clause), confidence });
  };
  for (const node of capsOnWhole(version.benefit.amount, context)) {
    const most = evaluateFormula(node.at, context).range?.max;
    if (most) add(node.per, Number(round(most, 'half-up-to-fen')), node.clause, node.confidence ?? version.benefit.confidence, node.text);
  }
  for (const { kind, per, value, clause, confidence, text } of version.benefit.limits) {
    if (kind === 'amount') add(per, Math.round(value * 100), clause, confidence, text);
  }
  return [...caps.values()];
}
